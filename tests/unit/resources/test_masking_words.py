"""The words by which personal data is known: a language more is a file more."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from supportlens.report.masking.introduced_names import IntroducedNames
from supportlens.report.masking.phones import PhoneNumbers
from supportlens.resources import masking_words, resource
from supportlens.resources.masking_words import read_masking_words

if TYPE_CHECKING:
    from pathlib import Path

PORTUGUESE = """
[names]
capitals = "ÃÕÇ"
letters = "ãõ"
call_patterns = ["meu nome é"]

[phones]
patterns = ["telefone"]
"""


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A copy of the words with one language more."""
    folder = tmp_path / "words"
    shutil.copytree(resource("words"), folder)
    (folder / "pt").mkdir(exist_ok=True)
    (folder / "pt" / "masking.toml").write_text(PORTUGUESE, encoding="utf-8")
    return folder


def test_a_name_is_known_by_the_words_of_one_more_language(words: Path) -> None:
    text = "Bom dia, meu nome é João Simões e não consigo entrar"

    assert IntroducedNames(masking_words()).mask(text, "[nome]") == (text, 0)
    assert IntroducedNames(read_masking_words(words)).mask(text, "[nome]") == (
        "Bom dia, meu nome é [nome] e não consigo entrar",
        1,
    )


def test_a_number_is_known_by_the_words_of_one_more_language(words: Path) -> None:
    text = "telefone 5512345"

    assert PhoneNumbers(masking_words()).mask(text, "[n]") == (text, 0)
    assert PhoneNumbers(read_masking_words(words)).mask(text, "[n]") == ("telefone [n]", 1)


def test_a_list_that_no_language_fills_is_found_nowhere(tmp_path: Path) -> None:
    assert read_masking_words(tmp_path).versions == "(?!)"


def test_a_file_that_is_no_toml_is_named(words: Path) -> None:
    (words / "pt" / "masking.toml").write_text("[names", encoding="utf-8")

    with pytest.raises(ValueError, match=r"pt/masking\.toml"):
        read_masking_words(words)
