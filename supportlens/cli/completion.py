"""The script that lets a shell complete the commands and options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import shtab

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script of completions for a shell; arguments that are paths complete to files."""
    for action in _list_actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks for it
    return str(shtab.complete(parser, shell))


def _list_actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse lists them nowhere else
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for inner in dict.fromkeys(action.choices.values()):
                yield from _list_actions(inner)
