"""Translates the names that are known in one language only, where every word is sure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from supportlens.domain import Name, fold
from supportlens.i18n.words import written_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.domain import Cause, Glossary, Grouping, Lexicon, SharedPhrase

BRIDGED = "es", "en"
"""The languages of the bilingual table."""


class NameTranslator:
    """Translates names between the languages of the glossaries."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Make the translators; `lexicon` names the products, which stay as they are."""
        from supportlens.text import LanguageDetector, Translator  # noqa: PLC0415 - needs SciPy

        self._detector = LanguageDetector(lexicon)
        self._translators = {
            languages: Translator(glossary, languages[0], lexicon.products)
            for glossary in known_glossaries()
            for languages in (glossary.languages, glossary.languages[::-1])
        }

    def translate(self, text: str, source: str, target: str) -> str:
        """Return a name in another language, "" if any word of it is not sure."""
        translator = self._translators.get((source, target))
        return translator.translate(text) if translator else ""

    def translate_symptoms(self, grouping: Grouping) -> Grouping:
        """Return the grouping with the names of its symptoms translated, but never two alike."""
        names = [symptom.name.translate(self.translate) for symptom in grouping.symptoms]
        shown = Counter(
            (code, name.translated.get(code, name[code]).casefold()) for name in names for code in name
        )
        unique = (_drop_shared(name, shown) for name in names)
        symptoms = zip(grouping.symptoms, unique, strict=True)
        return replace(grouping, symptoms=tuple(replace(one, name=name) for one, name in symptoms))

    def translate_phrase(self, phrase: SharedPhrase) -> SharedPhrase:
        """Return what tickets share with its names translated."""
        subject = phrase.subject.translate(self.translate) if phrase.subject else None
        return replace(phrase, name=phrase.name.translate(self.translate), subject=subject)

    def translate_causes(self, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
        """Return the causes; one that is named after a change has the language of the change's own name."""
        return tuple(self._translate_after_change(cause) for cause in causes)

    def _translate_after_change(self, cause: Cause) -> Cause:
        name, change = cause.name, cause.change.change.name if cause.change else ""
        title = next(iter(name.values()), "").rsplit(": ", maxsplit=1)[-1]
        if name.written or len(set(name.values())) > 1 or fold(title) not in fold(change):
            return cause
        source = self._detector.detect(fold(change).split(), change)
        others = [code for code in name if code != source] if source else []
        marked = Name(name, written=dict.fromkeys(others, source))
        return replace(cause, name=marked.translate(self.translate))


def _drop_shared(name: Name, shown: Mapping[tuple[str, str], int]) -> Name:
    """Return a name without the translations that several names have."""

    def keep(_text: str, _source: str, code: str) -> str:
        found = name.translated.get(code, "")
        return found if shown[code, found.casefold()] == 1 else ""

    return name.translate(keep)


@cache
def known_glossaries() -> tuple[Glossary, ...]:
    """Return the glossaries; that of the bilingual table's languages has its sure nouns as well."""
    from supportlens.resources import glossaries, open_bridge  # noqa: PLC0415 - slow
    from supportlens.text import find_sure_nouns  # noqa: PLC0415 - needs SciPy

    return tuple(
        replace(each, rules=(*each.rules, *find_sure_nouns(open_bridge(), written_words(BRIDGED[0]))))
        if each.languages == BRIDGED
        else each
        for each in glossaries()
    )
