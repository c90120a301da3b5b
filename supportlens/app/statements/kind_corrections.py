"""Keeps the kinds that people chose for causes; the weights of signals are learnt from them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supportlens.app.statements.answering import chosen_kinds
from supportlens.app.statements.successors import lasting_identity, with_program_name
from supportlens.domain import Correction, Kind, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import LearntWeight, Playbook, Study

MAX_CORRECTIONS = 1000
"""Corrections that are kept, the oldest dropped first. Judgement: years of work; with fewer, weights would
forget."""


class CorrectionMemory:
    """Corrections of kinds by cause, in one small JSON file."""

    def __init__(self, path: Path) -> None:
        """Keep them at `path`; entries that cannot be read are skipped."""
        self._path = path

    def all(self) -> tuple[Correction, ...]:
        """Return every correction, oldest first."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        entries = found if isinstance(found, list) else []
        read = (_read_correction(entry) for entry in entries if isinstance(entry, dict))
        return tuple(each for each in read if each is not None)

    def keep(self, correction: Correction) -> None:
        """Add a correction; it replaces an earlier one about the same cause."""
        self._write([*self._others(correction.cause), correction])

    def forget(self, cause: str) -> None:
        """Delete the correction of a cause."""
        self._write(self._others(cause))

    def _others(self, cause: str) -> list[Correction]:
        return [each for each in self.all() if each.cause != cause]

    def _write(self, corrections: list[Correction]) -> None:
        """Write them; if the folder cannot be written they are not kept, without an error."""
        from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

        entries = [
            {"cause": c.cause, "told": c.told, "corrected": c.corrected, "signals": c.signals}
            for c in corrections[-MAX_CORRECTIONS:]
        ]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replace_file(self._path) as stream:
                stream.write(json.dumps(entries, ensure_ascii=False, indent=1).encode())
        except (OSError, OutputError):
            return


def make_correction(study: Study, cause_id: str) -> Correction | None:
    """Return the correction of the kind that the signals suggest, None if nobody chose a kind."""
    from supportlens import causes  # noqa: PLC0415 - slow: needs pandas

    cause = study.cause(cause_id)
    if cause is None or cause.inferred_kind is None:
        return None
    return causes.record_correction(with_program_name(study, cause.unanswered or cause), cause.kind)


def remember_kinds(before: Study, after: Study, kept: CorrectionMemory) -> Study:
    """Store the kinds chosen since `before`, drop those withdrawn; return `after` with learnt weights.

    If no choice differs the file is not touched.
    """
    old, new = chosen_kinds(before), chosen_kinds(after)
    if old == new:
        return replace(after, learnt=before.learnt)
    for cause_id in sorted(old.keys() - new.keys()):
        kept.forget(lasting_identity(before, cause_id))
    for cause_id in sorted(new):
        correction = make_correction(after, cause_id) if old.get(cause_id) != new[cause_id] else None
        if correction is not None:
            kept.keep(correction)
    from supportlens.resources import load_playbook  # noqa: PLC0415 - as above

    return replace(after, learnt=learn_weights(load_playbook(), kept.all()))


def learn_weights(playbook: Playbook, corrections: Iterable[Correction]) -> tuple[LearntWeight, ...]:
    """Return the weights changed by corrections, with their original values."""
    from supportlens import causes  # noqa: PLC0415 - as above

    return causes.learn_weights(playbook.signals, corrections)


def apply_learnt_weights(playbook: Playbook, learnt: Iterable[LearntWeight]) -> Playbook:
    """Return the playbook with the weights that were learnt."""
    from supportlens import causes  # noqa: PLC0415 - as above

    return replace(playbook, signals=causes.apply_weights(playbook.signals, learnt))


def _read_correction(entry: dict[str, Any]) -> Correction | None:
    cause, signals = entry.get("cause"), entry.get("signals")
    kinds = set(Kind)
    inferred, corrected = entry.get("told"), entry.get("corrected")
    if not isinstance(cause, str) or not isinstance(signals, list) or not {inferred, corrected} <= kinds:
        return None
    return Correction(cause, Kind(str(inferred)), Kind(str(corrected)), tuple(map(str, signals)))
