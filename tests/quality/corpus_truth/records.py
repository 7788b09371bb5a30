"""The rows of both documents: pairs, passages, members of families, found again in the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus_truth.measure import Record
from corpus_truth.texts import same


def pair_key(pair: Record) -> frozenset[str]:
    return frozenset((pair["left"], pair["right"]))


def pair_name(key: frozenset[str]) -> str:
    return " ~ ".join(sorted(key))


def in_order(keys: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(keys, key=pair_name)


def by_pair(passages: Iterable[Record]) -> defaultdict[frozenset[str], list[Record]]:
    """Gather passages by their two articles, the texts of each in the order of the article ids."""
    found: defaultdict[frozenset[str], list[Record]] = defaultdict(list)
    for passage in passages:
        texts = (passage["left_text"], passage["right_text"])
        straight = passage["left"] < passage["right"]
        found[pair_key(passage)].append({**passage, "texts": texts if straight else texts[::-1]})
    return found


def by_article(facts: Iterable[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for fact in facts:
        found[fact["article"]].append(fact)
    return found


def members_of(families: Iterable[Record]) -> Iterator[Record]:
    for family in families:
        yield from family["members"]


def match(member: Record, members: Iterable[Record]) -> Record | None:
    """Find the member of the same article whose text is the same by half, the nearest in length first."""
    fits = [m for m in members if m["article"] == member["article"] and same(m["text"], member["text"])]
    return min(fits, key=lambda m: abs(len(m["text"]) - len(member["text"])), default=None)
