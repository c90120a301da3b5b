"""Masks that are held as bits are what was packed."""

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from supportlens.patterns import PackedMasks


@given(rows=st.lists(st.lists(st.booleans(), min_size=13, max_size=13), max_size=4))
def test_a_mask_is_the_one_that_was_packed(rows: list[list[bool]]) -> None:
    sent = pickle.dumps(PackedMasks.of((np.array(row) for row in rows), 13))
    packed = pickle.loads(sent)  # noqa: S301 - made by this test
    assert [mask.tolist() for mask in packed] == rows
    assert [mask.tolist() for mask in packed[1:]] == rows[1:]
    assert len(packed) == len(rows)


def test_masks_take_a_bit_for_each_row() -> None:
    packed = PackedMasks.of([np.ones(8_000, dtype=bool)] * 3, 8_000)
    assert [bits.nbytes for bits in packed.bits] == [1_000] * 3


def test_a_mask_of_no_rows_is_empty() -> None:
    assert PackedMasks.of([np.zeros(0, dtype=bool)], 0)[0].tolist() == []
