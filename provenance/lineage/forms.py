"""The forms that credits take in news: datelines, bylines, closing lines, signatures of desks."""

import re
from typing import Literal

Form = Literal[
    "dateline", "byline", "credit", "contribution", "republished", "reported", "signature", "outlet"
]

_WORD = r"[A-Z][\w&’'/-]*(?:\.(?=\w)[\w&’'/-]+){0,6}"  # a full stop only inside: "Creators.com", "A.P"
NAME = rf"(?:The |the )?{_WORD}(?: (?:of|and|for|the|&|{_WORD})){{0,5}}"
_KIND = r"(?:Press|Agency|News|Service|Services|Wire|Wires|Newswire|Newswires|Syndicate|Network)"

DATELINE = re.compile(
    r"(?:^|\n|[.)] )[ \t]{0,8}(?:[A-Z][\w.’' -]{1,40}(?:, [A-Z][\w.’' -]{1,30}){0,2}[ ,]{1,2})?"
    r"\((?P<name>[A-Z][\w.& /’'-]{1,40})\)\s{0,2}(?:[-–—]{1,2}|:)"
)
BYLINE = re.compile(
    rf"(?:^|\n)[ \t]{{0,8}}(?:By|BY|by|From|FROM|Source:|SOURCE:)[ \t]{{1,3}}(?P<name>{NAME})"
    r"[ \t]{0,8}(?=\n|$|[,|])"
)
CONTRIBUTED = re.compile(
    rf"(?P<name>{NAME}) (?:also )?contributed (?:reporting )?to this (?:report|story|article|post)"
)
CONTRIBUTION = re.compile(
    r"(?:(?:[Ww]ith|[Uu]sing|[Rr]eporting|[Mm]aterial|[Ii]nformation|[Ff]iles) (?:by|from|of)|With|—)"
    rf" (?P<with>{NAME})(?: (?:was used|and|reports?|reporting)\b[^\n]{{0,80}}|\.?[ \t]{{0,5}}(?=\n|$))"
    rf"|(?:[Pp]rovided|[Dd]istributed|[Ss]upplied|[Ss]yndicated) by (?P<by>{NAME})"
)
REPUBLISHED = re.compile(
    r"(?:first|originally|previously) (?:appeared|published|ran|posted)(?: (?:in|by|on|at|for|as)){1,2}"
    rf" (?P<name>{NAME})"
    r"|(?:republished|reprinted|reposted|cross-posted) (?:here )?"
    rf"(?:from|with permission (?:of|from)|courtesy of) (?P<from>{NAME})"
)
REPORTED = re.compile(
    rf"(?:was |were )?first (?:reported|revealed|published|obtained|disclosed) by (?P<name>{NAME})"
    rf"|(?P<other>{NAME}) (?:first|was the first to) (?:reported|report|revealed|published)"
)
FIRST = re.compile(r"(?:first|was the first to) (?:report|reveal|publish|obtain|disclos)")
COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|Copyright)(?: (?:©|\([cC]\)))?[ \t]{0,2}(?:\d{4}(?:[-–]\d{4})?,?)?[ \t]{0,2}(?:by )?"
    rf"(?P<name>{NAME})"
)
# How a desk signs its agency's copy, whoever prints it.
SIGNATURES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\((?:Additional )?[Rr]eporting (?:and writing )?by [^()\n]{3,300}?"
            r"(?:[Ee]diting|[Ww]riting) by\b"
            r"|\bReporting by [A-Z][^()\n]{3,300}[;,] (?:[Ww]riting|[Ee]diting) by [A-Z]"
        ),
        "Reuters",
    ),
    (re.compile(r"[-–—] With assistance (?:by|from) [A-Z]"), "Bloomberg"),
    (
        re.compile(
            r"Follow AP(?:'s|’s)? |Online: \n?https?://ap|AP(?:'s|’s) (?:full )?coverage"
            r"|Associated Press writers? "
        ),
        "Associated Press",
    ),
    (re.compile(r"The-CNN-Wire"), "CNN Wire"),
    (
        re.compile(
            r"The Conversation[^\n]{0,80}Creative Commons"
            r"|Read the original article[^\n]{0,40}The Conversation"
        ),
        "The Conversation",
    ),
    (
        re.compile(r"KHN \(Kaiser Health News\)|KFF Health News is a (?:national|nonprofit)"),
        "Kaiser Health News",
    ),
    (re.compile(r"ProPublica is a (?:nonprofit|Pulitzer)"), "ProPublica"),
    (re.compile(r"Visit [^\n]{3,60} at www\.[^\n]{3,40} Distributed by Tribune"), "Tribune News Service"),
)
# By pattern, what a match must hold one of: to look for that costs a fraction of a search in vain.
HINTS: dict[str, tuple[str, ...]] = {
    DATELINE.pattern: ("(",),
    CONTRIBUTED.pattern: (" contributed ",),
    CONTRIBUTION.pattern: (
        *(
            f"{word} {by} "
            for word in ("ith", "sing", "eporting", "aterial", "nformation", "iles")
            for by in ("by", "from", "of")
        ),
        *("With ", "— ", "rovided by ", "istributed by ", "upplied by ", "yndicated by "),
    ),
    REPUBLISHED.pattern: (" appeared ", "published ", " ran ", "posted ", "reprinted "),
    FIRST.pattern: tuple(
        f"first {word}"
        for verb in ("report", "reveal", "publish", "obtain", "disclos")
        for word in (verb, f"to {verb}")
    ),
    COPYRIGHT.pattern: ("©", "(c)", "(C)", "Copyright"),
    SIGNATURES[0][0].pattern: ("eporting by ", "riting by "),
}
# What closes the bracket of a dateline: a head of 700 characters mostly has none.
CLOSED = re.compile(r"\)\s{0,2}[-–—:]")
# Photographers' credits name a picture's source, not the text's.
PICTURE = re.compile(
    r"\b(?:photo|photos|photograph|image|picture|video|file|handout|pool|via)\b", re.IGNORECASE
)
GENERIC = re.compile(rf"(?:{_KIND}|wires?|wire (?:services?|reports?))$")
CALLED_AGENCY = re.compile(
    r"\b(?:Press Agency|News Agency|News Service|Newswire|Wire Service|Press Association|Presse-Agentur)s?$"
)
# What stands where a name could: a politician's state, a date.
NO_NAME = re.compile(
    r"(?:[DRI]-[A-Z]|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
