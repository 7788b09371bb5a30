"""How far a change reaches: everything joined, by however many steps, to what it touches."""

from collections.abc import Iterable, Sequence


def reached(begun: Iterable[str], joined: Iterable[Sequence[str]]) -> set[str]:
    """Return what can be reached from where one begins.

    Parameters
    ----------
    begun : iterable of str
    joined : iterable of sequences of str
        Each names what is joined with each other.
    """
    beside: dict[str, list[Sequence[str]]] = {}
    for members in joined:
        for each in members:
            beside.setdefault(each, []).append(members)
    found, waiting = {*begun}, [*begun]
    while waiting:
        for members in beside.pop(waiting.pop(), ()):
            new = [each for each in members if each not in found]
            found.update(new)
            waiting += new
    return found
