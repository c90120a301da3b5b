"""The sample logs as DataFrames, for trying the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app import read_table
from supportlens.i18n import LANGUAGES
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def load_sample(language: str = "en") -> tuple[pd.DataFrame, Path]:
    """Return the sample log of a language as a DataFrame, and the path of its change calendar.

    It has 1 000 invented tickets, of which 400 come from one change. Raises `ValueError` for another language
    than Spanish (``es``) and English (``en``).
    """
    if language not in LANGUAGES:
        raise ValueError(f"the languages are {', '.join(LANGUAGES)}, not {language!r}")
    log, changes = sample_paths(language)
    return read_table(log), changes
