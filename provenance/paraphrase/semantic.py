"""An optional second opinion: sentence vectors of a model that lies in a folder on disk.

Any model2vec or sentence-transformers model will do; nothing is fetched. There is no training set for every
model anyone may bring, so its word is added to the trained log odds in a fixed, documented way: `WEIGHT`
times how far the cosine lies above or below `MIDDLE`. At most it moves the odds by a factor of 5 up and 11
down: enough to turn doubtful pairs, not enough to overrule clear ones.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import SemanticModelError
from provenance.model import Readings

Embed = Callable[[list[str]], NDArray[np.float32]]

WEIGHT = 4.0  # log odds a unit of cosine
MIDDLE = 0.6  # cosine at which such models change from "same topic" to "same statement"
FLOOR = 0.0  # a cosine below it says no more than it does


def load(model_dir: Path | str) -> Embed:
    """Open a model from disk.

    Parameters
    ----------
    model_dir : Path
        A folder as model2vec's ``save_pretrained`` or sentence-transformers' ``save`` writes it.

    Returns
    -------
    callable
        From N texts to a float32 array (N, dimensions).

    Raises
    ------
    SemanticModelError
        If the folder holds no such model, or the package that reads it is not installed.
    """
    folder = Path(model_dir)
    try:
        kind = _kind(folder)
        if kind is not None:
            return kind(folder)
    except ImportError as error:
        package = str(error.name).replace("_", "-")
        raise SemanticModelError(folder, f"a model that needs the package {package}") from error
    except (ValueError, OSError, LookupError) as error:
        raise SemanticModelError(folder, f"a model that cannot be read ({error})") from error
    raise SemanticModelError(folder, "neither config.json of model2vec nor modules.json")


def _kind(folder: Path) -> Callable[[Path], Embed] | None:
    """Tell who wrote a folder: model2vec says so in one of two files, depending on its version."""
    config, modules = folder / "config.json", folder / "modules.json"
    parts = json.loads(modules.read_text(encoding="utf-8")) if modules.is_file() else []
    if parts and str(parts[0]["type"]).endswith("StaticEmbedding"):
        return _model2vec
    if parts:
        return _transformer
    if config.is_file() and json.loads(config.read_text(encoding="utf-8")).get("model_type") == "model2vec":
        return _model2vec
    return None


def _model2vec(folder: Path) -> Embed:
    from model2vec import StaticModel

    model: Any = StaticModel.from_pretrained(folder, force_download=False)

    def embed(texts: list[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(texts, use_multiprocessing=False), dtype=np.float32)

    return embed


def _transformer(folder: Path) -> Embed:
    from sentence_transformers import SentenceTransformer

    model: Any = SentenceTransformer(str(folder), local_files_only=True)

    def embed(texts: list[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(texts, show_progress_bar=False), dtype=np.float32)

    return embed


def opinion(
    readings: Readings, left: NDArray[np.int32], right: NDArray[np.int32], embed: Embed
) -> NDArray[np.float64]:
    """Return what a model adds to the log odds of each pair. Each sentence is embedded once."""
    if not len(left):
        return np.zeros(0)
    sentences, rows = np.unique(np.concatenate((left, right)), return_inverse=True)
    vectors = np.asarray(embed(_texts(readings, sentences)), dtype=np.float64)
    vectors /= np.maximum(np.sqrt((vectors * vectors).sum(1, keepdims=True)), 1e-12)
    cosine = (vectors[rows[: len(left)]] * vectors[rows[len(left) :]]).sum(1)
    added: NDArray[np.float64] = WEIGHT * (np.clip(cosine, FLOOR, 1.0) - MIDDLE)
    return added


def _texts(readings: Readings, sentences: Sequence[int] | NDArray[np.int32]) -> list[str]:
    owner = np.searchsorted(readings.article_sentences, sentences, side="right") - 1
    return [
        readings.articles[article].text[readings.sentence_begin[each] : readings.sentence_end[each]]
        for each, article in zip(sentences, owner, strict=True)
    ]
