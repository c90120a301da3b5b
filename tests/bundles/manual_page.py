"""The page of `man supportlens`, written from the command line's own parser."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.cli.arguments import build_parser
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_CODES = {
    "0": "all went well",
    "1": "a condition of --fail-if holds",
    "2": "the call or a file cannot be used; one line says why and what to do",
    "130": "interrupted",
}


def write_manual_page() -> str:
    """Return the page in roff: every command with its arguments and options, and the exit codes."""
    parser = build_parser(words_for("en"))
    lines = [
        f'.TH SUPPORTLENS 1 "" "SupportLens {__version__}" "User Commands"',
        ".SH NAME",
        r"supportlens \- says why customers call, from a help-desk export",
        ".SH SYNOPSIS",
        ".B supportlens",
        "[FILE...]",
        ".br",
        ".B supportlens",
        "COMMAND ...",
        ".SH DESCRIPTION",
        "Without a command the window opens, with the files if there are any.",
        ".SH COMMANDS",
        *_list_commands(parser, "supportlens"),
        ".SH EXIT STATUS",
    ]
    for code, meaning in EXIT_CODES.items():
        lines += [".TP", f".B {code}", _escape(meaning)]
    return "\n".join(lines) + "\n"


def _list_commands(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    commands = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not commands:
        yield f".SS {_escape(name)}"
        if parser.description:
            yield _escape(parser.description)
        for action in parser._actions:
            if action.help != argparse.SUPPRESS:
                yield from _describe(action)
    for action in commands:
        seen: set[int] = set()
        for word, inner in action.choices.items():
            if id(inner) not in seen:  # a second spelling of one command
                seen.add(id(inner))
                yield from _list_commands(inner, f"{name} {word}")


def _describe(action: argparse.Action) -> Iterator[str]:
    names = ", ".join(action.option_strings)
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else "")
    if isinstance(value, tuple):
        value = " ".join(value)
    shown = f"{names} {value}".strip() if action.nargs != 0 else names
    yield ".TP"
    yield f".B {_escape(shown or action.dest)}"
    yield _escape(action.help or "")


def _escape(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("-", r"\-").replace("%%", "%")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
