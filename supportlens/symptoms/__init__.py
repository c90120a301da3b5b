"""From points to symptoms: groups tickets that say the same and gives each group a name."""

from supportlens.symptoms.explaining import explain_groups, tying_spans
from supportlens.symptoms.grouping import group
from supportlens.symptoms.leaves import find_leaves
from supportlens.symptoms.listed import without_people
from supportlens.symptoms.naming import name_apart

__all__ = ["explain_groups", "find_leaves", "group", "name_apart", "tying_spans", "without_people"]
