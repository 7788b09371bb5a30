"""Whether the line that opens a text is clearly its headline."""

import re

_LONGEST, _SHORTEST = 150, 3  # characters, words
_PARAGRAPH = 100  # characters: what stands under a headline is running text, not another short line
_LOOK = 3  # lines below in which that text must begin
_BODY = 3_000  # characters of it in which the headline's words are looked for
_TOLD = 0.5  # share of the headline's words that the text takes up; of captions and bylines it is less
_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter ones stand in every text
_STEM = 5  # letters compared: "transfers" and "transferred" are one
_ENDS = (*".;:,…|)", "ead more")
_OPENS = "\"'“‘«¿¡"
# What pages say around an article when their text was copied whole: buttons, captions, ages.
_CHROME = re.compile(
    r"(?:get|sign|subscribe|scroll|skip|share|read|click|listen|watch|turn on|top|e-?mail|advertisement|photo"
    r"|image|home|menu|search|follow|please|support|enlarge|close|view|play|more|story highlights|media|video"
    r"|this (?:article|story)|from|updated|published|\d+ (?:second|minute|hour|day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"[(/](?:photo|image|getty|ap|reuters|afp)\b|\bphoto(?:graph)?\b.{0,3}:", re.IGNORECASE)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]['\"’”]? [A-Z]")
_NAMED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
_PERSONS = re.compile(rf"{_NAMED}(?:(?:,| and|, and) {_NAMED})+")


def is_headline(title: str, following: list[str], text: str) -> bool:
    """Tell a headline from a caption, a byline, a button or the first paragraph.

    Parameters
    ----------
    title : str
        The first line that is not empty, on one line.
    following : list of str
        The lines below it.
    text : str
        The whole text.
    """
    if len(title.split()) < _SHORTEST or len(title) > _LONGEST or title.endswith(_ENDS):
        return False
    if not (title[0].isupper() or title[0].isdigit() or title[0] in _OPENS):
        return False
    if any(form.search(title) for form in (_CAPTION, _SENTENCES)) or _CHROME.match(title):
        return False
    if _PERSONS.fullmatch(title):
        return False
    if not any(len(each) >= max(_PARAGRAPH, 1.5 * len(title)) for each in following[:_LOOK]):
        return False
    return _is_taken_up(title, text)


def _is_taken_up(title: str, text: str) -> bool:
    """Tell whether the text speaks of what the headline names."""
    begin = text.find(title) + len(title)
    body = {word[:_STEM] for word in _WORD.findall(text[begin : begin + _BODY].casefold())}
    words = {word[:_STEM] for word in _WORD.findall(title.casefold())}
    return not words or len(words & body) >= _TOLD * len(words)
