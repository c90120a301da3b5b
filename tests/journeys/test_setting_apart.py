"""A lead's errand: a log of which much is nobody's request, or all of it, and what is said of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from supportlens.app import analyse, as_json, count_apart, recut
from supportlens.cli.running import run
from supportlens.domain import Field
from supportlens.i18n import words_for
from supportlens.i18n.verdicts import no_verdict_line
from supportlens.report import build, save_book
from tests.gui.pages.test_apart_page import write_log
from tests.unit.screening.desks import Line, usual
from tests.unit.screening.test_screening import ANSWERS, flood, one_matter

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_causes_are_found_as_if_what_was_set_apart_had_never_come(tmp_path: Path) -> None:
    clean = analyse([write_log(usual(), tmp_path / "clean.csv")])
    study = analyse([write_log(usual() + flood() + one_matter(), tmp_path / "spoilt.csv")])

    assert study.engine.result == clean.engine.result
    assert [cause.share for cause in study.causes] == [cause.share for cause in clean.causes]
    assert study.weekly == clean.weekly


def test_every_row_is_accounted_for_and_every_ticket_named(tmp_path: Path) -> None:
    study = analyse([write_log(usual() + flood() + one_matter(), tmp_path / "log.csv")])

    document = as_json(study, "en", mask=False)

    assert document["input"]["rows"] == 670
    assert (document["input"]["tickets"], document["input"]["set_apart"]) == (400, 270)
    assert (
        document["input"]["account"]
        == "400 tickets from 670 rows. 270 were set apart from everybody's requests."
    )
    own, spam = document["apart"]
    assert (own["kind"], own["name"]) == ("one_person", "One customer's matter: orders@walnut.example")
    assert (spam["kind"], spam["tickets"], len(spam["ticket_ids"])) == ("spam", 120, 120)
    assert spam["first"] == "2026-03-06"
    masked = json.dumps(as_json(study, "en"))
    assert "walnut" not in masked


@pytest.mark.parametrize(("language", "title"), [("en", "Set apart"), ("es", "Apartados")])
def test_the_workbook_has_the_tickets_that_were_set_apart(language: str, title: str, tmp_path: Path) -> None:
    study = analyse([write_log(usual() + flood() + one_matter(), tmp_path / "log.csv")])

    with (tmp_path / "why.xlsx").open("wb") as stream:
        save_book(build(study, words_for(language), mask=True), stream)

    rows = list(load_workbook(tmp_path / "why.xlsx")[title].iter_rows(values_only=True))
    assert len(rows) == 271
    assert {str(row[0]) for row in rows[1:]} == {f"T{number}" for number in range(400, 670)}
    assert not any("walnut" in str(cell) for row in rows for cell in row)


def test_counting_a_group_brings_its_tickets_back_to_their_places(tmp_path: Path) -> None:
    path = write_log(usual() + flood() + one_matter(), tmp_path / "log.csv")
    study = analyse([path])
    group = study.apart[0]

    counted = count_apart(study, group.id, counted=True)
    whole = analyse([path], counted_apart=["spam", "one_person"])

    ids = Field.TICKET_ID.value
    both = count_apart(counted, study.apart[1].id, counted=True)
    assert both.tickets.frame[ids].tolist() == whole.tickets.frame[ids].tolist()
    back = count_apart(counted, group.id, counted=False)
    assert back.tickets.frame[ids].tolist() == study.tickets.frame[ids].tolist()
    assert recut(counted, counted.levels[0]).apart == counted.apart


def test_the_command_line_counts_what_it_is_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_log(usual() + flood(), tmp_path / "log.csv")

    assert run(["analyze", str(path), "--lang", "es", "--count-apart", "spam"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "520 tickets" in said
    assert "Cuentan como solicitudes, porque usted lo indicó: 120 tickets de publicidad." in said


def answers(count: int = 60) -> list[Line]:
    return [Line(f"person{n % 40:02d}", *ANSWERS[n % 4], day=n) for n in range(count)]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            flood(),
            {
                "en": "Nobody asks for anything in this log: 120 tickets of advertising.",
                "es": "Nadie pide nada en esta bitácora: 120 tickets de publicidad.",
            },
        ),
        (
            answers(),
            {
                "en": "Nobody asks for anything in this log: 60 automatic answers.",
                "es": "Nadie pide nada en esta bitácora: 60 respuestas automáticas.",
            },
        ),
    ],
)
def test_a_log_in_which_nobody_asks_for_anything_is_said_and_has_no_cause(
    lines: list[Line], says: dict[str, str], tmp_path: Path
) -> None:
    study = analyse([write_log(lines, tmp_path / "log.csv")])

    assert study.causes == ()
    assert len(study.tickets) == len(lines)
    for language, sentence in says.items():
        assert no_verdict_line(study, words_for(language)).startswith(sentence)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (usual(3), {"en": "3 tickets are too few", "es": "3 tickets son muy pocos"}),
        (
            [Line(one.sender, one.subject, one.text, 3) for one in usual(120)],
            {"en": "the dates of this log cannot show", "es": "las fechas de esta bitácora no permiten"},
        ),
        (
            [Line("all@firm.example", one.subject, one.text, one.day) for one in usual()],
            {"en": "and nobody else wrote", "es": "y nadie más escribió"},
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_log_that_is_hardly_one_is_said_in_words(
    lines: list[Line],
    says: dict[str, str],
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write_log(lines, tmp_path / "log.csv")

    assert run(["analyze", str(path), "--lang", language]) == 0

    assert says[language] in " ".join(capsys.readouterr().out.split())
