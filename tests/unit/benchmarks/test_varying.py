"""Logs of more questions than there are."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from random import Random

import pandas as pd

from tests.benchmarks.symptoms.datasets import sampled
from tests.benchmarks.symptoms.varying import lengthened, varied

WORDS = [f"word{number}" for number in range(100)]


def some_questions(count: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [str(1000 + number) for number in range(count)],
            "subject": [f"where is menu {number}" for number in range(count)],
            "body": [" ".join(f"q{number}w{place}" for place in range(40)) for number in range(count)],
            "date": [datetime(2026, 1, 1 + number % 28) for number in range(count)],
        }
    )


def test_real_questions_come_first_and_as_they_are() -> None:
    real = some_questions()

    rows = list(lengthened(real, 50))

    assert [row[:3] for row in rows[:20]] == real[["id", "subject", "body"]].to_numpy().tolist()


def test_a_longer_log_begins_with_the_shorter_one_and_no_id_comes_twice() -> None:
    long, short = list(lengthened(some_questions(), 70)), list(lengthened(some_questions(), 45))

    assert long[:45] == short
    assert len({row[0] for row in long}) == 70


def test_a_copy_is_varied_and_still_mostly_itself() -> None:
    text = " ".join(WORDS)
    copy = varied(text, Random(1), ["other"])

    kept = Counter(copy.split()) & Counter(WORDS)
    assert copy != text
    assert 80 <= sum(kept.values()) <= 95
    assert "other" in copy


def test_two_copies_of_one_question_differ() -> None:
    rows = list(lengthened(some_questions(), 60))

    assert len({rows[0][2], rows[20][2], rows[40][2]}) == 3


def test_short_and_empty_texts_stay_as_they_are() -> None:
    assert [varied(text, Random(1), WORDS) for text in ("", "ok", "no abre")] == ["", "ok", "no abre"]


def test_a_sample_does_not_depend_on_the_order_of_the_rows_and_lies_in_a_larger_one() -> None:
    frame = some_questions()

    small, large = sampled(frame, 5), sampled(frame, 10)

    assert set(sampled(frame.iloc[::-1], 5)["id"]) == set(small["id"])
    assert set(small["id"]) < set(large["id"])
