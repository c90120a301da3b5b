"""The JSON document has every field that scripts were promised, under its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportlens.app import as_json
from supportlens.domain import (
    ApartGroup,
    ApartKind,
    ApartState,
    DeskChange,
    DeskChangeKind,
    GeneralRise,
    Screening,
    UsualGrowth,
)
from supportlens.i18n.beside_verdict import everything_rose_line
from supportlens.i18n.words import words_for
from tests.builders import a_study

DAY = date(2026, 3, 2)
PROMISED = {
    "schema_version": (),
    "language": (),
    "input": ("files", "tickets", "duplicates_folded", "noise", "unassigned", "first_date", "last_date"),
    "input.files": (
        *("path", "format", "encoding", "delimiter", "rows_read", "rows_rejected", "rejections", "columns"),
    ),
    "verdict": ("cause_id", "sentence", "certainty"),
    "causes": (
        *("id", "name", "tickets", "share", "kind", "kind_scores", "signals_for", "signals_against", "scope"),
        *("onset", "change", "rivals", "action", "symptoms", "customers", "ticket_ids_sample"),
    ),
    "symptoms": ("id", "name", "tickets", "cause_id", "example_ids"),
    "moments": ("coded", "confirmed"),
    "plan": ("worth", "format", "minutes", "teacher", "date", "peers", "syllabus", "left_out", "materials"),
    "plan.syllabus": ("answer", "answer_ticket_ids"),
    "general_rise": ("date", "low", "high", "ratio", "excess", "mix", "new_value"),
    "desk_changes": ("date", "what", "tickets"),
    "set_apart": ("what", "tickets", "ids_sample"),
    "institutionalised": (),
    "actions": (),
    "customers_at_risk": (),
    "critical_contacts": (),
    "one_time_customers": (),
    "follow_up_due": (),
    "agenda": (),
    "pilots": (),
    "engine": ("version", "seed", "encoder", "seconds"),
}
"""Fields of each part of the document: of itself, or of the first of its list."""


@pytest.fixture(scope="module")
def study():
    plain = a_study()
    onset = plain.causes[0].onset
    group = ApartGroup("spam1", ApartKind.SPAM, "", 2, ("T1", "T2"), DAY, DAY, state=ApartState.APART)
    return replace(
        plain,
        verdict=replace(
            plain.verdict,
            general=GeneralRise(onset, 50.0, 200),
            usual=(UsualGrowth("site", "Guayaquil", onset, 40, 40.0, is_new=True),),
        ),
        desk_changes=(DeskChange(DeskChangeKind.MIGRATION, "created_at", DAY, ticket_ids=("T1",)),),
        screening=Screening((group, replace(group, id="spam2", state=ApartState.COUNTED))),
    )


@pytest.fixture(scope="module")
def document(study):
    return as_json(study, "en")


@pytest.mark.parametrize("part", list(PROMISED))
def test_a_part_has_its_promised_fields(part, document):
    value = document
    for name in part.split("."):
        assert name in value, part
        value = value[name]
        if isinstance(value, list) and PROMISED[part]:
            assert value, part
            value = value[0]
    assert [name for name in PROMISED[part] if name not in value] == []


def test_a_general_rise_tells_its_mix_and_the_new_value(document, study):
    rise = document["general_rise"]
    assert rise["date"] == study.verdict.general.onset.day.isoformat()
    assert rise["mix"] == "same"
    assert rise["new_value"] == {"field": "site", "value": "Guayaquil"}
    cause = study.causes[0]
    with_cause = replace(
        study.verdict, general=replace(study.verdict.general, cause_ids=(cause.id,)), usual=()
    )
    other = as_json(replace(study, verdict=with_cause), "en")["general_rise"]
    assert (other["mix"], other["new_value"]) == ("other", None)


@pytest.mark.parametrize(("days", "told"), [(7, True), (8, False), (-7, True), (-8, False)])
def test_a_value_that_is_new_since_another_day_is_no_part_of_a_general_rise(study, days, told):
    value, apart = study.verdict.usual[0], timedelta(days=days)
    began = value.onset
    moved = replace(began, day=began.day + apart, low=began.low + apart, high=began.high + apart)
    verdict = replace(
        study.verdict,
        general=replace(study.verdict.general, onset=replace(began, low=began.day, high=began.day)),
        usual=(replace(value, onset=replace(moved, low=moved.day, high=moved.day)),),
    )
    rise = as_json(replace(study, verdict=verdict), "en")["general_rise"]
    assert (rise["new_value"] is not None) == told
    line = everything_rose_line(verdict.general, verdict.usual, words_for("en"))
    assert ("Guayaquil" in line) == told


def test_what_is_counted_all_the_same_is_not_set_apart(document):
    assert [(group["what"], group["tickets"]) for group in document["set_apart"]] == [("spam", 2)]
    assert len(document["apart"]) == 2


def test_a_change_of_the_desk_has_its_day_and_kind(document):
    (change,) = document["desk_changes"]
    assert (change["date"], change["what"], change["tickets"]) == ("2026-03-02", "migration", 1)
