"""What two articles are to each other, how sure that is, and why in plain words."""

from functools import lru_cache
from math import exp, log

from provenance.model import Relation
from provenance.pairs.measures import Measures
from provenance.settings import Settings

# Copying against sharing a source, by the copied words outside speech: fitted on 92 pairs of news-12k read
# by hand (all cross-outlet pairs with 30 % of five-word shingles in common). At 48 words that are a third of
# what is shared the chances are even; next to much more speech the same words are its frame.
_SLOPE, _EVEN = 2.2, 48.0
_STEEP, _THIRD = 8.0, 0.31
_ODDS_ON = 0.5
_LIFTED = 0.6  # a word quoted from the other outlet's story counts that much of a word copied as prose
_SAME = 0.28  # cosine: most pairs on one event of BASIL pass .26, F1 peaks at .30
_HOUSE = 0.15  # cosine below which two articles of one outlet share a line of the house, not a subject
_BLOCKS = 4  # stretches all over both articles are a common source; one or two were lifted
_SHORT = 0.3  # so much of a short article, none of it speech, is copied though the words are few
_FRAMED = 0.25  # so does a quotation that stands in the same frame of prose


def relation(
    found: Measures, tfidf: float, settings: Settings, *, house: bool
) -> tuple[Relation, float, tuple[str, ...]]:
    """Name what two articles are to each other, the probability (0-1) that it is so, and why.

    Parameters
    ----------
    found : Measures
    tfidf : float
        Cosine, 0 to 1.
    settings : Settings
    house : bool
        Whether both stand in the same outlet.
    """
    weight = found.prose_words + _LIFTED * found.lifted_words + _FRAMED * found.framed_words
    chance = _copied(weight, found.speech_words)
    if weight >= settings.copied_words and chance >= _ODDS_ON:
        return _copy(found, chance, settings)
    if not found.speech_words and max(found.prose) >= _SHORT:
        return _copy(found, max(chance, _ODDS_ON), settings)
    if house and tfidf < _HOUSE:
        return "unrelated", 0.8, ("what they share is a line that their outlet repeats",)
    if found.speech_words + found.prose_words + found.lifted_words:
        return "shared statement", 1.0 - chance, _statement(found)
    if tfidf >= _SAME or (max(found.cover) > 0 and tfidf >= settings.story_threshold):
        return "same story", min(0.95, 0.5 + tfidf), ("the same event in own words",)
    return "unrelated", min(0.99, 1.0 - tfidf), ("no shared passage, few shared words",)


@lru_cache(maxsize=1 << 12)  # most pairs share nothing, or no more than a few words
def _copied(weight: float, speech_words: int) -> float:
    """Return the probability that words were copied, and do not come from a common source."""
    part = weight / (weight + speech_words) if weight else 0.0
    odds = _SLOPE * (log(1.0 + weight) - log(1.0 + _EVEN)) + _STEEP * min(0.1, max(-0.1, part - _THIRD))
    return 1.0 / (1.0 + exp(-odds))


def _copy(found: Measures, chance: float, settings: Settings) -> tuple[Relation, float, tuple[str, ...]]:
    most, least = max(found.prose), min(found.prose)
    shares = f"{_share(most)} of one article and {_share(least)} of the other"
    words = f"{found.prose_words} words outside quotations stand in both"
    reasons = [f"{words}, {shares}; longest identical run {found.run} word{'s' * (found.run != 1)}"]
    if found.lifted_words >= settings.copied_words:
        reasons.append(f"{found.lifted_words} more words are quoted from the other outlet, which is named")
    if max(found.cover) >= settings.reprint_cover and most >= settings.wire_cover:
        reasons.insert(0, f"{_share(max(found.cover))} of one article stands in the other")
        return "reprint", chance, tuple(reasons)
    if found.blocks >= _BLOCKS and least >= settings.wire_cover:
        return "wire copy", chance * (0.6 + min(0.35, most / 2)), tuple(reasons)
    reasons.append("the rest of both is independent")
    return "excerpt", chance * 0.85, tuple(reasons)


def _statement(found: Measures) -> tuple[str, ...]:
    words = found.speech_words + found.prose_words + found.lifted_words
    if found.prose_words + found.lifted_words == 0:
        return (f"the {words} words they share are quoted speech or a published document: the same source",)
    if not found.speech_words:
        return (f"they share {words} words of prose: too few to tell copying from a common source",)
    told = f"{found.speech_words} are quoted speech or a published document and only a phrase or two is prose"
    return (f"of the {words} words they share, {told}: the same source, not copying",)


def _share(part: float) -> str:
    return f"{part:.0%}"
