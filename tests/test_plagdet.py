"""The measure itself, on examples worked by hand."""

import sys
from math import log2
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "quality"))
from plagdet import Reuse, plagdet


def test_finding_exactly_what_is_there_scores_one():
    case = Reuse("a", (10, 20), (0, 10))
    assert plagdet([case], [case]) == (1.0, 1.0, 1.0, 1.0)


def test_finding_nothing_scores_nothing():
    assert plagdet([Reuse("a", (10, 20), (0, 10))], []).plagdet == 0.0


def test_half_of_a_case_is_half_the_recall():
    figures = plagdet([Reuse("a", (0, 20), (0, 20))], [Reuse("a", (0, 10), (10, 20))])
    assert (figures.precision, figures.recall) == (1.0, 0.5)
    assert figures.plagdet == pytest.approx(2 / 3)


def test_two_detections_of_one_case_cost_granularity():
    case = Reuse("a", (0, 20), (0, 20))
    figures = plagdet([case], [Reuse("a", (0, 10), (0, 10)), Reuse("a", (10, 20), (10, 20))])
    assert (figures.precision, figures.recall, figures.granularity) == (1.0, 1.0, 2.0)
    assert figures.plagdet == pytest.approx(1 / log2(3))


def test_a_detection_that_meets_one_side_only_detects_nothing():
    figures = plagdet([Reuse("a", (0, 20), (0, 20))], [Reuse("a", (0, 20), (20, 40))])
    assert (figures.precision, figures.recall) == (0.0, 0.0)


def test_characters_found_twice_count_once():
    case = Reuse("a", (0, 20), (0, 20))
    figures = plagdet([case], [Reuse("a", (0, 15), (0, 15)), Reuse("a", (5, 15), (5, 15))])
    assert figures.recall == 0.75
    assert figures.precision == 1.0


def test_every_case_counts_the_same_however_long():
    cases = [Reuse("a", (0, 100), (0, 100)), Reuse("b", (0, 10), (0, 10))]
    assert plagdet(cases, cases[:1]).recall == 0.5
