"""Make up lineages from given texts: who copied whom is known, because this wrote the copies.

Each source is carried on by others: word for word, cut, mixed into another article, reworded, or only a
quote of it that changes a word on the way. Times follow the copying, but some are wrong and some missing.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from provenance.model import Article

KINDS = ("verbatim", "cut", "mixed", "reworded", "quote")
WRONG, MISSING, COARSE = 0.08, 0.12, 0.3  # shares of times that are wrong, not there, or only a day
_SAME = """
said stated|big large|begin start
began started|help assist|show demonstrate|showed revealed|many numerous
buy purchase|bought purchased|get obtain|use employ|used employed|need require|needs requires|ask request
asked urged|tell inform|told informed|think believe|thinks believes|find discover|found discovered|keep retain
end conclude|ended concluded|try attempt|tried attempted|about roughly|around approximately|also additionally
but however|because since|while whereas|before prior|after following|old elderly|new fresh|important crucial
people persons|man male|woman female|children youngsters|country nation|countries nations|city town|house home
money funds|work labor|job position|jobs positions|home residence|law statute|police officers
official authority
officials authorities|leader chief|leaders chiefs|president head|government administration|company firm
companies firms|report account|plan scheme|plans schemes|decision ruling|attack assault|attacks assaults
killed slain|fight battle|war conflict|death demise|hard difficult|easy simple|fast quick|quickly rapidly
good fine|bad poor|small little|great vast|strong powerful|weak feeble|high elevated|low reduced|long lengthy
short brief|early initial|late tardy|first initial|last final|next following|recent latest|recently lately
now currently|often frequently|never not ever|always constantly|almost nearly|only merely|very extremely
more further|most nearly all|some several|few scarce|all every|each every|give provide|gave provided
take seize|took seized|make produce|made produced|come arrive|came arrived|go travel|went traveled|see observe
saw observed|know understand|want desire|wanted desired|call name|called named|hold possess|held possessed
bring carry|brought carried|stop halt|stopped halted|allow permit|allowed permitted|move shift|moved shifted
increase rise|increased rose|decrease drop|year twelvemonth|week seven days|month four weeks|day date
support back|supported backed|oppose resist|opposed resisted|win gain|won gained|lose forfeit|lost forfeited
vote ballot|votes ballots|group band|groups bands|part portion|problem difficulty|problems difficulties
question query|answer reply|idea notion|story tale|name title|number figure|place spot|way manner|side flank
"""
SYNONYMS = {
    pair.split()[0]: " ".join(pair.split()[1:])
    for line in _SAME.split("\n")
    for pair in line.split("|")
    if pair
}
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”’')]*\s*|[^.!?]+$")
_QUOTE = re.compile(r"[“\"][^“”\"]{60,400}[”\"]")
DAY = datetime(2026, 3, 1, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Copy:
    """One derived article and where its text truly came from.

    `again`: the source is itself derived. `host`: the article it was mixed into, if that one is there too.
    """

    source: str
    derived: str
    kind: str
    again: bool = False
    host: str | None = None


def simulate(texts: Sequence[str], seed: int, copies: int = 3) -> tuple[list[Article], list[Copy]]:
    """Write copies of texts: every second text is a source, the others lend hosts for mixing.

    Returns
    -------
    list of Article
        In no telling order; ids tell nothing.
    list of Copy
        The truth.
    """
    chance = random.Random(seed)
    order = list(texts)
    chance.shuffle(order)
    sources, hosts = order[::2], order[1::2]
    articles: list[Article] = []
    truth: list[Copy] = []
    names = iter(chance.sample(range(10_000), len(texts) * (copies + 2)))
    for number, source in enumerate(sources):
        first = DAY + timedelta(hours=chance.randrange(24 * 20), minutes=chance.randrange(60))
        known = f"a{next(names):04}"
        articles.append(
            Article(known, f"Outlet {chance.randrange(9_000)}", "", source, _stated(first, chance))
        )
        for kind in chance.sample(KINDS, chance.randint(1, copies)):
            host = hosts[(number + chance.randrange(7)) % len(hosts)] if hosts else source
            written = derive(source, host, kind, chance)
            if written is None:
                continue
            late = first + timedelta(minutes=chance.randint(20, 60 * 30))
            if chance.random() < WRONG:
                late = first - timedelta(minutes=chance.randint(20, 60 * 30))
            name = f"a{next(names):04}"
            articles.append(
                Article(name, f"Outlet {chance.randrange(9_000)}", "", written, _stated(late, chance))
            )
            truth.append(Copy(known, name, kind))
    for host in hosts[::2]:
        when = DAY + timedelta(hours=chance.randrange(24 * 20))
        articles.append(
            Article(
                f"a{next(names):04}", f"Outlet {chance.randrange(9_000)}", "", host, _stated(when, chance)
            )
        )
    return sorted(articles, key=lambda each: each.id), truth


def without_times(articles: Sequence[Article]) -> list[Article]:
    """Hide every publication time."""
    return [replace(each, published=None) for each in articles]


def _stated(when: datetime, chance: random.Random) -> str | None:
    if chance.random() < MISSING:
        return None
    return when.date().isoformat() if chance.random() < COARSE else when.isoformat(timespec="minutes")


def _sentences(text: str) -> list[str]:
    return [found for line in text.split("\n") for found in _SENTENCE.findall(line) if found.strip()]


def derive(source: str, host: str, kind: str, chance: random.Random) -> str | None:
    parts = _sentences(source)
    if len(parts) < 6:
        return None
    if kind == "verbatim":
        return source
    if kind == "cut":
        return _cut(parts, chance)
    if kind == "mixed":
        return _mixed(parts, _sentences(host), chance)
    if kind == "reworded":
        return _joined([_reworded(part, chance) for part in parts], chance)
    quotes = _QUOTE.findall(source)
    return _quoting(chance.choice(quotes), _sentences(host), chance) if quotes else None


def _cut(parts: list[str], chance: random.Random) -> str:
    wanted = max(3, round(0.45 * len(parts)))
    if chance.random() < 0.5:
        return _joined(parts[:wanted], chance)
    kept = sorted(chance.sample(range(len(parts)), wanted))
    return _joined([parts[place] for place in kept], chance)


def _mixed(parts: list[str], host: list[str], chance: random.Random) -> str:
    wanted = max(3, round(chance.uniform(0.4, 1.0) * len(parts)))
    begin = chance.randrange(len(parts) - wanted + 1)
    place = chance.randrange(len(host) + 1)
    return _joined([*host[:place], *parts[begin : begin + wanted], *host[place:]], chance)


def _reworded(part: str, chance: random.Random) -> str:
    words = part.split()
    changed = []
    for word in words:
        if chance.random() < 0.04:
            continue
        core = word.strip(",.;:!?\"“”'()")
        swap = SYNONYMS.get(core.lower())
        changed.append(word.replace(core, swap) if swap and chance.random() < 0.7 else word)
    for place in range(len(changed) - 1):
        if chance.random() < 0.03:
            changed[place], changed[place + 1] = changed[place + 1], changed[place]
    return " ".join(changed) + " "


def _quoting(quote: str, host: list[str], chance: random.Random) -> str:
    words = quote.split()
    places = [place for place in range(2, len(words) - 2) if words[place].isalpha()]
    for place in chance.sample(places, min(len(places), chance.randint(1, 2))):
        words[place] = SYNONYMS.get(words[place].lower(), chance.choice(("nearly", "truly", "really")))
    at = chance.randrange(1, len(host) + 1)
    return _joined([*host[:at], " ".join(words) + " the statement said. ", *host[at:]], chance)


def _joined(parts: list[str], chance: random.Random) -> str:
    """Set paragraphs of two to four sentences."""
    lines: list[str] = []
    place = 0
    while place < len(parts):
        wide = chance.randint(2, 4)
        lines.append(
            "".join(
                part if part.endswith(" ") else part + " " for part in parts[place : place + wide]
            ).strip()
        )
        place += wide
    return "\n\n".join(lines)
