"""Stretches of an article that somebody else said or wrote, though no quotation marks say so.

Posts, letters, transcripts, statements printed in full and paragraphs in the first person: two outlets that
print the same one share its source, not each other's work.
"""

import re

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
_FIRST = re.compile(
    r"(?<![\w.])(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Yy]ou|[Yy]our|[Oo]urs|[Mm]yself|I['’](?:m|ve|ll|d)"
    r"|[Ww]e['’](?:re|ve|ll|d)|[Yy]ou['’](?:re|ve|ll|d))(?![\w.])"
)
_GREETING = re.compile(r"^(?:Dear|To Whom It May Concern|My fellow|Ladies and gentlemen)\b")
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
_QUOTES = re.compile(r"[“”\"]")
_LEAST, _DENSE = 8, 0.04  # words, share of words: a paragraph of speech says I, we or you every 25 words
_INTRODUCTION = 200  # characters before a colon that say what follows
_LONGEST = 12  # paragraphs that one letter or statement may run on for


def paragraphs(text: str) -> list[Span]:
    """Return what the line breaks tell apart, without surrounding white space."""
    found = []
    begin = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = begin + line.index(bare[0])
            found.append(Span(first, first + len(bare)))
        begin += len(line)
    return found


def documents(text: str) -> list[Span]:
    """Return the paragraphs of posts, letters, transcripts and speech in the first person, in order."""
    parts = paragraphs(text)
    marked = [False] * len(parts)
    letter = 0
    posts = any(mark in text for mark in _POSTED)
    for place, part in enumerate(parts):
        words = text[part.begin : part.end]
        if _GREETING.match(words):
            letter = _LONGEST
        marked[place] = letter > 0 or _spoken(words, posts=posts)
        if place and introduced(text, part.begin):
            marked[place] = True
        if posts and place and _POST.search(words) and len(words.split()) < _LEAST + 6:
            marked[place - 1] = True  # the signature stands alone under its post
        letter = 0 if _FAREWELL.match(words) else max(0, letter - 1)
    return [part for part, spoken in zip(parts, marked, strict=True) if spoken]


def _spoken(words: str, *, posts: bool) -> bool:
    """Tell whether a paragraph is somebody's words; `posts` says whether any of the text may be a post."""
    if posts and _POST.search(words):
        return True
    if (":" in words or words.startswith(_ASKED)) and _TURN.search(words):
        return True
    outside = "".join(_QUOTES.split(words)[::2])  # every other piece stands between quotation marks
    count = len(outside.split())
    return count >= _LEAST and len(_FIRST.findall(outside)) > _DENSE * count


def introduced(text: str, begin: int) -> bool | None:
    """Say what the words before a place announce: True a document or speech, False a story, None nothing.

    Only an introduction that ends in a colon right before the place, or before its paragraph, counts.
    """
    before = text[max(0, begin - 2 * _INTRODUCTION) : begin].rstrip(" \t\r\n\"“‘'•*·.…-–—")
    if not before.endswith(":"):
        return None
    sentence = re.split(r"(?<=[.!?])\s|\n", before[-_INTRODUCTION:])[-1]
    if _STORY.search(sentence):
        return False
    return True if _DOCUMENT.search(sentence) else None
