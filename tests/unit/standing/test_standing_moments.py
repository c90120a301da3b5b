"""A moment that a desk made its own: it is complete before it is in force, and what people write stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from supportlens.app.queries.teams import read_team
from supportlens.app.standing.carrying import read_desk_moments
from supportlens.domain import (
    CallOutcome,
    CardReader,
    DeskMoments,
    LifeState,
    MomentIncomplete,
    Name,
    Outcome,
    Pilot,
    PilotCall,
    Requirement,
    SheetPart,
    SheetText,
    StandingMoment,
    TargetOf,
    TargetReading,
    TeamMember,
    TextSource,
)
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.standing.lives import reading_line
from supportlens.statistics import poisson_interval
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 2)


def whole(**changed: object) -> StandingMoment:
    """Return a moment that lacks nothing, with some parts changed."""
    parts = (
        SheetPart.NAME,
        SheetPart.TRIGGER,
        SheetPart.FIRST_CONTACT,
        SheetPart.PREVENTION,
        SheetPart.INDICATOR,
    )
    sheet = {part: SheetText(Name(es=f"texto {part}", en=f"text {part}"), TextSource.LOG) for part in parts}
    made = StandingMoment(
        "M1", "support_request", None, "", sheet, owner="Ana", target=10.0, review=date(2026, 4, 1)
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # fields of the moment


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"owner": "  "}, Requirement.OWNER),
        ({"target": None}, Requirement.TARGET),
        ({"review": None}, Requirement.REVIEW),
        ({"review": date(2026, 3, 1)}, Requirement.REVIEW_TO_COME),
    ],
)
def test_a_moment_that_lacks_something_is_refused_and_says_what(
    changed: dict[str, object], lacking: Requirement
) -> None:
    with pytest.raises(MomentIncomplete) as refused:
        whole(**changed).move(LifeState.INSTITUTIONALISED, TODAY)

    assert refused.value.missing == (lacking,)
    for code in ("es", "en"):
        assert not error_sentence(refused.value, words_for(code)).startswith(("Something", "Algo"))


@pytest.mark.parametrize(
    ("part", "lacking"),
    [
        (SheetPart.TRIGGER, Requirement.TRIGGER),
        (SheetPart.FIRST_CONTACT, Requirement.WHAT_TO_DO),
        (SheetPart.PREVENTION, Requirement.PREVENTION),
        (SheetPart.INDICATOR, Requirement.INDICATOR),
    ],
)
def test_a_text_that_a_person_emptied_is_missing(part: SheetPart, lacking: Requirement) -> None:
    assert whole().write(part, " ", "es").missing(TODAY) == (lacking,)
    assert whole().write(part, "otro texto", "es").missing(TODAY) == ()


def test_a_whole_moment_lives_from_draft_to_retired_with_dates_and_people() -> None:
    moment = whole()
    for state in (LifeState.ANALYSED, LifeState.PILOT, LifeState.INSTITUTIONALISED, LifeState.REVIEWED):
        moment = moment.move(state, TODAY, "Ana")
    retired = moment.move(LifeState.RETIRED, TODAY, "Luis")

    assert moment.state.in_force
    assert not retired.state.in_force
    assert [(step.state, step.day, step.who) for step in retired.life][-1] == (
        LifeState.RETIRED,
        TODAY,
        "Luis",
    )
    with pytest.raises(ValueError, match="retired"):
        retired.move(LifeState.REVIEWED, TODAY)


def test_only_a_moment_in_force_is_overdue() -> None:
    draft = whole(review=date(2026, 3, 10))
    in_force = draft.move(LifeState.INSTITUTIONALISED, TODAY)
    desk = DeskMoments().put(in_force).put(replace(draft, id="M2"))

    assert desk.overdue(date(2026, 3, 11)) == (in_force,)
    assert desk.overdue(date(2026, 3, 10)) == ()
    assert desk.next_id() == "M3"


@pytest.mark.parametrize(
    ("tickets", "outcome"),
    [(10, Outcome.KEPT), (12, Outcome.UNCLEAR), (30, Outcome.SLIPPED), (0, Outcome.KEPT)],
)
def test_a_reading_slips_only_beyond_chance(tickets: int, outcome: Outcome) -> None:
    low, high = poisson_interval(tickets)
    reading = TargetReading(TODAY, date(2026, 3, 8), tickets, float(tickets), low, high, 10.0)

    assert reading.outcome is outcome
    assert low <= tickets <= high
    assert whole().record(reading).has_slipped is False, "a draft promises nothing"
    in_force = whole().move(LifeState.INSTITUTIONALISED, TODAY).record(reading).record(reading)
    assert in_force.has_slipped is (outcome is Outcome.SLIPPED)
    assert len(in_force.readings) == 1


@pytest.mark.parametrize(
    ("target_of", "target", "outcome"),
    [
        (TargetOf.TICKETS_A_WEEK, 3.0, Outcome.SLIPPED),
        (TargetOf.TICKETS_A_MONTH, 44.0, Outcome.KEPT),
        (TargetOf.TICKETS_A_MONTH, 12.0, Outcome.SLIPPED),
        (TargetOf.CALLS_A_MONTH, 12.0, Outcome.KEPT),
        (TargetOf.CALLS_A_MONTH, 44.0, Outcome.SLIPPED),
    ],
)
def test_a_target_for_a_month_is_held_against_a_month(
    target_of: TargetOf, target: float, outcome: Outcome
) -> None:
    reading = TargetReading(TODAY, date(2026, 3, 28), 40, 10.0, 7.1, 13.6, target, target_of)

    assert reading.outcome is outcome
    assert ("43.5" in reading_line(reading, words_for("en"))) is (target_of is not TargetOf.TICKETS_A_WEEK)


@pytest.mark.parametrize(("drawn", "calls"), [(0, 6), (-40, None), (60, None)])
def test_calls_of_a_pilot_are_the_reading_of_the_month_after_it(drawn: int, calls: int | None) -> None:
    before = a_study()
    until = before.tickets.last_date
    assert until is not None
    frame = before.tickets.frame
    later = frame.assign(created_at=frame["created_at"] + timedelta(days=30))
    made = [
        PilotCall(f"Customer {n}", outcome=CallOutcome.NOT if n < 6 else CallOutcome.OPEN) for n in range(10)
    ]
    moment = whole(target=5.0, target_of=TargetOf.CALLS_A_MONTH).move(LifeState.INSTITUTIONALISED, TODAY)
    after = replace(
        before,
        tickets=replace(before.tickets, frame=later),
        desk_moments=DeskMoments((moment,)),
        pilots=(Pilot("P1", until + timedelta(days=drawn), tuple(made), moment_id="M1"),),
    )

    (read,) = read_desk_moments(before, after).desk_moments.moments

    assert (read.reading.tickets if read.reading else None) == calls
    assert not read.has_slipped


def test_the_interval_of_a_rate_is_that_of_garwood() -> None:
    assert poisson_interval(10) == pytest.approx((4.795, 18.390), abs=0.001)
    assert poisson_interval(0) == pytest.approx((0.0, 3.689), abs=0.001)


def test_what_a_person_wrote_is_marked_and_what_stays_the_same_is_not() -> None:
    written = whole().write(SheetPart.TRIGGER, "Cuando alguien llama", "es")

    assert written.sheet[SheetPart.TRIGGER].source is TextSource.PERSON
    assert words_for("en").read(written.text(SheetPart.TRIGGER)) == "Cuando alguien llama"
    assert whole().write(SheetPart.TRIGGER, "texto trigger", "es") == whole()


def test_who_answered_every_question_knows_a_moment_and_the_others_are_named() -> None:
    team = (TeamMember("Ana"), TeamMember("José"), TeamMember("Luis"))
    read = whole().note_reader(CardReader("jose", TODAY, 3)).note_reader(CardReader("Luis", TODAY, 2))

    assert read.cover(team).knowing == ("José",)
    assert read.cover(team).missing == ("Ana", "Luis")
    assert read.cover(()).share is None
    assert read.note_reader(CardReader("Luis", TODAY, 3)).cover(team).share == pytest.approx(2 / 3)


def test_doubtful_names_of_a_team_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    listed = tmp_path / "team.csv"
    listed.write_text(
        "Nombre;Puesto\nAna Ruiz;Mesa\n\n12345;\nana ruiz;\nLuis Gil\n" + "x" * 90, encoding="utf-8"
    )

    team, doubtful = read_team(listed)

    assert team == (TeamMember("Ana Ruiz", "Mesa"), TeamMember("Luis Gil"))
    assert doubtful == ("12345", "ana ruiz", "x" * 90)
