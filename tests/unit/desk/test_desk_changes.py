"""What changed at the desk is found, and what customers changed is not taken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.app.analysis.desk_changes import keep_own_words, mark_new_languages
from supportlens.causes.time.timeline import build_timeline
from supportlens.causes.verdict.log_gaps import find_time_gaps
from supportlens.desk import find_desk_changes
from supportlens.domain import Derived, DeskChange, DeskChangeKind, Field, SourceFile, Tickets
from supportlens.resources import follow_up_words

FIRST = date(2026, 1, 5)
OPEN = follow_up_words().open_states
MATTERS = (
    ("access", "Password of the warehouse expired, please reset it"),
    ("hardware", "Printer jams with every second sheet of paper"),
    ("hardware", "Laptop battery lasts twenty minutes without charger"),
    ("billing", "Invoice shows a total that differs from the contract"),
    ("access", "Colleague needs rights for folder with drawings"),
    ("billing", "Supplier asks when transfer arrives at their bank"),
)


def a_log(count: int = 900, days: int = 150) -> pd.DataFrame:
    """Return tickets of six matters, spread over working hours of all days."""
    draw = np.random.default_rng(3)
    place = np.sort(draw.integers(0, days, count))
    matter = draw.integers(0, len(MATTERS), count)
    opened = [
        pd.Timestamp(FIRST + timedelta(days=int(day))) + pd.Timedelta(minutes=int(minute))
        for day, minute in zip(place, draw.integers(480, 1080, count), strict=True)
    ]
    return pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T{number:04d}" for number in range(count)],
            Field.CREATED_AT.value: opened,
            Field.RESOLVED_AT.value: [when + pd.Timedelta(hours=5) for when in opened],
            Field.CATEGORY.value: [MATTERS[one][0] for one in matter],
            Field.STATUS.value: "Closed",
            Field.SITE.value: [("Lima", "Quito", "Puebla")[one] for one in draw.integers(0, 3, count)],
            Derived.TEXT: [MATTERS[one][1] for one in matter],
        }
    )


def as_tickets(frame: pd.DataFrame, **repeated: int) -> Tickets:
    """Return tickets of a frame, in a file with such repeated ids."""
    frame = frame.reset_index(drop=True)
    file = SourceFile("log.csv", "csv", "utf-8", ",", len(frame), repeated_ids=repeated)
    return Tickets(frame, frame.copy(), (file,))


def find_kinds(frame: pd.DataFrame) -> list[DeskChangeKind]:
    return [change.kind for change in find_desk_changes(as_tickets(frame), OPEN)[1]]


def since(frame: pd.DataFrame, day: int) -> pd.Series:
    return frame[Field.CREATED_AT.value] >= pd.Timestamp(FIRST + timedelta(days=day))


def test_nothing_is_said_of_a_desk_that_changed_nothing() -> None:
    tickets = as_tickets(a_log())

    same, changes = find_desk_changes(tickets)

    assert changes == ()
    assert same.frame.equals(tickets.frame)


@pytest.mark.parametrize("field", [Field.CATEGORY, Field.STATUS])
def test_a_value_that_stops_when_another_begins_is_renamed(field: Field) -> None:
    frame = a_log()
    former = "hardware" if field is Field.CATEGORY else "Closed"
    frame.loc[since(frame, 70) & frame[field.value].eq(former), field.value] = "Something else"

    tickets, (change,) = find_desk_changes(as_tickets(frame))

    assert (change.kind, change.field) == (DeskChangeKind.RENAMED, field)
    assert (change.before, change.after) == (former, "Something else")
    assert change.day is not None
    assert abs((change.day - FIRST).days - 70) <= 2
    assert change.tickets == int(frame[field.value].eq("Something else").sum())
    if field is Field.CATEGORY:
        assert former not in set(tickets.values(field))
        assert tickets.mask(field, "Something else").sum() == a_log()[field.value].eq(former).sum()


def test_a_value_of_other_words_that_begins_when_one_stops_is_no_new_name() -> None:
    frame = a_log()
    gone = since(frame, 70) & frame[Field.CATEGORY.value].eq("hardware")
    frame.loc[gone, Field.CATEGORY.value] = "telephony"
    frame.loc[gone, Derived.TEXT] = "Headset crackles whenever somebody rings through switchboard"

    assert find_kinds(frame) == []


def test_a_new_value_beside_those_that_go_on_is_no_renaming() -> None:
    frame = a_log()
    more = a_log(300, 80)
    more[Field.CREATED_AT.value] += pd.Timedelta(days=70)
    more[Field.RESOLVED_AT.value] += pd.Timedelta(days=70)
    more[Field.SITE.value] = "Guayaquil"

    assert find_kinds(pd.concat([frame, more])) == []


def test_a_value_that_takes_a_part_of_another_is_renamed_in_part() -> None:
    frame = a_log(1500)
    part = np.random.default_rng(5).random(len(frame)) < 0.5
    frame[Field.TEAM.value] = "Inside"
    frame.loc[since(frame, 70) & part, Field.TEAM.value] = "Outside"

    tickets, (change,) = find_desk_changes(as_tickets(frame))

    assert change.kind is DeskChangeKind.PARTLY_RENAMED
    assert (change.before, change.after) == ("Inside", "Outside")
    assert set(tickets.values(Field.TEAM)) == {"Inside"}


def test_the_newest_tickets_are_open_by_nature() -> None:
    frame = a_log()
    frame.loc[since(frame, 140), Field.STATUS.value] = "Open"
    frame.loc[since(frame, 140), Field.RESOLVED_AT.value] = pd.NaT

    assert find_kinds(frame) == []


def test_a_night_with_tickets_of_all_kinds_is_a_migration_and_dates_no_rise() -> None:
    frame = a_log()
    old = ~since(frame, 90)
    night = pd.Timestamp(FIRST + timedelta(days=90)) + pd.Timedelta(hours=3)
    frame.loc[old, Field.CREATED_AT.value] = [
        night + pd.Timedelta(minutes=number % 50) for number in range(int(old.sum()))
    ]

    tickets, (change,) = find_desk_changes(as_tickets(frame))

    assert change.kind is DeskChangeKind.MIGRATION
    assert change.day == night.date()
    assert change.tickets >= old.sum()
    assert tickets.frame[Derived.UNCOMPARED].sum() >= old.sum()


def test_a_day_of_one_matter_is_no_migration() -> None:
    frame = a_log()
    outage = a_log(300, 1)
    outage[Field.CREATED_AT.value] += pd.Timedelta(days=90)
    outage[Derived.TEXT] = "Nobody reaches the branch, line is dead since this morning"

    assert find_kinds(pd.concat([frame, outage])) == []


def test_one_minute_for_many_tickets_is_an_edit_in_bulk() -> None:
    frame = a_log()
    edited = np.random.default_rng(7).random(len(frame)) < 0.2
    frame.loc[edited, Field.CREATED_AT.value] = pd.Timestamp("2026-03-10 11:24")

    _, (change,) = find_desk_changes(as_tickets(frame))

    assert (change.kind, change.day) == (DeskChangeKind.DATES_EDITED, date(2026, 3, 10))
    assert change.tickets == edited.sum()


def test_old_tickets_that_are_all_open_are_what_an_export_left() -> None:
    frame = a_log(2400)
    old, few = ~since(frame, 90), np.random.default_rng(9).random(len(frame)) < 0.06
    frame.loc[old, Field.STATUS.value] = "Open"
    frame.loc[old, Field.RESOLVED_AT.value] = pd.NaT
    left = frame[~old | few]

    tickets, (change,) = find_desk_changes(as_tickets(left), OPEN)

    assert change.kind is DeskChangeKind.OPEN_ONLY
    assert change.day is not None
    assert abs((change.day - FIRST).days - 90) <= 3
    assert tickets.frame[Derived.UNCOMPARED].sum() == change.tickets == (old & few).sum()


def test_a_desk_that_grew_and_closed_all_along_is_no_export_of_open_tickets() -> None:
    frame = a_log(2400)
    few = np.random.default_rng(9).random(len(frame)) < 0.2

    assert find_kinds(frame[since(frame, 90) | few]) == []


@pytest.mark.parametrize("states", [("Open", "In progress"), ("Abierto", "Pendiente"), ("offen", "neu")])
def test_in_a_log_of_open_tickets_alone_that_thins_into_the_past_only_shares_tell_a_rise(states) -> None:
    frame = a_log(2400)
    age = (frame[Field.CREATED_AT.value].max() - frame[Field.CREATED_AT.value]).dt.days
    left = frame[np.random.default_rng(9).random(len(frame)) < np.exp(-age / 40)].copy()
    left[Field.STATUS.value] = [states[row % 2] for row in range(len(left))]
    left[Field.RESOLVED_AT.value] = pd.NaT

    tickets, (change,) = find_desk_changes(as_tickets(left), OPEN)

    assert (change.kind, change.day, change.tickets) == (DeskChangeKind.OPEN_ONLY, None, len(left))
    line = build_timeline(tickets)
    assert line.left_over
    assert line.exposure is None
    assert find_time_gaps(tickets) == ()
    assert not build_timeline(as_tickets(frame)).left_over


@pytest.mark.parametrize("state", ["Open", "Closed"])
def test_a_desk_that_closes_nothing_or_everything_exports_all_it_has(state) -> None:
    frame = a_log(2400)
    if state == "Closed":  # as many as a desk that grew, all closed
        frame = frame[since(frame, 90) | (np.random.default_rng(9).random(len(frame)) < 0.2)]

    assert find_kinds(frame.assign(**{Field.STATUS.value: state, Field.RESOLVED_AT.value: pd.NaT})) == []


def test_a_month_without_a_ticket_is_missing() -> None:
    frame = a_log()
    gone = since(frame, 60) & ~since(frame, 90)

    _, (change,) = find_desk_changes(as_tickets(frame[~gone]))

    assert change.kind is DeskChangeKind.MISSING_PERIOD
    assert change.day is not None
    assert abs((change.day - FIRST).days - 60) <= 1
    assert change.tickets == 0


def test_two_weeks_of_holidays_are_no_missing_period() -> None:
    frame = a_log()

    assert find_kinds(frame[~since(frame, 60) | since(frame, 74)]) == []


def test_numbers_that_begin_again_are_told() -> None:
    _, (change,) = find_desk_changes(as_tickets(a_log(), running_number=40))

    assert (change.kind, change.tickets, change.day) == (DeskChangeKind.NUMBERS_RESTART, 40, None)


def test_a_log_without_dates_tells_nothing_of_the_desk() -> None:
    tickets = as_tickets(a_log())
    undated = replace(tickets, frame=tickets.frame.drop(columns=[Field.CREATED_AT.value]))

    assert find_desk_changes(undated) == (undated, ())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_of_a_handful_of_tickets_nothing_is_said(count: int) -> None:
    assert find_kinds(a_log().iloc[:count]) == []


def test_only_the_tickets_of_a_new_language_are_more_of_the_same() -> None:
    tickets = as_tickets(a_log(12))
    found = [
        DeskChange(
            DeskChangeKind.NEW_VALUE, Field.LANGUAGE.value, FIRST, after="en", ticket_ids=("T0003", "T0007")
        ),
        DeskChange(DeskChangeKind.NEW_VALUE, Field.SITE.value, FIRST, after="Lima", ticket_ids=("T0001",)),
    ]

    assert np.flatnonzero(mark_new_languages(found, tickets)).tolist() == [3, 7]


def test_names_and_kinds_come_from_the_texts_without_what_the_desk_began_to_add() -> None:
    frame = a_log(3).assign(**{Derived.TEXT: ["Urgency: high\nIt jams", "It jams. Regards", "Urgency: low"]})
    tickets = Tickets(frame, frame.copy(), ())
    removed = (("Urgency: high",), ("Regards",), ("Urgency: low",))
    form = DeskChange(DeskChangeKind.FORM_ADDED, Field.DESCRIPTION.value, FIRST)

    own = keep_own_words(tickets, removed, [form]).frame[Derived.TEXT]
    assert [text.split() for text in own] == [["It", "jams"], ["It", "jams."], ["Urgency:", "low"]]
    assert keep_own_words(tickets, removed, []) is tickets
