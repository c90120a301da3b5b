"""How logs write that a ticket is urgent."""

from __future__ import annotations

import re

from supportlens.domain.tickets.folding import fold

_URGENT = re.compile(
    r"(?<!\w)(?<!no )(?:high|highest|urgent|urgente|critical|critica|critico|alta|alto|maxima|immediate"
    r"|inmediata|blocker|bloqueante|emergency|emergencia|major|severe|p[01]|s[01]|sev ?[01])(?!\w)"
)
"""How logs write a high priority, folded; bare figures mean the most in some and the least in others."""


def is_urgent(priority: str) -> bool:
    """Return whether a priority, as a log writes it, is a high one."""
    return _URGENT.search(fold(priority)) is not None
