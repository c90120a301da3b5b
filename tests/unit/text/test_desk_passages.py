"""What a desk writes into texts from a day on is found, and what customers write is not taken for it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Derived, DeskChangeKind, Field, Tickets
from supportlens.text import DeskPassages, find_desk_passages

FIRST = date(2026, 1, 5)
MATTERS = (
    "Password of the {one} expired after holidays, please reset it",
    "Printer of {one} jams with every second sheet of paper",
    "Laptop battery lasts twenty minutes without charger at {one}",
    "Invoice of {one} shows a total that differs from contract",
    "Colleague needs rights for folder with drawings of {one}",
    "Supplier {one} asks when transfer arrives at their bank",
)
PLACES = ("warehouse", "workshop", "harbour", "office", "laboratory")
MACRO = "Thanks for writing to the service desk. Your case was filed under number {n}. Keep it for enquiries."
FORM = "1. Site: {place}\n2. Staff number: u{n}\n3. Device: Desktop\n4. Tell us: "


def a_log(count: int = 700, days: int = 140) -> pd.DataFrame:
    draw = np.random.default_rng(11)
    day = np.sort(draw.integers(0, days, count))
    texts = [
        MATTERS[matter].format(one=PLACES[place])
        for matter, place in zip(draw.integers(0, 6, count), draw.integers(0, 5, count), strict=True)
    ]
    return pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T{number:04d}" for number in range(count)],
            Field.CREATED_AT.value: [pd.Timestamp(FIRST + timedelta(days=int(one))) for one in day],
            Derived.TEXT: texts,
        }
    )


def find(frame: pd.DataFrame) -> DeskPassages:
    frame = frame.reset_index(drop=True)
    return find_desk_passages(Tickets(frame, frame.copy(), ()))


def mark_since(frame: pd.DataFrame, day: int) -> pd.Series:
    return frame[Field.CREATED_AT.value] >= pd.Timestamp(FIRST + timedelta(days=day))


def add(frame: pd.DataFrame, where: pd.Series, pattern: str, *, ahead: bool = False) -> pd.DataFrame:
    """Return the log with a passage in some of its texts, its numbers and places filled in."""
    texts = frame[Derived.TEXT].copy()
    for number, row in enumerate(frame.index[where]):
        passage = pattern.format(n=4000 + number * 7, place=PLACES[number % 5])
        texts[row] = f"{passage}{texts[row]}" if ahead else f"{texts[row]}\n\n{passage}"
    return frame.assign(**{Derived.TEXT: texts})


def test_customers_words_are_no_passages_of_the_desk() -> None:
    found = find(a_log())

    assert found.changes == ()
    assert found.separate("Printer of harbour jams") == ("Printer of harbour jams", [])


def test_an_acknowledgement_added_on_a_day_is_told_and_left_out() -> None:
    plain = a_log()
    found = find(add(plain, mark_since(plain, 60), MACRO))

    (change,) = found.changes
    assert change.kind is DeskChangeKind.TEXT_ADDED
    assert change.day is not None
    assert abs((change.day - FIRST).days - 60) <= 3
    assert change.tickets == mark_since(plain, 60).sum()
    own, gone = found.separate("Printer of harbour jams\n\n" + MACRO.format(n=81234, place=""))
    assert own.strip() == "Printer of harbour jams"
    assert len(gone) == 1


def test_a_form_is_told_as_one_and_its_labels_and_fields_are_left_out() -> None:
    plain = a_log()
    found = find(add(plain, mark_since(plain, 60), FORM, ahead=True))

    (change,) = found.changes
    assert change.kind is DeskChangeKind.FORM_ADDED
    assert change.after == "Site, Staff number, Device, Tell us"
    own, _ = found.separate(FORM.format(n=9, place="harbour") + "Printer jams with every second sheet")
    assert own.strip() == "Printer jams with every second sheet"


def test_a_passage_that_ends_is_told_with_its_last_day() -> None:
    plain = a_log()

    (change,) = find(add(plain, ~mark_since(plain, 80), MACRO)).changes

    assert change.kind is DeskChangeKind.TEXT_ENDED
    assert change.day is not None
    assert abs((change.day - FIRST).days - 79) <= 3
    assert change.before


@pytest.mark.parametrize("extra", [200, 400])
def test_the_same_words_of_customers_that_come_on_top_are_no_passage(extra: int) -> None:
    plain = a_log()
    more = plain[mark_since(plain, 60)].sample(extra, replace=True, random_state=1)
    more = more.assign(**{Derived.TEXT: "Screen says error: session expired while saving the order form"})

    assert find(pd.concat([plain, more], ignore_index=True)).changes == ()


def test_words_that_were_always_there_are_no_change() -> None:
    plain = a_log()

    assert find(add(plain, mark_since(plain, 0), MACRO)).changes == ()


def test_other_closing_words_in_the_answers_are_told_and_leave_the_texts_alone() -> None:
    frame = a_log()
    answers = [f"Replaced part {n % 9} and tried it" for n in range(len(frame))]
    closing = (
        "We remain at your disposal in the workshop.",
        "Please rate this answer in the enclosed survey.",
    )
    frame[Field.RESOLUTION.value] = [
        f"{answer} {closing[new]}" for answer, new in zip(answers, mark_since(frame, 70), strict=True)
    ]
    found = find(frame)
    assert {(one.kind, one.field, one.day) for one in found.changes} == {
        (DeskChangeKind.TEXT_ADDED, Field.RESOLUTION, FIRST + timedelta(days=70)),
        (DeskChangeKind.TEXT_ENDED, Field.RESOLUTION, FIRST + timedelta(days=69)),
    }
    assert not found.runs


def test_answers_about_a_new_matter_are_no_change_of_closing_words() -> None:
    frame = a_log()
    frame[Field.RESOLUTION.value] = [f"Replaced part {n % 9} and tried it" for n in range(len(frame))]
    more = (
        frame[mark_since(frame, 70)]
        .head(120)
        .assign(**{Field.RESOLUTION.value: "Explained the new screen of the harbour by telephone"})
    )
    assert find(pd.concat([frame, more], ignore_index=True)).changes == ()


def test_the_number_before_a_passage_is_not_quoted_with_it() -> None:
    frame = a_log()
    frame[Derived.TEXT] += [f" Extension {200 + n % 9}" for n in range(len(frame))]

    (change,) = find(add(frame, mark_since(frame, 70), "Recorded with the new digital counter")).changes

    assert change.after == "Recorded with the new digital counter"
