"""The words by which readers know dates, answers and chats are files: a language is a folder."""

from __future__ import annotations

import re
import shutil

import pytest

from supportlens.resources import reading_words, resource
from supportlens.resources.reading_words import read_reading_words


def test_a_language_is_a_file_and_no_code(tmp_path):
    words = tmp_path / "words"
    shutil.copytree(resource("words"), words)
    (words / "ca").mkdir()
    (words / "ca" / "reading.toml").write_text(
        'day_first = true\nyes = ["verdader"]\nfooter_patterns = ["mitjana"]\nletters = "ŀ"\n'
        '[duration_units]\nminutes = ["minut", "minuts"]\n'
        '[grades]\nacceptable = 3.0\n[chats]\nsystem_patterns = ["missatges temporals"]\n',
        encoding="utf-8",
    )

    found, known = read_reading_words(words), reading_words()

    assert set(found.languages) - set(known.languages) == {"ca"}
    assert "ca" in found.day_first
    assert found.yes - known.yes == {"verdader"}
    assert found.letters - known.letters == {"ŀ"}
    assert found.grades.grades["acceptable"] == 3.0
    assert re.search(found.chats.system, "els missatges temporals s'han activat")
    assert found.duration_units["minuts"] == "minutes"
    assert re.match(found.footers, "mitjana: 3")


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "reading.toml").write_text("day_first = ", encoding="utf-8")
    with pytest.raises(ValueError, match=r"xx/reading\.toml"):
        read_reading_words(tmp_path)
