"""Work is done block by block, and its result does not depend on the blocks."""

from __future__ import annotations

from time import sleep

import pytest

from supportlens.domain import HERE, Cancelled, MadeBlocks, cut, map_in_threads, share_out
from tests.many_hands import ManyHands


def test_the_results_stand_in_the_order_of_the_blocks():
    doubled = HERE.map(
        lambda block, _: [2 * number for number in block], cut([1, 2, 3, 4, 5], 2), lambda _: None
    )
    assert doubled == [[2, 4], [6, 8], [10]]


def test_progress_goes_by_the_sizes_of_the_blocks_and_through_what_they_report():
    told: list[float] = []

    def work(block: str, report) -> None:
        report(0.5)

    HERE.map(work, ["small", "large"], told.append, [1, 3])
    assert told == [0.0, 0.125, 0.25, 0.625]


def test_an_exception_in_progress_stops_the_work():
    done: list[int] = []

    def stop(part: float) -> None:
        if part > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        HERE.map(lambda block, _: done.append(block), [1, 2, 3], stop)
    assert done == [1, 2]


def test_this_process_gets_one_block_and_others_several():
    items = list(range(100))
    assert share_out(items, HERE, 10) == [items]
    shared = share_out(items, ManyHands(2), 10)
    assert [number for block in shared for number in block] == items
    assert [len(block) for block in shared] == [13] * 7 + [9]
    assert share_out(items, ManyHands(2), 60) == [items[:60], items[60:]]
    assert share_out([], HERE, 10) == []


def test_blocks_can_be_made_one_after_another():
    made: list[int] = []

    def make(place: int) -> list[int]:
        made.append(place)
        return [place, place]

    blocks = MadeBlocks(make, 3)
    assert (len(blocks), made) == (3, [])
    seen = HERE.map(lambda block, _: (sum(block), len(made)), blocks, lambda _: None)
    assert seen == [(0, 1), (2, 2), (4, 3)]
    assert ManyHands(2).map(sum_up, blocks, lambda _: None) == [0, 2, 4]
    assert blocks[1:] == [[1, 1], [2, 2]]


def sum_up(block: list[int], _: object) -> int:
    return sum(block)


def test_threads_give_results_in_order_and_begin_nothing_after_a_cancellation():
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return 2 * number

    assert list(map_in_threads(work, range(9), 3, lambda _: None)) == [2 * number for number in range(9)]
    begun.clear()

    def stop(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(map_in_threads(lambda number: (sleep(0.01), work(number)), range(500), 2, stop))
    assert len(begun) < 500
