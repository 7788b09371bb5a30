"""Articles without end, made from the statistics of real news: how often words occur, how long sentences and
articles are, how much is copied. No sentence of theirs is in them.
"""

import re
from collections import Counter

import numpy as np

COPIES = 0.12  # share of articles that carry another's passage: as many of news-12k have a verified pair
KEPT = 4000  # earlier articles that may be copied from
DRAWN = 1 << 22  # entries of the table words are drawn from: the rarest of three million words has one
QUOTED = 0.08  # share of sentences in quotation marks


def statistics(texts):
    """Count words, words a sentence and sentences an article."""
    words, lengths, sizes = Counter(), [], []
    for text in texts:
        sentences = [each for each in re.split(r"(?<=[.!?])\s+", text) if each]
        sizes.append(len(sentences))
        for sentence in sentences:
            found = re.findall(r"\w+", sentence)
            lengths.append(min(len(found), 80))
            words.update(found)
    known = [(word, count) for word, count in words.most_common(60_000) if word.isascii()]
    chances = np.cumsum([count for _, count in known]) / sum(count for _, count in known)
    return {
        "words": [word for word, _ in known],
        "drawn": np.searchsorted(chances, (np.arange(DRAWN) + 0.5) / DRAWN).astype(np.int32),
        "lengths": np.array([each for each in lengths if each >= 3]),
        "sizes": np.array([each for each in sizes if each]),
    }


def sentences(known, rng, count):
    """Make sentences of words drawn as often as news uses them."""
    lengths = rng.choice(known["lengths"], count)
    places = known["drawn"][rng.integers(0, DRAWN, int(lengths.sum()))].tolist()
    drawn = list(map(known["words"].__getitem__, places))
    made, begin = [], 0
    for number, length in enumerate(lengths.tolist()):
        text = " ".join(drawn[begin : begin + length])
        text = f"{text[:1].upper()}{text[1:]}."
        made.append(f"“{text}”" if number % round(1 / QUOTED) == 0 else text)
        begin += length
    return made


def stream(known, count, seed=1, batch=5000):
    """Yield batches of texts; some carry a passage of an earlier one, here and there edited."""
    rng = np.random.default_rng(seed)
    earlier = []
    for begin in range(0, count, batch):
        sizes = rng.choice(known["sizes"], min(batch, count - begin))
        made, at, texts = sentences(known, rng, int(sizes.sum())), 0, []
        for size in sizes.tolist():
            own = made[at : at + size]
            at += size
            if earlier and rng.random() < COPIES:
                other = earlier[int(rng.integers(len(earlier)))]
                first = int(rng.integers(len(other)))
                passage = other[first : first + int(rng.integers(1, 12))]
                place = int(rng.integers(len(own) + 1))
                own = [*own[:place], *passage, *own[place:]]
            texts.append("\n".join(" ".join(own[start : start + 3]) for start in range(0, len(own), 3)))
            if rng.random() < KEPT / max(KEPT, begin + 1):
                earlier.append(own)
        earlier = earlier[-KEPT:]
        yield texts
