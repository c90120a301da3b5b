"""Words about what happened during a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import MilestoneKind

if TYPE_CHECKING:
    from supportlens.domain import Milestone
    from supportlens.i18n.words import Words


def milestone_kind_name(kind: MilestoneKind, words: Words) -> str:
    """Name a kind of milestone."""
    return {
        MilestoneKind.CHANGE: words.say("A change"),
        MilestoneKind.ACTION: words.say("Action"),
        MilestoneKind.MOMENT: words.say("Moment in force"),
    }[kind]


def milestone_name(milestone: Milestone, words: Words) -> str:
    """Return the name of a milestone: as it was written, in the reader's language if it is a moment's."""
    name = milestone.name if isinstance(milestone.name, str) else words.bare(milestone.name)
    return f"{name} ({milestone.group})" if milestone.group else name
