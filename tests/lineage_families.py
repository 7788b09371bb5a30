"""Make up families of copies from given texts: each source is carried on in every way, some copies again.

Every time is known and the copy is always the later one, but most times are whole days, so that a fifth of
the copies bear the same day as their source. Some of the articles that text was mixed into are there as well.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from lineage_simulator import DAY, KINDS, Copy, derive

from provenance.model import Article

EACH, AGAIN, WHOLE_DAYS, HOSTS = 0.85, 0.2, 0.6, 0.3  # shares: see `descend`
_SOON, _LATE = 30, 3 * 24 * 60  # minutes from a source to its copy


def descend(texts: Sequence[str], seed: int) -> tuple[list[Article], list[Copy]]:
    """Write families: a quarter of the texts are sources, the others lend hosts or stand alone.

    Of each source there is a copy of each kind with a chance of `EACH`; `AGAIN` of them are copied from an
    earlier copy instead, `WHOLE_DAYS` of times are cut to the day, `HOSTS` of the hosts are articles too.

    Returns
    -------
    list of Article
        Sorted by ids, which tell nothing.
    list of Copy
        The truth.
    """
    chance = random.Random(seed)
    order = list(texts)
    chance.shuffle(order)
    sources, hosts = order[: len(order) // 4], iter(order[len(order) // 4 :])
    desk = _Desk(chance, iter(chance.sample(range(100_000), 8 * len(texts))))
    truth: list[Copy] = []
    for source in sources:
        first = DAY + timedelta(minutes=chance.randrange(40 * 24 * 60))
        known = [(desk.publish(source, first), source, first)]
        for kind in chance.sample(KINDS, len(KINDS)):
            if chance.random() > EACH:
                continue
            again = len(known) > 1 and chance.random() < AGAIN
            name, text, when = chance.choice(known[1:]) if again else known[0]
            host = next(hosts) if kind in {"mixed", "quote"} else ""
            written = derive(text, host, kind, chance)
            if written is None:
                continue
            late = desk.after(when)
            copy = desk.publish(written, late)
            there = host and chance.random() < HOSTS
            inside = desk.publish(host, late - (desk.after(when) - when)) if there else None
            truth.append(Copy(name, copy, kind, again, inside))
            if kind != "quote":
                known.append((copy, written, late))
    for alone in list(hosts)[::2]:
        desk.publish(alone, desk.after(DAY))
    return sorted(desk.published, key=lambda each: each.id), truth


class _Desk:
    """Publishes articles under names and outlets that tell nothing."""

    def __init__(self, chance: random.Random, names) -> None:
        self.published: list[Article] = []
        self._chance, self._names = chance, names

    def publish(self, text: str, when: datetime) -> str:
        whole = self._chance.random() < WHOLE_DAYS
        stated = when.date().isoformat() if whole else when.isoformat(timespec="minutes")
        name = f"a{next(self._names):05}"
        outlet = f"Outlet {self._chance.randrange(9_000)}"
        self.published.append(Article(name, outlet, "", text, stated))
        return name

    def after(self, when: datetime) -> datetime:
        return when + timedelta(minutes=self._chance.randint(_SOON, _LATE))
