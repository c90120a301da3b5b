"""Names of how far an action is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ActionStatus

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def status_name(status: ActionStatus, words: Words) -> str:
    """Return the name of a status."""
    return {
        ActionStatus.OPEN: words.say("To do"),
        ActionStatus.RUNNING: words.say("Under way"),
        ActionStatus.DONE: words.say("Done"),
        ActionStatus.DROPPED: words.say("Dropped"),
    }[status]
