"""The sample logs that come with the program, one for each language that has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.resources.locating import sample_log
from supportlens.resources.words import languages

if TYPE_CHECKING:
    from pathlib import Path


def sample_paths(language: str) -> tuple[Path, ...]:
    """Return the sample log in a language with its change calendar.

    A language without its own log gets that of the first language with one; () if there is none.
    """
    for row in sorted(languages(), key=lambda row: row.code != language):
        if row.samples and sample_log(row.samples[0]).exists():
            return tuple(sample_log(name) for name in row.samples)
    return ()
