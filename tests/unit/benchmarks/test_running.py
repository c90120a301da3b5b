"""Running the benchmark of symptoms: what it needs, what it refuses, and one measurement for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.symptoms.__main__ import main
from tests.benchmarks.symptoms.children import Request, ask
from tests.benchmarks.symptoms.stability import CASE, read, spoilt

MATTERS = {
    "card": "the card that I ordered has not arrived at my address",
    "login": "I forgot the password and the login is locked",
    "refund": "when will the refund for the cancelled order be paid",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a small invented data set under a known name."""
    lines = [f"{said} number {n},{label},en" for n in range(12) for label, said in MATTERS.items()]
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "minds14_en.csv").write_text("\n".join(["text,label,lang", *lines]), "utf-8")
    return tmp_path


def test_without_data_one_line_says_so_and_nothing_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUPPORTLENS_DATA", raising=False)

    assert main([]) == 0
    assert "give --data FOLDER" in capsys.readouterr().out.splitlines()[1]
    assert main(["--data", str(tmp_path)]) == 0
    assert f"{tmp_path} holds no intents" in capsys.readouterr().out


@pytest.mark.parametrize("call", [["--sets", "moon"], ["--seeds", "0"], ["--scale", "many"]])
def test_a_call_that_cannot_be_meant_ends_with_code_2(call: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)

    assert ended.value.code == 2


def test_a_data_set_is_measured_from_file_to_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = data / "table.md"

    assert (
        main(["--data", str(data), "--sets", "minds14_en", "--seeds", "1", "--markdown", str(written)]) == 0
    )

    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("| minds14_en"))
    assert "SupportLens" in row
    assert "AMI ≥ 0.900" in row
    assert row in written.read_text("utf-8")


def test_a_process_that_fails_is_told_and_raises_nothing(data: Path) -> None:
    found = ask(Request("program", "banking77_test", str(data)))

    assert "banking77_test.csv" in found["failed"]


def test_a_shuffled_log_and_one_in_two_files_hold_the_same_rows(tmp_path: Path) -> None:
    log = read(CASE)

    shuffled, parts = spoilt(log, tmp_path)

    again = read(Path(shuffled))
    assert again.header == log.header
    assert again.rows != log.rows
    assert sorted(again.rows) == sorted(log.rows)
    assert sorted(row for part in parts for row in read(Path(part)).rows) == sorted(log.rows)
