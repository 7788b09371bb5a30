"""Stretches of an article that somebody else said or wrote, though no quotation marks say so.

Posts, letters, transcripts, statements printed in full and paragraphs in the first person: two outlets that
print the same one share its source, not each other's work.
"""

import re

import numpy as np

from provenance.model import Span

# "— Senator Rand Paul (@RandPaul) March 23, 2018" closes an embedded post; so do its links.
_POST = re.compile(
    r"[—–-][ \t]{0,3}[^\n()@]{0,60}\(@\w{1,30}\)|pic\.twitter\.com|https?://t\.co/"
    r"|(?:^|\n)RT @\w|\(@\w{1,30}\) "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
)
_POSTED = ("(@", "pic.twitter.com", "t.co/", "RT @")  # one of these stands in whatever that finds
# How transcripts name who speaks: TRUMP: Well … or THE PRESIDENT: Right. or Q. Was that …
_TURN = re.compile(r"(?:^|[.?!)\]] )(?:[A-Z][A-Z.'’-]{1,20} ){0,3}[A-Z][A-Z.'’-]{2,20}:|^[QA][.:] ")
_ASKED = ("Q. ", "A. ")  # begins a turn, if no colon ends what does
# I, we, my, our, us, me, you and your. A pattern that begins with a letter is looked for twice as fast as one
# that begins with what may not stand before it.
_FIRST = re.compile(
    r"[IWwMmOoUuYy](?<![\w.].)"
    r"(?:(?<=I)|(?<=[Ww])e|(?<=[Mm])(?:e|y(?:self)?)|(?<=[Oo])urs?|(?<=[Uu])s|(?<=[Yy])our?)(?![\w.])"
)
_GREETINGS = ("Dear", "To Whom It May Concern", "My fellow", "Ladies and gentlemen")
_GREETING = re.compile(rf"(?:{'|'.join(_GREETINGS)})\b")
_FAREWELL = re.compile(r"^(?:Sincerely|Respectfully|Yours|Best regards|Regards|Very truly)\b")
# What announces a document, when its paragraph ends in a colon …
_DOCUMENT = re.compile(
    r"\b(?:statements?|letters?|memo(?:randum)?|texts?|tweet(?:s|ed)?|posts?|posted|remarks|speech|transcripts?"
    r"|emails?|e-mails?|messages?|note|said|says|wrote|writes|reads?|told|asked|questions?|answers?|answered"
    r"|replied|response|responded|added|continued|explained|declared|announced|testimony|testified|law|act"
    r"|amendment|section|clause|article [IVX\d]+|resolution|order|ruling|opinion|filing|complaint|indictment"
    r"|motion|brief|release|press release|full|in part|verbatim|excerpts?|exchange|interview|poll|survey|oath"
    r"|prayer|lyrics|quotes?|comments?|caption|apology|op-ed)\b",
    re.IGNORECASE,
)
# … and what announces another outlet's story instead.
_STORY = re.compile(
    r"\b(?:stor(?:y|ies)|piece|column|article|reporting|reports?|reported|reporter|newspaper|magazine|author"
    r"|analysis|essay|blog|notes|writes|wrote in|via|per|according to)\b",
    re.IGNORECASE,
)
_MARKS = '“”"'
_QUOTES = re.compile(f"[{_MARKS}]")
_LEAST, _DENSE = 8, 0.04  # words, share of words: a paragraph of speech says I, we or you every 25 words
_INTRODUCTION = 200  # characters before a colon that say what follows
_LOOSE = " \t\r\n\"“‘'•*·.…-–—"  # what may stand between the colon and what it announces
_NEAR = 20  # characters: most places have something else right before them
_LONGEST = 12  # paragraphs that one letter or statement may run on for


class Paragraphs:
    """The paragraphs of a text: each is looked at when first asked about, as most share nothing with anybody.

    Attributes
    ----------
    spans : int32 (P, 2)
        What the line breaks tell apart, without surrounding white space.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds = _parts(text)
        self.spans = np.array(self._bounds, np.int32).reshape(-1, 2)
        self._letters = _letters(text, self._bounds)
        self._posts = any(mark in text for mark in _POSTED)
        self._known: dict[int, bool] = {}

    def told(self, place: int) -> bool:
        """Say whether a paragraph is of a post, a letter, a transcript or speech in the first person."""
        if place not in self._known:
            self._known[place] = place in self._letters or self._told(place)
        return self._known[place]

    def _told(self, place: int) -> bool:
        if _spoken(self._words(place), posts=self._posts):
            return True
        if place and introduced(self._text, self._bounds[place][0]):
            return True
        # the signature stands alone under its post
        return self._posts and place + 1 < len(self._bounds) and _signs(self._words(place + 1))

    def _words(self, place: int) -> str:
        return self._text[slice(*self._bounds[place])]


def documents(text: str) -> list[Span]:
    """Return the paragraphs of posts, letters, transcripts and speech in the first person, in order."""
    parts = Paragraphs(text)
    return [Span(*span) for place, span in enumerate(parts.spans.tolist()) if parts.told(place)]


def _parts(text: str) -> list[tuple[int, int]]:
    """Return the begin and the end of each paragraph."""
    found: list[tuple[int, int]] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = begin + line.index(bare[0])
            found.append((first, first + len(bare)))
        begin += len(line)
    return found


def _letters(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """Return the paragraphs from a greeting to its farewell."""
    if not any(greeting in text for greeting in _GREETINGS):
        return frozenset()
    found, left = set(), 0
    for place, (begin, end) in enumerate(spans):
        words = text[begin:end]
        if _GREETING.match(words):
            left = _LONGEST
        if left:
            found.add(place)
        left = 0 if _FAREWELL.match(words) else max(0, left - 1)
    return frozenset(found)


def _signs(words: str) -> bool:
    """Say whether a paragraph is no more than what closes an embedded post."""
    return _POST.search(words) is not None and len(words.split()) < _LEAST + 6


def _spoken(words: str, *, posts: bool) -> bool:
    """Tell whether a paragraph is somebody's words; `posts` says whether any of the text may be a post."""
    if posts and _POST.search(words):
        return True
    if (":" in words or words.startswith(_ASKED)) and _TURN.search(words):
        return True
    outside = words
    if any(mark in words for mark in _MARKS):
        outside = "".join(_QUOTES.split(words)[::2])  # every other piece stands between quotation marks
    first = len(_FIRST.findall(outside))
    count = len(outside.split()) if first else 0
    return count >= _LEAST and first > _DENSE * count


def introduced(text: str, begin: int) -> bool | None:
    """Say what the words before a place announce: True a document or speech, False a story, None nothing.

    Only an introduction that ends in a colon right before the place, or before its paragraph, counts.
    """
    earliest = max(0, begin - 2 * _INTRODUCTION)
    if text.rfind(":", earliest, begin) < 0:
        return None
    near = text[max(earliest, begin - _NEAR) : begin].rstrip(_LOOSE)
    before = text[earliest:begin].rstrip(_LOOSE) if not near or near.endswith(":") else ""
    if not before.endswith(":"):
        return None
    sentence = re.split(r"(?<=[.!?])\s|\n", before[-_INTRODUCTION:])[-1]
    if _STORY.search(sentence):
        return False
    return True if _DOCUMENT.search(sentence) else None
