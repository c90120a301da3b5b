"""The conditions that make the exit code 1."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from supportlens.cli.parsers import UnusableCall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Study
    from supportlens.i18n import Words


def read_conditions(written: Sequence[str], words: Words) -> tuple[str, ...]:
    """Return the conditions; raises `UnusableCall` for one that cannot be read."""
    if not written:
        return ()
    from supportlens.app.queries.conditions import read_condition  # noqa: PLC0415 - help must not wait for pandas

    for text in written:
        if read_condition(text) is None:
            raise UnusableCall(
                words.say(
                    "{condition} is not a condition. Write for example share>0.30, tickets>=100 or new.",
                    condition=words.quoted(text),
                )
            )
    return tuple(written)


def report_met(study: Study, written: Sequence[str], words: Words) -> bool:
    """Return whether a condition holds, and print those that do."""
    from supportlens.app.queries.conditions import read_condition  # noqa: PLC0415 - as above

    met = [one for text in written if (one := read_condition(text)) and one.holds(study)]
    for condition in met:
        figure = words.number(condition.measure(study), 2)
        line = words.say(
            "The condition {condition} holds: {figure}.", condition=condition.text, figure=figure
        )
        print(f"supportlens: {line}", file=sys.stderr)
    return bool(met)
