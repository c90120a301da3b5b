"""How pandas holds texts in a process of the program."""

from __future__ import annotations


def hold_texts_once() -> None:
    """Have pandas hold texts as Python's own strings, as it does where pyarrow is not installed.

    With pyarrow it copies every column of texts into Arrow's memory and back: 88 827 questions took 1 826 MiB
    instead of 1 402 at most, and 74 s instead of 69, for the same document. It is an option of the whole
    process, so the program sets it, and who imports the library keeps theirs.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    pd.set_option("mode.string_storage", "python")
