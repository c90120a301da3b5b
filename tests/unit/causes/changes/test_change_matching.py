"""After what, all told: a version that everybody runs is named only where people speak of an update."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.changes.change_matching import ChangeEvidence, explain_levels, match_change
from supportlens.causes.changes.mentions import find_mentions
from supportlens.causes.kinds.evidence import gather_evidence
from supportlens.causes.time.timeline import build_timeline
from supportlens.domain import Change, ChangeSource, Ground, LevelChange, Onset, ScopeClaim, Shape, Tickets
from supportlens.resources import load_playbook

FIRST = datetime(2026, 3, 2, 9)
ARRIVAL, START = 60, 61
KEYBOARD = ScopeClaim("product", "Teclado", 0.9, 0.1, 9.0, 5.0, 16.0, 0.001, 100, 110)


def log(words: str, *, versions: bool = True) -> tuple[Tickets, np.ndarray]:
    """Two routine tickets a day and, from START on, three of a cause that uses some words."""
    rows = []
    for day in range(100):
        version = "5.3" if day >= ARRIVAL else "5.2"
        when = FIRST + timedelta(days=day)
        rows += [(when, "Olvidé mi contraseña", version, False)] * 2
        if day >= START:
            rows += [(when, words, version, True)] * 3
    frame = pd.DataFrame(rows, columns=["created_at", "text", "version", "member"])
    members = frame.pop("member").to_numpy()
    frame["version"] = frame["version"] if versions else ""
    return Tickets(frame, frame.iloc[:, :0], ()), members


def change_of(
    words: str,
    *calendar: Change,
    versions: bool = True,
    scope: tuple[ScopeClaim, ...] = (),
    start: int = START,
    product: str = "Teclado",
):
    playbook = load_playbook()
    tickets, members = log(words, versions=versions)
    if product:
        tickets.frame["product"] = product
    said = find_mentions(tickets, playbook.lexicon, gather_evidence(tickets, playbook).sources["words"])
    known = ChangeEvidence(tickets, build_timeline(tickets), calendar, said)
    day = FIRST.date() + timedelta(days=start)
    onset = Onset(day, day, day, Shape.STEP, 5.0, 3.0, 8.0, 0.0, 21.0)
    return match_change(known, onset, scope, members, members)


def test_the_version_of_everybody_is_named_where_people_speak_of_an_update():
    match, rivals = change_of("El teclado va lento desde la actualización")
    assert match is not None
    assert match.change == Change(FIRST.date() + timedelta(days=ARRIVAL), "5.3", source=ChangeSource.VERSION)
    assert match.lag_days == 1
    assert Ground.SAID_IN_TICKETS in match.grounds
    assert match.said_inside == pytest.approx(1.0)
    assert match.said_outside == 0.0
    assert rivals == ()


def test_the_version_of_everybody_is_not_named_where_nobody_speaks_of_an_update():
    assert change_of("El teclado va lento y se traba") == (None, ())


def test_a_version_of_the_cause_s_own_application_is_named_where_it_arrives_as_the_cause_begins():
    match, _ = change_of("El teclado va lento y se traba", scope=(KEYBOARD,))
    assert match is not None
    assert match.change.name == "Teclado 5.3"
    assert match.change.source is ChangeSource.VERSION
    assert match.lag_days == 1
    assert match.chance < 0.1


def test_a_log_that_names_no_applications_is_one_of_a_single_application():
    match, _ = change_of("El teclado va lento y se traba", product="")
    assert match is not None
    assert (match.change.name, match.lag_days) == ("5.3", 1)
    assert change_of("El teclado va lento y se traba", product="", start=ARRIVAL + 10) == (None, ())


@pytest.mark.parametrize("start", [ARRIVAL - 2, ARRIVAL + 10])
def test_a_version_that_arrives_on_another_day_is_not_named(start):
    assert change_of("El teclado va lento y se traba", scope=(KEYBOARD,), start=start) == (None, ())


VERSION = ScopeClaim("version", "5.3", 0.9, 0.1, 9.0, 5.0, 16.0, 0.001, 100, 110)


@pytest.mark.parametrize(
    ("name", "days_before", "expected"),
    [
        ("Teclado 5.1", 19, "Teclado 5.3"),  # an update of weeks ago, and the version of the day
        ("Teclado 5.3: temas nuevos", 9, "Teclado 5.3: temas nuevos"),
        ("Nuevo teclado", 2, "Nuevo teclado"),
    ],
)
def test_the_cause_s_own_version_comes_before_an_older_change_of_its_application(name, days_before, expected):
    told = Change(FIRST.date() + timedelta(days=START - days_before), name, "Teclado")
    match, _ = change_of("El teclado va lento y se traba", told, scope=(KEYBOARD, VERSION))
    assert match is not None
    assert match.change.name == expected


def test_without_calendar_and_versions_the_change_is_called_what_people_call_it():
    match, _ = change_of("El teclado va lento desde la nueva versión", versions=False)
    assert match is not None
    assert match.change.source is ChangeSource.TEXT
    assert match.change.name == "nueva versión"
    assert match.change.day == FIRST.date() + timedelta(days=START)
    assert match.said_tickets == 117


def test_a_change_of_the_calendar_that_people_mean_comes_before_their_words():
    told = Change(FIRST.date() + timedelta(days=START - 2), "Migración del correo")
    match, _ = change_of("No abre desde la migración", told, versions=False)
    assert match is not None
    assert match.change == told
    assert match.said_tickets == 117
    assert match.rate_ratio is None or match.rate_ratio > 1.0


def test_nothing_known_and_nothing_said_is_no_known_change():
    far = Change(date(2025, 3, 1), "Otro año")
    assert change_of("No abre el archivo", far, versions=False) == (None, ())


LATER = 60
"""The day of the second rise of a cause that began on EARLIER, each with a version of its own."""
EARLIER = 30


def changes_of_levels(
    words: str, *calendar: Change, after_per_week: float = 63.0, level_day: int = LATER
) -> list[str | None]:
    """Return the changes of a start and of a level; a version arrives a day before the start and LATER."""
    rows = []
    for day in range(75):
        version = "5.1" if day < EARLIER - 1 else "5.2" if day < LATER - 1 else "5.3"
        when = FIRST + timedelta(days=day)
        rows += [(when, "Olvidé mi contraseña", version, False)] * 2
        rows += [(when, words, version, True)] * (0 if day < EARLIER else 3 if day < LATER else 9)
    frame = pd.DataFrame(rows, columns=["created_at", "text", "version", "member"])
    members = frame.pop("member").to_numpy()
    frame["product"] = "Teclado"
    tickets = Tickets(frame, frame.iloc[:, :0], ())
    playbook = load_playbook()
    said = find_mentions(tickets, playbook.lexicon, gather_evidence(tickets, playbook).sources["words"])
    known = ChangeEvidence(tickets, build_timeline(tickets), calendar, said)
    start, later = (FIRST.date() + timedelta(days=day) for day in (EARLIER, level_day))
    level = LevelChange(later, later, later, after_per_week / 21.0, 1.5, 6.0, 21.0, after_per_week)
    onset = Onset(start, start, start, Shape.STEP, 5.0, 3.0, 8.0, 0.0, 40.0, levels=(level,))
    onset = explain_levels(known, onset, (), members)
    first, _ = match_change(known, onset, (), members, members)
    return [match.change.name if match else None for match in (first, onset.levels[0].change)]


def test_the_start_and_a_later_rise_are_each_explained_by_the_version_of_their_own_days():
    assert changes_of_levels("El teclado va lento desde la actualización") == ["5.2", "5.3"]


def test_a_later_rise_is_not_explained_by_a_version_of_which_nobody_speaks():
    assert changes_of_levels("El teclado va lento y se traba") == [None, None]


def test_a_later_fall_is_not_explained_by_a_version_that_arrives_with_it():
    assert changes_of_levels("El teclado va lento desde la actualización", after_per_week=5.0)[1] is None


def test_what_a_change_began_does_not_fall_with_it():
    begun = Change(FIRST.date() + timedelta(days=EARLIER), "Teclado obligatorio")
    told = changes_of_levels("No abre el archivo", begun, after_per_week=5.0, level_day=EARLIER + 10)
    assert told == ["Teclado obligatorio", None]
