"""Runs each measurement in a process of its own, so that its peak memory is that of the run alone.

The process that asks imports no pandas: a child's peak counts from its parent's.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import Failed, process

Facts = dict[str, Any]
_CHILD = "tests.benchmarks.symptoms.one_run"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True)
class Request:
    """What to do, on which data; `seed` is added to the program's own, 0 `threads` means no limit."""

    what: str
    data: str = ""
    folder: str = ""
    seed: int = 0
    files: list[list[str]] = field(default_factory=list)
    threads: int = 0


def ask(request: Request, settings: dict[str, str] | None = None) -> Facts:
    """Run a request in a process; return its result, with its peak in MiB as ``peak``.

    A failed process returns only ``failed``: the others are still worth measuring.
    """
    print(f"... {request.what} {request.data} {request.seed or ''}".rstrip(), file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = ["-m", _CHILD, json.dumps(asdict(request)), str(answer)]
        limits = dict.fromkeys(_THREADS, str(request.threads)) if request.threads else {}
        try:
            _, peak = process(command, settings={**limits, **(settings or {})})
        except Failed as failed:
            return {"failed": str(failed)}
        found: Facts = json.loads(answer.read_text(encoding="utf-8"))
    return {**found, "peak": peak}
