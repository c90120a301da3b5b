"""From points to symptoms: groups tickets that say the same and gives each group a name."""

from supportlens.symptoms.grouping import group
from supportlens.symptoms.memory.continuing import continue_known, with_representatives
from supportlens.symptoms.memory.identities import corrected, identified
from supportlens.symptoms.memory.known_symptoms import remembered
from supportlens.symptoms.memory.trends import compared
from supportlens.symptoms.naming.explaining import explain_groups, tying_spans
from supportlens.symptoms.naming.group_names import name_apart
from supportlens.symptoms.naming.listed_names import without_people
from supportlens.symptoms.tree.leaves import find_leaves

__all__ = [
    "compared",
    "continue_known",
    "corrected",
    "explain_groups",
    "find_leaves",
    "group",
    "identified",
    "name_apart",
    "remembered",
    "tying_spans",
    "with_representatives",
    "without_people",
]
