"""A project grows over the months: what it had stays, what is new is said, and nothing is done twice."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from supportlens.app import (
    add_answer,
    analyse,
    as_json,
    name_cause,
    recut,
    remember,
    rename_symptom,
    write_project,
)
from supportlens.app.document.extension_document import new_since_last
from supportlens.app.projects.copies import recover
from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.keeping import ProjectKeeper
from supportlens.app.projects.living import extend_project, remove_from_project, renew_study
from supportlens.app.projects.project import Project
from supportlens.app.projects.project_files import read_project
from supportlens.app.projects.reopening import needs_renewal, reopen
from supportlens.cli.running import run
from supportlens.domain import (
    Answer,
    FileMissing,
    Name,
    NothingToAnalyse,
    OutputError,
    ProjectChanged,
    ProjectDamaged,
    ProjectEmpty,
    ProjectForeign,
    ProjectHeld,
    Question,
    Reply,
)
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.projects.extensions import extension_lines
from supportlens.store import open_store
from tests.text_projects import write_text_project

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

PLAIN = AnalysisSettings()
SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)
HEAD = "Número;Fecha;Asunto;Aplicación;Solicitante;Estado;Solución"


def a_log(folder: Path, name: str, month: int, numbers: range, state: str = "Cerrado") -> Path:
    rows = [
        f"T-{n};2026-{month:02d}-{10 + n % 15};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2};P{n % 31};{state};"
        for n in numbers
    ]
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def all_of(project: Path) -> list[str]:
    """Return everything that a project file holds, as SQL."""
    connection = sqlite3.connect(project)
    found = list(connection.iterdump())
    connection.close()
    return found


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("logs")
    return a_log(folder, "enero.csv", 1, range(60)), a_log(folder, "febrero.csv", 2, range(60, 110))


@pytest.fixture(scope="module")
def begun(months: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Study]:
    """Return a project of January, whose first symptom and cause were named and spoken of."""
    path = tmp_path_factory.mktemp("project") / "mesa.supportlens"
    study = analyse([months[0]])
    study = rename_symptom(study, study.symptoms[0].id, Name(es="Mi nombre", en="My name"))
    study = name_cause(study, study.causes[0].id, Name(es="Mi causa", en="My cause"))
    study = add_answer(
        study, Answer(study.causes[0].id, Question.WORKS_AS_DESIGNED, Reply.NO, "Falla", who="Ana")
    )
    write_project(study, path)
    return path, study


@pytest.fixture
def project(begun: tuple[Path, Study], tmp_path: Path) -> Path:
    path = tmp_path / "mesa ñandú.supportlens"
    path.write_bytes(begun[0].read_bytes())
    return path


def test_a_project_is_the_same_study_after_it_was_closed(begun: tuple[Path, Study]) -> None:
    path, study = begun
    with Project.open(path) as project:
        again = project.study()
    assert as_json(again, "es") == as_json(study, "es")
    assert remember(again) == remember(study)


def test_a_second_month_is_added_and_what_was_known_and_said_stays(
    begun: tuple[Path, Study], project: Path, months: tuple[Path, Path]
) -> None:
    before = begun[1]
    study = extend_project(project, [months[1]], PLAIN)
    assert len(study.tickets) == 110
    assert {one.id for one in before.symptoms} <= {one.id for one in study.symptoms}
    assert study.symptom(before.symptoms[0].id).name.in_("es") == "Mi nombre"
    assert [one.who for one in study.answers] == ["Ana"]
    assert [one.name.in_("es") for one in study.given_names] == ["Mi causa"]
    found = study.extension
    assert found is not None
    assert (found.added, found.already, found.new, found.updated) == ((str(months[1]),), (), 50, 0)
    assert [one.path for one in study.inputs] == [str(each) for each in months]
    with Project.open(project, write=False) as opened:
        assert [row.path for row in opened.list_files()] == [str(each) for each in months]
        assert len(opened.list_history("verdict")) == 2
        assert opened.find_faults() == ()
        assert as_json(opened.study(), "es") == as_json(study, "es")


def test_months_one_after_another_are_the_tickets_of_all_at_once(
    project: Path, months: tuple[Path, Path]
) -> None:
    grown, whole = extend_project(project, [months[1]], PLAIN), analyse(months)
    assert grown.tickets.frame.equals(whole.tickets.frame)
    assert grown.tickets.original.equals(whole.tickets.original)
    assert grown.tickets.files == whole.tickets.files


def test_a_file_that_the_project_has_changes_nothing_and_says_so(
    project: Path, months: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_of(project)
    copy = tmp_path / "otro nombre.csv"
    copy.write_bytes(months[0].read_bytes())
    monkeypatch.setattr("supportlens.app.projects.extending.analyse", None)
    for path in (months[0], copy):
        study = extend_project(project, [path], PLAIN)
        assert study.extension is not None
        assert study.extension.changed_nothing
        lines = extension_lines(study, words_for("es"))
        assert lines == [f"«{path.name}» ya estaba en el proyecto.", "Nada cambió."]
    assert all_of(project) == before


def test_actions_changes_and_customers_that_come_alone_are_kept_and_nothing_changes_the_second_time(
    project: Path, tmp_path: Path
) -> None:
    actions, changes, customers = (tmp_path / f"{name}.csv" for name in ("acciones", "cambios", "clientes"))
    actions.write_text(
        "Fecha de inicio,Acción,Tipo de acción,Aplicación\n2026-01-17,Guía del menú,capacitación,App0\n",
        "utf-8",
    )
    changes.write_text("Fecha,Cambio\n2026-01-12,Mudanza\n2026-01-15,Versión 2\n", "utf-8")
    customers.write_text("Cliente,Renovación\nNorte SA,2026-11-30\nSur SL,2026-09-15\n", "utf-8")
    said = []
    for _ in range(2):
        study = extend_project(project, [], PLAIN, changes=changes, actions=actions, customers=[customers])
        said.append(extension_lines(study, words_for("es")))
        with Project.open(project, write=False) as opened:
            kept = opened.study()
            assert [row.path for row in opened.list_files()][1:] == [str(customers)]
        assert [one["name"] for one in as_json(kept, "es")["actions"]] == ["Guía del menú"]
        assert [change.name for change in kept.calendar] == ["Mudanza", "Versión 2"]
    assert said[0][0] == "Se agregó: «clientes.csv», «cambios.csv» y «acciones.csv» (0 tickets nuevos)."
    assert said[1][-1] == "Nada cambió."


def test_tickets_of_an_overlapping_export_are_counted_once_and_take_their_later_state(
    project: Path, tmp_path: Path
) -> None:
    rows = [
        f"T-{n};2026-01-{10 + n % 15};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2};P{n % 31};"
        + ("Resuelto;Se explicó" if n < 45 else "Cerrado;")
        for n in range(40, 70)
    ]
    later = tmp_path / "enero (completo).csv"
    later.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    study = extend_project(project, [later], PLAIN)
    assert len(study.tickets) == 70
    assert study.extension is not None
    assert (study.extension.new, study.extension.updated) == (10, 5)
    lines = extension_lines(study, words_for("en"))
    assert new_since_last(study) is None
    assert lines[1] == "5 tickets that were known have a later state now."


def test_a_later_export_of_the_same_name_is_another_file(
    project: Path, months: tuple[Path, Path], tmp_path: Path
) -> None:
    for month, numbers in ((2, range(60, 80)), (3, range(80, 100))):
        path = a_log(tmp_path, "export.csv", month, numbers)
        study = extend_project(project, [path], PLAIN)
    assert len(study.tickets) == 100
    with Project.open(project, write=False) as opened:
        names = [row.path for row in opened.list_files()]
    assert names == [str(months[0]), str(path), str(path.with_name("export (2).csv"))]


def test_a_file_is_taken_out_again(project: Path, months: tuple[Path, Path]) -> None:
    extend_project(project, [months[1]], PLAIN)
    study = remove_from_project(project, lambda _rows: [str(months[1])])
    assert len(study.tickets) == 60
    assert study.extension is not None
    assert (study.extension.removed, study.extension.gone) == ((str(months[1]),), 50)
    assert study.symptoms[0].name.in_("es") == "Mi nombre"
    assert read_project(project).inputs == study.inputs
    with pytest.raises(KeyError):
        remove_from_project(project, lambda _rows: ["/never/there.csv"])
    with pytest.raises(NothingToAnalyse):
        remove_from_project(project, lambda rows: [row.path for row in rows])
    with Project.open(project, write=False) as opened:
        assert len(opened.study().tickets) == 60


def test_a_project_without_files_says_its_verdict_again(
    project: Path, begun: tuple[Path, Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supportlens.app.projects.extending.analyse", None)
    before = project.read_bytes()
    assert extend_project(project, [], PLAIN).verdict == begun[1].verdict
    assert project.read_bytes() == before
    with pytest.raises(FileMissing):
        extend_project(project.with_name("none.supportlens"), [], PLAIN)


def test_an_earlier_project_is_made_anew_with_its_logs_and_kept_beside(
    months: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "mesa.supportlens"
    write_text_project(path, remember(analyse([months[0]])))
    old = path.read_bytes()
    study = extend_project(path, [months[1]], PLAIN)
    assert len(study.tickets) == 110
    assert path.with_name("mesa.supportlens.bak").read_bytes() == old
    assert len(extend_project(path, [], PLAIN).tickets) == 110


def test_a_study_of_another_version_is_shown_as_it_was_and_can_be_analysed_again(
    project: Path, begun: tuple[Path, Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = begun[1]
    assert not needs_renewal(before)
    monkeypatch.setattr("supportlens.app.projects.workings.WORKINGS_BYTES", 0)
    old = replace(before, engine=replace(before.engine, version="0.0.9"))
    write_project(old, project)
    with Project.open(project, write=False) as opened:
        shown = opened.study()
    assert needs_renewal(shown)
    assert (shown.stage_results, shown.levels, shown.engine.version) == (None, (), "0.0.9")
    again = renew_study(shown, project, PLAIN)
    assert not needs_renewal(again)
    assert again.symptoms[0].name.in_("es") == "Mi nombre"
    assert [one.who for one in again.answers] == ["Ana"]
    assert again.inputs == before.inputs


def test_a_large_log_is_grouped_anew_after_it_was_opened_and_its_vectors_are_not_written_twice(
    begun: tuple[Path, Study], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = begun[1].stage_results.vectors.matrix
    monkeypatch.setattr("supportlens.app.projects.workings.WORKINGS_BYTES", matrix.size)
    path = tmp_path / "mesa.supportlens"
    write_project(begun[1], path)
    with Project.open(path) as opened:
        study = opened.study()
        again = study.stage_results.vectors.matrix
        assert not np.array_equal(again, matrix)
        np.testing.assert_allclose(again, matrix, atol=0.01)
        np.testing.assert_allclose(np.linalg.norm(again, axis=1), 1.0, atol=1e-5)
        assert np.einsum("ij,ij->i", again, matrix).min() > 0.999
        assert (
            recut(study, study.levels[0])
            .assignment["symptom_id"]
            .equals(recut(begun[1], study.levels[0]).assignment["symptom_id"])
        )
        parts: list[str] = []
        write = opened._store.write_part
        opened._store.write_part = lambda name, value: (parts.append(name), write(name, value))[1]  # type: ignore[method-assign]
        opened.save(name_cause(study, "C1", None))
        assert "study/stage_results" not in parts


def test_words_of_tickets_are_found_in_the_project(project: Path, begun: tuple[Path, Study]) -> None:
    texts = begun[1].tickets.frame["text"]
    with Project.open(project, write=False) as opened:
        found = opened.search("MENU factura")
    assert list(found) == [at for at, text in enumerate(texts) if "menú de facturas" in text]
    assert found


def test_the_command_line_finds_tickets_by_the_beginnings_of_their_words(
    project: Path, begun: tuple[Path, Study], capsys: pytest.CaptureFixture[str]
) -> None:
    texts = begun[1].tickets.frame["text"]
    wanted = [text for text in texts if "menú de facturas" in text]
    assert run(["project", "search", str(project), "menu FACT", "--json", "--most", "3"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["count"] == len(wanted)
    assert [one["text"] for one in found["tickets"]] == wanted[:3]
    assert found["tickets"][0]["date"].startswith("2026-01-")
    assert run(["project", "search", str(project), "encontrar", "--lang", "es"]) == 0
    assert capsys.readouterr().out == "0 tickets\n"


# Who has it, and what cannot be used


def test_a_project_that_somebody_has_is_read_and_never_written(
    project: Path, begun: tuple[Path, Study], months: tuple[Path, Path]
) -> None:
    keeper = ProjectKeeper()
    keeper.take(project)
    with Project.open(project) as second:
        assert second.read_only
        assert second.holder is not None
        assert len(second.study().tickets) == 60
        with pytest.raises(ProjectHeld):
            second.refuse_if_read_only()
    with pytest.raises(ProjectHeld) as told:
        extend_project(project, [months[1]], PLAIN)
    assert "only be read here" in error_sentence(told.value, words_for("en"))
    other = ProjectKeeper()
    other.take(project)
    with pytest.raises(ProjectHeld):
        other.save(begun[1], project)
    keeper.release()
    other.take(project)
    other.save(begun[1], project)
    other.release()


def test_a_project_that_was_saved_between_reading_and_holding_it_is_never_overwritten(
    project: Path, begun: tuple[Path, Study]
) -> None:
    mine = reopen(project)
    with Project.open(project) as opened:
        study = opened.study()
        theirs = add_answer(study, replace(begun[1].answers[0], text="Lo dijo otra persona"))
        opened.save(theirs, opened.history(study))
    keeper = ProjectKeeper()
    keeper.take(project, mine.study, mine.history, revision=mine.revision)
    assert keeper.outdated
    assert not keeper.is_open
    with pytest.raises(ProjectChanged) as told:
        keeper.save(begun[1], project)
    assert "saved by somebody else" in error_sentence(told.value, words_for("en"))
    again = reopen(project)
    assert [one.text for one in again.study.answers] == ["Lo dijo otra persona"]
    keeper.take(project, again.study, again.history, revision=again.revision)
    keeper.save(name_cause(again.study, "C1", None), project)
    assert not keeper.outdated
    keeper.release()


def test_a_drive_that_knows_no_locks_does_not_lose_what_another_has_saved(project: Path) -> None:
    with Project.open(project) as opened:
        mine = opened.study()
        other = Project(open_store(project, write=True), project)
        other.save(rename_symptom(other.study(), "S1", Name(es="Suyo", en="Theirs")))
        with pytest.raises(ProjectChanged):
            opened.save(rename_symptom(mine, "S1", Name(es="Mío", en="Mine")))
        assert opened.study().symptom("S1").name.in_("es") == "Suyo"
        other.close()


def test_a_save_writes_only_what_changed(project: Path, begun: tuple[Path, Study]) -> None:
    with Project.open(project) as opened:
        study = opened.study()
        parts: list[str] = []
        write = opened._store.write_part
        opened._store.write_part = lambda name, value: (parts.append(name), write(name, value))[1]  # type: ignore[method-assign]
        opened.save(study)
        assert parts == []
        answered = add_answer(study, replace(begun[1].answers[0], text="Sigue"))
        opened.save(answered)
        assert "study/tickets" not in parts
        assert "study/assignment" not in parts
        assert "study/answers" in parts
    assert [one.answers[0].text for one in read_project(project).said] == ["Sigue"]


def test_saving_under_another_name_takes_the_files_along(
    project: Path, months: tuple[Path, Path], tmp_path: Path
) -> None:
    keeper = ProjectKeeper()
    with Project.open(project) as opened:
        study = opened.study()
    keeper.take(project, study)
    target = tmp_path / "otra.supportlens"
    keeper.save(study, target)
    keeper.release()
    assert len(extend_project(target, [months[1]], PLAIN).tickets) == 110
    assert len(extend_project(project, [], PLAIN).tickets) == 60


def test_a_read_only_folder_opens_for_reading(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supportlens.app.projects.project.store.is_writable", lambda _path: False)
    with Project.open(project) as opened:
        assert opened.read_only
        assert len(opened.study().tickets) == 60
        with pytest.raises(OutputError) as told:
            opened.refuse_if_read_only()
    assert told.value.detail == "read_only"


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_is_no_project_is_told_in_a_sentence_each_and_not_overwritten(
    tmp_path: Path, begun: tuple[Path, Study], language: str
) -> None:
    empty, other, damaged = (tmp_path / f"{name}.supportlens" for name in ("vacío", "otra", "roto"))
    empty.touch()
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE songs (name)")
    connection.commit()
    connection.close()
    damaged.write_bytes(begun[0].read_bytes()[:5000])
    sentences = set()
    for path, kind in ((empty, ProjectEmpty), (other, ProjectForeign), (damaged, ProjectDamaged)):
        before = path.read_bytes()
        with pytest.raises(kind) as told:
            write_project(begun[1], path)
        with pytest.raises(kind):
            read_project(path)
        sentences.add(error_sentence(told.value, words_for(language)))
        assert path.read_bytes() == before
    assert len(sentences) == 3


# The command line


def test_the_command_line_shows_checks_copies_and_thins_a_project(
    project: Path, months: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(project)
    assert run(["analyze", str(months[1]), "--project", name, "--lang", "es"]) == 0
    said = capsys.readouterr().out
    assert "DESDE LA ÚLTIMA VEZ" in said
    assert "Se agregó: «febrero.csv» (50 tickets nuevos)." in " ".join(said.split())
    assert run(["analyze", "--project", name, "--json", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["extension"]["tickets_new"] == 50
    assert run(["project", "info", name, "--json"]) == 0
    info = json.loads(capsys.readouterr().out)
    assert (info["tickets"], info["files"], info["verdict"]["cause_id"]) == (
        110,
        2,
        document["verdict"]["cause_id"],
    )
    assert run(["project", "files", name]) == 0
    assert "febrero.csv (50" in capsys.readouterr().out
    assert run(["project", "history", name, "--json"]) == 0
    events = [one["what"] for one in json.loads(capsys.readouterr().out)["history"]]
    assert sorted(events) == ["file", "file", "verdict", "verdict"]
    copy = tmp_path / "copia.supportlens"
    assert run(["project", "export", name, str(copy)]) == 0
    assert run(["project", "export", name, str(copy)]) == 2  # nothing is overwritten
    assert run(["project", "remove-file", name, "abril.csv", "--lang", "en"]) == 2
    assert "The project has no file “abril.csv”" in capsys.readouterr().err
    assert run(["project", "remove-file", name, "febrero.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tickets"] == 60
    assert run(["project", "check", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sound": True, "faults": []}
    assert run(["project", "info", str(copy)]) == 0
    assert capsys.readouterr().out.startswith("110 tickets")


def damage(project: Path, part: str) -> None:
    """Take away a blob that a part needs, else the content of the part itself."""
    connection = sqlite3.connect(project)
    connection.execute("UPDATE parts SET content = x'00' WHERE name = ?", (part,))
    connection.commit()
    connection.close()


def test_of_a_damaged_project_is_read_what_can_be_read_and_nothing_is_written_to_it(project: Path) -> None:
    damage(project, "study/answers")
    with Project.open(project) as opened:
        study = opened.study()
        assert (opened.lost, study.answers, len(study.tickets)) == (("answers",), (), 60)
        with pytest.raises(ProjectDamaged):
            opened.save(study)
    assert all_of(project)
    damage(project, "study/verdict")
    with Project.open(project, write=False) as opened, pytest.raises(ProjectDamaged):
        opened.study()


def test_a_damaged_project_is_refused_before_any_work_and_no_byte_of_it_changes(
    project: Path, months: tuple[Path, Path]
) -> None:
    damage(project, "study/answers")
    before = project.read_bytes()
    with pytest.raises(ProjectDamaged):
        extend_project(project, [months[1]], PLAIN)
    with pytest.raises(ProjectDamaged):
        remove_from_project(project, lambda rows: [rows[0].path])
    assert project.read_bytes() == before


def test_a_damaged_project_is_recovered_from_the_last_good_copy(
    project: Path, months: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ProjectDamaged):
        recover(project)
    extend_project(project, [months[1]], PLAIN)  # which keeps a copy of January
    project.write_bytes(project.read_bytes()[:20_000])
    damaged = project.read_bytes()
    found = recover(project)
    assert found.name == f"{project.stem} (1).supportlens"
    assert len(extend_project(found, [], PLAIN).tickets) == 60
    target = tmp_path / "salvado.supportlens"
    assert run(["project", "recover", str(project), str(target)]) == 0
    assert capsys.readouterr().out.strip().endswith("salvado.supportlens")
    assert project.read_bytes() == damaged


def test_checking_a_damaged_project_ends_with_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DELETE FROM blobs WHERE key IN (SELECT key FROM needs WHERE part = 'study/tickets')")
    connection.commit()
    connection.close()
    assert run(["project", "check", str(project), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert not found["sound"]
    assert "study/tickets" in found["faults"]
