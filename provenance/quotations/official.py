"""Whether an article is the speaker's own text: a press office's release, a statement, a transcript."""

import re

from provenance.model import Article

# In an outlet's name: "Command" and "Authority" are bodies that speak for themselves.
_BODY = re.compile(
    r"\b(?:press office|press release|press service of|newsroom|public affairs|media office|office of|"
    r"department|ministry|command|authority|secretariat|embassy|white house|parliament|senate|government|"
    r"administration|commission|council|agency for|police|sheriff|court|central bank|federal reserve)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:times|post|news|herald|tribune|gazette|journal|daily|guardian|telegraph|observer|ledger|beacon|"
    r"sentinel|press agency|wire|courier|chronicle|review|today|tv|radio|magazine|blog)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:official |joint |full |read[- ]?out |press )?"
    r"(?:statement|transcript|press release|remarks|readout)\b"
    r"|full text|transcript of|.{0,60}: (?:full )?(?:transcript|statement|text)$)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:for immediate release|press release|media release|statement (?:by|from|of) )", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^/]*\.(?:gov|mil)(?:\.[a-z]{2})?(?:/|$)", re.IGNORECASE)


def official(article: Article, speaker: str | None) -> bool:
    """Tell whether an article is the official text of what it quotes.

    Parameters
    ----------
    article : Article
    speaker : str or None
        An outlet that bears the speaker's own name speaks for itself.
    """
    outlet = article.outlet or ""
    if _ADDRESS.search(article.url or "") or _OPENING.match(article.text):
        return True
    if _BODY.search(outlet) and not _PAPER.search(outlet):
        return True
    if speaker and speaker.lower() in outlet.lower():
        return True
    return bool(_TITLE.match(article.title or "")) and not _PAPER.search(outlet)
