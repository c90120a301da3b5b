"""From symptoms to root causes: where, since when, after what and of which kind."""

from supportlens.causes.attributing import attribute
from supportlens.causes.judging import judge

__all__ = ["attribute", "judge"]
