"""In a large corpus only what may be said elsewhere, too, is read; what is found is the same."""

import random

import numpy as np
import pytest

from provenance.model import Article, Candidates
from provenance.quotations import Sought, echoes, in_a_row, marked, match, quote
from provenance.quotations.extraction import body, laid_out
from provenance.quotations.walk import units
from provenance.reading import read
from provenance.settings import Settings

THINGS = (
    "lighthouse harbour glacier orchard ferry bridge winery observatory quarry aqueduct chapel mill "
    "dam canal pier tunnel barn bakery museum tower garden mast market barge"
).split()
DEEDS = "restore repair dismantle reopen rebuild abandon inspect flood paint sell survey insure".split()
WHEN = "soon|next spring|before the thaw|after all|within a year|with volunteers|by Friday".split("|")
PEOPLE = ("Ada Brandt", "Olav Rinde", "Mayor Mette Sand", "Jonas Falk")


def statement(chance):
    first, second = chance.sample(THINGS, 2)
    deeds, when = chance.sample(DEEDS, 2), chance.choice(WHEN)
    return f"{chance.choice(('we', 'they'))} {deeds[0]} its {first} and {deeds[1]} their {second} {when}"


def told(chance, said, who):
    """Write a sentence that reports something, in one of many ways."""
    half = len(said) // 2
    return chance.choice(
        (
            f"“{said.capitalize()},” {who} said.",
            f"“{said.capitalize()},” he said.",
            f"“{said.capitalize()}.”",
            f"“{said[:half].capitalize()},” {who} said, “{said[half:].strip()}.”",
            f"{who} said that {said}.",
            f"He added that {said}.",
            f"He told reporters that {statement(chance)}.",
            f"{who} said {statement(chance)}.",
            f"{who} called it “{said[:half].strip()}”.",
            "“No.” “Never again,” she said.",
            f"It said {statement(chance)}.",
            f"According to {who}, {said}.",
            f"Their {chance.choice(THINGS)} was seen from a {chance.choice(THINGS)}.",
        )
    )


def corpus(seed, count=24):
    chance = random.Random(seed)
    speech = [statement(chance) for _ in range(10)]
    articles = []
    for number in range(count):
        lines = [f"{chance.choice(PEOPLE)} came to Saltmarsh on Monday."]
        place = chance.randrange(6)
        for _ in range(chance.randint(3, 9)):
            said = speech[place % 10] if chance.random() < 0.7 else statement(chance)
            place += 1
            lines.append(told(chance, said, chance.choice(PEOPLE)))
        text = "".join(line + chance.choice((" ", " ", "\n\n")) for line in lines)
        articles.append(Article(f"a{number:02}", f"Outlet {number}", "", text.strip(), "2026-03-01"))
    return articles


def all_pairs(count):
    left, right = np.triu_indices(count, 1)
    return Candidates(left.astype(np.int32), right.astype(np.int32))


def sought(readings, settings):
    pairs = all_pairs(len(readings.articles))
    echoing = echoes(readings, pairs, settings)
    return echoing, Sought(
        readings, settings, echoing, in_a_row(marked(readings), echoing, len(readings.articles))
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_is_not_read_changes_no_family(seed):
    settings = Settings()
    readings = read(corpus(seed), settings)
    echoing, seen = sought(readings, settings)
    wanted = match(readings, quote(readings, settings), settings, echoing)
    assert match(readings, seen.quotes(), settings, echoing, seen.between) == wanted
    assert wanted
    assert any(unread.units for unread in seen.unread.values())


@pytest.mark.parametrize("seed", range(12))
def test_what_is_read_is_said_by_whom_the_whole_article_says(seed):
    settings = Settings()
    readings = read(corpus(seed), settings)
    _, seen = sought(readings, settings)
    for whole, some in zip(quote(readings, settings), seen.quotes(), strict=True):
        assert [each for each in whole if each in set(some)] == list(some)
        assert {each for each in whole if each.direct} <= set(some) or not some


@pytest.mark.parametrize("seed", range(6))
def test_statements_that_were_not_read_are_counted(seed):
    settings = Settings()
    readings = read(corpus(seed), settings)
    _, seen = sought(readings, settings)
    for number, (whole, some) in enumerate(zip(quote(readings, settings), list(seen.quotes()), strict=True)):
        if number in seen.unread:
            left = [each for each in whole if each not in set(some)]
            end = len(readings.articles[number].text)
            count = sum(len(each.content) for each in left)
            assert seen.between(number, 0, end, count) == count
            assert seen.between(number, 0, end, 0) >= min(count, 1)
            assert seen.between(number, 0, 0, count) == 0


def test_sentences_beside_a_quotation_that_stands_alone_are_read_with_it():
    text = (
        "Ada Brandt said it was late. “We will restore the lighthouse.” He said that it was time. Snow fell."
    )
    readings = read([Article("a", "a", "", text)], Settings())
    of = laid_out(readings, 0)
    every = units(text, body(readings, 0), of.quoted)
    assert of.apart(every) == [False, False, False, True]
