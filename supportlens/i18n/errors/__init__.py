"""The sentence of every error that a person can act on."""

from supportlens.i18n.errors.sentences import error_sentence

__all__ = ["error_sentence"]
