"""Code points the kernels compare with, and the types of their arguments."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]  # code points, or the classes of `alphabet` of each
Rows = NDArray[np.int64]  # places in the text, a row for each thing found
Keys = NDArray[np.uint64]  # hashes of words, sorted
Tables = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint32]]
Filled = tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]

FEED, RETURN, BLANK, DOT, COMMA, COLON, SEMICOLON = map(ord, "\n\r .,:;")
EXCLAMATION, QUESTION, HYPHEN, SLASH, PERCENT = map(ord, "!?-/%")
PAREN, PAREN_CLOSED, BRACKET, BRACKET_CLOSED = map(ord, "()[]")
EN_DASH, EM_DASH, ELLIPSIS, RIGHTS = map(ord, "–—…©")
STRAIGHT, OPEN, CLOSE, LOW, LEFT, RIGHT = map(ord, '"“”„«»')
APOSTROPHE_MARK, OPEN_ONE, CLOSE_ONE = map(ord, "'‘’")
FULL_STOP, FULL_EXCLAMATION, FULL_QUESTION = map(ord, "。！？")  # `sentences.UNSPACED`
CAPITAL_A, CAPITAL_Z, SMALL_A, SMALL_Z = map(ord, "AZaz")
ASCII = 128  # code points below it
TO_LOWER = 32  # between a capital and its small letter in ASCII
FNV, PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)  # FNV-1a
