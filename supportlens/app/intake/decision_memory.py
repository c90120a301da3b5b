"""Remembers the decisions about a file for the next one with the same headers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from supportlens.domain import Decisions, Field, OutputError

if TYPE_CHECKING:
    from pathlib import Path

MAX_REMEMBERED = 200
"""Headers that are remembered, the oldest dropped first. Judgement: more formats than a help desk exports;
the file stays small enough to be read at every import."""
_FIELDS = frozenset(field.value for field in Field)
_ORDERS = frozenset({"day-first", "month-first"})


class DecisionMemory:
    """Decisions by the signature of the headers, in one small JSON file."""

    def __init__(self, path: Path) -> None:
        """Keep them at `path`; entries that cannot be read are skipped."""
        self._path = path

    def recall(self, signature: str) -> Decisions | None:
        """Return the decisions about files with these headers, None if there are none."""
        kept = self._read().get(signature)
        return _read_decisions(kept) if isinstance(kept, dict) else None

    def keep(self, signature: str, decisions: Decisions) -> None:
        """Keep a decision; if the folder cannot be written it is not kept, without an error."""
        from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

        kept = self._read()
        kept.pop(signature, None)
        kept[signature] = asdict(decisions)
        newest = dict(list(kept.items())[-MAX_REMEMBERED:])
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replace_file(self._path) as stream:
                stream.write(json.dumps(newest, ensure_ascii=False, indent=1).encode())
        except (OSError, OutputError):
            return

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _read_decisions(kept: dict[str, Any]) -> Decisions:
    columns, order, encoding, desk = (
        kept.get(name) for name in ("columns", "date_order", "encoding", "desk")
    )
    known = columns.items() if isinstance(columns, dict) else ()
    return Decisions(
        columns={field: header for field, header in known if field in _FIELDS and isinstance(header, str)},
        date_order=order if order in _ORDERS else None,
        encoding=encoding if isinstance(encoding, str) else None,
        desk=tuple(name for name in desk if isinstance(name, str)) if isinstance(desk, list) else None,
    )
