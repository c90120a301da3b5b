"""Codes every contact: by its words, its columns, what the log shows, and what follows from its codes."""

from supportlens.moments.coding.coding_contacts import code_contacts
from supportlens.moments.coding.concluding import DEFAULT_RULES
from supportlens.moments.coding.explaining import explain_code

__all__ = ["DEFAULT_RULES", "code_contacts", "explain_code"]
