"""Columns without an owner: the same values, and what is written into them is written into the lender's."""

import sys

import numpy as np
import pytest
from numba import njit

from provenance.passages.kernels.lent import lent


@njit
def _filled(column, value):
    other = lent(column)
    part = other[1:]
    part[:] = value
    return other.sum()


@pytest.mark.parametrize("kind", [np.int32, np.float64, np.uint8])
def test_what_is_written_into_a_lent_column_is_written_into_its_lenders(kind):
    column = np.zeros(4, kind)
    owners = sys.getrefcount(column)
    assert _filled(column, 2) == 6
    assert column.tolist() == [0, 2, 2, 2]
    assert sys.getrefcount(column) == owners
