"""Derive articles from given texts, word by word accounted for: who shares what is known exactly.

Every word of a derived article remembers the text and the place it was taken from. Two articles are a true
pair if they share three words in a row that come from the same place of the same text.
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, cycle

from lineage_simulator import SYNONYMS

from provenance.model import Article

QUOTES = ("quote", "unmarked")  # the latter lost its quotation marks
KINDS = ("verbatim", "cut", "mixed", "reworded", *QUOTES)
SHARES = (0.15, 0.2, 0.25, 0.2, 0.17, 0.03)  # how often each is made
KEPT = 0.45  # share of its sentences that a cut article keeps
RUN = 3  # words in a row from one place that make a true pair
LEAST_QUOTE, MOST_QUOTE = 9, 60  # words
OFTEN, SELDOM = (4, 4, 5, 5, 6, 8, 10, 12), (5, 6, 8, 10)  # a change every so many words; of short quotes
FILLERS = tuple("really simply perhaps clearly indeed just still even now today again already quite".split())
_WORD = re.compile(r"\S+\s*")
_END = re.compile(r"[.!?][\"”’')]*\s*$")
_QUOTE = re.compile(r"(?<!\S)[“\"]([^“”\"\s][^“”\"\n]{38,420}[^“”\"\s])[”\"](?![^\s.,;:!?])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the white space behind it, and where it came from; `place` is -1 if it was made up."""

    text: str
    source: int = -1
    place: int = -1


@dataclass(frozen=True, slots=True)
class Derived:
    """Articles, the kind of each, and the true pairs of ids."""

    articles: tuple[Article, ...]
    kinds: dict[str, str]
    pairs: frozenset[tuple[str, str]]


def derive(texts: Sequence[str], seed: int, count: int) -> Derived:
    """Make `count` articles: some of the texts as they are, and what was derived from them.

    Texts must not share anything by themselves. Two fifths of them are sources. Of the rest every second
    stands in the corpus too and lends what is mixed in; each of the others carries one quotation, so that
    articles with a quotation share nothing else.
    """
    chance = random.Random(seed)
    order = [_tokens(text, number) for number, text in enumerate(texts)]
    chance.shuffle(order)
    split = 2 * len(order) // 5
    sources, hosts = order[:split], order[split:]
    made = [(source, "source") for source in sources]
    made += [(host, "other") for host in hosts[::2]]
    known, unseen = cycle(hosts[::2]), iter(hosts[1::2])
    while len(made) < count:
        kind = chance.choices(KINDS, SHARES)[0]
        host = next(unseen if kind in QUOTES else known)
        tokens = _derived(chance.choice(sources), host, kind, chance)
        if tokens:
            made.append((tokens, kind))
    chance.shuffle(made)
    names = [f"d{number:04}" for number in range(len(made))]
    articles = tuple(
        Article(
            name, f"Outlet {chance.randrange(9_000)}", "", "".join(token.text for token in tokens).strip()
        )
        for name, (tokens, _) in zip(names, made, strict=True)
    )
    kinds = {name: kind for name, (_, kind) in zip(names, made, strict=True)}
    return Derived(articles, kinds, _pairs(names, [tokens for tokens, _ in made]))


def apart(texts: Sequence[str], run: int = 8) -> list[str]:
    """Return those texts that share no run of words with one before."""
    known: set[tuple[str, ...]] = set()
    kept = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        runs = {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
        if known.isdisjoint(runs):
            known |= runs
            kept.append(text)
    return kept


def _tokens(text: str, source: int) -> list[Token]:
    return [Token(found, source, place) for place, found in enumerate(_WORD.findall(text))]


def _pairs(names: Sequence[str], made: Sequence[list[Token]]) -> frozenset[tuple[str, str]]:
    holding: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name, tokens in zip(names, made, strict=True):
        for at in range(len(tokens) - RUN + 1):
            first = tokens[at]
            steps = enumerate(tokens[at : at + RUN])
            if first.place >= 0 and all(
                (each.source, each.place) == (first.source, first.place + step) for step, each in steps
            ):
                holding[first.source, first.place].add(name)
    return frozenset(pair for group in holding.values() for pair in combinations(sorted(group), 2))


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if _END.search(token.text) or "\n" in token.text:
            found.append([])
    return [each for each in found if each]


def _joined(sentences: Sequence[list[Token]]) -> list[Token]:
    made = []
    for sentence in sentences:
        made += sentence[:-1]
        last = sentence[-1]
        made.append(
            Token(last.text if last.text[-1:].isspace() else last.text + " ", last.source, last.place)
        )
    return made


def _derived(source: list[Token], host: list[Token], kind: str, chance: random.Random) -> list[Token] | None:
    parts, others = _sentences(source), _sentences(host)
    if kind == "verbatim":
        return source
    if kind == "cut":
        wanted = max(3, round(KEPT * len(parts)))
        whole = chance.random() < 0.5
        kept = range(wanted) if whole else sorted(chance.sample(range(len(parts)), min(wanted, len(parts))))
        return _joined([parts[place] for place in kept if place < len(parts)])
    if kind == "mixed":
        wanted = max(3, round(chance.uniform(0.2, 0.9) * len(parts)))
        begin = chance.randrange(max(1, len(parts) - wanted + 1))
        at = chance.randrange(len(others) + 1)
        return _joined([*others[:at], *parts[begin : begin + wanted], *others[at:]])
    if kind == "reworded":
        every = chance.choice((4, 6, 8, 10))
        return [token for part in parts for token in _altered(part, every, chance)]
    marks = ("", "") if kind == "unmarked" else chance.choice((("“", "”"), ('"', '"')))
    return _quoting(source, others, marks, chance)


def _quoting(
    source: list[Token], host: list[list[Token]], marks: tuple[str, str], chance: random.Random
) -> list[Token] | None:
    """Keep one quotation of the source, altered, in an article about something else."""
    words = _quotation(source, chance)
    if not words:
        return None
    bare = [Token(each.text.strip('“”"\n ,') + " ", each.source, each.place) for each in words]
    said = _altered(bare, chance.choice(OFTEN if len(bare) > 2 * LEAST_QUOTE else SELDOM), chance)
    said[0] = Token(marks[0] + said[0].text, said[0].source, said[0].place)
    said[-1] = Token(said[-1].text.strip() + "," + marks[1] + " ", said[-1].source, said[-1].place)
    said += [Token(each) for each in ("one ", "of ", "them ", "said.\n\n")]
    at = chance.randrange(1, max(2, 4 * len(host) // 5))  # what stands last may be furniture of the page
    return _joined([*host[:at], said, *host[at:]])


def _quotation(source: list[Token], chance: random.Random) -> list[Token]:
    """Choose one quotation of the text; none if it has none of the right length."""
    text = "".join(token.text for token in source)
    quotes = [
        each for each in _QUOTE.finditer(text) if LEAST_QUOTE <= len(each.group(1).split()) <= MOST_QUOTE
    ]
    if not quotes:
        return []
    chosen = chance.choice(quotes)
    begin = len(text[: chosen.start()].split())
    return source[begin : begin + len(chosen.group().split())]


def _altered(words: list[Token], every: int, chance: random.Random) -> list[Token]:
    """Change a word about every so many: another word, one less, one more, or two the other way round."""
    made: list[Token] = []
    until = chance.randint(1, every)
    for word in words:
        until -= 1
        if until > 0:
            made.append(word)
            continue
        until = every + chance.choice((-1, 0, 0, 1))
        way = chance.choice(("other", "other", "other", "less", "more", "turned"))
        core = word.text.strip(" ,.;:!?\n“”\"'’()")
        if way == "other" and core:
            other = SYNONYMS.get(core.lower()) or chance.choice(FILLERS)
            made.append(Token(word.text.replace(core, other)))
        elif way == "more":
            made += [word, Token(chance.choice(FILLERS) + " ")]
        elif way == "turned" and made and "\n" not in made[-1].text and not _END.search(made[-1].text):
            made.insert(-1, word)
        elif "\n" in word.text or _END.search(word.text):
            made.append(word)
    return made or list(words)
