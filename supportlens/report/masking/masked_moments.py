"""Masks standing moments: texts from tickets, and the names of those who read, changed and own them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import DeskMoments, StandingMoment
    from supportlens.report.masking.masker import Masker


def mask_desk_moments(desk: DeskMoments, masker: Masker) -> DeskMoments:
    """Return the standing moments of a desk with their texts and people masked."""
    return replace(
        desk,
        moments=tuple(_mask_moment(moment, masker) for moment in desk.moments),
        team=tuple(replace(member, name=masker.mask_person(member.name)) for member in desk.team),
        notes=tuple(replace(note, action=masker.mask_text(note.action)) for note in desk.notes),
    )


def _mask_moment(moment: StandingMoment, masker: Masker) -> StandingMoment:
    """Mask a moment but for its owner: a sheet must say who is responsible, and the team wrote it there."""
    return replace(
        moment,
        sheet={
            part: replace(text, text=text.text.map(masker.mask_text)) for part, text in moment.sheet.items()
        },
        questions=tuple(
            replace(one, question=masker.mask_text(one.question), answer=masker.mask_text(one.answer))
            for one in moment.questions
        ),
        life=tuple(
            replace(step, who=masker.mask_person(step.who) if step.who else "") for step in moment.life
        ),
        readers=tuple(replace(reader, name=masker.mask_person(reader.name)) for reader in moment.readers),
    )
