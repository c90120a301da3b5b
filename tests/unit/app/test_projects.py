"""The project file brings back what was known, and says in one sentence when it cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.app import remember, write_project
from supportlens.app.projects.project_files import read_project
from supportlens.domain import (
    EarlierStudy,
    FileMissing,
    Moved,
    Name,
    ProjectDamaged,
    ProjectTooNew,
    Renamed,
    hash_text,
)
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from tests.builders import a_study
from tests.text_projects import write_text_project

if TYPE_CHECKING:
    from pathlib import Path


MENDED = (Moved("T-1", hash_text("Ácido"), "S2"), Renamed("S1", Name(es="Menú", en="Menu")))


def written(folder: Path) -> Path:
    """Write a project in the form of the first versions."""
    return write_text_project(folder / "desk.supportlens", remember(a_study(corrections=MENDED)))


def changed(path: Path, **fields: object) -> Path:
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**held, **fields}), encoding="utf-8")
    return path


def test_what_a_person_mended_comes_back_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new.supportlens"
    write_project(a_study(corrections=MENDED), path)
    assert read_project(path).corrections == read_project(written(tmp_path)).corrections == MENDED


def test_a_file_with_fields_of_a_later_version_that_nothing_depends_on_is_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = read_project(path)
    assert read_project(changed(path, moods=["calm"])) == before


def test_symptoms_texts_and_period_come_back_from_the_file(tmp_path: Path) -> None:
    path = changed(
        written(tmp_path),
        symptoms=[
            {"id": "S3", "name": {"es": "Menú", "en": "Menu"}, "tickets": 7,
             "representatives": [{"text": "no veo el menu", "language": "es"}]}
        ],
        placed={"S3": f"{hash_text('No veo el menú')} {hash_text('menu?')}"},
        period={"first": "2026-03-01", "last": "2026-03-31", "tickets": 40},
        next_number=9,
    )  # fmt: skip
    known = read_project(path)
    assert [(one.id, one.name.in_("es"), one.tickets) for one in known.symptoms] == [("S3", "Menú", 7)]
    assert known.placed == {hash_text("no veo el menu"): "S3", hash_text("MENU?"): "S3"}
    assert (known.first, known.last, known.next_number) == (date(2026, 3, 1), date(2026, 3, 31), 9)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_project(tmp_path / "none.supportlens")


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_file_that_is_cut_off_is_damaged(tmp_path: Path, part: float) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(part * len(whole))])
    with pytest.raises(ProjectDamaged):
        read_project(path)


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "another"},
        {"version": "one"},
        {"symptoms": 3},
        {"symptoms": [{"id": 4}]},
        {"placed": {"S1": 7}},
        {"placed": []},
        {"period": {"first": "yesterday", "last": None, "tickets": 1}},
        {"next_number": None},
        {"corrections": [{}]},
    ],
)
def test_a_file_whose_values_make_no_sense_is_damaged(tmp_path: Path, fields: dict[str, object]) -> None:
    with pytest.raises(ProjectDamaged):
        read_project(changed(written(tmp_path), **fields))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[]", b"[" * 100_000, b"null"])
def test_what_is_no_project_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.supportlens"
    path.write_bytes(content)
    with pytest.raises(ProjectDamaged):
        read_project(path)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_file_of_a_later_version_and_a_damaged_one_are_each_told_in_a_sentence(
    tmp_path: Path, language: str
) -> None:
    words = words_for(language)
    path = changed(written(tmp_path), version=99)
    with pytest.raises(ProjectTooNew) as newer:
        read_project(path)
    path.write_bytes(b"{")
    with pytest.raises(ProjectDamaged) as damaged:
        read_project(path)
    sentences = [error_sentence(error.value, words) for error in (newer, damaged)]
    assert all("desk.supportlens" in sentence for sentence in sentences)
    assert len(set(sentences)) == 2


def test_an_earlier_project_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    for _ in range(2):
        write_project(a_study(), path)
    assert read_project(path).corrections == ()
    kept = path.with_name("desk.supportlens.bak")
    assert kept.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path, kept]


def test_a_study_without_workings_is_remembered_as_nothing_known() -> None:
    found = remember(a_study())
    assert replace(found, causes=()) == EarlierStudy((), {}, 1, 0, None, None, "tf-idf")
    assert [one.id for one in found.causes] == ["C1", "C2", "C3", "C4"]
