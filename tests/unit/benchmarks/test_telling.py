"""What the benchmark of symptoms says of what it measured."""

from __future__ import annotations

import pytest

from tests.benchmarks.symptoms import quality, scale
from tests.benchmarks.symptoms.quality import BERTOPIC, EVERY_TEXT, PROGRAM, Row
from tests.benchmarks.symptoms.scale import GROUPED, RIVAL, Size
from tests.benchmarks.symptoms.tables import table
from tests.benchmarks.symptoms.targets import ALL_BANKING, POOLED


def facts(ami: float, seconds: float = 1.0, **more: object) -> dict[str, object]:
    said = {"groups": 70, "unassigned": 0.05, "ami": ami, "ari": 0.5, "seconds": seconds, "cpu": 2.0}
    return {**said, "peak": 300.0, "best": {"groups": 77, "ami": 0.8, "ari": 0.5}, **more}


def size(tickets: int, what: str, seconds: float, **more: object) -> Size:
    said = {"seconds": seconds, "cpu": 2.0, "groups": 9, "unassigned": 0.0, "peak": 500.0, "silence": 0.2}
    return Size(tickets, what, {**said, **more})


def test_figures_stand_beside_targets_that_are_met_or_missed() -> None:
    said = quality.laid_out([Row("banking77_test", PROGRAM, 3, "", facts(0.761))])

    assert "AMI ≥ 0.760 met" in said
    assert "best AMI ≥ 0.775 met" in said
    assert "best ARI ≥ 0.570 missed" in said
    assert "unassigned ≤ 0.15 met" in said


def test_joined_intents_are_told_for_the_pooled_log() -> None:
    together = {"intents": 14, "strict": 9, "held": 11}
    said = quality.laid_out([Row(POOLED, PROGRAM, 1, "", facts(0.9, joined=together))])

    assert "11.0 of 14, strictly 9.0" in said
    assert "joined ≥ 12 missed" in said


def test_the_loss_to_encoding_every_text_is_told_where_both_were_measured() -> None:
    rows = [
        Row(ALL_BANKING, PROGRAM, 3, "", facts(0.75)),
        Row(ALL_BANKING, EVERY_TEXT, 1, "", facts(0.78)),
    ]

    assert "AMI lost to encoding every text 0.030 ≤ 0.02 missed" in quality.laid_out(rows)
    assert "lost" not in quality.laid_out([rows[0], Row(ALL_BANKING, EVERY_TEXT, 0, "not offered")])


def test_cuts_that_reshuffle_are_told() -> None:
    assert "not nested" in quality.laid_out([Row("commands_es", PROGRAM, 1, "", facts(0.6, nested=False))])


def test_a_measurement_that_failed_says_so_and_leaves_the_others() -> None:
    rows = [Row("commands_es", BERTOPIC, 0, "out of memory"), Row("commands_es", PROGRAM, 1, "", facts(0.6))]

    failed, good = quality.laid_out(rows).splitlines()[2:]

    assert "not measured: out of memory" in failed
    assert "0.600" in good


def test_means_are_over_all_seeds_and_reach_into_parts() -> None:
    found = quality.mean(
        [
            {"ami": 0.7, "best": {"ami": 0.8}, "nested": True},
            {"ami": 0.8, "best": {"ami": 0.9}, "nested": False},
        ]
    )

    assert found["ami"] == pytest.approx(0.75)
    assert found["best"]["ami"] == pytest.approx(0.85)
    assert found["nested"] is False


def test_growth_is_one_where_twice_the_tickets_take_twice_as_long() -> None:
    sizes = [size(1_000_000, GROUPED, 300), size(2_000_000, GROUPED, 600), size(500_000, RIVAL, 1)]

    assert scale.growth(sizes[0], sizes) is None
    assert scale.growth(sizes[1], sizes) == pytest.approx(1.0)


def test_limits_of_seconds_memory_and_silence_are_told() -> None:
    said = scale.laid_out([size(88_827, GROUPED, 120.0, peak=2000.0, silence=1.5)])

    assert "s ≤ 100 missed" in said
    assert "MiB ≤ 2384 met" in said
    assert "silence ≤ 1 missed" in said


def test_speed_beside_bertopic_is_told_with_how_it_is_known() -> None:
    rows = [
        Row(ALL_BANKING, PROGRAM, 3, "", facts(0.77, 8.0)),
        Row(ALL_BANKING, BERTOPIC, 1, "", facts(0.68, 160.0)),
    ]
    sizes = [size(10_000, GROUPED, 20), size(10_000, RIVAL, 300), size(88_827, GROUPED, 90)]

    banking, measured, drawn_out = scale.ratios(rows, sizes)

    assert "20.0 times BERTopic's speed, ≥ 15 met; AMI 0.770 to 0.680, higher: met" in banking
    assert "15.0 times BERTopic's speed, measured" in measured
    assert "29.6 times BERTopic's speed, ≥ 25 met; BERTopic at 10 000, drawn out" in drawn_out


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    lines = table(["a", "name"], [["1", "x"], ["22222", "longer name"]]).splitlines()

    assert len({len(line) for line in lines}) == 1
    assert lines[2] == "| 1     | x           |"
