"""The values of high priority in logs."""

from __future__ import annotations

import re

from supportlens.domain.tickets.folding import fold

_URGENT = re.compile(
    r"(?<!\w)(?<!no )(?:high|highest|urgent|urgente|critical|critica|critico|alta|alto|maxima|immediate"
    r"|inmediata|blocker|bloqueante|emergency|emergencia|major|severe|p[01]|s[01]|sev ?[01])(?!\w)"
)
"""Values of high priority, folded; plain numbers are ambiguous: 1 is the highest in some logs."""


def is_urgent(priority: str) -> bool:
    """Return whether a priority, as written in a log, is a high one."""
    return _URGENT.search(fold(priority)) is not None
