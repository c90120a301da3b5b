"""Learns the table of phrases from the examples of the playbook: the same bytes at every run.

    python resources/models/making/learn_phrases.py calm.txt pleased.txt judging.txt

The files hold real contacts, one a line, and are no part of the program: `calm.txt` teaches what has no
code, `pleased.txt` (reviews with five stars) what is no reproach; `judging.txt`, where hardly anybody
complains, decides with the seen half of the benchmark from which score on a code is believed. Needs the
program and what it needs. Writes `resources/models/phrases/phrases.npz` and its checksum.

For each code that the examples teach, a logistic regression on two views of a sentence: its words, word
pairs and beginnings of words, and its place among the words of the bilingual table. What it learnt is kept
as a weight per entry, so that a sentence is scored by adding up numbers.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from thresholds import among_reproaches, choose_thresholds
from writing import record, to_int8, write_arrays

from sample_logs.planted import Kind, Language, Scenario, plant
from supportlens.domain import fold
from supportlens.domain.contacts.codes import codes_by_id
from supportlens.moments.coding.phrase_scores import PhraseScores, split_words
from supportlens.moments.sentences import split_text
from supportlens.resources import open_bridge
from supportlens.resources.models import read_phrase_table

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "resources" / "playbook" / "examples"
MODELS = ROOT / "resources" / "models"
PAIRS = ROOT / "tests" / "unit" / "resources" / "held_out_pairs.tsv"
"""Sentences of every kind in both languages; they teach that most sentences have no code."""
PLACE = 0.7
"""Weight of the bilingual table beside the words.

With 0.5 to 1.0 the same are found; without it a tenth fewer.
"""
STRENGTH = 10.0
"""Inverse of the regularisation: with 3 calm texts are found as well, with 50 fewer of new wordings."""
CALM_WEIGHT = 0.3
"""Weight of a real calm text beside an example; with 1 the same are found."""
EVERYDAY_WEIGHT = 3.0
"""Weight of an everyday example: there are as many as of complaints, and far more in any log."""
FEWEST = 15
"""Fewest examples of a code that is learnt: from fewer, what they have in common is chance."""
WORD_START = 5
"""Letters of a word that count as its stem."""
CALM_KINDS = (
    (Kind.DEFECT, Kind.ACCESS, Kind.REQUEST),
    (Kind.KNOWLEDGE_GAP, Kind.CONFIGURATION, Kind.DATA),
)
LEARNT_SEEDS, JUDGED_SEEDS = range(9_001, 9_007), range(9_101, 9_105)
"""Seeds of planted logs that no test and no sample uses."""
DISPLEASED = re.compile(
    r"canse|paciencia|vez que|hartos|cansad|perdi |perdida|colmo|desastre|asi no se|pesimo|muy mal"
    r"|mal servicio|molest[ao]|enojad|mi jefe|de una vez|culpa|presion|avis|curso|movier|cambiaron todo"
    r"|quitaron|inutil|respeto|reclam|patience"
    r"|had enough|time i've|sick|tired|wast|joke|not good|ridiculous|service|annoyed"
    r"|angry|fed up|my manager|my fault|once and for all|chasing|cross|told us|weren't told|torture|whose"
    r"|who thought|who decided|why |useless|beginner|first day|every update|overnight|without warning|warning"
    r"|training|disrespect|complain|blame|para que|por que"
)
"""What is said by those who are displeased: such planted texts are not calm, and are left out."""


class Example(NamedTuple):
    """A sentence with its codes, and those that it does not teach."""

    text: str
    codes: frozenset[str]
    open: frozenset[str]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("calm", type=Path)
    parser.add_argument("pleased", type=Path)
    parser.add_argument("judging", type=Path)
    asked = parser.parse_args()
    examples = list(read_examples())
    calm = [sentence for text in _read_lines(asked.calm) for sentence in split_text(text)]
    calm += [
        fold(text)
        for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]
        for text in line.split("\t")[:2]
    ]
    calm += [sentence for text in plant_calm_texts(LEARNT_SEEDS) for sentence in split_text(text)]
    judging = [split_text(text) for text in _read_lines(asked.judging)]
    desk = [split_text(text) for text in plant_calm_texts(JUDGED_SEEDS)]
    pleased = [sentence for text in _read_lines(asked.pleased) for sentence in split_text(text)]
    learner = Learner(examples, calm, pleased)
    taught = Counter(code for example in examples for code in example.codes)
    codes = sorted(code for code, number in taught.items() if number >= FEWEST)
    models = {code: learner.learn(code) for code in codes}
    out = MODELS / "phrases" / "phrases.npz"
    out.parent.mkdir(exist_ok=True)
    arrays = learner.make_arrays(models)
    arrays["thresholds"] = np.zeros(len(codes), dtype=np.float32)
    arrays["among_reproaches"] = among_reproaches(codes)
    write_arrays(out, arrays)
    scorer = PhraseScores(read_phrase_table(out.read_bytes()))
    arrays["thresholds"] = choose_thresholds(scorer, codes, judging, desk)
    write_arrays(out, arrays)
    record(MODELS / "checksums.toml", out)


def plant_calm_texts(seeds: Sequence[int]) -> list[str]:
    """Return the texts of planted help-desk logs in which nobody is displeased, each once."""
    texts = {
        f"{ticket.subject}. {ticket.description}"
        for seed in seeds
        for language in (Language.ES, Language.EN)
        for kinds in CALM_KINDS
        for ticket in plant(Scenario(kinds, language, 600, (0.15,), seed)).tickets
    }
    return sorted(text for text in texts if not DISPLEASED.search(fold(text)))


def read_examples() -> Any:
    """Yield the examples of all files."""
    for path in sorted(EXAMPLES.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            given = frozenset(row["codes"]), frozenset(row.get("open", ()))
            for language in sorted(set(row) - {"codes", "open"}):
                for line in row[language].splitlines():
                    if line.strip():
                        yield Example(fold(line.strip()), *given)


def _read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def find_words(text: str) -> list[str]:
    """Give the words of a sentence, every number as "0"."""
    return ["0" if word[0] == "0" else word for word in split_words([text])]


def list_entries(text: str) -> list[str]:
    """Give the words of a sentence, their pairs, and the beginnings of long ones."""
    words = find_words(text)
    starts = ["~" + word[:WORD_START] for word in words if len(word) > WORD_START]
    return [*words, *(f"{left} {right}" for left, right in pairwise(words)), *starts]


class Learner:
    """Learns one code after the other from the same sentences."""

    def __init__(self, examples: list[Example], calm: list[str], pleased: list[str]) -> None:
        self.examples = examples
        self.terms = TfidfVectorizer(analyzer=list_entries)
        self.terms.fit([example.text for example in examples])
        table = open_bridge()
        self.far_words = {word: place for place, word in enumerate(table.vocabulary[: table.words])}
        self.far_idf = table.idf[: table.words]
        self.far_rows = (table.matrix.astype(np.float32) * table.scales[:, None])[: table.words]
        self.view = self._view([example.text for example in examples])
        self.calm, self.pleased = self._view_counted(calm), self._view_counted(pleased)

    def _view_counted(self, texts: list[str]) -> tuple[Any, Any]:
        """Return the views of the different texts, and how often each stands there."""
        often = Counter(texts)
        return self._view(list(often)), np.array(list(often.values()))

    def _view(self, texts: list[str]) -> Any:
        rows, columns = [], []
        for row, text in enumerate(texts):
            found = [self.far_words[word] for word in find_words(text) if word in self.far_words]
            rows += [row] * len(found)
            columns += found
        bags = sparse.csr_matrix(
            (self.far_idf[columns], (rows, columns)),
            shape=(len(texts), len(self.far_words)),
            dtype=np.float32,
        )
        lengths = np.sqrt(np.asarray(bags.multiply(bags).sum(axis=1)).ravel())
        places = (bags @ self.far_rows) / np.maximum(lengths, 1e-9)[:, None]
        return sparse.hstack([self.terms.transform(texts), sparse.csr_matrix(PLACE * places)]).tocsr()

    def learn(self, code: str) -> LogisticRegression:
        """Fit the regression of a code."""
        taught = [
            row
            for row, example in enumerate(self.examples)
            if code in example.codes or code not in example.open
        ]
        has = np.array([code in self.examples[row].codes for row in taught])
        weights = np.where([not self.examples[row].codes for row in taught], EVERYDAY_WEIGHT, 1.0)
        reproach = codes_by_id()[code].sign < 0 or code in ("critical", "b-4")
        others, often = zip(*([self.calm, self.pleased] if reproach else [self.calm]), strict=True)
        calm_weights = CALM_WEIGHT * np.concatenate(often)
        model = LogisticRegression(C=STRENGTH, max_iter=3_000)
        return model.fit(
            sparse.vstack([self.view[taught], *others]),
            np.concatenate([has, np.zeros(len(calm_weights), dtype=bool)]),
            np.concatenate([weights, calm_weights]),
        )

    def make_arrays(self, models: dict[str, LogisticRegression]) -> dict[str, Any]:
        """Return the weights of all entries as `PhraseTable` explains them."""
        names = self.terms.get_feature_names_out().tolist()
        place_of = {name: place for place, name in enumerate(names)}
        learnt = np.array([models[code].coef_[0] for code in models])
        own, far = learnt[:, : len(names)].T * self.terms.idf_[:, None], PLACE * learnt[:, len(names) :].T
        known = {name for name in names if " " not in name}
        begun = {
            word for word in self.far_words if len(word) > WORD_START and "~" + word[:WORD_START] in known
        }
        own_words = sorted(known | begun)
        words = own_words + sorted(set(self.far_words) - known - begun)
        squares, far_squares = np.zeros((2, len(words)))
        weights, far_weights = np.zeros((2, len(words), len(models)))
        for row, word in enumerate(words):
            start = "~" + word[:WORD_START] if len(word) > WORD_START and not word.startswith("~") else ""
            for entry in (word, start):
                if entry in place_of:
                    squares[row] += self.terms.idf_[place_of[entry]] ** 2
                    weights[row] += own[place_of[entry]]
            if word in self.far_words:
                far_place = self.far_words[word]
                far_squares[row] = self.far_idf[far_place] ** 2
                far_weights[row] = self.far_idf[far_place] * (self.far_rows[far_place] @ far)
        row_of = {word: row for row, word in enumerate(words)}
        pairs = sorted(name for name in names if " " in name)
        sides = [[row_of[word] for word in pair.split(" ")] for pair in pairs]
        pair_places = [place_of[pair] for pair in pairs]
        arrays = {
            "codes": _write_lines(list(models)),
            "words": _write_lines(words),
            "squares": squares[: len(own_words)].astype(np.float32),
            "far_squares": far_squares.astype(np.float32),
            "pairs": np.array(sides, dtype=np.int32),
            "pair_squares": (self.terms.idf_[pair_places] ** 2).astype(np.float32),
            "intercepts": np.array([model.intercept_[0] for model in models.values()], dtype=np.float32),
        }
        for name, matrix in (
            ("weights", weights[: len(own_words)]),
            ("far_weights", far_weights),
            ("pair_weights", own[pair_places]),
        ):
            arrays[name], arrays[f"{name}_scales"] = to_int8(matrix)
        return arrays


def _write_lines(lines: list[str]) -> Any:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


if __name__ == "__main__":
    main()
