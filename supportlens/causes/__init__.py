"""From symptoms to root causes: where, since when, after what and of which kind."""

from supportlens.causes.attributing import attribute
from supportlens.causes.judging import judge
from supportlens.causes.segments import with_segments
from supportlens.causes.spellings import join_spellings

__all__ = ["attribute", "join_spellings", "judge", "with_segments"]
