"""Writes the table of concepts into the manual: ``python -m tests.manual``."""

from tests.manual.concepts import HEADS, rewrite

if __name__ == "__main__":
    for language in HEADS:
        rewrite(language)
