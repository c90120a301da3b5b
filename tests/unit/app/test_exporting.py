import csv
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from supportlens.app import as_json, write_tickets
from supportlens.app.output.exporting import TICKET_COLUMNS, json_text, write_json
from supportlens.app.output.requests import for_report
from supportlens.domain import Attribution, Name, NoVerdict, OutputError, ReadFiles, TeachingAgent, Verdict
from supportlens.moments import match_moments
from supportlens.resources import load_playbook
from tests.builders import a_study, some_stage_results

NUMBER = (int, float)
TOP = {
    "schema_version": int,
    "language": str,
    "input": dict,
    "verdict": dict,
    "causes": list,
    "symptoms": list,
    "moments": list,
    "plan": list,
    "customers_at_risk": list,
    "engine": dict,
}
INPUT = {
    "files": list,
    "tickets": int,
    "duplicates_folded": int,
    "noise": int,
    "unassigned": int,
    "first_date": str,
    "last_date": str,
}
FILE = {
    "path": str,
    "format": str,
    "encoding": str,
    "delimiter": str,
    "rows_read": int,
    "rows_rejected": int,
    "rejections": list,
    "columns": dict,
}
CAUSE = {
    "id": str,
    "name": dict,
    "tickets": int,
    "share": NUMBER,
    "kind": str,
    "kind_scores": dict,
    "signals_for": list,
    "signals_against": list,
    "scope": list,
    "onset": dict,
    "change": dict,
    "rivals": list,
    "action": dict,
    "symptoms": list,
    "customers": int,
    "ticket_ids_sample": list,
}
CLAIM = {
    "field": str,
    "value": str,
    "share_inside": NUMBER,
    "share_outside": NUMBER,
    "lift": NUMBER,
    "lift_low": NUMBER,
    "lift_high": NUMBER,
    "q": NUMBER,
}
ONSET = {
    "date": str,
    "low": str,
    "high": str,
    "shape": str,
    "rate_ratio": NUMBER,
    "rate_low": NUMBER,
    "rate_high": NUMBER,
}
CHANGE = {"date": str, "name": str, "source": str, "lag_days": int, "chance": NUMBER}
SYMPTOM = {"id": str, "name": dict, "tickets": int, "cause_id": str, "example_ids": list}
ENGINE = {"version": str, "seed": int, "encoder": str, "seconds": dict}


def holds(value, schema):
    return {key for key, kind in schema.items() if not isinstance(value.get(key), kind)} == set()


def test_the_document_has_every_key_of_the_schema_with_its_type():
    document = as_json(a_study(), "es")
    cause = document["causes"][0]
    assert holds(document, TOP)
    assert holds(document["input"], INPUT)
    assert holds(document["input"]["files"][0], FILE)
    assert holds(document["verdict"], {"cause_id": str, "sentence": str, "certainty": str})
    assert holds(cause, CAUSE)
    assert holds(cause["scope"][0], CLAIM)
    assert holds(cause["onset"], ONSET)
    assert holds(cause["change"], CHANGE)
    assert holds(cause["rivals"][0], CHANGE)
    assert holds(cause["action"], {"type": str, "text": str})
    assert holds(document["symptoms"][0], SYMPTOM)
    assert holds(document["engine"], ENGINE)
    assert set(cause["name"]) == {"es", "en"}
    assert document["input"]["files"][0]["rejections"] == [{"row": 17, "reason": "no_text"}]


def test_the_document_says_the_study():
    document = as_json(a_study(), "en")
    first = document["causes"][0]
    assert document["schema_version"] == 1
    assert (first["tickets"], first["share"], first["kind"]) == (400, 0.4, "knowledge_gap")
    assert (first["onset"]["date"], first["change"]["date"]) == ("2026-05-15", "2026-05-13")
    assert first["action"]["type"] == "train"
    assert document["causes"][1]["onset"] is None
    assert document["causes"][1]["change"] is None
    assert "400" in document["verdict"]["sentence"]


def test_without_a_verdict_the_document_gives_the_reason():
    study = a_study(verdict=Verdict(None, reason=NoVerdict.TOO_FEW_TICKETS))
    verdict = as_json(study, "es")["verdict"]
    assert verdict["cause_id"] is None
    assert verdict["reason"] == "too_few_tickets"
    assert verdict["sentence"]


def test_what_is_no_finite_number_is_null():
    study = a_study()
    claim = replace(study.causes[0].scope[0], lift=float("inf"), lift_high=float("nan"))
    study = replace(study, causes=(replace(study.causes[0], scope=(claim,)),))
    scope = json.loads(json_text(study, "es"))["causes"][0]["scope"][0]
    assert scope["lift"] is None
    assert scope["lift_high"] is None


def test_of_the_tickets_texts_only_the_questions_and_answers_of_the_plan_are_in_the_document():
    text = json_text(a_study(), "es", mask=False)
    assert "Se restableció la contraseña" not in text
    assert "Ya es la" not in text


def test_the_plan_says_who_what_how_and_from_which_tickets():
    (action,) = as_json(a_study(), "en", mask=False)["plan"]
    assert (action["format"], action["minutes"], action["date"]) == ("session", 40, "2026-09-01")
    assert (action["weekly_now"], action["weekly_target"]) == (22.3, 4.5)
    assert action["promise"] == {
        "basis": "excess",
        "saved_low": 14.5,
        "saved_high": 21.1,
        "by": "2026-10-01",
        "earlier_trainings": None,
    }
    assert action["worth"]["payback_weeks"] == 47.0
    assert action["peers"]["people"] == 2
    topic = action["syllabus"][0]
    assert topic["answer"] == "Se le explicó la nueva ruta: Menú > Ventas > Facturas"
    assert topic["answer_ticket_ids"]
    assert topic["objective"] == "find el menú de facturas (Menú > Ventas > Facturas)"
    assert action["left_out"] == {"symptoms": 0, "tickets": 0, "titles": []}
    assert [one["kind"] for one in action["materials"]] == ["guide", "check"]


def test_people_of_the_plan_are_masked():
    study = a_study()
    teacher = TeachingAgent("Persona 007", 9, 0.0, None)
    topic = replace(study.plan[0].syllabus[0], ask="Persona 008", instruction="Avise a ana@b.test")
    action = replace(study.plan[0], teacher=teacher, syllabus=(topic,), knowing=("Persona 001",))
    text = json.dumps(as_json(replace(study, plan=(action,)), "es")["plan"], ensure_ascii=False)
    assert not re.search(r"Persona 0\d\d|ana@b\.test", text)
    assert "Persona 007" in json.dumps(as_json(replace(study, plan=(action,)), "es", mask=False)["plan"])


def test_the_documents_texts_are_masked_unless_it_is_asked_for():
    study = a_study()
    named = replace(study.causes[0], name=Name(es="Correo a ana@b.test", en="Mail to ana@b.test"))
    study = replace(study, causes=(named, *study.causes[1:]))
    assert as_json(study, "es")["causes"][0]["name"]["es"] == "Correo a [correo]"
    assert as_json(study, "es", mask=False)["causes"][0]["name"]["es"] == "Correo a ana@b.test"


def test_json_is_written_as_utf8_even_with_half_a_character(tmp_path):
    study = a_study()
    broken = replace(study.symptoms[0], name=Name(es="ñ\ud83d", en="ñ\ud83d"))
    path = tmp_path / "o.json"
    write_json(replace(study, symptoms=(broken,)), path, "es")
    assert json.loads(path.read_text(encoding="utf-8"))["symptoms"][0]["name"]["es"].startswith("ñ")


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_table_of_tickets_has_one_row_a_ticket_with_the_promised_columns(tmp_path):
    path = tmp_path / "t.csv"
    study = a_study()
    far = study.tickets.frame.assign(source_file="/media/ana/exports/caso_40.csv")
    write_tickets(replace(study, tickets=replace(study.tickets, frame=far)), path, "es")
    rows = rows_of(path)
    assert tuple(rows[0]) == TICKET_COLUMNS
    assert len(rows) == 1000
    assert sum(row["cause_id"] == "C1" for row in rows) == 400
    assert {row["kind"] for row in rows} == {"", "knowledge_gap", "access", "defect", "billing"}
    assert rows[0]["source_row"] == "2"
    assert {row["source_file"] for row in rows} == {"caso_40.csv"}


def test_files_of_one_name_keep_the_folders_that_tell_them_apart(tmp_path):
    study = a_study()
    paths = ["/media/ana/norte/log.csv", "/media/ana/sur/log.csv"] * (len(study.tickets) // 2)
    frame = study.tickets.frame.assign(source_file=paths)
    write_tickets(replace(study, tickets=replace(study.tickets, frame=frame)), tmp_path / "t.csv", "es")
    assert {row["source_file"] for row in rows_of(tmp_path / "t.csv")} == {"norte/log.csv", "sur/log.csv"}


def coded_study(*texts):
    """Return the study of the first tickets with these texts, coded."""
    study = a_study()
    frame = study.tickets.frame.head(len(texts)).assign(text=list(texts), informative=True)
    tickets = replace(study.tickets, frame=frame, original=study.tickets.original.head(len(texts)))
    attribution = Attribution(study.causes, study.symptoms, study.assignment.head(len(texts)), (), ())
    found = match_moments(tickets, attribution, load_playbook())
    assignment = attribution.assignment.assign(moment=found.assignment["moment"], flags="")
    return replace(study, tickets=tickets, assignment=assignment, moments=found.moments, coding=found.coding)


def test_the_table_holds_the_codes_of_each_ticket(tmp_path):
    study = coded_study(
        "La app me cobró dos veces y nadie me contesta, pésimo servicio. Quiero cancelar mi plan.",
        "No imprime la etiqueta",
        "Solicito una cotización para veinte licencias",
        "Quedé encantada, excelente servicio",
    )
    write_tickets(study, tmp_path / "t.csv", "es")
    bitter, calm, sale, stellar = rows_of(tmp_path / "t.csv")
    assert (bitter["complaint"], bitter["critical"], bitter["valence"]) == ("1", "1", "-2")
    assert bitter["touchpoint"] == "app,invoice"
    assert (bitter["behaviours"], bitter["decision"], bitter["journey"]) == ("b-1", "cancel", "j5")
    assert (calm["moment_type"], calm["stage"], calm["valence"]) == ("intermediate", "c7", "0")
    assert (calm["complaint"], calm["critical"], calm["behaviours"]) == ("0", "0", "")
    assert sale["stage"] == "c4"
    assert stellar["valence"] == "2"


def test_the_document_counts_the_codes_of_each_moment():
    study = coded_study("Presento una queja: nadie me atiende", "No imprime la etiqueta")
    moments = {moment["id"]: moment for moment in as_json(study, "es")["moments"]}
    assert moments["complaint"]["coded"]["b-1"] == 1
    assert moments["complaint"]["confirmed"] == 0
    assert "complaint" not in moments["support_request"]["coded"]


def test_a_name_that_opens_like_a_formula_is_guarded_in_the_table(tmp_path):
    study = a_study()
    named = replace(study.causes[0], name=Name(es="=1+1", en="=1+1"))
    write_tickets(replace(study, causes=(named, *study.causes[1:])), tmp_path / "t.csv", "es")
    assert {row["cause"] for row in rows_of(tmp_path / "t.csv") if row["cause_id"] == "C1"} == {"'=1+1"}


def test_a_table_that_cannot_be_written_says_where(tmp_path):
    with pytest.raises(OutputError) as caught:
        write_tickets(a_study(), tmp_path / "none" / "t.csv", "es")
    assert caught.value.path.endswith("t.csv")


def test_dates_are_iso():
    document = as_json(a_study(), "es")
    assert date.fromisoformat(document["input"]["first_date"]) == date(2026, 1, 5)


def test_the_document_holds_the_map_of_contacts():
    study = coded_study("Solicito una cotización para veinte licencias", "La app no abre")
    found = match_moments(
        study.tickets,
        Attribution(study.causes, study.symptoms, study.assignment, (), ()),
        load_playbook(),
    )
    journey = as_json(replace(study, journey=found.journey), "es")["journey"]
    assert {"touchpoint": "app", "stage": "c7", "tickets": 1, "bitter": 0} in journey["by_touchpoint"]
    assert journey["blind"] == ["c1", "c2", "c3", "c5", "c6"]
    assert as_json(study, "es")["journey"] is None


def test_a_report_needs_neither_the_files_as_they_were_read_nor_the_vectors_of_the_texts():
    study = a_study()
    study = replace(study, stage_results=some_stage_results(study))
    lean = for_report(study)
    assert as_json(lean, "en", mask=False) == as_json(study, "en", mask=False)
    assert lean.tickets.read == ReadFiles()
    assert lean.stage_results.vectors.matrix.size == 0
