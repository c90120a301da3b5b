"""The names of the codes of a contact, of their dimensions and of the grounds they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Dimension, codes_by_id

if TYPE_CHECKING:
    from supportlens.domain import CodeRule
    from supportlens.i18n.words import Words


def dimension_name(dimension: Dimension, words: Words) -> str:
    """Name a dimension of codes."""
    return words.say(dimension.row.name)


def code_name(code: str, words: Words) -> str:
    """Name a code; an unknown one keeps its id."""
    row = codes_by_id().get(code)
    return words.say(row.name) if row else code


def code_names(joined: str, words: Words) -> str:
    """Name codes that are joined by commas, "" for none."""
    return ", ".join(code_name(code, words) for code in joined.split(",") if code)


def ground_line(rule: CodeRule, code: str, said: str, words: Words) -> str:
    """Say a code with its ground, the words it stands on if there are any, and how sure it is."""
    ground = rule.name.in_(words.language)
    if said:
        ground = f"{ground} ({words.quoted(said)})"
    return words.say(
        "{code}: {ground}, {share} sure",
        code=code_name(code, words),
        ground=ground,
        share=words.percent(rule.confidence),
    )
