"""Records what was done about a cause, and the calls of a pilot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.statements.answering import plan_again
from supportlens.app.statements.successors import lasting_identity
from supportlens.domain import ActionSource, TakenAction

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Pilot, Study, TakenKind


def make_action(
    study: Study, cause_id: str, kind: TakenKind, name: str, start: date, owner: str = ""
) -> TakenAction:
    """Return an action about a cause that stays with this cause in later studies."""
    cause = study.cause(cause_id)
    return TakenAction(
        kind,
        name,
        start,
        owner=owner,
        known_as=lasting_identity(study, cause_id),
        symptoms=cause.symptoms if cause else (),
        source=ActionSource.PERSON,
    )


def take_action(study: Study, action: TakenAction, before: TakenAction | None = None) -> Study:
    """Return the study with an action, in place of the one `before`, measured; its plan follows."""
    others = tuple(one for one in study.taken if one not in (action, before))
    taken = tuple(sorted((*others, action), key=lambda one: (one.start, one.name, repr(one))))
    return plan_again(replace(study, taken=taken), study.playbook.plan_rules)


def keep_pilot(study: Study, pilot: Pilot) -> Study:
    """Return the study with a pilot as it is now."""
    others = tuple(one for one in study.pilots if one.id != pilot.id)
    return replace(study, pilots=tuple(sorted((*others, pilot), key=lambda one: one.id)))
