"""The compiled twins of lines, stops, quotation and words: the same results, over a whole batch at once.

Each function repeats one of the slow path's (named in its text) on code points; a test compares the two on
generated text. `alphabet` answers what `str` and `re` would.
"""

import numpy as np
from numba import njit

from provenance.reading import alphabet as ab
from provenance.reading.kinds import (
    ENDED,
    LINE,
    LONG,
    LOOK,
    SHORT,
    STOPPED,
    TITLE_OPENERS,
    TITLED,
    WORDLESS,
    WORDS,
)
from provenance.reading.seams import HEAD_BLOCKS
from provenance.reading.sentences import (
    FLOWING_LINE,
    TOKEN,
    WRAPPED_LEAST,
    WRAPPED_LINE,
    WRAPPED_SHARE,
)

SPACE, NEWLINE, STOP, CLOSER, OPENER = ab.SPACE, ab.NEWLINE, ab.STOP, ab.CLOSER, ab.OPENER
BREAK, LOWER, UPPER, ALNUM, DECIMAL = ab.BREAK, ab.LOWER, ab.UPPER, ab.ALNUM, ab.DECIMAL
LETTER, JOINED, UNSPACED, DROPPED, DIGIT = ab.LETTER, ab.JOINED, ab.UNSPACED, ab.DROPPED, ab.DIGIT
WORD, BULLET, MARK, CURRENCY = ab.WORD, ab.BULLET, ab.MARK, ab.CURRENCY
APOSTROPHE, DOUBLE, SINGLE, SIZE = ab.APOSTROPHE, ab.DOUBLE, ab.SINGLE, ab.SIZE

_CR, _LF, _BLANK, _DOT, _COMMA = 13, 10, 32, 46, 44
_STRAIGHT, _OPEN, _CLOSE, _LOW, _LEFT, _RIGHT = 34, 0x201C, 0x201D, 0x201E, 0xAB, 0xBB
_OPEN_ONE, _CLOSE_ONE = 0x2018, 0x2019
_PAREN = 40
DATELINE = 200  # characters: no dateline is longer
# What `kinds` may find in a line: four letters each of ights, contributed, based, available, Photo, Getty,
# caption, "via ", Image, in lower case as numbers.
_SIGNS = [
    int.from_bytes(sign, "big")
    for sign in (b"ight", b"ntri", b"base", b"vail", b"hoto", b"etty", b"apti", b"via ", b"mage")
]
_SIGN_FACTOR = next(
    factor
    for factor in range(0x9E37, 0xFFFF, 2)
    if len({sign * factor >> 16 & 63 for sign in _SIGNS}) == len(_SIGNS)
)
_SIGN_TABLE = np.zeros(
    64, dtype=np.int64
)  # a perfect hash: one comparison tells whether four letters are a sign
for _sign in _SIGNS:
    _SIGN_TABLE[_sign * _SIGN_FACTOR >> 16 & 63] = _sign
OPENING_SIGNS = tuple(map(ord, "([—–-"))
TITLE_OPENING = tuple(map(ord, TITLE_OPENERS))
_FNV, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
QUOTED, NUMBER, CAPITAL, OPENS = 1, 2, 4, 8  # `model.Mark`
SURE, DOUBTFUL, GLUED = 1, 0, 2
ASCII_KEPT = ab.ALNUM | ab.APOSTROPHE  # of ASCII, what a folded word keeps


@njit(cache=True, nogil=True)
def classify(codes, classes, kinds, counts):
    """Fill `kinds` with each character's class, and `counts` with how many line breaks, stops, marks, signs."""
    for place in range(len(codes)):
        code = codes[place]
        kind = classes[code] if code < SIZE else np.uint32(0)
        kinds[place] = kind
        counts[0] += kind & NEWLINE != 0
        counts[1] += kind & STOP != 0
        counts[2] += kind & (SINGLE | DOUBLE) != 0
        counts[3] += kind & UNSPACED != 0


@njit(cache=True, nogil=True)
def _blocks(codes, kinds, begin, end, lines):
    count = 0
    place = last = begin
    while place < end:
        if kinds[place] & NEWLINE:
            place += 1
            continue
        raw = place
        first = final = -1
        while place < end:
            kind = kinds[place]
            if kind & NEWLINE:
                break
            if not kind & SPACE:
                if first < 0:
                    first = place
                final = place + 1
            place += 1
        if first >= 0:
            gap = raw - last
            for each in range(last, raw - 1):
                if codes[each] == _CR and codes[each + 1] == _LF:
                    gap -= 1
            lines[count, 0], lines[count, 1], lines[count, 2] = first, final, 1 if gap > 1 else 0
            count += 1
            last = place
    single = flowing = 0
    for each in range(1, count):
        if lines[each, 2]:
            lines[each, 2] = 1
            continue
        single += 1
        length = lines[each - 1, 1] - lines[each - 1, 0]
        tail, head = kinds[lines[each - 1, 1] - 1], kinds[lines[each, 0]]
        loose = codes[lines[each - 1, 1]] == _BLANK
        if head & LOWER and not tail & MARK and (length >= FLOWING_LINE or loose):
            flowing += 1
            lines[each, 2] = 0
        else:
            lines[each, 2] = 2 if length >= WRAPPED_LINE and not head & BULLET else 1
    wrapped = flowing >= WRAPPED_LEAST and flowing >= WRAPPED_SHARE * single
    kept = 0
    for each in range(count):
        if each and (lines[each, 2] == 0 or (lines[each, 2] == 2 and wrapped)):
            lines[kept - 1, 1] = lines[each, 1]
        else:
            lines[kept, 0], lines[kept, 1] = lines[each, 0], lines[each, 1]
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def blocks(codes, kinds, begins, lines, owners):
    """Twin of `sentences.blocks` over all articles; fills `lines` (N, 3): begin, end; `owners`: blocks before each."""
    count = 0
    for article in range(len(begins) - 1):
        own = lines[count:]
        found = _blocks(codes, kinds, begins[article], begins[article + 1], own)
        for each in range(found):
            if _heads(codes, kinds, own[each, 0], own[each, 1]) and each < HEAD_BLOCKS:
                own[each, 2] = 1
            else:
                own[each, 2] = 0
        count += found
        owners[article + 1] = count
    return count


@njit(cache=True, nogil=True)
def _heads(codes, kinds, begin, end):
    """Say whether a dateline may begin here: a superset of what `seams` matches."""
    if end - begin >= 5 and codes[begin] == 100 and codes[begin + 4] == _BLANK:  # "date "
        return True
    if codes[begin] == _PAREN:
        return True
    if not kinds[begin] & UPPER or begin + 1 >= end:
        return False
    if kinds[begin + 1] & UPPER or codes[begin + 1] in (_DOT, 39, _CLOSE_ONE, 45, 47):
        return True
    for place in range(begin, min(end, begin + DATELINE)):
        if codes[place] == _PAREN:
            return True
    return False


@njit(cache=True, nogil=True)
def signs(codes, kinds, begins, found):
    """Mark in `found` the articles that hold "MORE" or a colon behind "Image", "Photo" and the like: see `seams`."""
    for article in range(len(begins) - 1):
        for place in range(begins[article] + 5, begins[article + 1]):
            code = codes[place]
            if code == 69 and codes[place - 1] == 82 and codes[place - 2] == 79 and codes[place - 3] == 77:
                found[article] = True
            elif code == 58:
                tail = codes[place - 1]
                if tail == 101 and codes[place - 2] in (103, 114):  # Image: Picture:
                    found[article] = True
                elif tail == 111 and codes[place - 2] == 116 or tail == 104 and codes[place - 2] == 112:
                    found[article] = True  # Photo: Photograph:
                elif tail == 115 and codes[place - 2] == 111:
                    found[article] = True  # Photos:
            elif (
                code == 99
                and codes[place - 1] == _BLANK
                and codes[place - 2] == 101
                and codes[place - 3] == 103
            ):
                found[article] = True  # Image copyright


@njit(cache=True, nogil=True)
def traits(codes, kinds, block_begin, block_end, firsts, found):
    """Twin of `kinds.traits`; `LOOK` is left out where no sign can be: its hashes of first words are `firsts`."""
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        if end - begin > SHORT:
            found[block] = LONG
            continue
        trait = blanks = 0
        wordless = True
        rolling = 0
        first = -1
        for place in range(begin, end):
            code, kind = codes[place], kinds[place]
            blanks += code == _BLANK
            if kind & WORD:
                wordless = False
                if first < 0:
                    first = place
            rolling = (rolling << 8 | (np.int64(code) | 32) & 0xFF) & 0xFFFFFFFF
            if (
                _SIGN_TABLE[rolling * _SIGN_FACTOR >> 16 & 63] == rolling
                or code == 0xA9
                or code == 47
                or (code >= 128 and kind & WORD and place - first < 24)
            ):
                trait = LOOK
        opening = codes[begin]
        if opening in OPENING_SIGNS or (kinds[begin] & DIGIT and end - begin <= 40):
            trait = LOOK
        if first >= 0 and not trait:
            key = _FNV
            for place in range(first, end):
                if not kinds[place] & WORD:
                    break
                code = codes[place]
                if kinds[place] & UPPER and code < 128:
                    code += 32
                key = (key ^ np.uint64(code)) * _PRIME
            at = np.searchsorted(firsts, key)
            if at < len(firsts) and firsts[at] == key:
                trait = LOOK
        last = end - 1
        while last >= begin and kinds[last] & CLOSER:
            last -= 1
        if last >= begin:
            code = codes[last]
            if code in (_DOT, 63, 33, 0x2026):
                trait |= ENDED
            if code in (_DOT, 58, 59, _COMMA, 0x2026, 0x2013, 0x2014, 45):
                trait |= STOPPED
        head = begin
        while head < end and codes[head] in TITLE_OPENING:
            head += 1
        if end - begin <= LINE and not trait & STOPPED and head < end and kinds[head] & (UPPER | DIGIT):
            trait |= TITLED
        if wordless:
            trait |= WORDLESS
        found[block] = trait | (blanks + 1) << WORDS


@njit(cache=True, nogil=True)
def stops(codes, kinds, block_begin, block_end, suspects, found):
    """Twin of the search in `sentences.sentences`, over all blocks.

    Fills `found` (N, 9): block, begin of the stop, end of its run, end of its closers, begin of the token
    before, begin and end of the word after, flags (1 opens its block, 2 a dash between), and whether the
    decision is `SURE` (ends), `DOUBTFUL` (ask `decide`) or `GLUED` (ask `parted`, then `decide`).
    """
    count = 0
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        place = begin
        while place < end:
            if not kinds[place] & STOP:
                place += 1
                continue
            first = place
            plain = True  # only "?", "!" or a single "."
            while place < end and kinds[place] & STOP:
                place += 1
            while place + 1 < end and codes[place] == _BLANK and codes[place + 1] == _DOT:
                place += 2
            run = place
            for each in range(first, run):
                plain = plain and (
                    codes[each] == 33 or codes[each] == 63 or run - first == 1 and codes[each] == _DOT
                )
            quote = opener = False
            while place < end and kinds[place] & CLOSER:
                code = codes[place]
                quote = (
                    quote
                    or code == _STRAIGHT
                    or code == 39
                    or code == _CLOSE
                    or code == _CLOSE_ONE
                    or code == _RIGHT
                )
                opener = opener or code == _OPEN
                place += 1
            stop = place
            if stop >= end:
                break
            following = kinds[stop]
            unspaced = codes[first] == 0x3002 or codes[first] == 0xFF01 or codes[first] == 0xFF1F
            glued = not (following & SPACE or unspaced)
            if glued:
                if not (following & UPPER and first > begin and kinds[first - 1] & ALNUM):
                    continue
                if opener:
                    stop = run
                    while codes[stop] != _OPEN:
                        stop += 1
            right, dashed = stop, False
            while right < end and right - stop < TOKEN and kinds[right] & (SPACE | OPENER):
                dashed = dashed or codes[right] == 45 or codes[right] == 0x2013 or codes[right] == 0x2014
                right += 1
            finish = right
            while finish < end and finish - right < TOKEN and not kinds[finish] & (SPACE | BREAK):
                finish += 1
            if finish == right:
                continue
            left, letters, key = first, True, _FNV
            while left > begin and first - left < TOKEN and not kinds[left - 1] & (SPACE | BREAK):
                left -= 1
            for each in range(left, first):
                code = codes[each]
                if 65 <= code <= 90:
                    code += 32
                letters = letters and 97 <= code <= 122
                key = (key ^ np.uint64(code)) * _PRIME
            opens = left - begin < TOKEN
            if opens:
                for each in range(begin, left):
                    opens = opens and kinds[each] & OPENER != 0
            sure = plain and not glued and not dashed and 65 <= codes[right] <= 90 and not opener
            if sure and codes[run - 1] == _DOT and not quote:
                sure = run == stop and first - left >= 2 and letters and not opens
                if sure:
                    at = np.searchsorted(suspects, key)
                    sure = at == len(suspects) or suspects[at] != key
            row = found[count]
            row[0], row[1], row[2], row[3], row[4], row[5], row[6] = (
                block,
                first,
                run,
                stop,
                left,
                right,
                finish,
            )
            row[7] = (1 if opens else 0) + (2 if dashed else 0)
            row[8] = SURE if sure else GLUED if glued else DOUBTFUL
            count += 1
    return count


@njit(cache=True, nogil=True)
def sentences(kinds, block_begin, block_end, ends, sentence):
    """Build the sentences: `ends` (N, 2) holds block and end of each; fills `sentence` (S, 3): begin, end, block."""
    count = at = 0
    for block in range(len(block_begin)):
        start = block_begin[block]
        while at < len(ends) and ends[at, 0] == block:
            stop = ends[at, 1]
            sentence[count, 0], sentence[count, 1], sentence[count, 2] = start, stop, block
            count += 1
            start = stop
            while kinds[start] & SPACE:
                start += 1
            at += 1
        if start < block_end[block]:
            sentence[count, 0], sentence[count, 1], sentence[count, 2] = start, block_end[block], block
            count += 1
    return count


@njit(cache=True, nogil=True)
def _owns(codes, kinds, place, end):
    code = codes[place - 1]
    return (
        (code == 115 or code == 83)
        and place + 2 < end
        and codes[place + 1] == _BLANK
        and kinds[place + 2] & LOWER != 0
    )


@njit(cache=True, nogil=True)
def quoted(codes, kinds, block_begin, block_end, sentence, spans):
    """Twin of `quotation.quoted` over all blocks; fills `spans` (N, 2) and returns how many."""
    count = at = 0
    for block in range(len(block_begin)):
        begin, end = block_begin[block], block_end[block]
        while at < len(sentence) and sentence[at, 2] < block:
            at += 1
        opened = single = -1
        low = german = False
        final = begin
        for place in range(begin, end):
            code = codes[place]
            kind = kinds[place]
            if not kind & (SINGLE | DOUBLE):
                continue
            before = codes[place - 1] if place > begin else np.uint32(_BLANK)
            after = codes[place + 1] if place + 1 < end else np.uint32(_BLANK)
            was = kinds[place - 1] if place > begin else np.uint32(SPACE)
            will = kinds[place + 1] if place + 1 < end else np.uint32(SPACE)
            if kind & SINGLE:
                if opened >= 0:
                    continue
                if single < 0:
                    if code != _CLOSE_ONE and not was & ALNUM and not will & SPACE and not will & DIGIT:
                        single = place
                elif (
                    code != _OPEN_ONE
                    and not will & ALNUM
                    and not was & SPACE
                    and not _owns(codes, kinds, place, end)
                ):
                    spans[count, 0], spans[count, 1] = single + 1, place
                    final, single = place + 1, -1
                    count += 1
                continue
            tight = not will & SPACE
            loose = (
                was & SPACE
                or before == 40
                or before == 91
                or before == 0x2014
                or before == 0x2013
                or before == 45
                or before == _OPEN_ONE
                or before == 39
            )
            ended = (
                was & ALNUM
                or before == _DOT
                or before == _COMMA
                or before == 33
                or before == 63
                or before == 0x2026
                or before == 59
                or before == 58
                or before == 37
                or before == 41
                or before == 93
            )
            if opened < 0 and (
                code == _OPEN
                or code == _LOW
                or code == _LEFT
                or (loose and tight)
                or (code == _STRAIGHT and tight and not ended)
            ):
                opened, single, low, german = place, -1, code == _LOW, code == _RIGHT
            elif opened >= 0 and (
                code == _CLOSE
                or code == _STRAIGHT
                or (code == _LEFT if german else code == _RIGHT)
                or (low and code == _OPEN)
            ):
                if code == _STRAIGHT and was & SPACE and tight:
                    continue
                spans[count, 0], spans[count, 1] = opened + 1, place
                final, opened = place + 1, -1
                count += 1
            elif opened < 0 and not (code == _STRAIGHT and was & DIGIT):
                while (
                    at + 1 < len(sentence) and sentence[at + 1, 2] == block and sentence[at + 1, 0] <= place
                ):
                    at += 1
                spans[count, 0], spans[count, 1] = max(final, sentence[at, 0]), place
                final, single = place + 1, -1
                count += 1
        if opened >= 0:
            spans[count, 0], spans[count, 1] = opened + 1, end
            count += 1
    return count


@njit(cache=True, nogil=True, inline="always")
def _word_end(codes, kinds, place, end):
    """Return where the word that begins at `place` ends, `place` itself if none does: twin of `words.WORD`."""
    kind = kinds[place]
    figure = place + 1 if kind & CURRENCY else place
    if figure < end and kinds[figure] & DECIMAL:
        at = figure
        while at < end and kinds[at] & DECIMAL:
            at += 1
        while at + 1 < end and (codes[at] == _DOT or codes[at] == _COMMA) and kinds[at + 1] & DECIMAL:
            at += 1
            while at < end and kinds[at] & DECIMAL:
                at += 1
        while at < end and kinds[at] & LETTER:
            at += 1
        return at
    if not kind & LETTER:
        return place + 1 if kind & UNSPACED else place
    if (
        place + 3 < end
        and codes[place + 1] == _DOT
        and codes[place + 3] == _DOT
        and kinds[place + 2] & LETTER
    ):
        at = place + 4
        while at + 1 < end and codes[at + 1] == _DOT and kinds[at] & LETTER:
            at += 2
        if at < end and kinds[at] & LETTER and not (at + 1 < end and kinds[at + 1] & WORD):
            at += 1
        return at
    at = place + 1
    while at < end and kinds[at] & (JOINED | DROPPED):
        at += 1
    while at + 1 < end and kinds[at] & APOSTROPHE and kinds[at + 1] & (JOINED | DROPPED):
        at += 2
        while at < end and kinds[at] & (JOINED | DROPPED):
            at += 1
    return at


@njit(cache=True, nogil=True)
def words(codes, kinds, tables, sentence, spans, columns, ends):
    """Twin of the loop over `words.WORD`: fills the word columns and `ends`, the words up to each sentence's end."""
    plain, cased, pool, crc = tables
    hashes, begins, finishes, marks = columns
    count = at = 0
    for number in range(len(sentence)):
        place, end = sentence[number, 0], sentence[number, 1]
        mark = OPENS
        while place < end:
            kind = kinds[place]
            if not kind & (LETTER | DECIMAL | CURRENCY | UNSPACED):
                place += 1
                continue
            finish = _word_end(codes, kinds, place, end)
            if finish == place:
                place += 1
                continue
            figure = kind & (CURRENCY | DECIMAL) != 0
            value = np.uint32(0xFFFFFFFF)
            seen = np.uint32(0)
            for each in range(place, finish):
                code = codes[each]
                own = kinds[each]
                seen |= own
                if code < 128:
                    if own & ASCII_KEPT or (figure and code == _DOT):
                        low = code | np.uint32(32) if own & UPPER else code
                        value = (value >> np.uint32(8)) ^ crc[(value ^ low) & np.uint32(0xFF)]
                elif not own & (DROPPED | CURRENCY):
                    first = cased[code] if figure else plain[code]
                    last = cased[code + 1] if figure else plain[code + 1]
                    for byte in range(first, last):
                        value = (value >> np.uint32(8)) ^ crc[(value ^ pool[byte]) & np.uint32(0xFF)]
            while at < len(spans) and spans[at, 1] <= place:
                at += 1
            if at < len(spans) and spans[at, 0] <= place:
                mark |= QUOTED
            if kind & UPPER:
                mark |= CAPITAL
            if seen & DIGIT:
                mark |= NUMBER
            hashes[count], begins[count] = value ^ np.uint32(0xFFFFFFFF), place
            finishes[count], marks[count] = finish, mark
            count += 1
            mark = 0
            place = finish
        ends[number] = count
    return count
