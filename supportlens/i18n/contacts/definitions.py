"""The definitions in force with their sources, and the mistakes in a company's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.contacts.definitions import TERMS

if TYPE_CHECKING:
    from supportlens.domain import Definitions, PlaybookMistake
    from supportlens.domain.contacts.definitions import Definition
    from supportlens.i18n.words import Words


def meaning_line(choice: Definition, words: Words) -> str:
    """Return the sentence of a meaning with the sources that give it."""
    sources = words.listed(words.say(source) for source in choice.sources)
    return words.say("{meaning} (source: {sources})", meaning=words.say(choice.meaning), sources=sources)


def definition_lines(definitions: Definitions, words: Words) -> list[str]:
    """Return the sentences for every term that the sources define in different ways which meaning is in force."""
    return [
        words.say(
            "{term}: {meaning}",
            term=_raise_first(words.say(term.name)),
            meaning=meaning_line(definitions.in_force(term.id), words),
        )
        for term in TERMS
    ]


def mistake_line(mistake: PlaybookMistake, words: Words) -> str:
    """Return the sentence of a mistake in a company's own rules: file, line, key, and what is wrong."""
    key, detail = words.quoted(mistake.key), words.quoted(mistake.detail)
    problem = {
        "toml": words.say("it is not valid TOML: {detail}", detail=mistake.detail),
        "unknown_key": words.say("{key} is not known", key=key),
        "unknown_code": words.say("there is no code {detail}", detail=detail),
        "missing": words.say("{key} is missing", key=key),
        "translation": words.say("{key} has no text in the language {detail}", key=key, detail=detail),
        "expression": words.say("an expression of {key} cannot be used: {detail}", key=key, detail=detail),
        "value": words.say("{key} cannot be {detail}", key=key, detail=detail),
        "twice": words.say("the id {detail} appears twice", detail=detail),
    }[mistake.problem]
    return words.say(
        "{file}, line {line}: {problem}. The rest of the file is used.",
        file=mistake.file,
        line=words.number(mistake.line),
        problem=problem,
    )


def _raise_first(text: str) -> str:
    return text[:1].upper() + text[1:]
