"""A training is held and the calls fall: verdict, plan, workbook and project say so, in both languages."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sample_logs.planted import Kind, Language, Scenario, plant, write_changes, write_log
from supportlens import app
from supportlens.app.document.study_document import build_document
from supportlens.app.queries.detectable import find_detectable
from supportlens.domain import EffectVerdict, TakenKind, Untaught, weekly_target
from supportlens.i18n import words_for
from supportlens.i18n.follow_up.targets import target_phrase
from supportlens.report import build

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

HELD = date(2026, 7, 20)
ROW = "20/07/2026;Capacitación de Atlas;Atlas;Capacitación\n"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Study a log in which four of five tickets about Atlas stay away after a training on the calendar."""
    folder = tmp_path_factory.mktemp("worked")
    scenario = Scenario(
        kinds=(Kind.KNOWLEDGE_GAP,),
        language=Language.ES,
        tickets=600,
        shares=(0.45,),
        seed=40,
        app="atlas",
        change_day=date(2026, 6, 2),
        quiet=0.012,
    )
    planting = plant(scenario)
    log, calendar = folder / "log.csv", folder / "cambios.csv"
    write_log(planting, log)
    write_changes(planting, calendar)
    calendar.write_text(calendar.read_text(encoding="utf-8-sig") + ROW, encoding="utf-8")
    leave_away(log)
    return app.analyse([log], changes=calendar)


def leave_away(log: Path) -> None:
    """Take four of five tickets about Atlas since the training out of a log."""
    header, *rows = csv.reader(log.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    product, opened = header.index("Aplicación"), header.index("Fecha de apertura")
    number, kept = 0, []
    for row in rows:
        day_number, month, year = map(int, row[opened][:10].split("/"))
        day = date(year, month, day_number)
        if row[product] == "Atlas" and day >= HELD:
            number += 1
            if number % 5:
                continue
        kept.append(row)
    with log.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *kept])


def test_the_effect_is_told_with_its_interval_and_what_was_taught_is_not_planned_again(worked: Study) -> None:
    (measured,) = worked.measured
    effect = measured.effect

    assert (measured.action.kind, measured.action.start) == (TakenKind.TRAINING, HELD)
    assert measured.cause_id == worked.verdict.cause_id
    assert effect is not None
    assert effect.verdict is EffectVerdict.FELL
    assert effect.low <= -0.8 <= effect.high < -0.4
    assert all(action.cause_id != measured.cause_id for action in worked.plan)
    (line,) = (one for one in worked.untaught if one.cause_id == measured.cause_id)
    assert line.reason is Untaught.DONE_AND_FELL


def test_the_target_stays_with_whether_it_is_reached(worked: Study) -> None:
    (line,) = (one for one in worked.untaught if one.reason is Untaught.DONE_AND_FELL)
    effect = line.taken.effect if line.taken else None
    assert effect is not None

    assert line.target is not None
    assert 0 < line.target < effect.weekly_before
    assert weekly_target(worked, line.cause_id) == line.target
    said = {code: target_phrase(worked, line.cause_id, words_for(code)) for code in ("es", "en")}
    assert line.is_reached is ("no alcanzada" not in said["es"]) is ("not reached" not in said["en"])


def test_a_training_is_no_change_that_could_have_caused_anything(worked: Study) -> None:
    names = [match.change.name for cause in worked.causes for match in (cause.change, *cause.rivals) if match]

    assert "Capacitación de Atlas" not in names
    assert "Capacitación de Atlas" in [change.name for change in worked.calendar]


@pytest.mark.parametrize(
    ("language", "fell", "wrong", "sheets"),
    [
        ("es", "bajó", ("Capacitar a", "se mantiene alto"), {"Clientes", "Seguimiento"}),
        ("en", "fallen", ("Train ", "stayed high"), {"Customers", "Follow-up"}),
    ],
)
def test_verdict_action_document_and_workbook_agree(
    worked: Study, language: str, fell: str, wrong: tuple[str, ...], sheets: set[str]
) -> None:
    words = words_for(language)
    document = build_document(worked, words)
    chief = next(cause for cause in document["causes"] if cause["id"] == document["verdict"]["cause_id"])
    said = [document["verdict"]["sentence"], chief["action"]["text"], document["actions"][0]["text"]]

    assert fell in said[0]
    assert fell in said[1]
    assert not [text for text in said for part in wrong if part in text]
    assert document["actions"][0]["effect"]["verdict"] == "fell"
    book = build(worked, words, mask=False)
    assert sheets <= set(book.titles)


def test_an_action_can_be_recorded_and_stays_with_its_cause_when_the_log_is_cut_anew(worked: Study) -> None:
    cause = worked.main_cause
    assert cause is not None
    bare = app.take_action(
        worked, app.make_action(worked, cause.id, TakenKind.NOTICE, "Aviso", date(2026, 7, 6), "Ana")
    )

    assert [one.action.name for one in bare.measured] == ["Aviso", "Capacitación de Atlas"]
    again = app.recut(bare, max(bare.levels))
    assert [one.action.name for one in again.measured] == ["Aviso", "Capacitación de Atlas"]
    assert {one.cause_id for one in again.measured} <= {each.id for each in again.causes}


def test_before_an_action_it_is_said_how_small_a_fall_would_be_seen(worked: Study) -> None:
    cause = worked.main_cause
    assert cause is not None
    falls = find_detectable(worked, cause)

    assert falls is not None
    seen = [fall for _, fall in falls.weeks if fall is not None]
    assert seen == sorted(seen, reverse=True)
