"""What came of actions: the change of a cause beyond what would have happened."""

from supportlens.effect.measuring import LogOfCauses, find_detectable_falls, measure_actions

__all__ = ["LogOfCauses", "find_detectable_falls", "measure_actions"]
