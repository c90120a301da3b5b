"""The texts that are grouped, with the labels that people gave them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tests.benchmarks.symptoms.targets import ALL_BANKING, POOLED, QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Labelled:
    """n texts; `truth` (n) is empty where nobody labelled them, `languages` (n) where there is one alone."""

    texts: list[str]
    truth: list[str]
    languages: list[str]


FILES = {
    "banking77_test": ("banking77_test",),
    "clinc150_test": ("clinc150_test",),
    "minds14_es": ("minds14_es",),
    "minds14_en": ("minds14_en",),
    POOLED: ("minds14_es", "minds14_en"),
    "commands_es": ("commands_es",),
    ALL_BANKING: ("banking77_train", "banking77_test"),
}
"""Each labelled data set and the tables under `intents` that make it up."""


def load(name: str, folder: Path) -> Labelled:
    """Load a labelled data set, or so many questions: `firefox_questions:10000`."""
    if name.startswith(QUESTIONS):
        _, _, count = name.partition(":")
        frame = questions(folder)
        chosen = sampled(frame, int(count)) if count else frame
        return Labelled(texts_of(chosen), [], [])
    frames = [
        pd.read_csv(folder / "intents" / f"{file}.csv", dtype=str, keep_default_na=False)
        for file in FILES[name]
    ]
    frame = pd.concat(frames, ignore_index=True)
    spoken = frame["lang"].tolist() if "lang" in frame else []
    return Labelled(frame["text"].tolist(), frame["label"].tolist(), spoken if len(set(spoken)) > 1 else [])


def questions(folder: Path) -> pd.DataFrame:
    """Load the support questions: id, subject, body, label, date, version, product, lang, customer, tags."""
    return pd.read_parquet(folder / "scale" / f"{QUESTIONS}.parquet")


def sampled(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    """Choose rows by a hash of their id, so that they come from all years; smaller samples lie in larger."""
    marks = [hashlib.blake2b(str(key).encode(), digest_size=8).digest() for key in frame["id"]]
    chosen = sorted(range(len(frame)), key=marks.__getitem__)[:count]
    return frame.iloc[sorted(chosen)]


def texts_of(frame: pd.DataFrame) -> list[str]:
    """Join what was written as the subject and as the body of each question."""
    return (frame["subject"] + "\n" + frame["body"]).tolist()
