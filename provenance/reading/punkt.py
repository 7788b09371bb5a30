"""Does a full stop end a sentence? Punkt's answer (Kiss and Strunk 2006), with parameters learned from news.

NLTK trains the parameters (``tests/training/punkt.py``) and its own tokenizer agrees with the decisions
made here, which a test holds. The decision itself is repeated because NLTK's loop reads 2 MB/s and its
import alone costs a second. What is decided otherwise than Punkt would is listed at `ends`.
"""

import gzip
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import BrokenModelError

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters

FILE = Path(__file__).parents[1] / "data" / "punkt.json.gz"
TOLD = FILE.with_name("punkt.toml")
_KEYS = {"abbreviations", "collocations", "contexts", "starters"}

# Punkt's orthographic flags: a word was seen in upper case inside a sentence, in lower case at its
# beginning, in any upper, in any lower case.
_MIDDLE_UPPER, _BEGIN_LOWER, _UPPER, _LOWER = 4, 16, 14, 112

FIGURE = "##number##"  # Punkt's type of every number
_NUMBER = re.compile(r"-?[.,]?\d[\d,.\-]*")
_INNER = frozenset(";:,.!?")
_QUOTES = frozenset("\"'”’»“")
_LIST_MARK = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5}")
_FULL_ELLIPSIS = 4  # dots: three that leave out and one that ends


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What Punkt is told by hand, see ``data/punkt.toml``."""

    titles: frozenset[str]
    numbered: frozenset[str]
    capitalised: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]


@cache
def told() -> Told:
    """Load what is told by hand; every title and single letter is an abbreviation, too."""
    with TOLD.open("rb") as file:
        table = {name: frozenset(words.split()) for name, words in tomllib.load(file).items()}
    letters = frozenset("abcdefghijklmnopqrstuvwxyz")
    table["abbreviations"] = (table["abbreviations"] | table["titles"] | letters) - table["numbered"]
    return Told(**table)


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """What Punkt learned: see `nltk.tokenize.punkt.PunktParameters`, whose parts these are."""

    abbreviations: frozenset[str]
    collocations: frozenset[tuple[str, str]]
    starters: frozenset[str]
    contexts: dict[str, int]


@cache
def parameters() -> Parameters:
    """Load the parameters that come with the package.

    Raises
    ------
    BrokenModelError
        If the file lacks a part.
    """
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        table = json.load(file)
    if set(table) != _KEYS:
        raise BrokenModelError(FILE, f"parts {sorted(table)}", f"{sorted(_KEYS)}")
    contexts = {word: int(flag) for flag, words in table["contexts"].items() for word in words.split()}
    return Parameters(
        abbreviations=frozenset(table["abbreviations"]),
        collocations=frozenset((left, right) for left, right in table["collocations"]),
        starters=frozenset(table["starters"]),
        contexts=contexts,
    )


def nltk_parameters() -> "PunktParameters":
    """Return the same parameters as NLTK wants them: ``PunktSentenceTokenizer(nltk_parameters())``."""
    from nltk.tokenize.punkt import PunktParameters

    learned, result = parameters(), PunktParameters()
    result.abbrev_types = set(learned.abbreviations)
    result.collocations = set(learned.collocations)
    result.sent_starters = set(learned.starters)
    result.ortho_context.update(learned.contexts)
    return result


def punkt_ends(left: str, right: str) -> bool:
    """Say, exactly as Punkt does, whether the token `left`, which ends in a stop, ends its sentence.

    Parameters
    ----------
    left : str
        The token before the white space, its stop included.
    right : str
        The next token.
    """
    learned = parameters()
    if right.endswith(".") and len(right) > 1 and right[:-1].lower() not in learned.abbreviations:
        right = right[:-1]
    typ, after = _type(left[:-1]), _type(right)
    if left.endswith(".."):
        abbreviation, ends, typ = True, False, left if len(left) == 1 else left[:-1]
    else:
        abbreviation = abbreviated(left[:-1])
        ends = not abbreviation
    if (typ, after) in learned.collocations:
        return False
    initial = len(left) == 2 and (left[0].isalpha() or left[0] == "_")  # noqa: PLR2004 - a letter and its stop
    sure = _begins(right, after, learned)
    if abbreviation and not initial and (sure or (right[0].isupper() and after in learned.starters)):
        return True
    if (initial or typ == FIGURE) and (
        sure is False
        or (sure is None and initial and right[0].isupper() and not learned.contexts.get(after, 0) & _LOWER)
    ):
        return False
    return ends


def abbreviated(word: str) -> bool:
    """Say whether a word before a stop is an abbreviation, alone or behind a hyphen ("pro-U.S")."""
    low = word.lower()
    known = parameters().abbreviations
    return low in known or low.rpartition("-")[2] in known


def ends(  # noqa: PLR0911 - one return a rule reads best
    left: str, run: str, closed: str, right: str, *, opens: bool = False
) -> bool:
    """Say whether a sentence ends between two words.

    Punkt decides, except: after ``?`` or ``!``, an ellipsis or a closing quotation mark or bracket a word
    in lower case goes on; a closing quotation mark before a capital ends, as do four dots; a title does
    not end before a capital, an initial does before a word that often begins sentences, ``No.`` only when
    no figure follows, ``ill.`` in lower case always; ``1.`` at the beginning of a paragraph counts its
    items.

    Parameters
    ----------
    left : str
        What stands before the mark, back to white space or other punctuation; may be empty.
    run : str
        The marks: ``.``, ``?!``, ``...``.
    closed : str
        Closing quotation marks and brackets right after them.
    right : str
        The next word, without opening punctuation.
    opens : bool
        `left` is the first word of its paragraph.
    """
    low, bare = right[0].islower(), left.lower()
    if run[-1] in ".…" and (len(run) > 1 or run == "…"):
        return not low and closed[:1] != "]" and _ellipsis_ends(run, closed, right)
    if low and (run[-1] not in ".…" or closed or not left):
        return False
    if run[-1] not in ".…" or not left or not _QUOTES.isdisjoint(closed):
        return True
    if (opens and not closed and _LIST_MARK.fullmatch(left)) or (
        bare in told().numbered and right[0].isdigit()
    ):
        return False
    if bare in told().capitalised and left.islower():
        return True
    if bare.rpartition(".")[2] in told().titles and right[0].isupper() and not closed:
        return False
    if len(left) == 1 and right[0].isupper() and (right.lower() in told().starters or _after_i(left, right)):
        return True
    return punkt_ends(f"{left}.", right)


def _after_i(left: str, right: str) -> bool:
    """Say whether "I." is the pronoun: before a word whose case shows that it begins a sentence."""
    return left == "I" and _begins(right, right.lower(), parameters()) is True


def _ellipsis_ends(run: str, closed: str, right: str) -> bool:
    """Say whether dots before a capital end: four do, three within a sentence leave the word "I" in it."""
    return len(run) >= _FULL_ELLIPSIS or bool(closed) or (right != "I" and punkt_ends("..", right))


def _type(token: str) -> str:
    return FIGURE if _NUMBER.fullmatch(token) else token.lower()


def _begins(token: str, typ: str, learned: Parameters) -> bool | None:
    """Say whether a word, by its case, begins a sentence; None when its case tells nothing."""
    if token in _INNER:
        return False
    seen = learned.contexts.get(typ, 0)
    if token[0].isupper() and seen & _LOWER and not seen & _MIDDLE_UPPER:
        return True
    if token[0].islower() and (seen & _UPPER or not seen & _BEGIN_LOWER):
        return False
    return None
