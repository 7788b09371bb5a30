"""How often the paraphrase scorer is right, and whether .8 means 80 %."""

import importlib.util
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from provenance.paraphrase import score
from provenance.reading import read_whole
from provenance.settings import Settings

pytestmark = pytest.mark.quality

OFFICIAL = {"news": "msrp-test", "prose": "paraphrase-pan-test"}


@pytest.fixture(scope="module")
def training():
    folder = Path(__file__).parents[1] / "training"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("paraphrase_training", folder / "paraphrase.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(folder))
    return module


def test_a_scorer_trained_on_four_fifths_is_right_about_the_fifth(data, hold, training):
    given = training.examples(data)
    out, likely = training.held_out(given, 0)
    measured = {}
    for number, name in enumerate(training.SETS):
        which = (given.origin == number) & given.real
        print()
        right, f1, off = training.report(name, given.labels[which & out], likely[which[out]])
        measured |= {f"{name}: accuracy": right, f"{name}: F1": f1, f"{name}: miscalibration": off}
    hold("paraphrase", measured, *(data / f"{name}.jsonl.gz" for name in training.SETS.values()))


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_scorer_that_ships_reaches_its_floor_on_the_official_test_set(data, hold, training, name):
    if not (data / f"{OFFICIAL[name]}.jsonl.gz").is_file():
        pytest.skip(f"{OFFICIAL[name]}.jsonl.gz is not in the data folder")
    pairs, labels = training.load(data, OFFICIAL[name])
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.arange(len(pairs), dtype=np.int32) * 2
    right, f1, _ = training.report(name, labels, score(readings, left, left + 1, Settings()))
    hold(f"paraphrase official {name}", {"accuracy": right, "F1": f1})


def test_twenty_thousand_pairs_take_about_a_second(data, hold, training):
    pairs, _ = training.load(data, "msrp-train")
    readings = read_whole([text for pair in pairs for text in pair], Settings())
    left = np.tile(np.arange(len(pairs), dtype=np.int32) * 2, 5)
    score(readings, left[:100], left[:100] + 1, Settings())
    began = time.process_time()
    score(readings, left, left + 1, Settings())
    hold("paraphrase speed", {"pairs a second of one core": len(left) / (time.process_time() - began)})
