"""How large the page is that real runs make."""

from pathlib import Path

import pytest

from provenance import compare
from provenance.renderers import render

CORPUS = Path(__file__).parents[2] / "corpus"


def megabytes(comparison):
    return len(render(comparison, "page")["report.html"]) / 1e6


@pytest.mark.quality
def test_the_page_of_the_sample_is_under_one_megabyte(hold):
    hold("report of the sample", {"megabytes": megabytes(compare([CORPUS]))})


@pytest.mark.quality
@pytest.mark.slow
def test_the_page_of_612_articles_on_one_event_is_under_five_megabytes(data, hold):
    file = data / "helsinki-summit.jsonl.gz"
    hold("report of one event", {"megabytes": megabytes(compare([file]))}, file)
