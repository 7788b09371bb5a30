"""What the tool makes of the sample corpus, against what a perfect reader finds there."""

from pathlib import Path

import pytest
from corpus_truth import load_truth, score, table

import provenance

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.mark.quality
def test_the_sample_corpus_is_read_as_a_perfect_reader_would(hold):
    measures = score(provenance.compare(CORPUS).to_dict(), load_truth(CORPUS / "truth.json"))
    print(table(measures))
    for name, measure in measures.items():
        for line in measure.misses:
            print(f"  {name}: missed {line}")
        for line in measure.errors:
            print(f"  {name}: wrong {line}")
    figures = {}
    for name, measure in measures.items():
        figures[f"{name}, recall"] = measure.recall
        figures[f"{name}, precision"] = measure.precision
    hold("corpus", figures)
