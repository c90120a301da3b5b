"""How a company codes its contacts: definitions in force, its own rules, and corrections one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.statements.answering import conclude_again
from supportlens.resources import own_coding_rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import CodeCorrection, Definitions, Study


def apply_practice(study: Study, definitions: Definitions, own_rules: Path | None = None) -> Study:
    """Return the study coded by the definitions in force and with a company's own rules.

    What cannot be used of the rules is told in `study.playbook.coding.mistakes`; the rest holds. The codes of
    a project without texts stay as they were told.
    """
    if study.tickets.texts_left_out:
        return study
    rules = own_coding_rules(study.playbook.coding, own_rules) if own_rules else study.playbook.coding
    if definitions == study.playbook.definitions and rules is study.playbook.coding:
        return study
    playbook = replace(study.playbook, definitions=definitions, coding=rules)
    return conclude_again(replace(study, playbook=playbook))


def correct_codes(study: Study, corrections: Iterable[CodeCorrection]) -> Study:
    """Return the study with all these corrections of codes, oldest first; one that is left out is undone."""
    return conclude_again(replace(study, code_corrections=tuple(corrections)))
