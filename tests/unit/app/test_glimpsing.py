"""What is shown of an analysis under way: a sample, said to be one, the weeks, the groups, the time left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from supportlens.app import analyse
from supportlens.app.analysis import analysing
from supportlens.app.analysis.glimpsing import HEAPS, glimpse_groups, glimpse_weeks, sample_tables
from supportlens.app.analysis.time_left import read_part, seconds_left, work_done
from supportlens.domain import Field, Glimpse, Origin, ReadFiles, Stage, Table
from supportlens.i18n import words_for
from supportlens.i18n.reading.under_way import provisional_title, time_left_line
from tests.builders import a_study

SUBJECTS = ("The printer says no paper", "I forgot my password", "The invoice is wrong", "The app crashes")


def a_table(rows: int, name: str = "log.csv") -> Table:
    frame = pd.DataFrame({"id": [str(row) for row in range(rows)]})
    return Table(Origin(name, named=True, format="csv", sha256=name), frame, tuple(range(2, rows + 2)))


def write_log(path: Path, rows: int) -> Path:
    days = pd.date_range("2026-01-05", periods=rows, freq="D")
    lines = [f"{row},{days[row]:%Y-%m-%d},{SUBJECTS[row % 4]} again {row % 7}" for row in range(rows)]
    path.write_text("\n".join(["id,created_at,subject", *lines]), encoding="utf-8")
    return path


def test_a_sample_is_runs_of_rows_from_the_whole_log_and_what_accompanies_it_is_whole() -> None:
    log, calendar = sample_tables([a_table(10_000), a_table(30, "changes.csv")], rows=200)
    places = [int(one) for one in log.frame["id"]]
    assert len(places) == 200
    assert places[:6] == [0, 1, 2, 3, 4, 250]
    assert places[-1] > 9_700
    assert log.rows == tuple(place + 2 for place in places)
    assert len(calendar) == 30


def test_two_logs_share_the_sample_by_their_size() -> None:
    sizes = [len(table) for table in sample_tables([a_table(9_000), a_table(1_000)], rows=100)]
    assert sizes == [90, 10]


def test_weeks_are_counted_without_a_gap_and_no_dates_are_no_weeks() -> None:
    tickets = a_study().tickets
    seen = glimpse_weeks(tickets)
    assert sum(seen.weekly) == seen.tickets == len(tickets)
    assert all(week.weekday() == 0 for week in seen.weeks)
    assert {(after - before).days for before, after in zip(seen.weeks, seen.weeks[1:], strict=False)} == {7}
    blank = replace(tickets, frame=tickets.frame.assign(**{Field.CREATED_AT.value: pd.NaT}))
    assert glimpse_weeks(blank) == Glimpse(len(tickets))


def test_the_groups_of_all_tickets_replace_those_of_the_sample() -> None:
    study = a_study()
    seen = glimpse_groups(Glimpse(len(study.tickets), sample=study), study.symptoms)
    assert seen.sample is None
    assert len(seen.heaps) <= HEAPS
    shares = [heap.share for heap in seen.heaps]
    assert shares == sorted(shares, reverse=True)


def test_a_large_log_shows_a_sample_before_its_weeks_and_the_groups_of_all_tickets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_log(tmp_path / "log.csv", 60)
    monkeypatch.setattr(analysing, "SAMPLED_FROM", 50)
    shown: list[Glimpse] = []
    analyse([path], show=shown.append)
    assert [seen.tickets for seen in shown] == [60] * 4
    assert [seen.sample is not None for seen in shown] == [False, True, True, False]
    assert shown[2].weeks
    assert shown[3].heaps


def test_a_small_log_is_not_sampled() -> None:
    shown: list[Glimpse] = []
    clock = analysing.StageClock(lambda stage, fraction: None, shown.append)
    given = analysing.StageInputs((), a_study().playbook, (), None, None)
    analysing._show_sample(ReadFiles((a_table(300),)), given, clock)
    assert shown == []


@pytest.mark.parametrize("tickets", [1_000, 20_000, 500_000])
def test_the_work_done_grows_with_every_stage_from_nothing_to_all(tickets: int) -> None:
    parts = [work_done(stage, part, tickets) for stage in Stage for part in (0.0, 0.5, 1.0)]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)
    assert work_done(Stage.PLAN, 1.0, tickets) == pytest.approx(1.0)


def test_the_time_left_is_said_once_it_can_be_told() -> None:
    assert seconds_left(Stage.READ, 0.5, 1.0) is None
    assert seconds_left(Stage.READ, 0.0, 60.0) is None
    half = work_done(Stage.ENCODE, 0.5)
    assert seconds_left(Stage.ENCODE, 0.5, 30.0) == pytest.approx(30.0 * (1 - half) / half)
    assert [read_part(stage, 0.25) for stage in (Stage.NORMALISE, Stage.ENCODE, Stage.GROUP)] == [0, 0.25, 1]


@pytest.mark.parametrize(
    ("seconds", "english", "spanish"),
    [
        (None, "", ""),
        (4.0, "A few seconds left", "Faltan unos segundos"),
        (31.0, "About 30 seconds left", "Faltan unos 30 segundos"),
        (50.0, "About 1 minute left", "Falta aproximadamente 1 minuto"),
        (200.0, "About 3 minutes left", "Faltan unos 3 minutos"),
    ],
)
def test_the_time_left_is_said_roughly(seconds: float | None, english: str, spanish: str) -> None:
    assert [time_left_line(seconds, words_for(code)) for code in ("en", "es")] == [english, spanish]


def test_the_verdict_of_a_sample_is_said_to_be_provisional() -> None:
    seen = Glimpse(88_827, sample=a_study())
    assert provisional_title(seen, words_for("en")) == "Provisional, from 1,000 of 88,827 tickets"
