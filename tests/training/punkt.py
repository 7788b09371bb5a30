"""Train Punkt on news: ``python tests/training/punkt.py news-12k.jsonl.gz``.

NLTK's trainer learns abbreviations, collocations, sentence starters and in which case words appear. Here
its counts are kept, so that a word once capitalised inside a headline does not count as a name for ever;
what news needs and the corpus shows too rarely is completed from ``data/punkt.toml``.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktTrainer

from provenance.reading.punkt import FILE, told

BATCH = 400  # articles trained at a time: bounds memory, the trainer adds up
LEAST_SEEN = 12  # times a word must be seen for its case to say something
NOISE = 0.08  # share of a word's occurrences below which a case is a headline or a title, not a habit
MIDDLE_NOISE = 0.015  # the same for capitals inside a sentence: "Government" has 4 %, "officials" .7 %
BEGIN_UPPER, MIDDLE_UPPER, UNKNOWN_UPPER, BEGIN_LOWER, MIDDLE_LOWER, UNKNOWN_LOWER = 2, 4, 8, 16, 32, 64
LOWER = BEGIN_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER
# Learned without inner stops they are too often exclamations ("Whew."); those worth having are completed.
DOTTED = re.compile(r"[^\W\d_]{1,3}(\.[^\W\d_]{1,3})+")
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": " -- ", "–": " -- ", "\xa0": " "})


class CountingParameters(PunktParameters):
    """NLTK's parameters that also count how often each case was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[tuple[str, int]] = Counter()

    def add_ortho_context(self, typ: str, flag: int) -> None:
        self.seen[typ, flag] += 1
        super().add_ortho_context(typ, flag)


def train(source: Path) -> CountingParameters:
    """Let NLTK learn from every article of `source`."""
    trainer, parameters = PunktTrainer(), CountingParameters()
    trainer._params = parameters
    batch: list[str] = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            batch.append(json.loads(line)["text"].translate(PLAIN))
            if len(batch) == BATCH:
                trainer.train("\n\n".join(batch), finalize=False)
                batch.clear()
    trainer.train("\n\n".join(batch), finalize=True)
    return parameters


def habits(parameters: CountingParameters) -> dict[str, int]:
    """Return in which cases each word stands often enough to matter.

    Words never seen in lower case behave, to Punkt, like words never seen: they are left out.
    """
    totals: Counter[str] = Counter()
    for (word, _), count in parameters.seen.items():
        totals[word] += count
    flags: dict[str, int] = {}
    for (word, flag), count in sorted(parameters.seen.items()):
        noise = MIDDLE_NOISE if flag == MIDDLE_UPPER else NOISE
        if totals[word] >= LEAST_SEEN and count >= noise * totals[word] and word.isalpha():
            flags[word] = flags.get(word, 0) | flag
    return {word: flag for word, flag in sorted(flags.items()) if flag & LOWER}


def write(parameters: CountingParameters) -> None:
    """Clean what was learned, complete it, and write the file that comes with the package."""
    cases = habits(parameters)
    contexts: dict[int, list[str]] = {}
    for word, flag in cases.items():
        contexts.setdefault(flag, []).append(word)
    # A name follows a stop more often than chance, too ("Sen. Warren"), but never begins by habit.
    starters = {word for word in parameters.sent_starters if not cases.get(word, MIDDLE_UPPER) & MIDDLE_UPPER}
    table = {
        "abbreviations": sorted(
            set(filter(DOTTED.fullmatch, parameters.abbrev_types)) | told().abbreviations
        ),
        "collocations": sorted(
            [left, right]
            for left, right in parameters.collocations
            if (left + right).replace(".", "").isalpha()
        ),
        "starters": sorted(starters | told().starters),
        "contexts": {str(flag): " ".join(words) for flag, words in sorted(contexts.items())},
    }
    with gzip.GzipFile(FILE, "wb", mtime=0) as file:
        file.write(json.dumps(table, ensure_ascii=False, indent=0).encode())
    print({name: len(each) for name, each in table.items()}, f"{FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    write(train(Path(sys.argv[1])))
