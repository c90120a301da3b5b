"""What changed at the desk is told in both languages, for none, one and several tickets."""

from __future__ import annotations

from datetime import date

import pytest

from supportlens.domain import DeskChange, DeskChangeKind, Field
from supportlens.i18n import words_for
from supportlens.i18n.reading.desk_changes import desk_change_line

DAY = date(2026, 3, 2)


def a_change(kind: DeskChangeKind, count: int) -> DeskChange:
    return DeskChange(kind, Field.CATEGORY.value, DAY, "Old", "New", last=date(2026, 3, 31), count=count)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", list(DeskChangeKind))
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_kind_is_told_in_a_whole_sentence(kind: DeskChangeKind, language: str, count: int) -> None:
    line = desk_change_line(a_change(kind, count), words_for(language))

    assert line.endswith(".")
    assert "{" not in line
    assert "1 tickets" not in line
    if kind is not DeskChangeKind.MISSING_PERIOD:
        assert f"{count} ticket" in line


@pytest.mark.parametrize("kind", list(DeskChangeKind))
def test_every_kind_has_a_name_and_a_sentence_of_its_own_in_spanish(kind: DeskChangeKind) -> None:
    spanish, english = words_for("es"), words_for("en")

    assert spanish.say(kind.label) != english.say(kind.label)
    assert desk_change_line(a_change(kind, 2), spanish) != desk_change_line(a_change(kind, 2), english)


def test_a_renaming_names_both_values_and_the_day() -> None:
    line = desk_change_line(a_change(DeskChangeKind.RENAMED, 12), words_for("es"))

    assert "«Old» se llama «New» desde el 2 mar 2026 (12 tickets)" in line


def test_a_new_language_is_told_as_one() -> None:
    change = DeskChange(DeskChangeKind.NEW_VALUE, Field.LANGUAGE.value, DAY, after="en", count=40)

    assert "en inglés" in desk_change_line(change, words_for("es"))


@pytest.mark.parametrize("kind", [DeskChangeKind.TEXT_ADDED, DeskChangeKind.TEXT_ENDED])
def test_words_of_the_answers_are_not_told_as_words_of_the_texts(kind: DeskChangeKind) -> None:
    change = DeskChange(kind, Field.RESOLUTION.value, DAY, "We remain", "Please rate", count=40)

    assert "sus respuestas" in desk_change_line(change, words_for("es"))
    assert "left out" not in desk_change_line(change, words_for("en"))


def test_a_log_of_open_tickets_alone_is_told_without_a_day() -> None:
    change = DeskChange(DeskChangeKind.OPEN_ONLY, Field.STATUS.value, count=40)

    assert "exporte también los tickets cerrados" in desk_change_line(change, words_for("es"))
    assert "2026" not in desk_change_line(change, words_for("en"))
