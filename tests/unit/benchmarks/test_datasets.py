"""The labelled texts as they are loaded."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.symptoms.datasets import load
from tests.benchmarks.symptoms.targets import ALL_BANKING, POOLED


def put(folder: Path, name: str, *rows: str) -> None:
    (folder / "intents").mkdir(exist_ok=True)
    (folder / "intents" / f"{name}.csv").write_text("\n".join(["text,label,lang", *rows]), "utf-8")


def test_two_languages_pooled_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, "minds14_es", "mi tarjeta no llega,CARD,es")
    put(tmp_path, "minds14_en", "my card is late,CARD,en")

    data = load(POOLED, tmp_path)

    assert data.texts == ["mi tarjeta no llega", "my card is late"]
    assert data.truth == ["CARD", "CARD"]
    assert data.languages == ["es", "en"]


def test_two_tables_of_one_language_have_nothing_to_join(tmp_path: Path) -> None:
    put(tmp_path, "banking77_train", "where is my card,card,en")
    put(tmp_path, "banking77_test", "the card is late,card,en")

    data = load(ALL_BANKING, tmp_path)

    assert len(data.texts) == 2
    assert data.languages == []
