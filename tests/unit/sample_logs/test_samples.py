"""The logs that ship: they are what the generator makes, and they hold what is said of them."""

import csv
import io
import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sample_logs.planted import CASE_40_EN, CASE_40_ES, SMALL_DEFECT, plant, write_samples

FOLDER = Path(__file__).parents[3] / "sample_logs"
UPDATE = date(2026, 6, 2)
CASES = (CASE_40_ES, CASE_40_EN)


def cells(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True))


def rows_of(name: str) -> list[dict[str, str]]:
    text = (FOLDER / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if "caso" in name else ","))


def day_of(text: str) -> date:
    return date.fromisoformat("-".join(reversed(text.split("/"))))


@pytest.mark.parametrize(
    "name", ["caso_40.csv", "caso_40_cambios.csv", "case_40_changes.csv", "muestra.json"]
)
def test_making_a_sample_again_gives_the_bytes_that_ship(name, tmp_path):
    write_samples(tmp_path)

    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_making_the_workbook_again_gives_the_cells_that_ship(tmp_path):
    write_samples(tmp_path)

    assert cells((tmp_path / "case_40.xlsx").read_bytes()) == cells((FOLDER / "case_40.xlsx").read_bytes())


def test_making_the_workbook_twice_gives_the_same_bytes(tmp_path):
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_samples(folder)
        made.append((folder / "case_40.xlsx").read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize("case", CASES)
def test_exactly_four_hundred_of_a_thousand_tickets_follow_from_the_update(case):
    planting = plant(case)
    (cause,) = planting.truth.causes
    caused = [ticket for ticket in planting.tickets if ticket.id in cause.caused_ids]

    assert len(planting.tickets) == 1000
    assert len(caused) == 400
    assert {ticket.product for ticket in caused} == {"Atlas"}
    assert UPDATE == cause.change.day <= cause.onset <= UPDATE + timedelta(days=3)
    assert min(ticket.created.date() for ticket in caused) == cause.onset
    assert max(ticket.created.date() for ticket in caused) > date(2026, 8, 25)


@pytest.mark.parametrize("case", CASES)
def test_many_people_of_all_areas_and_sites_ask_about_nine_things(case):
    planting = plant(case)
    (cause,) = planting.truth.causes
    caused = [ticket for ticket in planting.tickets if ticket.id in cause.caused_ids]
    times = Counter(ticket.requester for ticket in caused)

    assert 190 <= len(times) <= 230
    assert sum(count <= 3 for count in times.values()) > 0.9 * len(times)
    assert len({ticket.role for ticket in caused} - {""}) >= 6
    assert len({ticket.site for ticket in caused} - {""}) == 5
    assert len(cause.families) == 9
    assert all(len(ids) >= 15 for ids in cause.families.values())


@pytest.mark.parametrize("case", CASES)
def test_the_tickets_of_the_update_are_short_to_handle_and_hardly_ever_reopened(case):
    planting = plant(case)
    caused = [ticket for ticket in planting.tickets if ticket.cause == 0]
    reopened = phrases_yes(planting.language)

    assert all(ticket.minutes <= 16 for ticket in caused if ticket.minutes is not None)
    assert sum(ticket.reopened == reopened for ticket in caused) < 12


def phrases_yes(language):
    return "Sí" if language == "es" else "Yes"


@pytest.mark.parametrize("case", CASES)
def test_atlas_had_only_a_dozen_routine_tickets_of_its_own(case):
    planting = plant(case)
    (cause,) = planting.truth.causes
    ordinary = [t.id for t in planting.tickets if t.product == "Atlas" and t.cause is None]

    assert len(ordinary) == 12
    assert tuple(ordinary) == cause.routine_ids


def test_the_csv_that_ships_holds_what_the_truth_says():
    truth = plant(CASE_40_ES).truth
    rows = {row["Nº de ticket"]: row for row in rows_of("caso_40.csv")}
    caused = [rows[key] for key in truth.causes[0].caused_ids]

    assert len(rows) == 1000
    assert {row["Aplicación"] for row in caused} == {"Atlas"}
    assert all(day_of(row["Fecha de apertura"][:10]) >= UPDATE for row in caused)
    assert {rows[key]["Descripción"] == "" for key in truth.noise_ids} == {True, False}


def test_the_workbook_that_ships_has_real_dates_and_what_the_truth_says():
    header, *rows = cells((FOLDER / "case_40.xlsx").read_bytes())
    opened, application = header.index("Opened"), header.index("Application")
    caused = set(plant(CASE_40_EN).truth.causes[0].caused_ids)

    assert len(rows) == 1000
    assert all(isinstance(row[opened], datetime) for row in rows)
    assert {row[application] for row in rows if row[0] in caused} == {"Atlas"}


@pytest.mark.parametrize(
    ("name", "right", "day", "app", "change"),
    [
        (
            "caso_40_cambios.csv",
            "Actualización 5.2 de Atlas: nueva navegación",
            "Fecha",
            "Aplicación",
            "Cambio",
        ),
        ("case_40_changes.csv", "Atlas update 5.2: new navigation", "Date", "Application", "Change"),
    ],
)
def test_the_calendar_has_one_right_change_and_two_decoys_near_it(name, right, day, app, change):
    rows = [(day_of(row[day]), row) for row in rows_of(name)]
    near = [row for when, row in rows if row[change] != right and abs((when - UPDATE).days) <= 21]

    assert len(rows) == 12
    assert [when for when, row in rows if row[change] == right] == [UPDATE]
    assert [row[change] for _, row in rows if row[app] == "Atlas"] == [right]
    assert len(near) >= 2


def test_the_small_log_has_its_tickets_under_a_key():
    exported = json.loads((FOLDER / "muestra.json").read_text(encoding="utf-8"))
    (cause,) = plant(SMALL_DEFECT).truth.causes

    assert len(exported["tickets"]) == 120
    assert {row["application"] for row in exported["tickets"] if row["id"] in cause.caused_ids} == {"Cauce"}
    assert {"subject", "descripcion"} <= exported["tickets"][0].keys()


@pytest.mark.parametrize("case", CASES)
def test_hardly_two_tickets_of_a_case_say_the_same(case):
    texts = Counter(ticket.description for ticket in plant(case).tickets if not ticket.is_noise)

    assert len(texts) > 0.95 * sum(texts.values())
    assert max(len(text.split()) for text in texts) > 45
    assert min(len(text.split()) for text in texts) <= 7


@pytest.mark.parametrize("case", CASES)
def test_the_evidence_of_a_case_is_not_spotless(case):
    planting = plant(case)
    caused = [ticket for ticket in planting.tickets if ticket.cause == 0]
    with_error = sum("error" in ticket.description.lower() for ticket in caused)

    assert len(planting.truth.noise_ids) == 30
    assert 5 <= with_error <= 25
    assert any(ticket.version == "" for ticket in caused)
    assert any(ticket.status in {"Abierto", "Open"} for ticket in planting.tickets)
