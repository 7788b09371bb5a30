"""Words with their places in the original text, and the one way a word is folded and hashed.

What is folded away: case, accents, curly against straight apostrophes, soft hyphens and zero-width
characters, the stops of ``U.S.``, the commas of ``7,000`` and a currency sign before a figure. So
``US`` meets ``U.S.``, ``Erdoğan`` meets ``Erdogan``, ``$7,000`` meets ``7000``.
"""

import re
import unicodedata
import zlib

TOKENISER = "words-1"  # part of every recipe: stored signatures of another version mean nothing here

IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width characters
UNSEPARATED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"  # kana, Han, Thai
CURRENCIES = "$€£¥"
_LETTER = rf"[^\W\d_{UNSEPARATED}]"
_JOIN = f"[{IGNORED}]"
WORD = re.compile(
    rf"[$€£¥]?\d+(?:[.,]\d+)*(?:{_LETTER}+)?"  # figures: 7,000  $2.5  10th  40m
    rf"|(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?"  # U.S.  a.m.
    rf"|{_LETTER}(?:[^\W_{UNSEPARATED}]|{_JOIN})*(?:['’ʼ](?:[^\W_{UNSEPARATED}]|{_JOIN})+)*"
    rf"|[{UNSEPARATED}]"  # scripts that do not separate words: one character, one word
)
_DROPPED = re.compile(rf"[{IGNORED}.,$€£¥]")
_FIGURE = re.compile(r"[$€£¥]?\d")


def fold(word: str) -> str:
    """Return `word` as it is compared: see the module's text for what is folded away."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if _FIGURE.match(word):
        return re.sub(rf"[{IGNORED},$€£¥]", "", word).casefold()
    bare = _DROPPED.sub("", word.replace("’", "'").replace("ʼ", "'"))
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return bare.casefold()


def word_hash(folded: str) -> int:
    """Return the 32-bit hash of a folded word: CRC-32 of its UTF-8 form, the same on every machine."""
    return zlib.crc32(folded.encode())
