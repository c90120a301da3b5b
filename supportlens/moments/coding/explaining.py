"""Says on what words of a contact a code stands, or which example it reads like."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.domain.contacts.rules import Evidence
from supportlens.moments.coding.phrase_scores import split_words
from supportlens.moments.sentences import split_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain.contacts.rules import CodeRule


def explain_code(rule: CodeRule, text: str, examples: Sequence[str] = ()) -> str:
    """Return the words of a text that a rule matched, folded; "" if it examines no words.

    For a rule of likeness it is the example nearest to a sentence of the text.
    """
    if rule.evidence is Evidence.EXAMPLES:
        return _find_nearest(split_text(text), rule.examples or examples)
    if rule.evidence is not Evidence.WORDS:
        return ""
    wanted = re.compile("|".join(rule.patterns))
    forbidden = re.compile("|".join(rule.unless)) if rule.unless else None
    for sentence in split_text(text):
        found = wanted.search(sentence)
        if found and not (forbidden and forbidden.search(sentence)):
            return found.group(0).strip()
    return ""


def _find_nearest(sentences: Sequence[str], examples: Sequence[str]) -> str:
    """Return the example that shares most words with one of some sentences, rare words before common ones."""
    held = [frozenset(split_words([fold(example)])) for example in examples]
    holders: dict[str, int] = {}
    for words in held:
        for word in words:
            holders[word] = holders.get(word, 0) + 1

    def weigh(words: frozenset[str]) -> float:
        return sum(math.log(1 + len(held) / holders.get(word, 1)) for word in words)

    spoken = [frozenset(split_words([sentence])) for sentence in sentences]
    shares = [
        max((weigh(words & said) / weigh(words | said) for said in spoken), default=0.0) for words in held
    ]
    return examples[max(range(len(shares)), key=shares.__getitem__)] if shares else ""
