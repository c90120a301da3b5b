"""The arguments of the commands about standing moments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from supportlens.i18n import Words


def add_moment_options(action: str, arguments: _ArgumentGroup, options: _ArgumentGroup, words: Words) -> None:
    """Add what the commands `moments` and `institutionalise` take; nothing to any other command."""
    say, option = words.say, options.add_argument
    if action == "moments":
        option("--export", metavar=say("FILE"), type=Path, help=say("write their sheets as CSV"))
        option(
            "--logbook",
            metavar=say("FILE"),
            type=Path,
            help=say("write every contact in which a moment of truth occurred as CSV"),
        )
    if action == "institutionalise":
        about = say("the id of a cause (C1, C2 and so on, as in the workbook) or of a moment")
        arguments.add_argument("about", metavar=say("CAUSE"), help=about)
        option("--owner", metavar=say("NAME"), help=say("the person or role that is responsible"))
        option("--target", metavar="N", type=float, help=say("the target: at most N tickets a week"))
        option("--monthly", action="store_true", help=say("the target is for a month, not a week"))
        option("--review", metavar=say("DATE"), help=say("when it is reviewed, such as 2026-12-01"))
        option("--who", metavar=say("NAME"), default="", help=say("who decides it"))
