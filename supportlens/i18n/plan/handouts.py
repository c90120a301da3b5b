"""The documents of an action, ready to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Handout, MaterialKind
from supportlens.i18n.plan.fault_handouts import list_evidence, write_notice, write_workarounds
from supportlens.i18n.plan.teaching_handouts import (
    write_agent_card,
    write_announcement,
    write_check,
    write_guide,
    write_script,
)
from supportlens.i18n.plan.writing import about

if TYPE_CHECKING:
    from supportlens.domain import Study, TrainingAction
    from supportlens.i18n.words import Words


def handout_name(kind: MaterialKind, words: Words) -> str:
    """Return the name of a kind of document."""
    return {
        MaterialKind.GUIDE: words.say("Guide"),
        MaterialKind.ANNOUNCEMENT: words.say("Announcement"),
        MaterialKind.CHECK: words.say("Check"),
        MaterialKind.SCRIPT: words.say("Script"),
        MaterialKind.AGENT_CARD: words.say("Card for the agents"),
        MaterialKind.EVIDENCE: words.say("Evidence"),
        MaterialKind.NOTICE: words.say("Notice to users"),
        MaterialKind.WORKAROUND: words.say("Workarounds"),
    }[kind]


def write_handouts(action: TrainingAction, study: Study, words: Words) -> tuple[Handout, ...]:
    """Return the documents of an action; those without anything to say are left out."""
    found = (write_handout(kind, action, study, words) for kind in action.materials)
    return tuple(handout for handout in found if handout.blocks)


def write_handout(kind: MaterialKind, action: TrainingAction, study: Study, words: Words) -> Handout:
    """Return one document of an action."""
    writers = {
        MaterialKind.GUIDE: write_guide,
        MaterialKind.ANNOUNCEMENT: write_announcement,
        MaterialKind.CHECK: write_check,
        MaterialKind.SCRIPT: write_script,
        MaterialKind.AGENT_CARD: write_agent_card,
        MaterialKind.EVIDENCE: list_evidence,
        MaterialKind.NOTICE: write_notice,
        MaterialKind.WORKAROUND: write_workarounds,
    }
    name = handout_name(kind, words)
    blocks = tuple(writers[kind](action, study, words))
    return Handout(kind, name, _title(kind, action, study, words), blocks)


def _title(kind: MaterialKind, action: TrainingAction, study: Study, words: Words) -> str:
    subject = about(action, study, words)
    return {
        MaterialKind.GUIDE: words.say("{about}: where things are and how to do them", about=subject),
        MaterialKind.ANNOUNCEMENT: words.say("{about}: answers to what you ask most", about=subject),
        MaterialKind.CHECK: words.say("{about}: three questions", about=subject),
        MaterialKind.SCRIPT: words.say("{about}: script", about=subject),
        MaterialKind.AGENT_CARD: words.say("{about}: what to say until it is done", about=subject),
        MaterialKind.EVIDENCE: words.say("{about}: evidence for whoever maintains it", about=subject),
        MaterialKind.NOTICE: words.say("Notice: {about}", about=subject),
        MaterialKind.WORKAROUND: words.say("{about}: what to do meanwhile", about=subject),
    }[kind]
