"""JSON as files and services give it becomes the same table."""

from __future__ import annotations

import pytest

from supportlens.domain import NotATable
from supportlens.ingest import read
from tests.unit.ingest.logs import TEXTS, json_of, saved, tickets

RECORDS = [
    {
        "id": 100 + n,
        "created_at": f"2026-03-{10 + n}T09:30:00Z",
        "subject": f"Caso {n}",
        "description": TEXTS[n % 4],
        "tags": ["menú", "web"],
    }
    for n in range(5)
]


def frame(tmp_path, text, name="log.json"):
    return read([saved(tmp_path / name, text)])[0].frame


@pytest.mark.parametrize(
    "value",
    [
        RECORDS,
        {"tickets": RECORDS, "count": 5, "next_page": None},
        {"data": {"result": RECORDS}},
        [{"ticket": record} for record in RECORDS],
        {name: [record[name] for record in RECORDS] for name in RECORDS[0] if name != "tags"},
        {
            name: {str(at): record[name] for at, record in enumerate(RECORDS)}
            for name in RECORDS[0]
            if name != "tags"
        },
        {"columns": list(RECORDS[0]), "data": [list(record.values()) for record in RECORDS]},
        [list(RECORDS[0]), *(list(record.values()) for record in RECORDS)],
    ],
    ids=["list", "under a key", "deep", "wrapped", "columns", "columns by row", "split", "rows"],
)
def test_records_are_found_wherever_they_are(tmp_path, value):
    found = frame(tmp_path, json_of(value))
    assert found["id"].tolist() == ["100", "101", "102", "103", "104"]
    assert found["description"].iloc[0] == TEXTS[0]


def test_a_record_per_line_is_read(tmp_path):
    path = saved(tmp_path / "log.jsonl", "\n".join(json_of(record) for record in RECORDS))
    found = tickets(path)
    assert (len(found), found.files[0].format) == (5, "jsonl")
    assert str(found.first_date) == "2026-03-10"


def test_a_line_that_is_no_record_is_rejected_with_its_number(tmp_path):
    lines = [json_of(record) for record in RECORDS]
    found = tickets(saved(tmp_path / "log.jsonl", "\n".join([*lines[:2], '{"id": 7, "subj', *lines[2:]])))
    assert len(found) == 5
    assert [(r.row, r.reason) for r in found.files[0].rejections] == [(3, "not_json")]
    assert (found.files[0].rows_read, found.files[0].rows) == (5, 6)


def test_what_lies_inside_a_record_gets_a_dotted_name(tmp_path):
    issue = {
        "key": "A-1",
        "fields": {
            "summary": "No abre",
            "reporter": {"displayName": "Ana Prueba", "active": True},
            "status": {"name": "Abierto"},
            "components": [{"id": "7", "name": "Atlas"}, {"id": "8", "name": "Móvil"}],
        },
        "custom_fields": [{"id": 31, "value": "Norte"}, {"id": 32, "value": None}],
    }
    found = frame(tmp_path, json_of({"issues": [issue, issue]}))
    row = found.iloc[0].to_dict()
    assert row["fields.reporter.displayName"] == "Ana Prueba"
    assert row["fields.components"] == "Atlas;Móvil"
    assert (row["custom_fields.31"], row["custom_fields.32"]) == ("Norte", "")


def test_names_of_services_serve_the_fields_they_mean(tmp_path):
    fields = {"reporter": {"displayName": "Ana Prueba"}, "status": {"name": "Abierto"}}
    kind = {"name": "Consulta", "description": "Una consulta de las muchas que hay"}
    issues = [
        {"key": f"A-{n}", "fields": {**fields, "summary": TEXTS[n % 4], "created": moment, "issuetype": kind}}
        for n, moment in enumerate(["2026-03-01T10:00:00.000-0600", *["2026-03-02T10:00:00.000-0600"] * 4])
    ]
    found = tickets(saved(tmp_path / "jira.json", json_of({"issues": issues})))
    columns = found.files[0].columns
    assert columns["subject"] == "fields.summary"
    assert columns["requester"] == "fields.reporter.displayName"
    assert columns["status"] == "fields.status.name"
    assert "description" not in columns
    assert found.frame["created_at"].iloc[0].isoformat() == "2026-03-01T10:00:00"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a": 1}garbage', '[{"id": 1}, {"id"', "[1, 2, 3]", "123", '"words"']
)
def test_what_is_no_table_of_records_is_refused(tmp_path, text):
    with pytest.raises(NotATable):
        read([saved(tmp_path / "log.json", text)])


def test_half_a_surrogate_pair_does_not_stop_anything(tmp_path):
    found = frame(tmp_path, '[{"texto": "mal \\ud800 escrito"}, {"texto": "bien escrito"}]')
    found["texto"].iloc[0].encode()


def test_numbers_stay_as_they_were_written(tmp_path):
    found = frame(
        tmp_path, '[{"id": 12345678901234567890123, "v": 5.10, "n": NaN, "b": false, "x": null}, {"id": 2}]'
    )
    assert found.iloc[0].tolist() == ["12345678901234567890123", "5.10", "", "false", ""]
