"""Reads when a record was made from its id, where the program that made it wrote the second into it."""

from __future__ import annotations

import re

import pandas as pd

_OBJECT_ID = re.compile(r"(?P<second>[0-9a-f]{8})[0-9a-f]{16}", re.IGNORECASE)
"""An id as MongoDB makes it: the second since 1970, then what tells the records of a second apart."""

_FIRST, _LAST = 1_104_537_600, 2_240_524_800
"""Seconds of 2005 and 2041. Judgement: no such ids are older; other codes of 24 digits lie anywhere."""


def read_moments(identifiers: pd.Series) -> pd.Series | None:
    """Return the moments in n ids, None if one of them is no id with a moment."""
    moments = []
    for identifier in identifiers:
        found = _OBJECT_ID.fullmatch(identifier.strip())
        second = int(found["second"], 16) if found else 0
        if not _FIRST <= second <= _LAST:
            return None
        moments.append(second)
    if not moments:
        return None
    return pd.Series(pd.to_datetime(moments, unit="s"), index=identifiers.index, dtype="datetime64[ns]")
