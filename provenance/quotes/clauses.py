"""Around a reporting verb: who says what, read from the order of words and punctuation."""

import re
from typing import NamedTuple

from provenance.quotes.marks import QUOTED
from provenance.quotes.vocabulary import Vocabulary

_TOKEN = re.compile(
    rf"{QUOTED}+|(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Adm|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Sec|St|Jr|Sr|Rev|Prof|vs)\."
    r"|['’](?:s|re|ve|ll|d|m)(?!\w)|[^\W_]+(?:[-&][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)(?!\w))[^\W_]+)*|[^\w\s]"
)
_DASHES = frozenset("-–—")
_STOPS = frozenset(".,;:!?()[]…") | _DASHES
_REACH = 14  # tokens between a cue and the quotation it introduces: "told reporters at the White House on Monday:"
_LONG_SOURCE = 8  # tokens
_BEYOND = 8  # empty tokens after the last, so that looking ahead needs no check
_VERB_REACH = 8  # tokens between a quotation and the verb it belongs to
_SUBJECT_REACH = 40  # tokens; a longer subject is a misreading
_DETERMINERS = frozenset("the a an his her its their my our your this that these those some any no each every".split())
_ARTICLES = frozenset("the a an his its their my our your".split())
_LEADS = frozenset("but and so yet still then now or because however meanwhile".split())
_APPOSED = frozenset("a an the who whose which one another his her its their jr sr and also now".split())
_PARTIES = frozenset("d r i".split())
_PASSIVE = frozenset("is are was were been be being".split())

Span = tuple[int, int]


class Attribution(NamedTuple):
    """Something said: where the words stand, the cue, the source as written; all begin, end pairs.

    `signs` describe how it was recognised; `trust` weighs them.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    pattern: str
    signs: tuple[str, ...] = ()


class Clause:
    """One unit of text (a sentence, with what quotations it reaches into) around one cue after another."""

    def __init__(self, text: str, masked: str, unit: Span, words: Vocabulary) -> None:
        self.text, self.masked, self.words = text, masked, words
        self.places = [match.span() for match in _TOKEN.finditer(masked, *unit)]
        # low[-1] is empty too: nothing stands outside
        self.low = [masked[begin:end].lower() for begin, end in self.places] + [""] * _BEYOND
        self.is_quote = [low[:1] == QUOTED for low in self.low]
        self.last = len(self.places)
        while self.last and self.low[self.last - 1] in {".", "!", "?", "…"}:
            self.last -= 1
        self.speaker: Span | None = None  # tokens; of the cue before, for "…, adding that"

    # ── small questions ──────────────────────────────────────────────────────────────────────────────

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
        while place >= 0 and (self.low[place] == "," or self.low[place] in _DASHES):
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
            if low in words.finite or low in words.auxiliary or low in words.adverb or low in {"’s", "’ve", "’d", "’ll", "’re"}:
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
        while first > 1 and self.low[first - 1] == "," and end - first < _SUBJECT_REACH and self._apposed(first, end, comma):
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
            elif depth == 0 and (low in _STOPS or self.is_quote[first - 1]):
                break
            first -= 1
        return first

    def _apposed(self, first: int, end: int, comma: bool) -> bool:
        """Tell whether a stretch only describes a name before it: ", the chairman of X", ", 66", ", D-Calif."."""
        low = self.low[first]
        if comma:
            return low in _APPOSED or low[:1].isdigit() or not self.capital(first) or end - first <= 4
        return low in {"who", "whose"} or (low[:1].isdigit() and end - first == 1)

    def _trim(self, first: int, end: int) -> int:
        """Drop what stands before the subject: "But", "when", the predicate of a clause around it."""
        if self.low[end - 1] in self.words.pronouns:
            return end - 1
        place = end - 1
        while place >= first:
            low = self.low[place]
            if low in self.words.opens and place < end - 1:
                joins = low == "and" and not any(self._verbal(at) for at in range(first, place))
                if not joins and not (low == "who" and place > first):
                    return place + 1
            place -= 1
        return first

    def _verbal(self, place: int) -> bool:
        low = self.low[place]
        return low in self.words.finite or (low in self.words.cues and low.endswith(("ed", "id", "ys", "es")))

    def subject_after(self, place: int) -> Span | None:
        """Return the tokens of the subject that follows the cue: "said *Adm. Brad Cooper*"."""
        words, stop = self.words, place
        while stop < self.last and not self.is_quote[stop]:
            low = self.low[stop]
            if low in _STOPS and not (low in {"(", ")"} or (low == "," and self._apposed_after(stop + 1))):
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
        while stop > place + 1 and self.low[stop - 1] in _STOPS:
            stop -= 1
        return place, stop

    def _apposed_after(self, place: int) -> bool:
        if self.capital(place) and self.capital(place + 1):  # said the envoy to Syria, Tom Barrack, on Tuesday
            return self.low[place] not in self.words.days
        return self.low[place] in {"a", "an", "the", "who", "whose", "president", "director", "chairman"} or self.low[place].isdigit()

    def right_end(self, first: int) -> int:
        """Return where reported words that begin at `first` end: before the next attribution."""
        words, stop, depth, quoted = self.words, first, 0, False
        while stop < self.last:
            low = self.low[stop]
            depth += (low == "(") - (low == ")")
            if self.is_quote[stop]:
                quoted = True
                if self.finishes(stop) and not self._lists_on(stop + 1):
                    return stop + 1
            elif depth <= 0 and self._leaves(stop, first, quoted=quoted):
                return stop - (low in {"and", "but"} and self.low[stop - 1] == ",")
            stop += 1
        return stop

    def _leaves(self, place: int, first: int, *, quoted: bool) -> bool:
        """Tell whether the reported words end before this token."""
        words, low, following = self.words, self.low[place], self.low[place + 1]
        if low == ";":
            return True
        if low == ",":
            if self.is_quote[place - 1] and place > first and not self._lists_on(place + 1):
                return True
            return following in words.after or following in words.leaves or following in {"said", "says"} or (quoted and following in _DETERMINERS)
        if low in {"and", "but"} and (place > first + 2 or quoted):
            return self._new_predicate(place + 1, quoted=quoted)
        return quoted and low in {"after", "before", "when", "while", "moments"}

    def _lists_on(self, place: int) -> bool:
        """Tell whether another quotation follows in a list: “a,” “b” and “c”."""
        return self.is_quote[min(place + (self.low[place] in {"and", "or", ","}), len(self.places))]

    def _new_predicate(self, place: int, *, quoted: bool) -> bool:
        """Tell whether the speaker goes on to do something else: "… and added", "… but did not"."""
        while self.low[place].endswith("ly") or self.low[place] in self.words.adverb:
            place += 1
        low = self.low[place]
        if low in self.words.cues and low.endswith(("ed", "id", "ing", "old", "ays")):
            return True
        return quoted and (low.endswith("ed") or low in self.words.finite or low in self.words.pronouns or low == "with")

    def start(self, stop: int) -> int:
        """Return where reported words that end before `stop` begin: after a "But"."""
        first = 0
        while first < stop and (self.low[first] in _LEADS or self.low[first] == "," or self.low[first] in _DASHES):
            first += 1
        return first if first < stop else 0

    def unit_subject(self, stop: int) -> Span | None:
        """Return the first noun phrase of the unit, the subject of its main verb, in most sentences."""
        words, first = self.words, 0
        while first < stop and (self.low[first] in _LEADS or self.low[first] in words.adverb or self.low[first] == ","):
            first += 1
        if self.low[first] in words.prepositions or self.low[first] in words.opens:
            comma = next((place for place in range(first, stop) if self.low[place] == ","), -1)
            if comma < 0:
                return None
            first = comma + 1
        end = first
        while end < stop and not self.is_quote[end]:
            low = self.low[end]
            if end > first and (low in _STOPS or low in words.finite or low in words.cues or (low.endswith("ed") and not self.capital(end)) or low in words.prepositions):
                break
            end += 1
        return (first, end) if first < end else None


class _Cue(NamedTuple):
    """A reporting verb at token `at`, its group from `group`."""

    at: int
    group: int
    form: str
    verb: str
    participle: bool


def parse(clause: Clause, at: int) -> Attribution | None:
    """Return what the reporting verb at this token attributes, if anything."""
    form = clause.low[at]
    verb = clause.words.cues.get(form, "other")
    if at and (clause.capital(at) or (clause.low[at - 1] in _ARTICLES and not form.endswith("ing"))):
        return None  # the State Department, the report
    if clause.low[at - 1] in clause.words.prepositions - {"to"} and at and not form.endswith(("ing", "ed", "id")):
        return None  # by texts, in charge
    group = clause.verb_group(at)
    auxiliaries = clause.low[group:at]
    participle = form.endswith("ing") and form != verb
    if not participle and not _PASSIVE.isdisjoint(auxiliaries):
        return None
    cue = _Cue(at, group, form, verb, participle)
    infinitive = "to" in auxiliaries
    if (participle and not auxiliaries) or infinitive:
        subject = clause.speaker
        if subject is None or subject[1] > group:
            subject = clause.unit_subject(group)
    else:
        found = _quote_before(clause, cue)
        if found:
            return found
        subject = clause.subject_before(group)
    if not participle and clause.low[group - 1] == "," and group > 3 and _inverted(clause, cue):  # noqa: PLR2004
        found = _clause_before(clause, cue, subject)
        if found:
            return found
    found = _reported_after(clause, cue, subject) or (None if participle or infinitive else _clause_before(clause, cue, subject))
    return found


def _inverted(clause: Clause, cue: _Cue) -> bool:
    """Tell whether nothing but the speaker follows the verb: "…, said Paul Beck, a professor"."""
    after = clause.subject_after(cue.at + 1)
    if after is None or clause.low[after[0]] in clause.words.pronouns or clause.quotes(after[0], clause.last):
        return False
    return after[1] - after[0] < _SUBJECT_REACH and all(
        clause.low[place] not in clause.words.finite or "who" in clause.low[after[0] : place]
        for place in range(after[0], clause.last)
    )


def _signs(clause: Clause, cue: _Cue, pattern: str, reported: Span, source: Span | None) -> tuple[str, ...]:
    """Describe a finding for `trust`."""
    first, stop = reported
    previous, following = clause.low[cue.group - 1] if cue.group else "^", clause.low[cue.at + 1]
    words = clause.words
    if cue.group and clause.is_quote[cue.group - 1]:
        left = "quote"
    elif previous in words.pronouns:
        left = "pronoun"
    elif previous in _DETERMINERS or previous in {"'s", "’s"}:
        left = "determiner"
    elif previous in words.prepositions:
        left = "preposition"
    elif previous in _STOPS or previous == "^":
        left = "stop"
    elif clause.capital(cue.group - 1):
        left = "name"
    else:
        left = "noun"
    if clause.is_quote[cue.at + 1]:
        right = "quote"
    elif following in words.prepositions or following in words.opens or following in _DETERMINERS or following in words.pronouns or following in _STOPS:
        right = following
    else:
        right = "name" if clause.capital(cue.at + 1) else "word"
    ending = "ing" if cue.participle else "base" if cue.form == cue.verb else "s" if cue.form.endswith("s") else "ed"
    length = "short" if stop - first < 5 else "long" if stop - first > 12 else "middle"
    opens = clause.low[first] if clause.low[first] in words.opens or clause.low[first] in _DETERMINERS or clause.low[first] in words.prepositions or clause.low[first] in words.pronouns else "other"
    return (
        f"verb {cue.verb}",
        f"{pattern}, {cue.verb}",
        f"pattern {pattern}",
        f"{pattern}, {ending}",
        f"{pattern}, left {left}",
        f"{ending}, left {left}",
        f"{pattern}, right {right}",
        f"{pattern}, {length}",
        f"{pattern}, begins {opens}",
        "capital" if clause.capital(cue.at) else "small",
        f"source {_source_sign(clause, source)}",
        "alone" if cue.group == cue.at else "group",
    )


def _source_sign(clause: Clause, source: Span | None) -> str:
    """Describe a source: what kind of word it ends with, and whether a verb hides in it."""
    if source is None:
        return "none"
    words = clause.low[source[0] : source[1]]
    if len(words) == 1 and words[0] in clause.words.pronouns:
        return words[0]
    verbs = any(low in clause.words.finite or (low in clause.words.cues and low.endswith(("ed", "id", "ays"))) for low in words)
    kind = "name" if clause.capital(source[1] - 1) else "people" if words[-1] in clause.words.people else "noun"
    return f"{kind} {'with' if verbs and 'who' not in words else 'without'} verb {'long' if len(words) > _LONG_SOURCE else ''}"


def _found(clause: Clause, cue: _Cue, pattern: str, reported: Span, source: Span | None) -> Attribution:
    if source:
        clause.speaker = source
    return Attribution(
        (clause.span(reported),),
        clause.span((cue.group, cue.at + 1)),
        clause.span(source) if source else None,
        pattern,
        _signs(clause, cue, pattern, reported, source),
    )


def _quote_before(clause: Clause, cue: _Cue) -> Attribution | None:
    """Read “…,” said X; “…,” X said; and clauses that end in a quotation before these."""
    anchor = clause.before(cue.group)
    if anchor >= 0 and clause.is_quote[anchor] and (anchor < cue.group - 1 or clause.finishes(anchor)):
        subject = clause.subject_after(cue.at + 1)
    else:
        subject = clause.subject_before(cue.group)
        if subject is None:
            return None
        anchor = clause.before(subject[0])
        if anchor < 0 or not clause.is_quote[anchor]:
            return None
        plain = anchor == 0 and subject[1] - subject[0] < 5 and clause.low[cue.at + 1] in {*_STOPS, ""}  # noqa: PLR2004
        if not (plain or anchor < subject[0] - 1 or clause.finishes(anchor)):
            return None
    first = anchor
    while first > 0 and clause.low[first - 1] not in {":", ";"}:
        first -= 1
    first = max(first, clause.start(anchor))
    found = _found(clause, cue, "quote before" if first == anchor else "partial before", (first, anchor + 1), subject)
    goes_on = _after_attribution(clause, max(cue.at, subject[1] - 1 if subject else 0) + 1)
    if goes_on is None:
        return found
    return found._replace(content=(*found.content, clause.span((goes_on, max(clause.last, goes_on + 1)))))


def _after_attribution(clause: Clause, place: int) -> int | None:
    """Return the quotation that goes on after the attribution: “…,” he said, “…”."""
    for step in range(place, min(place + _SUBJECT_REACH, len(clause.places))):
        if clause.is_quote[step] and clause.low[step - 1] in {",", ".", ":", ";", "-", "–", "—"}:
            return step
    return None


def _reported_after(clause: Clause, cue: _Cue, subject: Span | None) -> Attribution | None:
    """Read X said “…”; X said that …; X said …; X called it a …."""
    words, place = clause.words, cue.at + 1
    step = place
    while (
        step < min(place + _REACH, clause.last)
        and not clause.is_quote[step]
        and clause.low[step] not in {"that", ";"}
        and (step == place or clause.low[step] not in words.cues or clause.low[step] == words.cues[clause.low[step]])
    ):
        step += 1
    if clause.is_quote[step] and (step == place or clause.low[step - 1] in {",", ":"} or clause.low[step - 1] in _DASHES):
        first = step
        if step > place and clause.low[step - 1] != ":" and clause.continues(step):
            first = _past_object(clause, place) if cue.verb in words.addressed else place
        stop = max(clause.right_end(step), step + 1)
        return _found(clause, cue, "quote after", (first, stop), subject)
    if clause.low[step] == "that" and cue.verb in words.clause:
        stop = clause.right_end(step)
        mixed = clause.quotes(step, stop)
        if stop - step > 2 or mixed:
            pattern = "that quoted" if mixed else "that"
            return _found(clause, cue, pattern, (step, stop), subject)
    if cue.verb in words.addressed:
        place = _past_object(clause, place)
    while clause.low[place] in words.days or (clause.low[place] in {"on", "late", "early"} and clause.low[place + 1] in words.days) or (clause.low[place].isdigit() and clause.low[place-1] in words.days):
        place += 1
    if place >= clause.last or (clause.low[place] in _STOPS) or subject is None:
        return None
    stop = clause.right_end(place)
    mixed = clause.quotes(place, stop)
    if stop - place < 2 and not mixed:
        return None
    return _found(clause, cue, "right quoted" if mixed else "right", (place, stop), subject)


def _clause_before(clause: Clause, cue: _Cue, subject: Span | None) -> Attribution | None:
    """Read …, said X; …, X said."""
    if cue.verb not in clause.words.clause:
        return None
    if clause.low[cue.group - 1] == "," and cue.group > 3:
        after = clause.subject_after(cue.at + 1)
        if after:
            first = clause.start(cue.group - 1)
            return _found(clause, cue, "before", (first, cue.group - 1), after)
    if subject is not None and subject[0] > 3 and clause.low[subject[0] - 1] == ",":
        first = clause.start(subject[0] - 1)
        return _found(clause, cue, "before", (first, subject[0] - 1), subject)
    return None


def _past_object(clause: Clause, place: int) -> int:
    """Skip who is told: "told *reporters* …", "told *the BBC* …"."""
    low = clause.low[place]
    if low in _DETERMINERS:
        place += 1
        while clause.capital(place):
            place += 1
        if not clause.capital(place - 1):
            place += 1
    elif clause.capital(place):
        while clause.capital(place) or clause.low[place] in {"'s", "’s"}:
            place += 1
    else:
        place += 1
    return place


def according(clause: Clause, at: int) -> Attribution | None:
    """Read …, according to X; According to X, …."""
    subject = clause.subject_after(at + 2)
    if clause.low[at + 1] != "to" or subject is None:
        return None
    cue = _Cue(at + 1, at, "according", "according", participle=False)
    anchor = clause.before(at)
    if anchor >= 2 or (anchor >= 0 and clause.is_quote[anchor]):
        first = max((place + 1 for place in range(anchor) if clause.low[place] == ";"), default=clause.start(anchor + 1))
        mixed = clause.quotes(first, anchor + 1)
        return _found(clause, cue, "according quoted" if mixed else "according", (first, anchor + 1), subject)
    first = next((place for place in range(subject[0], subject[1]) if clause.low[place] == ","), subject[1])
    subject = subject[0], first
    while first < clause.last and clause.low[first] != ",":
        first += 1
    if first + 2 >= clause.last and not clause.quotes(first, clause.last):
        return None
    stop = clause.right_end(first + 1)
    if stop <= first + 1:
        return None
    pattern = "according quoted" if clause.quotes(first + 1, stop) else "according"
    return _found(clause, cue, pattern, (first + 1, stop), subject)


def unmarked(clause: Clause, place: int) -> Attribution | None:
    """Read a quotation that no known reporting verb claims: after a colon, or beside any other verb."""
    low = clause.low
    if place and low[place - 1] == ":":
        subject = clause.unit_subject(place - 1)
        if subject is None:
            return None
        cue = _Cue(place - 1, place - 1, ":", ":", participle=False)
        return _found(clause, cue, "colon", (place, max(clause.right_end(place), place + 1)), subject)
    if low[0] in {"to", "for"} and clause.capital(1):  # To Rep. Lofgren, the bill “…”
        comma = next((at for at in range(2, place) if low[at] == "," and not clause.capital(at + 1)), -1)
        if comma > 0:
            cue = _Cue(0, 0, low[0], low[0], participle=False)
            return _found(clause, cue, "view", (comma + 1, max(clause.right_end(place), place + 1)), (1, comma))
    if clause.finishes(place):
        for at in range(place + 1, min(place + _VERB_REACH, clause.last)):
            if _verbal(clause, at):
                found = parse(clause, at)
                if found and "before" in found.pattern:
                    return found
    for at in range(place - 1, max(place - _VERB_REACH, -1), -1):
        if _verbal(clause, at):
            return parse(clause, at)
        if low[at] == "and" or clause.is_quote[at]:
            break
    return None


def _verbal(clause: Clause, at: int) -> bool:
    low = clause.low[at]
    return not clause.capital(at) and len(low) > 3 and low.endswith(("ed", "ing", "es", "ts", "ks")) and low not in clause.words.cues  # noqa: PLR2004
