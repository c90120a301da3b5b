"""What a person had said and corrected at one moment, without the tickets that it was about."""

from __future__ import annotations

from dataclasses import dataclass

from supportlens.domain.contacts.corrections import CodeCorrection
from supportlens.domain.projects.amendments import Amendment
from supportlens.domain.projects.statements import CauseStatement


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """Corrections, statements and choices of a study, which a study of more tickets can have as well."""

    corrections: tuple[Amendment, ...] = ()
    statements: tuple[CauseStatement, ...] = ()
    code_corrections: tuple[CodeCorrection, ...] = ()
    counted: tuple[str, ...] = ()
    """The ids and kinds of groups that are nobody's request and count all the same."""
    level: int = 0
    """The number of symptoms, 0 for the automatic number."""
