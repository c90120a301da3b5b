"""From points to symptoms: groups tickets that say the same and gives each group a name."""

from supportlens.symptoms.continuing import continue_known, with_representatives
from supportlens.symptoms.explaining import explain_groups, tying_spans
from supportlens.symptoms.grouping import group
from supportlens.symptoms.identities import corrected, identified
from supportlens.symptoms.leaves import find_leaves
from supportlens.symptoms.listed import without_people
from supportlens.symptoms.naming import name_apart
from supportlens.symptoms.remembering import remembered
from supportlens.symptoms.trends import compared

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
