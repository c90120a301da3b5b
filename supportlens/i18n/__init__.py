"""Words: every sentence for people, in Spanish and English."""

from supportlens.i18n.words import LANGUAGES, Words, words_for

__all__ = ["LANGUAGES", "Words", "words_for"]
