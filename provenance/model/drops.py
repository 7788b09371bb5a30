"""What became of a drop's articles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles a drop has, and what one run of `ingest` made of them.

    Attributes
    ----------
    given : int
        All that could be read: the sum of the other three.
    new, changed, known : int
        Added; other texts of articles that are there, or of others in the drop; there already.
    again : bool
        This very drop was ingested before, to its end.
    stored : int
        Articles that the store holds now.
    """

    given: int
    new: int
    changed: int
    known: int
    again: bool
    stored: int
