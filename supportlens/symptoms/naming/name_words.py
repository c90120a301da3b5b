"""The words of names: their roles, traits and stems."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from supportlens.domain import NamingWords


class WordRole(IntEnum):
    """The role of a word in a name."""

    CONTENT = 0
    NUMBER = 1
    """Figures, amounts, codes: part of a name only if most tickets share them."""
    LIGHT = 2
    """Allowed inside a name but not at its edges."""
    ARTICLE = 3
    LINK = 4
    NEGATION = 5
    QUESTION = 6
    STOP = 7
    """Allowed in no name."""


TELLING = (WordRole.CONTENT, WordRole.NUMBER)
"""The roles of the words that tell what a ticket is about."""


class WordTrait:
    """The closed word classes of a word, in addition to its role, as listed in `NamingWords`: a bit each.

    Plain numbers, because they are asked for millions of times: `IntFlag` takes ten times as long.
    """

    NONE = 0
    TIME = 1
    UNFINISHED = 2
    AUXILIARY = 4
    CLITIC = 8
    REFLEXIVE = 16
    CONJUNCTION = 32
    COPULA = 64
    BEFORE_COPULA = 128
    PARTICLE = 256
    PARTICLE_VERB = 512
    HELD_BY_NEGATION = 1024
    BARE_NEGATION = 2048
    INVERTED_NEGATION = 4096
    PERFECT = 8192
    OWN = 16384
    LEADING = 32768
    """It may not be part of a name, and leads what is: "desde" casa."""
    ASKING = 65536
    """It asks for the noun after it."""


class Token(NamedTuple):
    """A word as written, folded, its stem, its role and its traits."""

    written: str
    folded: str
    stem: str
    role: WordRole
    traits: int = WordTrait.NONE
    closes_after: frozenset[str] = frozenset()
    """Words after which it may end a name although it is light: "de más"."""

    def has(self, trait: int) -> bool:
        """Return whether the word has a trait, or any of several."""
        return self.traits & trait != 0


def list_traits(words: NamingWords) -> dict[str, int]:
    """Return the traits of every word that has any."""
    classes = (
        (words.times, WordTrait.TIME),
        (words.unfinished, WordTrait.UNFINISHED),
        (words.auxiliaries, WordTrait.AUXILIARY),
        (words.clitics, WordTrait.CLITIC),
        (words.reflexives, WordTrait.REFLEXIVE),
        (words.conjunctions, WordTrait.CONJUNCTION),
        (words.copulas, WordTrait.COPULA),
        (words.before_copulas, WordTrait.BEFORE_COPULA),
        (words.particles, WordTrait.PARTICLE),
        (words.particle_verbs, WordTrait.PARTICLE_VERB),
        (words.held_by_negation, WordTrait.HELD_BY_NEGATION),
        (words.bare_negations, WordTrait.BARE_NEGATION),
        (words.inverted_negations, WordTrait.INVERTED_NEGATION),
        (words.perfects, WordTrait.PERFECT),
        (words.own_pronouns, WordTrait.OWN),
    )
    traits: dict[str, int] = {}
    for held, trait in classes:
        for word in held:
            traits[word] = traits.get(word, WordTrait.NONE) | trait
    return traits


def stem(folded: str) -> str:
    """Return the stem of a folded word: the same for "facturas" and "factura", "add-ons" and "addon".

    Removes plural, gender and the regular English endings, like light stemmers (Savoy 2006).
    """
    word = folded.replace("-", "").replace("'", "")
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and (word.endswith("ed") or (word.endswith("es") and word[-3] not in "aeiou")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 4 and word[-1] in "aeio":
        return word[:-1]
    return word[:-1] if len(word) == 4 and word[-1] == "e" else word
