"""What compiled code finds of the claims of a story, against the plain code."""

import numpy as np
import pytest

from provenance import reading
from provenance.facts.claims import claims
from provenance.facts.evidence import features
from provenance.facts.index import Index
from provenance.facts.units import units
from provenance.model import Article
from provenance.settings import Settings

WORDS = (
    "Harbour ferry Ines Duarte pier lantern struck closed radar 120 180 passengers fog convoy tug divers "
    "crack hull estuary the of a and in asked"
).split()


def story_of(articles, seed):
    draw = np.random.default_rng(seed)
    texts = [
        " ".join(
            f"{' '.join(draw.choice(WORDS, draw.integers(3, 14)))} when it came.".capitalize()
            for _ in range(draw.integers(1, 9))
        )
        for _ in range(articles)
    ]
    made = [
        Article(f"a{n}", f"outlet {n % max(articles - 2, 1)}", "", text, "2026-02-02")
        for n, text in enumerate(texts)
    ]
    return claims(reading.read(made, Settings()), range(len(made)))


def columns_of(found):
    return [each.tolist() for each in (found.claim, found.article, found.best, found.second)]


@pytest.mark.parametrize("articles", [1, 2, 3, 9, 30])
@pytest.mark.parametrize("seed", range(3))
def test_compiled_code_chooses_the_same_articles_and_sentences(articles, seed):
    told = story_of(articles, seed)
    assert columns_of(units(told, compiled=True)) == columns_of(units(told))


@pytest.mark.parametrize("articles", [1, 2, 3, 9, 30])
@pytest.mark.parametrize("seed", range(3))
def test_compiled_code_finds_the_same_evidence_to_the_last_bit(articles, seed):
    told = story_of(articles, seed)
    found = units(told)
    copied = np.random.default_rng(seed).random(len(found.claim))
    plain, compiled = features(told, found, copied), features(told, found, copied, compiled=True)
    assert plain.shape == compiled.shape
    assert plain.tobytes() == compiled.tobytes()


@pytest.mark.parametrize("count", [0, 1, 40])
def test_an_index_names_the_claims_that_hold_each_thing(count):
    draw = np.random.default_rng(count)
    key, owner = draw.choice([3, 7, 2**32 - 1], count), np.sort(draw.integers(0, 9, count))
    index = Index.of(key.astype(np.int64), owner)
    for place, each in zip(index.place.tolist(), key.tolist(), strict=True):
        holders = index.owner[index.starts[place] : index.starts[place + 1]]
        assert holders.tolist() == owner[key == each].tolist()
