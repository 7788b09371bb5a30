"""The compiled way of reading gives what the slow, obvious one gives."""

import gzip
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model import Article
from provenance.reading.alphabet import alphabet
from provenance.reading.columns import Columns, slow_columns, whole_columns
from provenance.reading.fast import fast_columns, fast_whole
from provenance.reading.words import fold, word_hash

PIECES = [
    *" \n\n\t.,;:!?…\"'“”‘’«»„()[]-–—•/@_&$€°©·、。！？\xa0\u00ad\u200b\u2028\r",
    *["\n\n", "\r\n", ". ", ".” ", " . . . ", "... ", " \n", ".\n", " MORE ", "MORE"],
    *[
        "The",
        "the",
        "a",
        "I",
        "Ada",
        "Byron",
        "harbor",
        "U.S.",
        "a.m.",
        "Mr.",
        "J.",
        "No.",
        "5",
        "7,000",
        "$2.5",
        "10th",
    ],
    *[
        "it's",
        "sailors’",
        "don’t",
        "x.y.z",
        "Straße",
        "naïve",
        "ﬁne",
        "İzmir",
        "café",
        "Київ",
        "порт",
        "القاهرة",
        "港",
        "ไทย",
    ],
    *["²", "½", "٣", "e\u0301", "ʼn", "😀", "🇺🇸", "𝐀", "A.", "b.", "end.Next", "ill.", "Ill.", "etc."],
    *[
        "LONDON (Reuters) - ",
        "TIDEWATER, Va. — ",
        "(CNN) ",
        "date 2026-01-22 ",
        "Read more:\n",
        "By Ada Byron\n",
    ],
    *[
        "Image: ",
        "Photo: ",
        "(c) Post 2026",
        "Copyright 2026 ",
        "Advertisement\n",
        "(Reporting by Ada; Editing by X)",
    ],
    *[
        "contributed to this report.",
        "Getty Images",
        "/AP",
        "Sign up",
        "July 3, 2026\n",
        "Ada ByronTen things MORE said",
    ],
    *["all rights reserved", "1,024 comments", "Related: ", "More from us...\n", "via AP", "photo by Ada"],
    *[
        "the harbor was opened by the mayor on Monday after two long years of work ",
        "who said that it was good\n",
    ],
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=80))


def same(one: Columns, other: Columns) -> None:
    for name in Columns.__slots__:
        left, right = getattr(one, name), getattr(other, name)
        assert left.dtype == right.dtype, name
        assert left.tolist() == right.tolist(), name


@settings(deadline=None, max_examples=400)
@given(st.lists(TEXTS, max_size=4))
def test_compiled_columns_are_the_slow_ones(texts):
    title = "The harbor was opened by the mayor on Monday after two long years of work ."
    articles = [Article(str(place), "Post", title, text) for place, text in enumerate(texts)]
    same(fast_columns(articles), slow_columns(articles))


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_whole_texts_are_compiled_to_the_same(texts):
    same(fast_whole(texts), whole_columns(texts))


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=0xFFFF, categories=("Ll", "Lu", "Lo", "Mn")), min_size=1))
def test_characters_fold_one_by_one_as_words_do(word):
    tables = alphabet()
    parts = [tables.pool[tables.plain[ord(each)] : tables.plain[ord(each) + 1]].tobytes() for each in word]
    assert b"".join(parts).decode() == fold("a" + word)[1:]


def test_the_crc_table_is_zlib_s():
    value = 0xFFFFFFFF
    for byte in b"harbor":
        value = value >> 8 ^ int(alphabet().crc[(value ^ byte) & 0xFF])
    assert value ^ 0xFFFFFFFF == word_hash("harbor")


@pytest.mark.skipif(
    "PROVENANCE_DATA" not in os.environ, reason="PROVENANCE_DATA names no folder with the news"
)
@pytest.mark.parametrize("name", ["news-12k", "helsinki-summit"])
def test_compiled_columns_of_real_news_are_the_slow_ones(name):
    articles = []
    with gzip.open(Path(os.environ["PROVENANCE_DATA"]) / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(400), strict=False):
            row = json.loads(line)
            articles.append(Article(row["id"], row["outlet"], row.get("title") or "", row["text"]))
    same(fast_columns(articles), slow_columns(articles))
    assert np.all(np.diff(fast_columns(articles).article_sentences) >= 0)
