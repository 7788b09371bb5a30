"""Around a reporting verb: who says what, read from the order of words and punctuation."""

from provenance.quotations.clause import DASHES, STOPS, SUBJECT_REACH, Clause, Span
from provenance.quotations.reported import right_end
from provenance.quotations.signs import Attribution, Cue, found

# Tokens between a cue and the quotation it introduces: "told reporters at the White House on Monday:".
_REACH = 14
_FEWEST = 3  # tokens of a clause before "…, he said"
_PLAIN = 4  # tokens of a subject that may follow a quotation without a comma
_FEWEST_REPORTED = 2  # tokens
_RELATIVE = frozenset(("who", "that", "which"))
_SHORTEST_VERB = 3  # letters; shorter words in -ed, -es are mostly no verbs
_VERB_REACH = 8  # tokens between a quotation and the verb it belongs to


def parse(clause: Clause, at: int) -> Attribution | None:
    """Return what the reporting verb at this token attributes, if anything."""
    form = clause.low[at]
    verb = clause.words.cues.get(form, "other")
    group = clause.verb_group(at)
    auxiliaries = clause.low[group:at]
    participle = form.endswith("ing") and form != verb
    passive = not participle and not clause.words.passive.isdisjoint(auxiliaries)
    if passive or _noun(clause, at):
        return None
    cue = Cue(at, group, form, verb, participle)
    if (participle and not auxiliaries) or "to" in auxiliaries:
        subject = clause.speaker
        if subject is None or subject[1] > group:
            subject = clause.unit_subject(group)
        return _reported_after(clause, cue, subject)
    subject = clause.subject_before(group)
    made = _quote_before(clause, cue)
    if made is None and not participle and _inverted(clause, cue):
        made = _clause_before(clause, cue, subject)
    made = made or _reported_after(clause, cue, subject)
    return made or (None if participle else _clause_before(clause, cue, subject))


def _noun(clause: Clause, at: int) -> bool:
    """Tell whether the word is no verb here: the State Department, the report, by texts, in charge."""
    if not at:
        return False
    form, previous = clause.low[at], clause.low[at - 1]
    if clause.capital(at) or (previous in clause.words.articles and not form.endswith("ing")):
        return True
    return (
        previous in clause.words.prepositions and previous != "to" and not form.endswith(("ing", "ed", "id"))
    )


def _inverted(clause: Clause, cue: Cue) -> bool:
    """Tell whether nothing but the speaker follows the verb: "…, said Paul Beck, a professor"."""
    if clause.low[cue.group - 1] != "," or cue.group <= _FEWEST:
        return False
    after = clause.subject_after(cue.at + 1)
    if after is None or clause.low[after[0]] in clause.words.pronouns or clause.quotes(after[0], clause.last):
        return False
    return after[1] - after[0] < SUBJECT_REACH and all(
        clause.low[place] not in clause.words.finite or not _RELATIVE.isdisjoint(clause.low[after[0] : place])
        for place in range(after[0], clause.last)
    )


def _quote_before(clause: Clause, cue: Cue) -> Attribution | None:
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
        plain = anchor == 0 and subject[1] - subject[0] <= _PLAIN and clause.low[cue.at + 1] in {*STOPS, ""}
        if not (plain or anchor < subject[0] - 1 or clause.finishes(anchor)):
            return None
    first = anchor
    while first > 0 and clause.low[first - 1] not in {":", ";"}:
        first -= 1
    first = max(first, clause.start(anchor))
    made = found(
        clause, cue, "quote before" if first == anchor else "partial before", (first, anchor + 1), subject
    )
    goes_on = _after_attribution(clause, max(cue.at, subject[1] - 1 if subject else 0) + 1)
    if goes_on is None:
        return made
    return made._replace(content=(*made.content, clause.span((goes_on, max(clause.last, goes_on + 1)))))


def _after_attribution(clause: Clause, place: int) -> int | None:
    """Return the quotation that goes on after the attribution: “…,” he said, “…”."""
    for step in range(place, min(place + SUBJECT_REACH, len(clause.places))):
        if clause.is_quote[step] and clause.low[step - 1] in {",", ".", ":", ";", "-", "–", "—"}:
            return step
    return None


def _reported_after(clause: Clause, cue: Cue, subject: Span | None) -> Attribution | None:
    """Read X said “…”; X said that …; X said …; X called it a …."""
    words, place = clause.words, cue.at + 1
    step = place
    while (
        step < min(place + _REACH, clause.last)
        and not clause.is_quote[step]
        and clause.low[step] not in {"that", ";"}
        and (
            step == place
            or clause.low[step] not in words.cues
            or clause.low[step] == words.cues[clause.low[step]]
        )
    ):
        step += 1
    if clause.is_quote[step] and (
        step == place or clause.low[step - 1] in {",", ":"} or clause.low[step - 1] in DASHES
    ):
        first = step
        if step > place and clause.low[step - 1] != ":" and clause.continues(step):
            first = _past_object(clause, place) if cue.verb in words.addressed else place
        stop = max(right_end(clause, step), step + 1)
        return found(clause, cue, "quote after", (first, stop), subject)
    between = clause.low[place:step]
    relative = not words.finite.isdisjoint(between) or not words.pronouns.isdisjoint(between)
    if clause.low[step] == "that" and cue.verb in words.clause and not relative:
        stop = right_end(clause, step, reported=True)
        mixed = clause.quotes(step, stop)
        if stop - step > _FEWEST_REPORTED or mixed:
            pattern = "that quoted" if mixed else "that"
            return found(clause, cue, pattern, (step, stop), subject)
    if cue.verb in words.addressed:
        place = _past_object(clause, place)
    while (
        clause.low[place] in words.days
        or (clause.low[place] in {"on", "late", "early"} and clause.low[place + 1] in words.days)
        or (clause.low[place].isdigit() and clause.low[place - 1] in words.days)
    ):
        place += 1
    if place >= clause.last or (clause.low[place] in STOPS) or subject is None:
        return None
    stop = right_end(clause, place, reported=cue.verb in words.clause and not cue.participle)
    mixed = clause.quotes(place, stop)
    if stop - place < _FEWEST_REPORTED and not mixed:
        return None
    return found(clause, cue, "right quoted" if mixed else "right", (place, stop), subject)


def _clause_before(clause: Clause, cue: Cue, subject: Span | None) -> Attribution | None:
    """Read …, said X; …, X said."""
    if cue.verb not in clause.words.clause:
        return None
    if clause.low[cue.group - 1] == "," and cue.group > _FEWEST:
        after = clause.subject_after(cue.at + 1)
        if after:
            first = clause.start(cue.group - 1)
            return found(clause, cue, "before", (first, cue.group - 1), after)
    if subject is not None and subject[0] > _FEWEST and clause.low[subject[0] - 1] == ",":
        first = clause.start(subject[0] - 1)
        return found(clause, cue, "before", (first, subject[0] - 1), subject)
    return None


def _past_object(clause: Clause, place: int) -> int:
    """Skip who is told: "told *reporters* …", "told *the BBC* …"."""
    low = clause.low[place]
    if low in clause.words.determiners:
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
    cue = Cue(at + 1, at, "according", "according", participle=False)
    anchor = clause.before(at)
    if anchor >= _FEWEST_REPORTED or (anchor >= 0 and clause.is_quote[anchor]):
        first = max(
            (place + 1 for place in range(anchor) if clause.low[place] == ";"),
            default=clause.start(anchor + 1),
        )
        mixed = clause.quotes(first, anchor + 1)
        return found(clause, cue, "according quoted" if mixed else "according", (first, anchor + 1), subject)
    first = next((place for place in range(subject[0], subject[1]) if clause.low[place] == ","), subject[1])
    subject = subject[0], first
    while first < clause.last and clause.low[first] != ",":
        first += 1
    if first + 2 >= clause.last and not clause.quotes(first, clause.last):
        return None
    stop = right_end(clause, first + 1)
    if stop <= first + 1:
        return None
    pattern = "according quoted" if clause.quotes(first + 1, stop) else "according"
    return found(clause, cue, pattern, (first + 1, stop), subject)


def unmarked(clause: Clause, place: int) -> Attribution | None:
    """Read a quotation that no known reporting verb claims: after a colon, or beside any other verb."""
    low = clause.low
    if place and low[place - 1] == ":":
        subject = clause.unit_subject(place - 1)
        if subject is None:
            return None
        cue = Cue(place - 1, place - 1, ":", ":", participle=False)
        return found(clause, cue, "colon", (place, max(right_end(clause, place), place + 1)), subject)
    return _viewed(clause, place) or _beside_verb(clause, place)


def _viewed(clause: Clause, place: int) -> Attribution | None:
    """Read To Rep. Lofgren, the bill “…”."""
    low = clause.low
    if low[0] not in {"to", "for"} or not clause.capital(1):
        return None
    comma = next((at for at in range(2, place) if low[at] == "," and not clause.capital(at + 1)), -1)
    if comma < 0:
        return None
    cue, stop = Cue(0, 0, low[0], low[0], participle=False), max(right_end(clause, place), place + 1)
    return found(clause, cue, "view", (comma + 1, stop), (1, comma))


def _beside_verb(clause: Clause, place: int) -> Attribution | None:
    """Read a quotation beside a verb that is in no list: “…,” he boomed; he knocked the “…”."""
    if clause.finishes(place):
        for at in range(place + 1, min(place + _VERB_REACH, clause.last)):
            made = parse(clause, at) if _verbal(clause, at) else None
            if made and "before" in made.pattern:
                return made
    for at in range(place - 1, max(place - _VERB_REACH, -1), -1):
        if _verbal(clause, at):
            return parse(clause, at)
        if clause.low[at] == "and" or clause.is_quote[at]:
            break
    return None


def _verbal(clause: Clause, at: int) -> bool:
    low = clause.low[at]
    return (
        not clause.capital(at)
        and len(low) > _SHORTEST_VERB
        and low.endswith(("ed", "ing", "es", "ts", "ks"))
        and low not in clause.words.cues
    )
