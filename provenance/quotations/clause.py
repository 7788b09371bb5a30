"""One unit of text as words in a row: where subjects, verb groups and reported words begin and end."""

import re
from bisect import bisect_left

from provenance.quotations.marks import QUOTED
from provenance.quotations.vocabulary import vocabulary

_TOKEN = re.compile(
    r"[a-z]++(?![\w'’&-]|(?<=\bvs)\.)"  # most words: first, because it is what costs
    rf"|{QUOTED}+|(?:[A-Z]\.)+"
    r"|(?:Mr|Mrs|Ms|Dr|Adm|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Sec|St|Jr|Sr|Rev|Prof|vs)\."
    r"|['’](?:s|re|ve|ll|d|m)(?!\w)"
    r"|[^\W_]+(?:[-&][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)(?!\w))[^\W_]+)*"
    r"|[^\w\s]"
)
DASHES = frozenset("-–—")
STOPS = frozenset(".,;:!?()[]…") | DASHES
SUBJECT_REACH = 40  # tokens; a longer subject is a misreading
_BEYOND = 8  # empty tokens after the last, so that looking ahead needs no check
_SHORT = 4  # tokens; what stands between commas and is no longer describes the name before it

Span = tuple[int, int]


class Clause:
    """One unit of text (a sentence, with what quotations it reaches into) around one cue after another."""

    def __init__(self, text: str, masked: str) -> None:
        self.text, self.masked, self.words = text, masked, vocabulary()
        lowered = masked.lower()
        if len(lowered) != len(masked):  # a dotted capital I becomes two characters
            lowered = "".join([low if len(low := each.lower()) == 1 else each for each in masked])
        self.places = list(map(re.Match.span, _TOKEN.finditer(masked)))
        # low[-1] is empty too: nothing stands outside
        self.low = [lowered[begin:end] for begin, end in self.places] + [""] * _BEYOND
        if QUOTED not in masked:
            self.is_quote = [False] * len(self.low)
        else:
            self.is_quote = [low[:1] == QUOTED for low in self.low]
        self.last = len(self.places)
        while self.last and self.low[self.last - 1] in {".", "!", "?", "…"}:
            self.last -= 1
        self.speaker: Span | None = None  # tokens; of the cue before, for "…, adding that"

    # ── small questions ──────────────────────────────────────────────────────────────────────────────

    def at(self, begin: int) -> int:
        """Return the token that begins at a character; -1 if none does."""
        place = bisect_left(self.places, (begin, 0))
        return place if place < len(self.places) and self.places[place][0] == begin else -1

    def span(self, tokens_: Span) -> Span:
        """Return the characters that tokens cover."""
        return self.places[tokens_[0]][0], self.places[tokens_[1] - 1][1]

    def capital(self, place: int) -> bool:
        """Tell whether a word with a capital stands here."""
        return 0 <= place < len(self.places) and self.masked[self.places[place][0]].isupper()

    def quotes(self, first: int, stop: int) -> bool:
        """Tell whether a quotation stands between two tokens."""
        return any(self.is_quote[first:stop])

    def before(self, place: int) -> int:
        """Return the last token before `place` that is no comma or dash; -1 if there is none."""
        place -= 1
        while place >= 0 and (self.low[place] == "," or self.low[place] in DASHES):
            place -= 1
        return place

    def finishes(self, place: int) -> bool:
        """Tell whether the quotation at `place` ends like one that an attribution follows."""
        begin, end = self.places[place]
        return self.text[max(begin, end - 6) : end].rstrip("\"”’'»“ `")[-1:] in set(",?!.…-–—")

    def continues(self, place: int) -> bool:
        """Tell whether the quotation at `place` begins inside a sentence: with a small letter."""
        begin = self.places[place][0]
        return self.text[begin : begin + 4].lstrip("\"“‘'«„` …")[:1].islower()

    # ── the parts ────────────────────────────────────────────────────────────────────────────────────

    def verb_group(self, cue: int) -> int:
        """Return where the cue's verb group begins: "has also *said*"."""
        first, words = cue, self.words
        while first > 0:
            low = self.low[first - 1]
            if (
                low in words.finite
                or low in words.auxiliary
                or low in words.adverb
                or low in {"’s", "’ve", "’d", "’ll", "’re"}
            ):
                if low in {"'s", "’s"} and not self.low[cue].endswith(("ed", "ing", "id")):
                    break  # a possessive: "Trump's claim"
            elif not (low.endswith("ly") and not self.capital(first - 1)):
                break
            first -= 1
        return first

    def subject_before(self, stop: int) -> Span | None:
        """Return the tokens of the subject that ends before `stop`."""
        comma = self.low[stop - 1] == ","
        end = stop - comma
        if end <= 0:
            return None
        first = self._segment(end)
        if first == end:
            return None
        while (
            first > 1
            and self.low[first - 1] == ","
            and end - first < SUBJECT_REACH
            and self._apposed(first, end, comma)
        ):
            head = self._segment(first - 1)
            if head == first - 1:
                break
            first = head
        first = self._trim(first, end)
        if self.low[first] in self.words.opens and first == end - 1 and self.low[first] != "who":
            return self.speaker or self.unit_subject(first)
        return (first, end) if first < end else None

    def _segment(self, end: int) -> int:
        """Return the first token of the comma-free stretch before `end`."""
        first, depth = end, 0
        while first > 0:
            low = self.low[first - 1]
            if low == ")":
                depth += 1
            elif low == "(" and depth:
                depth -= 1
            elif depth == 0 and (low in STOPS or self.is_quote[first - 1]):
                break
            first -= 1
        return first

    def _apposed(self, first: int, end: int, comma: bool) -> bool:
        """Tell whether a stretch only describes a name before it: ", the chairman of X", ", 66"."""
        low = self.low[first]
        if comma:
            return (
                low in self.words.apposed
                or low[:1].isdigit()
                or not self.capital(first)
                or end - first <= _SHORT
                or self._name_before(first - 1)
            )
        return low in {"who", "whose"} or (low[:1].isdigit() and end - first == 1)

    def _name_before(self, stop: int) -> bool:
        """Tell whether two words with capitals stand before a comma."""
        return self.capital(stop - 1) and self.capital(stop - 2)

    def _trim(self, first: int, end: int) -> int:
        """Drop what stands before the subject: "But", "when", the predicate of a clause around it."""
        if self.low[end - 1] in self.words.pronouns:
            return end - 1
        place = end - 1
        while place >= first:
            low = self.low[place]
            if low in self.words.opens and place < end - 1:
                joins = low == "and" and not self.any_verbal(first, place)
                if not joins and not (low == "who" and place > first):
                    return place + 1
            place -= 1
        return first

    def any_verbal(self, first: int, stop: int) -> bool:
        """Tell whether a finite verb stands between two tokens."""
        finite, cues = self.words.finite, self.words.cues
        for low in self.low[first:stop]:
            if low in finite or (low in cues and low.endswith(("ed", "id", "ys", "es"))):
                return True
        return False

    def subject_after(self, place: int) -> Span | None:
        """Return the tokens of the subject that follows the cue: "said *Adm. Brad Cooper*"."""
        words, stop = self.words, place
        while stop < self.last and not self.is_quote[stop]:
            low = self.low[stop]
            if low in STOPS and not (low in {"(", ")"} or (low == "," and self._apposed_after(stop + 1))):
                break
            if stop > place and (
                (low in words.opens and low not in {"and", "who", "whose"})
                or low in words.days
                or low in {"in", "on", "at", "during", "after", "before", "about", "to"}
            ):
                break
            stop += 1
        if stop == place or self.low[place] in words.days or self.low[place] in words.prepositions:
            return None
        while stop > place + 1 and self.low[stop - 1] in STOPS:
            stop -= 1
        return place, stop

    def _apposed_after(self, place: int) -> bool:
        if self.capital(place) and self.capital(
            place + 1
        ):  # said the envoy to Syria, Tom Barrack, on Tuesday
            return self.low[place] not in self.words.days
        return (
            self.low[place] in {"a", "an", "the", "who", "whose", "president", "director", "chairman"}
            or self.low[place].isdigit()
        )

    def start(self, stop: int) -> int:
        """Return where reported words that end before `stop` begin: after a "But"."""
        first = 0
        while first < stop and (
            self.low[first] in self.words.leads or self.low[first] == "," or self.low[first] in DASHES
        ):
            first += 1
        return first if first < stop else 0

    def unit_subject(self, stop: int) -> Span | None:
        """Return the first noun phrase of the unit, the subject of its main verb, in most sentences."""
        words, first = self.words, 0
        while first < stop and (
            self.low[first] in self.words.leads or self.low[first] in words.adverb or self.low[first] == ","
        ):
            first += 1
        if self.low[first] in words.prepositions or self.low[first] in words.opens:
            comma = next((place for place in range(first, stop) if self.low[place] == ","), -1)
            if comma < 0:
                return None
            first = comma + 1
        end = first
        while end < stop and not self.is_quote[end]:
            low = self.low[end]
            if end > first and (
                low in STOPS
                or low in words.finite
                or low in words.cues
                or (low.endswith("ed") and not self.capital(end))
                or low in words.prepositions
            ):
                break
            end += 1
        return (first, end) if first < end else None
