"""Codes the invented contacts, and real ones where they are, and prints what was found and missed.

    python -m tests.benchmarks.coding [--missed CODE] [--block voices] [--data FOLDER]

`--missed` prints the contacts of a code that were missed or wrongly found, of the half that may be seen.
FOLDER holds real logs that the project does not keep; without it that part is left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from supportlens.domain.contacts.codes import Dimension, codes_by_id, codes_of
from tests.benchmarks.coding.scoring import (
    Score,
    code_texts,
    is_unscored,
    score_codes,
    score_sign,
    sum_scores,
)
from tests.benchmarks.coding.texts import Contact, read_contacts


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.coding")
    parser.add_argument("--missed", default="")
    parser.add_argument("--language", default="")
    parser.add_argument("--block", default="", help="the contacts of one file, without its language")
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    contacts = [
        one
        for one in read_contacts()
        if asked.language in ("", one.language) and one.block.startswith(asked.block)
    ]
    coding = code_texts([contact.text for contact in contacts])
    found = [frozenset(coding.codes_of_contact(row)) for row in range(len(contacts))]
    if asked.missed:
        _print_missed(asked.missed, contacts, found)
        return 0
    _print_table(contacts, found)
    _print_unspoken(contacts, found)
    if asked.data is not None:
        _print_real(asked.data)
    return 0


def _print_table(contacts: list[Contact], found: list[frozenset[str]]) -> None:
    parts = [(half, language) for half in (False, True) for language in ("es", "en")]
    print(f"{len(contacts)} contacts: precision / recall in per cent (number planted)")
    print(
        f"{'':<18}"
        + "".join(f"{('held out ' if half else 'seen ') + language:>22}" for half, language in parts)
    )
    by_part = []
    for half, language in parts:
        rows_of = [
            row for row, one in enumerate(contacts) if one.held_out == half and one.language == language
        ]
        some, has = [contacts[row] for row in rows_of], [found[row] for row in rows_of]
        scores = score_codes(some, has)
        scores |= {"(bitter)": score_sign(some, has, -1), "(stellar)": score_sign(some, has, 1)}
        for name, dimension in (
            ("(touchpoints)", Dimension.TOUCHPOINT),
            ("(stages)", Dimension.STAGE),
            ("(behaviours)", Dimension.BEHAVIOUR),
        ):
            scores[name] = sum_scores(scores[code.id] for code in codes_of(dimension) if code.id in scores)
        by_part.append(scores)
    for code in by_part[0]:
        cells = "".join(f"{_cell(scores[code]):>22}" for scores in by_part)
        print(f"{code:<18}{cells}")


def _print_unspoken(contacts: list[Contact], found: list[frozenset[str]]) -> None:
    """Print how many texts of machines and advertisers were coded as if a customer had written them."""
    unspoken = [codes for contact, codes in zip(contacts, found, strict=True) if not contact.codes]
    print(f"machine lines and advertising: {len(unspoken)}, with a code {sum(map(bool, unspoken))}")


def _cell(score: Score) -> str:
    return f"{100 * score.precision:.0f} / {100 * score.recall:.0f} ({score.right + score.missed})"


def _print_missed(code: str, contacts: list[Contact], found: list[frozenset[str]]) -> None:
    dimension = codes_by_id()[code].dimension
    for contact, codes in zip(contacts, found, strict=True):
        planted = code in contact.codes
        if (
            contact.held_out
            or is_unscored(contact, code, dimension, planted=planted)
            or planted == (code in codes)
        ):
            continue
        print(f"{'missed' if planted else 'wrong '} {contact.language} [{contact.block}] {contact.text}")


def _print_real(folder: Path) -> None:
    complaints = folder / "exports" / "quejas_es.csv"
    reviews = folder / "events" / "swiftkey_reviews.csv"
    for path, show in ((complaints, _print_complaints), (reviews, _print_reviews)):
        if path.exists():
            show(path)
        else:
            print(f"\n{path} is not here: left out")


def _print_complaints(path: Path) -> None:
    """Print how many rows that a firm recorded as complaints are found, by the column and by words alone."""
    rows = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding_errors="replace")
    texts = rows["descripcion_anonimizada"].tolist()
    named = rows["tipo"].eq("QUEJA").to_numpy()
    print(f"\n{path.name}: {named.sum()} rows recorded as QUEJA, {(~named).sum()} others")
    for title, coding in (
        ("with the column", code_texts(texts, tipo=rows["tipo"])),
        ("words", code_texts(texts)),
    ):
        found, wrong = coding.count("complaint", named), coding.count("complaint", ~named)
        print(f"  complaints by {title}: {found}, of the others {wrong}")


def _print_reviews(path: Path) -> None:
    """Print the valence of app reviews against their stars, which the coding does not see."""
    rows = pd.read_csv(path)
    coding = code_texts(rows["text"].fillna("").astype(str).tolist())
    valence, complaints = coding.valences(), coding.mask("complaint")
    low, high = (rows["rating"] <= 2).to_numpy(), (rows["rating"] >= 4).to_numpy()
    print(f"\n{path.name}: {len(rows)} reviews, {low.sum()} of 1-2 stars, {high.sum()} of 4-5")
    for title, planted, found in (("bitter", low, valence < 0), ("stellar", high, valence > 0)):
        right = int((planted & found).sum())
        opposite = int((found & (high | low) & ~planted).sum())
        cells = (
            f"precision {100 * right / found.sum():.0f}, recall {100 * right / planted.sum():.0f} per cent"
        )
        print(f"  {title} against stars: {cells}; {opposite} of the opposite")
    print(
        f"  complaints: {complaints.sum()}, of 1-2 stars {(complaints & low).sum()}, "
        f"of 4-5 stars {(complaints & high).sum()}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
