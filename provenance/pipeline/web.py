"""Which articles of a store share text with which, and what of it a change stirs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from provenance.store.pairs import Ends, Link


class Web:
    """Pairs of a store that share text, by their ends and by article."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links: Mapping[Ends, Link] = {(each.left, each.right): each for each in links}
        self._of: dict[str, list[Ends]] = {}
        for ends in self.links:
            for end in ends:
                self._of.setdefault(end, []).append(ends)

    def of(self, ids: Iterable[str]) -> set[Ends]:
        """Return the pairs that have at least one of some articles."""
        return {ends for each in ids for ends in self._of.get(each, ())}

    def within(self, ids: Iterable[str]) -> set[Ends]:
        """Return the pairs that have two of some articles."""
        inside = {*ids}
        return {ends for ends in self.of(inside) if inside.issuperset(ends)}

    def partners(self, article: str) -> set[str]:
        """Return with whom an article shares text."""
        return {end for ends in self._of.get(article, ()) for end in ends} - {article}


@dataclass(frozen=True, slots=True, eq=False)
class Stir:
    """What a change stirs of who has it from whom.

    Attributes
    ----------
    told : set of (str, str)
        Pairs of which it must be told anew who has it from whom, looking at the two.
    again : set of (str, str)
        Pairs of which that stands, but a third article may now explain it, or no longer does.
    moved : set of str
        The articles of pairs that are told anew, or are gone.
    """

    told: set[Ends]
    again: set[Ends]
    moved: set[str]

    @property
    def pairs(self) -> set[Ends]:
        """All of these pairs."""
        return self.told | self.again


def stirred(web: Web, changed: set[Ends], requoted: set[str], offices: Collection[str]) -> Stir:
    """See which pairs a change reaches.

    What two articles tell by themselves depends on their passages; where they share a statement, on the
    families of quotes that both are in and on the published statement behind it; where one copied, on what
    else both hold. Whether a third explains it depends on what is told of the third and these two.

    Parameters
    ----------
    changed : set of (str, str)
        Pairs that are gone, new, or judged anew.
    requoted : set of str
        Articles of which a family of quotes changed.
    offices : collection of str
        Articles that are published statements, and all that are in the store no longer.
    """
    moved = ends_of(changed)
    behind = {one for ends in changed for one, other in (ends, ends[::-1]) if other in offices}
    told = {
        *(changed & web.links.keys()),
        *(ends for ends in web.of(moved) if web.links[ends].copy),
        *web.within(requoted),
        *web.of(behind),
    }
    moved |= ends_of(told)
    again = {ends for ends in web.of(moved) if web.links[ends].source} - told
    return Stir(told, again, moved)


def everything(web: Web) -> Stir:
    """Say that all must be told anew."""
    return Stir({*web.links}, set(), ends_of(web.links))


def ends_of(pairs: Iterable[Ends]) -> set[str]:
    """Return the articles of pairs."""
    return {end for ends in pairs for end in ends}
