"""Names the symptoms whose tickets share only a language."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Name
from supportlens.i18n import LANGUAGES, words_for
from supportlens.i18n.symptoms import only_language_name

if TYPE_CHECKING:
    from supportlens.domain import Grouping


def name_languages(grouping: Grouping) -> Grouping:
    """Return the grouping with the symptoms that share only a language named after it."""
    used: Counter[str] = Counter()
    named = []
    for symptom in grouping.symptoms:
        if symptom.language:
            used[symptom.language] += 1
            names = {
                code: only_language_name(symptom.language, used[symptom.language], words_for(code))
                for code in LANGUAGES
            }
            named.append(replace(symptom, name=Name(names)))
        else:
            named.append(symptom)
    return replace(grouping, symptoms=tuple(named))
