"""The arguments of the command line, explained in the reader's language."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from supportlens import __version__
from supportlens.cli.moment_arguments import add_moment_options
from supportlens.domain import ApartKind
from supportlens.domain.contacts.definitions import TERMS
from supportlens.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from supportlens.i18n import Words

PROGRAM = "supportlens"
STANDARD_OUTPUT = "-"
"""What stands for the standard output in place of a file's name."""


class UnusableCall(Exception):  # noqa: N818 - the name describes it
    """A command line that cannot be parsed; its text is the sentence for the reader."""


ANALYZE = ("analyze", "analyse")
"""The command that analyses, in both spellings."""


def find_language(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to use before the call is parsed: from ``--lang`` or the locale."""
    for at, word in enumerate(argv):
        code = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(argv):
            code = argv[at + 1]
        if code in LANGUAGES:
            return code
    # POSIX: the first non-empty variable decides.
    named = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return next((language for language in LANGUAGES if named.lower().startswith(language)), LANGUAGES[0])


def parse_call(argv: Sequence[str], words: Words) -> argparse.Namespace:
    """Parse the call; raises `UnusableCall` if that fails, SystemExit after help."""
    parser = _parser(words)
    call = parser.parse_args(list(argv))
    if call.command in ANALYZE and not call.paths and call.project is None:
        parser.error(f"the following arguments are required: {words.say('FILE_OR_FOLDER')}")
    return call


def _parser(words: Words) -> _Parser:
    parser = _Parser(PROGRAM, words.say("Finds out why customers call, from a help-desk export."), words)
    parser.options.add_argument(
        "--version",
        action="version",
        version=f"SupportLens {__version__}",
        help=words.say("show the version"),
    )
    commands = parser.add_subparsers(
        dest="command", metavar=words.say("COMMAND"), title=words.say("commands")
    )
    commands.required = True
    about = words.say("analyse tickets, print the verdict and write the files you ask for")
    _add_analyze_arguments(
        commands.add_parser(ANALYZE[0], aliases=list(ANALYZE[1:]), help=about, summary=about, words=words),
        words,
    )
    _add_project_commands(commands, words)
    about = words.say("analyse the sample log and write supportlens-demo.xlsx here")
    _add_language(commands.add_parser("demo", help=about, summary=about, words=words), words)
    return parser


def _add_project_commands(commands: argparse._SubParsersAction[_Parser], words: Words) -> None:
    """Add the commands about a project file."""
    say = words.say
    about = say("show, check or copy a project, list its files or take one out")
    parser = commands.add_parser("project", help=about, summary=about, words=words)
    actions = parser.add_subparsers(dest="action", metavar=say("COMMAND"), title=say("commands"))
    actions.required = True
    for name, summary in (
        ("info", say("show what a project holds")),
        ("check", say("check that nothing in a project is damaged")),
        ("export", say("copy a project to another file")),
        ("files", say("list the files of a project")),
        ("history", say("show the files, verdicts and corrections of a project")),
        ("recover", say("copy the last good copy of a damaged project to another file")),
        ("remove-file", say("take files out of a project and analyse the others again")),
        ("moments", say("list the moments of truth that were institutionalised, and write them to files")),
        ("institutionalise", say("institutionalise a cause or a moment of truth")),
    ):
        added = actions.add_parser(name, help=summary, summary=summary, words=words)
        added.arguments.add_argument("project", metavar="P.supportlens", type=Path, help=say("the project"))
        if name in ("export", "recover"):
            added.arguments.add_argument("target", metavar=say("FILE"), type=Path, help=say("the copy"))
        if name == "remove-file":
            added.arguments.add_argument(
                "files", metavar=say("FILE"), nargs="+", help=say("names or paths of files of the project")
            )
        add_moment_options(name, added.arguments, added.options, words)
        if name == "moments":
            _add_masking(added, words)
        added.options.add_argument("--json", action="store_true", help=say("print the result as JSON"))
        _add_language(added, words)


def _add_masking(parser: _Parser, words: Words) -> None:
    say, option = words.say, parser.options.add_argument
    option(
        "--mask",
        dest="mask",
        action="store_true",
        default=True,
        help=say("mask personal data in the output (default)"),
    )
    option("--no-mask", dest="mask", action="store_false", help=say("leave personal data unmasked"))


def _add_analyze_arguments(parser: _Parser, words: Words) -> None:
    say, option = words.say, parser.options.add_argument
    parser.arguments.add_argument(
        "paths",
        metavar=say("FILE_OR_FOLDER"),
        nargs="*",
        type=Path,
        help=say("help-desk exports, or folders that contain them; none to show the verdict of the project"),
    )
    option(
        "--changes", metavar=say("FILE"), type=Path, help=say("change calendar: one date and name per row")
    )
    option("--model", metavar=say("FOLDER"), type=Path, help=say("another language model for this analysis"))
    option(
        "--customers",
        metavar=say("FILE"),
        type=Path,
        help=say("customers file: one customer and segment per row"),
    )
    option(
        "--country",
        metavar="XX",
        help=say("two-letter country code (MX, CO, ES); its public holidays count as non-working days"),
    )
    option(
        "--define",
        metavar=say("TERM=MEANING"),
        action="append",
        default=[],
        help=say(
            "definition of a type of moment on which the sources disagree ({choices}); may be repeated",
            choices="; ".join(
                f"{term.id}={'|'.join(choice.id for choice in term.choices)}" for term in TERMS
            ),
        ),
    )
    option(
        "--rules",
        metavar=say("FILE"),
        type=Path,
        help=say("your own rules for coding contacts, written as those in resources/playbook/codes"),
    )
    option(
        "--floor",
        metavar=say("WEEKLY,PEOPLE,HOURS"),
        help=say(
            "from how many tickets a week, people and handling hours a month a cause is taught ({usual})",
            usual="1.5,4,1",
        ),
    )
    option(
        "--count-apart",
        metavar=say("KIND"),
        action="append",
        default=[],
        help=say(
            "count these as requests all the same: a kind ({kinds}) or an id from the JSON; may be repeated",
            kinds=", ".join(kind.value for kind in ApartKind),
        ),
    )
    _add_language(parser, words)
    _add_output_options(parser, words)


def _add_output_options(parser: _Parser, words: Words) -> None:
    """Add the options for what is written, and how."""
    say, option = words.say, parser.options.add_argument
    option("--report", metavar="OUT.xlsx", type=Path, help=say("write the Excel workbook"))
    option(
        "--json",
        metavar="OUT.json|-",
        help=say("write all findings as JSON; - prints them and nothing else"),
    )
    option("--tickets", metavar="OUT.csv", type=Path, help=say("write one row per ticket as CSV"))
    option(
        "--materials",
        metavar=say("FOLDER"),
        type=Path,
        help=say("write the documents of the plan as web pages, ready to send"),
    )
    option(
        "--project",
        metavar="P.supportlens",
        type=Path,
        help=say("add the files to this project, which keeps all tickets; it contains unmasked texts"),
    )
    _add_masking(parser, words)
    option("--quiet", action="store_true", help=say("print errors only"))


def _add_language(parser: _Parser, words: Words) -> None:
    parser.options.add_argument(
        "--lang",
        choices=LANGUAGES,
        help=words.say("language of the output (default: the system's)"),
    )


class _Parser(argparse.ArgumentParser):
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
