"""From vectors to symptoms: groups similar tickets and names the groups."""

from supportlens.symptoms.grouping import group
from supportlens.symptoms.memory.continuing import append_representatives, continue_known
from supportlens.symptoms.memory.identities import apply_corrections, assign_ids
from supportlens.symptoms.memory.known_symptoms import remember_symptoms
from supportlens.symptoms.memory.regrouping import can_split, merge_known
from supportlens.symptoms.memory.trends import find_trends
from supportlens.symptoms.naming.explaining import explain_groups, find_word_spans
from supportlens.symptoms.naming.listed_names import learn_listed_names
from supportlens.symptoms.naming.subset_names import find_shared_phrase, name_subset
from supportlens.symptoms.tree.leaves import find_leaves

__all__ = [
    "append_representatives",
    "apply_corrections",
    "assign_ids",
    "can_split",
    "continue_known",
    "explain_groups",
    "find_leaves",
    "find_shared_phrase",
    "find_trends",
    "find_word_spans",
    "group",
    "learn_listed_names",
    "merge_known",
    "name_subset",
    "remember_symptoms",
]
