"""The work that is measured: one task a process, ``python tests/bench/work.py TASK ARGUMENTS``.

Each prints one line of JSON with what it found; the parent measures CPU time, wall time and peak memory of
the whole process. Peers are used as their own documentation says.
"""

import gc
import gzip
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path


def rows(path, count):
    """Return the first `count` rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count)]


def articles(path, count):
    """Return the first rows as articles with unique ids; the first by date if the count ends in ``d``."""
    from provenance import Article

    count = str(count)
    found = [
        Article(row["id"], row["outlet"], row.get("title") or "", row["text"], published=row.get("published"))
        for row in rows(path, None if count.endswith("d") else int(count))
    ]
    found.sort(key=lambda each: (each.published or "", each.id) if count.endswith("d") else 0)
    return found[: int(count.removesuffix("d"))]


def nothing():
    """Start and stop: what every task pays."""
    return {}


def straightforward(path, count):
    """Do what nltk's, datasketch's and scikit-learn's documentation shows, one after the other."""
    from datasketch import MinHash, MinHashLSH
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_similarity

    texts = [row["text"] for row in rows(path, int(count))]
    tokenizer = PunktSentenceTokenizer(_punkt())
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    signed, sets = {}, {}
    for number, text in enumerate(texts):
        for begin, end in tokenizer.span_tokenize(text):
            words = re.findall(r"\w+", text[begin:end].lower())
            if len(words) < 4:
                continue
            shingles = {" ".join(words[n : n + 3]) for n in range(len(words) - 2)}
            signature = MinHash(num_perm=128)
            signature.update_batch([shingle.encode() for shingle in shingles])
            key = number, begin, end
            signed[key], sets[key] = signature, shingles
            lsh.insert(key, signature)
    found = set()
    for key, signature in signed.items():
        for other in lsh.query(signature):
            if other[0] != key[0]:
                found.add((min(key, other), max(key, other)))
    verified = [
        (one, other)
        for one, other in found
        if len(sets[one] & sets[other]) >= 0.5 * len(sets[one] | sets[other])
    ]
    scores = cosine_similarity(TfidfVectorizer(sublinear_tf=True).fit_transform(texts))
    return {"pairs": len(verified), "verified": verified, "similar": int((scores > 0.3).sum())}


def _punkt():
    """Return the parameters that come with this project, for nltk's own tokenizer."""
    from provenance.reading.punkt import nltk_parameters

    return nltk_parameters()


def candidates(path, count):
    """Read, weigh nothing, sketch and propose: what the straightforward script does up to its LSH pairs."""
    import numpy as np

    from provenance.candidates import propose
    from provenance.reading import read
    from provenance.settings import Settings
    from provenance.sketches import band_keys, sketch

    settings = Settings()
    readings = read(articles(path, int(count)), settings)
    none = (np.zeros(0, np.int32), np.zeros(0, np.int32))
    sketches = sketch(readings, settings)
    found, _ = propose(readings, sketches, partial(band_keys, settings=settings), none, settings)
    pairs = sorted(zip(found.left.tolist(), found.right.tolist(), strict=True))
    return {"pairs": len(pairs), "found": pairs}


def recall(path, count, script, ours):
    """Count by kind which of the script's pairs are found: both sides' results come as files."""
    import recall as kinds

    from provenance.reading import read_apart
    from provenance.settings import Settings
    from provenance.sketches import sketch

    settings = Settings()
    readings = read_apart(articles(path, int(count)), settings)
    alone, learned = kinds.apart(readings)
    readings = replace(readings, sentence_kind=learned)
    verified, proposed = (json.loads(Path(each).read_text()) for each in (script, ours))
    found = {tuple(pair) for pair in proposed["found"]}
    sketches = sketch(readings, settings)
    return {"kinds": kinds.counted(readings, alone, sketches, verified["verified"], found)}


def million(path, count, memory=16_000_000_000):
    """Stream made-up articles through read, sketch and propose: words on disk, texts forgotten."""
    import resource

    import numpy as np
    import synthetic

    from provenance.candidates import Parts, propose_from_disk
    from provenance.machine import Machine
    from provenance.settings import Settings
    from provenance.sketches import band_keys, sketch

    settings, clock = Settings(), _Clock()
    with tempfile.TemporaryDirectory() as folder:
        kept = _read_in_parts(synthetic, rows(path, 3000), int(count), Path(folder), clock)

        def each():
            clock.took("propose")
            first = 0
            for part, _ in kept:
                readings = _unpacked(part)
                clock.took("columns from disk")
                sketches = sketch(readings, settings)
                clock.took("sketch")
                yield first, readings, sketches
                clock.took("keys")
                first += len(readings.articles)

        none = (np.zeros(0, np.int32), np.zeros(0, np.int32))
        parts = Parts(sum(words for _, words in kept), each)
        storage = Machine.here(1, int(memory)), Path(folder)
        found, _ = propose_from_disk(parts, partial(band_keys, settings=settings), none, settings, storage)
        clock.took("join")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": int(count), "pairs": len(found.left), "seconds": clock.spent, "peak": peak}


class _Clock:
    """CPU seconds by what they were spent on; told on the way, for who waits."""

    def __init__(self):
        self.spent, self.last = {}, time.process_time()

    def took(self, what):
        now = time.process_time()
        self.spent[what] = self.spent.get(what, 0.0) + now - self.last
        self.last = now


def _read_in_parts(synthetic, known, count, folder, clock):
    """Make up articles, read them, put the columns that keys are made of into files; say how many words."""
    import numpy as np

    from provenance import Article
    from provenance.reading import read as read_articles
    from provenance.settings import Settings

    statistics = synthetic.statistics([row["text"] for row in known])
    clock.took("statistics")
    first, kept = 0, []
    for texts in synthetic.stream(statistics, count):
        made = [Article(str(first + n), f"outlet {n % 500}", "", text) for n, text in enumerate(texts)]
        clock.took("making")
        readings = read_articles(made, Settings())
        clock.took("read")
        part = folder / f"{first}.npz"
        np.savez(part, **{name: getattr(readings, name) for name in _COLUMNS})
        kept.append((part, len(readings.word_hash)))
        first += len(texts)
        clock.took("columns to disk")
        said = " ".join(f"{what} {spent:.0f}" for what, spent in clock.spent.items())
        print(f"{first:,} read; {said}", file=sys.stderr, flush=True)
    return kept


# What of a reading the keys of its articles are made of.
_COLUMNS = ("article_sentences", "sentence_words", "sentence_kind", "word_hash", "word_marks")


def _unpacked(part):
    """Return the reading that a file holds the columns of; its articles have no texts."""
    import numpy as np

    from provenance.model import Readings

    with np.load(part) as held:
        columns = {name: held[name] for name in _COLUMNS}
    none = np.zeros(0, np.int32)
    spans = dict.fromkeys(("sentence_begin", "sentence_end", "word_begin", "word_end"), none)
    return Readings(range(len(columns["article_sentences"]) - 1), (), **columns, **spans)


def read(path, count):
    """Read only: bytes a second of text into sentences, words and kinds, compiled beforehand."""
    from provenance import reading
    from provenance.settings import Settings

    found = articles(path, int(count))
    reading.read(found[: len(found) // 8 + 1], Settings())
    size = sum(len(article.text.encode()) for article in found)
    begin = time.process_time()
    reading.read(found, Settings())
    return {"megabytes_per_second": size / 1e6 / (time.process_time() - begin)}


def compare(path, count, *names):
    """Compare in full and write the named outputs into a folder, as the command does."""
    import provenance
    from provenance.cli.writing import write

    spent, last = {}, ["start", sum(os.times()[:4])]

    def progress(step, *_):
        now = sum(os.times()[:4])  # with what was worked out aside and waited for in this step
        spent[last[0]] = spent.get(last[0], 0.0) + now - last[1]
        last[:] = [step, now]

    result = provenance.compare(articles(path, count), progress=progress)
    progress("render")
    with tempfile.TemporaryDirectory() as folder:
        write(result, Path(folder), list(names or ("json", "tables")), quiet=True)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    progress("end")
    passages = sum(len(pair.passages) for pair in result.pairs)
    gc.freeze()  # as the command does before it ends
    return {"pairs": len(result.pairs), "passages": passages, "bytes": size, "steps": spent}


def signing(engine, path, count):
    """Sign the same shingles with this package's kernel or with rensa: the seconds of signing alone."""
    import numpy as np

    from provenance.reading import read as read_articles
    from provenance.settings import Settings
    from provenance.sketches import signatures, sketch

    settings = Settings()
    readings = read_articles(articles(path, int(count)), settings)
    sketches = sketch(readings, settings)
    if engine == "rensa":
        from rensa import RMinHash

        hashes, offsets = sketches.shingles.astype(np.uint64), sketches.bounds.astype(np.uint64)

        def work():
            return RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, num_perm=128, seed=1)
    else:

        def work():
            return signatures(sketches, settings)

    work()
    begin = time.perf_counter()
    work()
    return {"seconds": time.perf_counter() - begin, "sentences": len(sketches.sentences)}


def drops(path, count, size, where):
    """Ingest articles by date in drops of `size`; say what each took, and write a text to look for."""
    from provenance.pipeline import ingest as line

    ordered = articles(path, f"{count}d")
    store, size = Path(where) / "news.duckdb", int(size)
    spent = []
    for first in range(0, len(ordered), size):
        begin = time.process_time()
        with line.open_store(store, writing=True) as there:
            line.ingest(ordered[first : first + size], there)
        spent.append(time.process_time() - begin)
    store.with_name("release.txt").write_text(ordered[-1].text[:1_500], encoding="utf-8")
    return {"drops": spent, "bytes": store.stat().st_size / len(ordered)}


def folder(path, count, where):
    """Write the articles as text files, for peers that read a folder."""
    target = Path(where)
    target.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(rows(path, int(count))):
        (target / f"{number:05}.txt").write_text(row["text"], encoding="utf-8", errors="replace")
    return {}


def copydetect(where):
    """Match a folder with copydetect and write its report, as its documentation says.

    Filtering is for program text and has to be turned off where the detector is made: as an attribute set
    afterwards it changes nothing, and of prose the filter leaves next to nothing to compare. Its thresholds
    stay at what is documented: matches of 25 characters, about five words, as short as our shortest passage.
    """
    from copydetect import CopyDetector

    with tempfile.TemporaryDirectory() as out:
        detector = CopyDetector(
            test_dirs=[where],
            extensions=["txt"],
            disable_filtering=True,
            autoopen=False,
            silent=True,
            out_file=f"{out}/report.html",
        )
        detector.run()
        detector.generate_html_report()
        return {"pairs": int((detector.similarity_matrix > detector.conf.display_t).sum())}


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    print(json.dumps(globals()[task](*arguments)))
