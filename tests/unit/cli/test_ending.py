"""How the process of the command line ends: at once, with its exit code, and with all that is due before."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEFORE = """
import atexit, sys, threading, time
from supportlens import __main__ as program

class Heavy:
    def __del__(self):
        print("taken apart")

kept = Heavy()

def answer():
    {answer}

def late():
    time.sleep(0.1)
    print("thread")

def main():
    atexit.register(print, "registered")
    threading.Thread(target=late).start()
    return answer()

program.main = main
{more}
program.start()
"""


def _end(answer: str, more: str = "") -> tuple[int, list[str], str]:
    ran = subprocess.run(
        [sys.executable, "-c", BEFORE.format(answer=answer, more=more)],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout.splitlines(), ran.stderr


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_threads_and_what_is_registered_end_first_and_nothing_is_taken_apart(code: int) -> None:
    assert _end(f"return {code}") == (code, ["thread", "registered"], "")


def test_an_error_ends_as_python_ends() -> None:
    code, lines, told = _end("raise RuntimeError('unforeseen')")
    assert (code, lines) == (1, ["thread", "registered", "taken apart"])
    assert told.endswith("RuntimeError: unforeseen\n")


def test_qt_takes_its_own_objects_apart() -> None:
    _, lines, _ = _end("return 0", "sys.modules['PySide6'] = sys")
    assert "taken apart" in lines


def test_all_of_a_long_output_reaches_a_slow_reader() -> None:
    code, lines, _ = _end("print('line ' * 10, *range(200_000), sep='\\n'); return 0")
    assert (code, len(lines)) == (0, 200_003)


@pytest.mark.parametrize("words", [["--version"], ["analyze", "missing.csv"]])
def test_the_program_ends_with_the_code_of_its_call(words: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "supportlens", *words], capture_output=True, text=True, check=False
    )
    assert ran.returncode == (2 if words[-1] == "missing.csv" else 0)
    assert (ran.stderr if ran.returncode else ran.stdout).count("\n") == 1
