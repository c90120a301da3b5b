"""Options that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n import LANGUAGES

if TYPE_CHECKING:
    from supportlens.cli.parsers import CommandParser
    from supportlens.i18n import Words


def add_masking(parser: CommandParser, words: Words) -> None:
    """Add whether personal data is masked."""
    say, option = words.say, parser.options.add_argument
    option(
        "--mask",
        dest="mask",
        action="store_true",
        default=True,
        help=say("mask personal data in the output (default)"),
    )
    option("--no-mask", dest="mask", action="store_false", help=say("leave personal data unmasked"))


def add_language(parser: CommandParser, words: Words) -> None:
    """Add the language of the output."""
    parser.options.add_argument(
        "--lang",
        choices=LANGUAGES,
        help=words.say("language of the output (default: the system's)"),
    )
