"""A language that customers begin to write in is found on its day, and one that merely grows is not."""

from __future__ import annotations

import pandas as pd
import pytest

from supportlens.desk.new_languages import find_new_languages
from supportlens.domain import Tickets

DAYS = 150
START = 80


def log(before: int, after: int, strays: int = 0):
    """Four Spanish tickets a day; so many English ones in ten days before and from START, and some strays."""
    rows = []
    for day in range(DAYS):
        rows += [(day, "es")] * 4
        each = after if day >= START else before
        rows += [(day, "en")] * ((day + 1) * each // 10 - day * each // 10)
        rows += [(day, "en")] * (day in range(5, 5 + strays))
    when = pd.Timestamp("2026-01-05 09:00") + pd.to_timedelta([day for day, _ in rows], unit="D")
    frame = pd.DataFrame(
        {"created_at": when, "text": "No abre", "ticket_id": [f"T-{n}" for n in range(len(rows))]}
    )
    return Tickets(frame, frame.iloc[:, :0], ()), [language for _, language in rows]


@pytest.mark.parametrize("strays", [0, 2])
@pytest.mark.parametrize("after", [10, 40])
def test_a_language_is_new_on_the_day_on_which_it_begins(after: int, strays: int) -> None:
    tickets, languages = log(0, after, strays)
    (change,) = find_new_languages(tickets, languages)
    assert (change.after, len(change.ticket_ids)) == ("en", 7 * after)
    assert (change.day - pd.Timestamp("2026-01-05").date()).days == START


def test_on_a_single_day_no_language_is_new() -> None:
    tickets, languages = log(0, 40)
    tickets.frame["created_at"] = pd.Timestamp("2026-01-05 09:00")
    assert find_new_languages(tickets, languages) == ()


@pytest.mark.parametrize(("before", "after"), [(0, 0), (10, 10), (10, 40)])
def test_a_language_that_was_there_is_not_new_however_it_grows(before: int, after: int) -> None:
    assert find_new_languages(*log(before, after)) == ()
