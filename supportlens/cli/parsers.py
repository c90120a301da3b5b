"""A parser of the command line that speaks the reader's language and tells an error in one line."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.i18n import Words


class UnusableCall(Exception):  # noqa: N818 - the name describes it
    """A command line that cannot be parsed; its text is the sentence for the reader."""


class CommandParser(argparse.ArgumentParser):
    """A parser that uses the reader's language and reports an error in one line."""

    def __init__(self, prog: str, summary: str, words: Words) -> None:
        say = words.say
        super().__init__(
            prog=prog,
            description=summary[:1].upper() + summary[1:],
            add_help=False,
            allow_abbrev=False,
            formatter_class=_formatter(say("usage: ")),
        )
        self._say = say
        self.arguments = self.add_argument_group(say("input"))
        self.options = self.add_argument_group(say("options"))
        self.options.add_argument("-h", "--help", action="help", help=say("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise `UnusableCall` with what is wrong and where to find help."""
        say = self._say
        fault = _fault_line(message, say)
        raise UnusableCall(say("{fault} See: {command} --help", fault=fault, command=self.prog))


def _formatter(usage: str) -> type[argparse.HelpFormatter]:
    """Return a formatter whose help starts with the word for usage in the reader's language."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, text: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(text, actions, groups, usage if prefix is None else prefix)

    return Formatter


def _fault_line(message: str, say: Callable[..., str]) -> str:
    """Return argparse's message, which exists only in English, in the reader's language."""
    faults = (
        (r"the following arguments are required: (?P<names>.+)", say("{names} is missing.")),
        (r"unrecognized arguments: (?P<names>.+)", say("{names} is not recognised.")),
        (
            (
                rf"argument {re.escape(say('COMMAND'))}: invalid choice: "
                r"(?P<value>.+?) \(choose from (?P<choices>.+)\)"
            ),
            say("{value} is neither a command nor a file; the commands are {choices}."),
        ),
        (
            r"argument (?P<name>\S+): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)",
            say("{name} cannot be {value}; choose from {choices}."),
        ),
        (r"argument (?P<name>\S+): expected .*argument.*", say("{name} needs a value.")),
        (r"argument (?P<name>\S+): ignored explicit argument .+", say("{name} takes no value.")),
    )
    one_line = " ".join(message.split())
    for pattern, sentence in faults:
        if match := re.fullmatch(pattern, one_line):
            # Whether the choices are quoted depends on the version of Python.
            return sentence.format(
                **{name: part.replace("'", "") for name, part in match.groupdict().items()}
            )
    return one_line + "."
