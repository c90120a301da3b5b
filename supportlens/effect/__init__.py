"""What came of actions: the change of a cause beyond what would have happened."""

from supportlens.effect.detecting import find_detectable_falls
from supportlens.effect.measuring import LogOfCauses, measure_actions
from supportlens.effect.phasing import combine_phases

__all__ = ["LogOfCauses", "combine_phases", "find_detectable_falls", "measure_actions"]
