"""The arguments of the command line, explained in the reader's language."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.cli.parsers import CommandParser
from supportlens.cli.project_arguments import add_project_commands
from supportlens.cli.shared_options import add_language, add_masking
from supportlens.cli.worker_options import add_worker_options
from supportlens.domain import ApartKind
from supportlens.domain.contacts.definitions import TERMS
from supportlens.domain.findings.condition_figures import ConditionFigure
from supportlens.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supportlens.i18n import Words

PROGRAM = "supportlens"
STANDARD_OUTPUT = "-"
"""What stands for the standard output in place of a file's name."""


ANALYZE = ("analyze", "analyse")
"""The command that analyses, in both spellings."""
WATCH, COMPLETION = "watch", "completion"
SHELLS = ("bash", "zsh")
KEEP_TEXTS, NO_TEXTS = "keep", "none"
"""What a project does with the texts of its tickets."""


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
    parser = build_parser(words)
    call = parser.parse_args(list(argv))
    if call.command in ANALYZE and not (call.paths or call.customers) and call.project is None:
        parser.error(f"the following arguments are required: {words.say('FILE_OR_FOLDER')}")
    return call


def build_parser(words: Words) -> CommandParser:
    """Return the parser of the command line, explained in the reader's language."""
    parser = CommandParser(
        PROGRAM, words.say("Finds out why customers call, from a help-desk export."), words
    )
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
    add_project_commands(commands, words)
    _add_watch(commands, words)
    about = words.say("print the script that lets a shell complete commands and options")
    shells = commands.add_parser(COMPLETION, help=about, summary=about, words=words)
    shells.arguments.add_argument("shell", choices=SHELLS, help=words.say("the shell"))
    add_language(shells, words)
    about = words.say("analyse the sample log and write supportlens-demo.xlsx here")
    add_language(commands.add_parser("demo", help=about, summary=about, words=words), words)
    return parser


def _add_watch(commands: argparse._SubParsersAction[CommandParser], words: Words) -> None:
    """Add the command that keeps a project up to date with a folder."""
    say = words.say
    about = say("add every new file of a folder to a project, and write a report")
    parser = commands.add_parser(WATCH, help=about, summary=about, words=words)
    parser.arguments.add_argument(
        "folder", metavar=say("FOLDER"), type=Path, help=say("the folder into which exports are put")
    )
    option = parser.options.add_argument
    option("--project", metavar="P.supportlens", type=Path, required=True, help=say("the project"))
    option(
        "--report-dir", metavar=say("FOLDER"), type=Path, required=True, help=say("where the workbooks go")
    )
    option("--country", metavar="XX", help=say("two-letter country code for public holidays"))
    option("--once", action="store_true", help=say("deal with what is there and end"))
    option("--json", action="store_true", help=say("print each event as a line of JSON"))
    add_masking(parser, words)
    option("--settle", type=float, default=None, help=argparse.SUPPRESS)
    add_language(parser, words)


def _add_analyze_arguments(parser: CommandParser, words: Words) -> None:
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
        action="append",
        default=[],
        help=say("customers, services or sales, or invoices, recognised by their columns; may be repeated"),
    )
    option(
        "--actions",
        metavar=say("FILE"),
        type=Path,
        help=say("what was done about a cause: one action, date and cause or application per row"),
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
        "--care",
        metavar=say("NAME=VALUE"),
        action="append",
        default=[],
        help=say(
            "what is due to customers: {choices}; may be repeated",
            choices="birthdays=yes|no; window=365; amount=15",
        ),
    )
    option(
        "--recipe",
        metavar=say("FILE"),
        type=Path,
        help=say("apply the settings and corrections of this recipe (see project save-recipe)"),
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
    add_worker_options(parser, words)
    add_language(parser, words)
    _add_output_options(parser, words)


def _add_output_options(parser: CommandParser, words: Words) -> None:
    """Add the options for what is written, and how."""
    say, option = words.say, parser.options.add_argument
    option(
        "--report",
        metavar="OUT.xlsx|.pdf|.png|.html|.csv|.json",
        type=Path,
        help=say("write the report: the Excel workbook, its summary (.pdf, .png), a web page, or the tables"),
    )
    option("--letters", metavar="OUT.pdf", type=Path, help=say("write a page for everybody who must act"))
    option("--agenda", metavar="OUT.ics", type=Path, help=say("write the agenda of customers as a calendar"))
    option("--look", metavar=say("FILE"), type=Path, help=say("logo, colours and footer of your company"))
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
        help=say("write the documents of the plan as web pages and for Word, ready to send"),
    )
    option(
        "--project",
        metavar="P.supportlens",
        type=Path,
        help=say("add the files to this project, which keeps all tickets; it contains unmasked texts"),
    )
    option(
        "--texts",
        choices=(KEEP_TEXTS, NO_TEXTS),
        help=say("whether the project keeps the texts of its tickets, or ids, counts and hashes only (none)"),
    )
    add_masking(parser, words)
    option("--quiet", action="store_true", help=say("print errors only"))
    option(
        "--fail-if",
        metavar=say("CONDITION"),
        action="append",
        default=[],
        help=say(
            "end with exit code 1 if this holds, such as share>0.30 or new ({names}); may be repeated",
            names=", ".join(ConditionFigure),
        ),
    )
