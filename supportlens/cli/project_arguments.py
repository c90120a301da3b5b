"""The arguments of the commands about a project file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.cli.moment_arguments import add_moment_options
from supportlens.cli.shared_options import add_language, add_masking

if TYPE_CHECKING:
    import argparse

    from supportlens.cli.parsers import CommandParser
    from supportlens.i18n import Words


def add_project_commands(commands: argparse._SubParsersAction[CommandParser], words: Words) -> None:
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
        ("search", say("find the tickets of a project that contain words")),
        ("recover", say("copy the last good copy of a damaged project to another file")),
        ("save-recipe", say("save the settings and corrections of a project as a recipe")),
        ("apply-recipe", say("apply the settings and corrections of a recipe to a project")),
        ("remove-file", say("take files out of a project and analyse the others again")),
        ("moments", say("list the moments of truth that were institutionalised, and write them to files")),
        ("institutionalise", say("institutionalise a cause or a moment of truth")),
        ("read-back", say("take over what was changed in the plan and moments of a workbook")),
    ):
        added = actions.add_parser(name, help=summary, summary=summary, words=words)
        added.arguments.add_argument("project", metavar="P.supportlens", type=Path, help=say("the project"))
        if name in ("export", "recover"):
            added.arguments.add_argument("target", metavar=say("FILE"), type=Path, help=say("the copy"))
        if name in ("save-recipe", "apply-recipe"):
            added.arguments.add_argument(
                "target", metavar=say("FILE"), type=Path, help=say("the recipe (JSON)")
            )
        if name == "remove-file":
            added.arguments.add_argument(
                "files", metavar=say("FILE"), nargs="+", help=say("names or paths of files of the project")
            )
        add_moment_options(name, added.arguments, added.options, words)
        if name == "read-back":
            added.arguments.add_argument(
                "workbook", metavar="REPORT.xlsx", type=Path, help=say("the workbook that came back")
            )
            added.options.add_argument("--preview", action="store_true", help=say("show it and save nothing"))
            added.options.add_argument(
                "--overwrite", action="store_true", help=say("the workbook counts where both were changed")
            )
        if name == "search":
            added.arguments.add_argument(
                "text",
                metavar=say("TEXT"),
                help=say("the beginnings of words; case and accents do not matter"),
            )
            added.options.add_argument(
                "--most", metavar=say("NUMBER"), type=int, default=50, help=say("how many to show (50)")
            )
        if name in ("moments", "search"):
            add_masking(added, words)
        added.options.add_argument("--json", action="store_true", help=say("print the result as JSON"))
        add_language(added, words)
