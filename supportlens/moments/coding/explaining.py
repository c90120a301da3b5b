"""Says on what words of a contact a code stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain.contacts.rules import Evidence
from supportlens.moments.sentences import split_text

if TYPE_CHECKING:
    from supportlens.domain.contacts.rules import CodeRule


def explain_code(rule: CodeRule, text: str) -> str:
    """Return the words of a text that a rule matched, folded, "" if it does not examine words."""
    if rule.evidence is not Evidence.WORDS:
        return ""
    wanted = re.compile("|".join(rule.patterns))
    forbidden = re.compile("|".join(rule.unless)) if rule.unless else None
    for sentence in split_text(text):
        found = wanted.search(sentence)
        if found and not (forbidden and forbidden.search(sentence)):
            return found.group(0).strip()
    return ""
