"""What looks many things up at once, against asking for each."""

import numpy as np
import pytest

from provenance.facts.evidence import Held


def held_as_in_a_set(holder, key, asked_holder, asked_key):
    held = set(zip(holder.tolist(), key.tolist(), strict=True))
    return [each in held for each in zip(asked_holder.tolist(), asked_key.tolist(), strict=True)]


@pytest.mark.parametrize("keys", [6, 2**32])
@pytest.mark.parametrize("things", [0, 1, 7, 300])
def test_what_a_holder_has_is_found_as_in_a_set(things, keys):
    draw = np.random.default_rng(things)
    holder, key = draw.integers(0, 40, things), draw.integers(0, keys, things)
    others = draw.integers(-1, 40, 500), draw.integers(0, keys, 500)
    asked = np.r_[holder, others[0], np.full(things, -1)], np.r_[key, others[1], key]
    assert Held(holder, key)(*asked).tolist() == held_as_in_a_set(holder, key, *asked)
