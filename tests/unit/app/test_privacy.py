import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from supportlens.app.output.exporting import as_json, write_json, write_left_out, write_tickets
from supportlens.app.output.reports import write_report
from supportlens.domain import Name, Study
from tests.builders import a_study

SECRETS = (
    "ana.perez@correo.test",
    "12345678Z",
    "ES9121000418450200051332",
    "612345678",
    "203.0.113.77",
    "4111111111111111",
    "Verano2026!",
    "Lucía Robledo",
)
SAID = (
    "soy Lucía Robledo, DNI 12345678Z, escriba a ana.perez@correo.test o al móvil 612345678; "
    "cuenta ES9121000418450200051332, tarjeta 4111111111111111, desde 203.0.113.77, contraseña: Verano2026!"
)
WRITERS = {"report.xlsx": write_report, "findings.json": write_json, "tickets.csv": write_tickets}


@pytest.fixture(scope="module")
def telling() -> Study:
    """A study with personal data wherever text from tickets may appear."""
    study = a_study()
    frame, original = study.tickets.frame.copy(), study.tickets.original.copy()
    for column in ("subject", "description", "resolution", "text"):
        frame.loc[:30, column] = SAID
    original.loc[:30, "Asunto"] = SAID
    original.loc[:30, "Descripción"] = SAID
    action = study.plan[0]
    topics = tuple(replace(topic, questions=(SAID,), answer=SAID) for topic in action.syllabus)
    return replace(
        study,
        tickets=replace(study.tickets, frame=frame, original=original),
        causes=(replace(study.causes[0], name=Name(es=SAID, en=SAID)), *study.causes[1:]),
        symptoms=(replace(study.symptoms[0], name=Name(es=SAID, en=SAID)), *study.symptoms[1:]),
        plan=(replace(action, syllabus=topics),),
    )


def content(path: Path) -> str:
    """Return all text of a file, and of every part of a workbook."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_that_is_written_holds_personal_data_unless_it_is_asked_for(
    telling: Study, tmp_path: Path, name: str
) -> None:
    WRITERS[name](telling, tmp_path / name, "es")
    masked = content(tmp_path / name)
    assert [secret for secret in SECRETS if secret in masked] == []
    WRITERS[name](telling, tmp_path / name, "es", mask=False)
    assert SECRETS[0] in content(tmp_path / name)


def test_the_rows_left_out_are_told_without_their_texts(telling: Study, tmp_path: Path) -> None:
    write_left_out(telling, tmp_path / "rows.csv", "es")
    assert [secret for secret in SECRETS if secret in content(tmp_path / "rows.csv")] == []


def test_the_figures_are_the_same_masked_or_not(telling: Study) -> None:
    assert figures(as_json(telling, "es", mask=True)) == figures(as_json(telling, "es", mask=False))


def figures(value: Any) -> Any:
    """Keep the shape and the numbers of a document, without its words."""
    if isinstance(value, dict):
        return {key: figures(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [figures(inner) for inner in value]
    return "" if isinstance(value, str) else value
