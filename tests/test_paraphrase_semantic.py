import json

import numpy as np
import pytest

from provenance.errors import SemanticModelError
from provenance.paraphrase import score
from provenance.paraphrase.semantic import load
from provenance.reading import read_whole
from provenance.settings import Settings

VOCABULARY = ("the", "firm", "company", "closed", "shut", "its", "plant", "factory", "rain", "fell", "today")
ALIKE = {"company": "firm", "shut": "closed", "factory": "plant"}
PAIRS = (
    ("the firm closed its plant", "the company shut its factory"),
    ("the firm closed its plant", "the rain fell today"),
)


@pytest.fixture
def folder(tmp_path):
    """Make a tiny model2vec model that knows which of a few words are alike."""
    model2vec = pytest.importorskip("model2vec", reason="the package model2vec is not installed")
    tokenizers = pytest.importorskip("tokenizers")
    vectors = np.eye(len(VOCABULARY) + 1, dtype=np.float32)
    for word, other in ALIKE.items():
        vectors[VOCABULARY.index(word) + 1] = vectors[VOCABULARY.index(other) + 1]
    words = {"[UNK]": 0} | {word: place for place, word in enumerate(VOCABULARY, start=1)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, "[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    model2vec.StaticModel(vectors, tokenizer, config={}).save_pretrained(tmp_path / "tiny")
    return tmp_path / "tiny"


def scores(embed, pairs=PAIRS):
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    return score(readings, left, left + 1, Settings(), embed)


def test_a_semantic_model_from_disk_raises_what_it_finds_alike_and_lowers_the_rest(folder):
    alone, together = scores(None), scores(load(folder))
    assert together[0] > alone[0]
    assert together[1] < alone[1]


def test_a_semantic_model_never_overrules_a_changed_figure(folder):
    pair = ("the firm closed its 3 plants", "the firm closed its 4 plants")
    assert scores(load(folder), [pair])[0] <= 0.1


def test_a_semantic_score_does_not_depend_on_the_side(folder):
    embed = load(folder)
    turned = [pair[::-1] for pair in PAIRS]
    assert scores(embed).tolist() == scores(embed, turned).tolist()


def test_no_pairs_need_no_model():
    assert scores(lambda texts: np.zeros((len(texts), 2)), []).shape == (0,)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(SemanticModelError, match=r"neither config\.json"):
        load(tmp_path)


def test_a_model_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "config.json").write_text("{broken", encoding="utf-8")
    with pytest.raises(SemanticModelError, match="cannot be read"):
        load(tmp_path)


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "model2vec", None)
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "model2vec"}), encoding="utf-8")
    with pytest.raises(SemanticModelError, match="model2vec"):
        load(tmp_path)
