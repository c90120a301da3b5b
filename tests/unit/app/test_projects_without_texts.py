"""A project may keep ids, counts and hashes only: no word of a customer is in it, and nothing is guessed."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from supportlens.app import add_answer, move_tickets, name_cause, write_project
from supportlens.app.projects.copies import list_copies
from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.keeping import ProjectKeeper
from supportlens.app.projects.living import extend_project, remove_from_project, renew_study
from supportlens.app.projects.project import Project
from supportlens.app.projects.reopening import needs_renewal, reopen
from supportlens.app.projects.step_history import StepHistory
from supportlens.cli.running import run
from supportlens.domain import (
    Answer,
    Assigned,
    Derived,
    Field,
    Name,
    ProjectWithoutTexts,
    Question,
    Reply,
    Step,
    StepKind,
)
from supportlens.i18n import words_for
from supportlens.i18n.verdicts import join_segments, verdict_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study
    from tests.sharing import SharedStudies

NONE = AnalysisSettings(keep_texts=False)
SENTENCES = (
    "No encuentro dónde se imprime la guía de remisión desde el cambio",
    "La impresora del almacén no saca las etiquetas de los bultos",
    "Olvidé la contraseña del portal de proveedores y no puedo entrar",
    "El pedido llegó sin la factura y el cliente la reclama",
)
WINDOW = 6
"""Words in a row that no name of a symptom has, which is made of the words that many tickets share."""


def a_log(folder: Path, name: str, month: int, numbers: range) -> Path:
    rows = [
        f"T-{n};2026-{month:02d}-{10 + n % 15};{SENTENCES[n % 4]} {n % 7};App{n % 2};Don Nº {n % 31};Cerrado"
        for n in numbers
    ]
    path = folder / name
    path.write_text("\n".join(["Número;Fecha;Asunto;Aplicación;Solicitante;Estado", *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_log(tmp_path_factory.mktemp("logs"), "enero.csv", 1, range(60))


@pytest.fixture(scope="module")
def begun(january: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("project") / "mesa.supportlens"
    extend_project(path, [january], NONE)
    return path


@pytest.fixture
def bare(begun: Path, tmp_path: Path) -> Path:
    """Return a project of January without texts."""
    path = tmp_path / "mesa ñandú.supportlens"
    path.write_bytes(begun.read_bytes())
    return path


@pytest.fixture(scope="module")
def study(study_of: SharedStudies) -> Study:
    return study_of("caso_40.csv")


def all_content_of(path: Path) -> str:
    """Return everything in a file: its raw bytes, and whatever is compressed in them."""
    found = [path.read_bytes()]
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        if not name.startswith("ticket_words"):
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names of its own tables
                found += [cell for cell in row if isinstance(cell, bytes)]
                found += [cell.encode() for cell in row if isinstance(cell, str)]
    connection.close()
    for cell in found[1:]:
        for start in (each.start() for each in re.finditer(b"\x78[\x01\x5e\x9c\xda]", cell)):
            with suppress(zlib.error):
                found.append(zlib.decompressobj().decompress(cell[start:]))
    return b"\n".join(found).decode("utf-8", "replace")


def passages_of(text: str, words: int = WINDOW) -> set[str]:
    """Return every so many words in a row."""
    found = re.findall(r"\w+", text.lower())
    return {" ".join(found[at : at + words]) for at in range(len(found) - words + 1)}


def find_leaked(path: Path, study: Study) -> set[str]:
    """Return what customers and agents wrote and a file holds, but for names of symptoms."""
    frame, content = study.tickets.frame, all_content_of(path)
    written = [frame[each] for each in (Derived.TEXT, Field.RESOLUTION.value) if each in frame.columns]
    wanted = {passage for column in written for text in column.unique() for passage in passages_of(text)}
    named = {passage for one in study.symptoms for name in one.name.values() for passage in passages_of(name)}
    columns = [frame[each] for each in (Field.REQUESTER, Field.AGENT) if each in frame.columns]
    people = {name for column in columns for name in column.unique() if name and name in content}
    return (wanted - named) & passages_of(content) | people


def with_a_step(study: Study) -> tuple[Study, StepHistory]:
    """Return a study after an answer, and the history with the study before it."""
    answer = Answer(study.causes[0].id, Question.WORKS_AS_DESIGNED, Reply.NO, "Falla")
    step = Step(StepKind.ANSWERED, datetime(2026, 3, 1, tzinfo=UTC))
    return add_answer(study, answer), StepHistory().take(step, study)


def test_no_word_of_a_customer_is_in_a_project_that_keeps_no_texts(study: Study, tmp_path: Path) -> None:
    path, whole = tmp_path / "mesa.supportlens", tmp_path / "con textos.supportlens"
    answered, history = with_a_step(study)
    write_project(answered, path, history=history, keep_texts=False)
    assert find_leaked(path, study) == set()
    write_project(answered, whole, history=history)
    assert len(find_leaked(whole, study)) > 10 * len(study.tickets)


def test_texts_that_are_taken_out_of_a_project_leave_nothing_behind_in_it_or_its_copies(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    answered, history = with_a_step(study)
    write_project(answered, path, history=history)
    keeper = ProjectKeeper()
    keeper.take(path, answered, history)
    keeper.save(study, path)  # which keeps a copy of it first
    keeper.release()
    assert list_copies(path)
    extend_project(path, (), NONE)
    assert find_leaked(path, study) == set()
    assert not list_copies(path)
    with Project.open(path) as project:
        assert not project.keeps_texts
        assert project.find_faults() == ()
        assert [row.what for row in project.list_history()] == ["verdict"]


def test_a_project_without_texts_says_what_it_said_with_them(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "mesa.supportlens"
    write_project(study, path, keep_texts=False)
    again = reopen(path).study
    words = words_for("es")
    assert join_segments(verdict_sentence(again, words)) == join_segments(verdict_sentence(study, words))
    assert again.assignment.equals(study.assignment)
    assert [one.weekly for one in again.causes] == [one.weekly for one in study.causes]
    assert [(one.moment.id, one.tickets) for one in again.moments] == [
        (one.moment.id, one.tickets) for one in study.moments
    ]
    assert [(one.people, len(one.syllabus), one.weekly_target) for one in again.plan] == [
        (one.people, len(one.syllabus), one.weekly_target) for one in study.plan
    ]
    people = Field.REQUESTER.value
    assert again.tickets.frame[people].nunique() == study.tickets.frame[people].nunique()
    assert again.tickets.texts_left_out
    assert needs_renewal(again)
    for place in ("product", "site"):
        assert again.tickets.values(place).equals(study.tickets.values(place))


def test_what_needs_texts_is_refused_and_nothing_is_guessed_from_empty_ones(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    write_project(study, path, keep_texts=False)
    again = reopen(path).study
    with pytest.raises(ProjectWithoutTexts):
        with_a_step(again)
    with pytest.raises(ProjectWithoutTexts):
        move_tickets(again, [str(again.tickets.frame[Field.TICKET_ID.value].iloc[0])], again.symptoms[1].id)
    assert with_a_step(study)[0].answers  # which has its texts


def test_files_are_read_again_when_a_month_is_added_and_the_result_is_that_of_all_texts(
    bare: Path, january: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "con textos.supportlens"
    february = a_log(tmp_path, "febrero.csv", 2, range(50, 110))
    extend_project(whole, [january], AnalysisSettings())
    found = extend_project(bare, [february], AnalysisSettings())
    expected = extend_project(whole, [february], AnalysisSettings())
    assert found.engine.result == expected.engine.result
    assert [one.id for one in found.causes] == [one.id for one in expected.causes]
    assert found.extension == expected.extension
    assert find_leaked(bare, expected) == set()
    again = extend_project(bare, [february], AnalysisSettings())
    assert again.extension is not None
    assert again.extension.changed_nothing
    left = remove_from_project(bare, lambda rows: [rows[1].path])
    assert len(left.tickets) == 60


def test_a_file_that_is_gone_is_named_nothing_is_written_and_it_may_be_given_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, elsewhere = tmp_path / "mesa.supportlens", tmp_path / "otra carpeta"
    log = a_log(tmp_path, "enero.csv", 1, range(60))
    extend_project(path, [log], NONE)
    before = reopen(path).revision
    elsewhere.mkdir()
    moved = log.rename(elsewhere / "otro nombre.csv")
    february = a_log(tmp_path, "febrero.csv", 2, range(60, 110))
    assert run(["analyze", str(february), "--project", str(path), "--quiet", "--lang", "es"]) == 2
    assert "enero.csv" in capsys.readouterr().err
    log.write_text("Número;Fecha;Asunto\n1;2026-01-01;Otro archivo con el mismo nombre\n", encoding="utf-8")
    with pytest.raises(ProjectWithoutTexts) as refused:
        extend_project(path, [february], AnalysisSettings())
    assert refused.value.missing == ("enero.csv",)
    assert reopen(path).revision == before
    log.unlink()
    found = extend_project(path, [moved, february], AnalysisSettings())
    assert found.extension is not None
    assert (len(found.tickets), found.extension.new, found.extension.updated) == (110, 50, 0)


def test_a_window_reads_the_files_again_to_correct_and_writes_no_text_then_either(bare: Path) -> None:
    opened = reopen(bare)
    keeper = ProjectKeeper()
    keeper.take(bare, opened.study, opened.history, revision=opened.revision)
    renewed = renew_study(opened.study, bare, AnalysisSettings())
    assert renewed.engine.result == opened.study.engine.result
    assert renewed.tickets.frame[Derived.TEXT].ne("").all()
    named = name_cause(renewed, renewed.causes[0].id, Name(es="Mi causa", en="My cause"))
    corrected, history = with_a_step(named)
    keeper.save(corrected, bare, history)
    keeper.release()
    assert find_leaked(bare, renewed) == set()
    again = reopen(bare)
    assert again.study.answers == corrected.answers
    assert again.study.causes[0].name == corrected.causes[0].name
    assert again.history is not None
    before, _ = again.history.undo(again.study)
    assert before.answers == ()
    assert before.assignment[Assigned.SYMPTOM].equals(again.study.assignment[Assigned.SYMPTOM])


def test_saving_the_same_study_again_writes_nothing(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "mesa.supportlens"
    answered, history = with_a_step(study)
    write_project(answered, path, history=history, keep_texts=False)
    with Project.open(path) as project:
        project.adopt(answered, history)
        first = project.revision
        project.save(answered, history)
        assert project.revision == first
        project.save(study, history)
        assert project.revision != first


def test_texts_come_back_with_the_files_and_a_copy_of_a_project_without_them_has_none(
    bare: Path, january: Path, tmp_path: Path
) -> None:
    opened, copy = reopen(bare), tmp_path / "copia.supportlens"
    write_project(opened.study, copy, bare, opened.history)
    with Project.open(copy, write=False) as project:
        assert not project.keeps_texts
        assert [row.rows for row in project.list_files()] == [60]
    whole = extend_project(bare, (), AnalysisSettings(keep_texts=True))
    again = reopen(bare).study
    assert again.tickets.frame.equals(whole.tickets.frame)
    assert again.stage_results is not None
    with Project.open(bare, write=False) as project:
        assert project.keeps_texts
        assert len(project.search("impresora")) == 15
        assert len(project.read_files().logs[0].frame) == 60
    write_project(whole, copy)
    assert find_leaked(copy, whole) == set()


def test_the_console_says_what_a_project_without_texts_lacks(
    bare: Path, january: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(january), "--project", str(bare), "--texts", "none", "--quiet"]) == 0
    capsys.readouterr()
    assert run(["project", "info", str(bare), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["texts_kept"] is False
    assert run(["project", "info", str(bare), "--lang", "es"]) == 0
    assert "no hay textos" in capsys.readouterr().out
    assert run(["project", "search", str(bare), "impresora", "--lang", "es"]) == 2
    assert "no conserva los textos" in capsys.readouterr().err
    assert run(["analyze", "--project", str(bare), "--lang", "es"]) == 0
    assert "no hay textos" in " ".join(capsys.readouterr().out.split())
    said = ["analyze", "--project", str(bare), "--materials", str(bare.parent / "documentos"), "--lang", "es"]
    assert run(said) == 2  # they repeat questions and answers
