"""The options of who does the work: this process, others beside it, or those of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.cli.parsers import UnusableCall
from supportlens.domain import WorkersRequest

if TYPE_CHECKING:
    import argparse

    from supportlens.cli.parsers import CommandParser
    from supportlens.i18n import Words


def add_worker_options(parser: CommandParser, words: Words) -> None:
    """Add the options."""
    say, option = words.say, parser.options.add_argument
    option(
        "--workers",
        metavar=say("NUMBER"),
        type=int,
        help=say("work with this many processes on this machine (needs the extra cluster)"),
    )
    option(
        "--cluster",
        metavar="tcp://HOST:8786",
        help=say("work with the workers of this Dask scheduler, which see the same files"),
    )


def read_workers(call: argparse.Namespace, words: Words) -> WorkersRequest:
    """Return who shall do the work; raises `UnusableCall` for less than one process, or for both options."""
    count, scheduler = call.workers, call.cluster
    if count is not None and scheduler is not None:
        raise UnusableCall(words.say("Use either --workers or --cluster, not both."))
    if count is not None and count < 1:
        raise UnusableCall(words.say("--workers needs a number of processes, such as 4."))
    return WorkersRequest(count or 1, scheduler or "", is_asked=count is not None)
