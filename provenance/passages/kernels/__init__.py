"""The compiled twins of what every pair of articles costs, for corpora of very many pairs.

What finds nothing in most pairs (copies, blocks, digests, rewordings) has a twin here that says where nothing
can be found, when in doubt that something can; then the plain code looks, so that results do not depend
on which of the two was asked first. Numbers that are tuned elsewhere come as arguments.
"""

from provenance.passages.kernels.blocks import likely_blocks
from provenance.passages.kernels.copying import link, promising, runs
from provenance.passages.kernels.digests import may_retell
from provenance.passages.kernels.likeness import common, likeness
from provenance.passages.kernels.rewordings import hopeful

__all__ = ["common", "hopeful", "likely_blocks", "likeness", "link", "may_retell", "promising", "runs"]
