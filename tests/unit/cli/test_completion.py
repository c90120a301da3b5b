"""The script of completions holds every command and long option."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from supportlens.cli import run
from supportlens.cli.arguments import SHELLS, build_parser
from supportlens.i18n import words_for


def list_options(parser):
    for action in parser._actions:
        yield from (option for option in action.option_strings if action.help != argparse.SUPPRESS)
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices
            for inner in action.choices.values():
                yield from list_options(inner)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_completed(shell, capsys):
    assert run(["completion", shell, "--lang", "es"]) == 0
    script = capsys.readouterr().out
    missing = [word for word in set(list_options(build_parser(words_for("es")))) if word not in script]
    assert missing == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_a_command(capsys):
    assert run(["completion", "bash"]) == 0
    script = (
        capsys.readouterr().out
        + "\nCOMP_WORDS=(supportlens wa); COMP_CWORD=1; _shtab_supportlens; echo ${COMPREPLY[@]}\n"
    )
    bash = shutil.which("bash") or ""
    said = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=False)
    assert said.stdout.split() == ["watch"]
