"""Where a statement printed without quotation marks begins and ends in its article."""

from dataclasses import replace

from provenance.model import Span
from provenance.quotations.changes import matcher
from provenance.quotations.statements import Statement
from provenance.quotations.wording import forms

_MOST = 12  # words; a longer piece that stands beside the rest was found with it
_NEAR = 160  # characters of the article in which they stand


def completed(text: str, each: Statement, original: str) -> Statement:
    """Grow a statement by the first and the last words of `original` that stand right beside it.

    What marks do not bound begins where enough rare words agree, so a light "No one" may be left outside;
    that is no cut. Only characters grow, `words` stay.

    Parameters
    ----------
    text : str
        The article's.
    each : Statement
        One without quotation marks.
    original : str
        The wording it is compared with.
    """
    said = [form.word for form in forms(original)]
    begin, end = each.spans[0].begin, each.spans[-1].end
    codes = matcher(original, " ".join(text[span.begin : span.end] for span in each.spans)).get_opcodes()
    if not codes:
        return each
    if codes[0][0] == "delete" and 0 < (count := codes[0][2]) <= _MOST:
        before = forms(text[max(0, begin - _NEAR) : begin])[-count:]
        if [form.word for form in before] == said[:count]:
            begin = max(0, begin - _NEAR) + before[0].begin
    if codes[-1][0] == "delete" and 0 < (count := codes[-1][2] - codes[-1][1]) <= _MOST:
        after = forms(text[end : end + _NEAR])[:count]
        if [form.word for form in after] == said[-count:]:
            end += after[-1].end
    spans = list(each.spans)
    spans[0] = Span(begin, spans[0].end)
    spans[-1] = Span(spans[-1].begin, end)
    return replace(each, spans=tuple(spans))
