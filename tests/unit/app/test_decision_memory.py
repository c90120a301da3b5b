from pathlib import Path

import pytest

from supportlens.app.intake.decision_memory import MAX_REMEMBERED, DecisionMemory
from supportlens.domain import Decisions

DECIDED = Decisions({"created_at": "Alta", "product": ""}, "month-first", "cp850", ("Ana", "Luis"))


def test_what_was_decided_is_known_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "imports.json"
    DecisionMemory(path).keep("a", DECIDED)
    assert DecisionMemory(path).recall("a") == DECIDED
    assert DecisionMemory(path).recall("b") is None


def test_a_later_decision_replaces_an_earlier_one(tmp_path: Path) -> None:
    memory = DecisionMemory(tmp_path / "imports.json")
    memory.keep("a", DECIDED)
    memory.keep("a", Decisions())
    assert memory.recall("a") == Decisions()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 3}', "\ufffd"])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, content: str) -> None:
    path = tmp_path / "imports.json"
    path.write_text(content, encoding="utf-8")
    assert DecisionMemory(path).recall("a") is None
    DecisionMemory(path).keep("a", DECIDED)
    assert DecisionMemory(path).recall("a") == DECIDED


def test_values_that_make_no_sense_are_passed_over_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "imports.json"
    path.write_text(
        '{"a": {"columns": {"nonsense": "x", "subject": "Tema"}, "date_order": 7}}', encoding="utf-8"
    )
    assert DecisionMemory(path).recall("a") == Decisions({"subject": "Tema"})


def test_the_oldest_headers_are_forgotten(tmp_path: Path) -> None:
    memory = DecisionMemory(tmp_path / "imports.json")
    for number in range(MAX_REMEMBERED + 1):
        memory.keep(str(number), DECIDED)
    assert memory.recall("0") is None
    assert memory.recall(str(MAX_REMEMBERED)) == DECIDED


def test_a_folder_that_cannot_be_written_loses_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    memory = DecisionMemory(tmp_path / "file" / "imports.json")
    memory.keep("a", DECIDED)
    assert memory.recall("a") is None
