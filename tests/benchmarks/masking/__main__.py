"""Prints what is found and what is hidden in vain: `python -m tests.benchmarks.masking [--misses]`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from supportlens.i18n import words_for
from supportlens.report import Masker
from tests.benchmarks.masking.people import PLACEHOLDER, names_hidden, read_mentions
from tests.benchmarks.masking.telephones import other_samples, phone_samples
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.masking.people import Mention
    from tests.benchmarks.masking.telephones import Sample

_Any = TypeVar("_Any", "Sample", "Mention")


def main() -> int:
    """Print a table for each kind of text."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.masking", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every sentence that went wrong")
    chosen = parser.parse_args()
    masker = Masker(a_study(), words_for("es"))
    print_shares(
        "telephones found", phone_samples(), lambda one: is_covered(one, masker), misses=chosen.misses
    )
    print_shares(
        "other numbers left alone",
        other_samples(),
        lambda one: "[teléfono]" not in masker.mask_text(one.text),
        misses=chosen.misses,
    )
    mentions = read_mentions()
    print_names([one for one in mentions if one.names], masker, misses=chosen.misses)
    print_shares(
        "sentences without a person left alone",
        [one for one in mentions if not one.names],
        lambda one: PLACEHOLDER not in masker.mask_text(one.text),
        misses=chosen.misses,
    )
    return 0


def print_names(mentions: Sequence[Mention], masker: Masker, *, misses: bool) -> None:
    """Print the share of names that are hidden, in all and of each form."""
    hidden: dict[str, list[bool]] = defaultdict(list)
    for mention in mentions:
        hidden[mention.group] += names_hidden(mention, masker)
    print_table("people hidden", hidden)
    if misses:
        for mention in mentions:
            if not all(names_hidden(mention, masker)):
                print(f"  {mention.group}\t{mention.text!r}\t{masker.mask_text(mention.text)!r}")


def is_covered(sample: Sample, masker: Masker) -> bool:
    """Return whether nothing of three digits or more is left of the number."""
    shown = masker.mask_text(sample.text)
    if "[" not in shown:
        return False
    before, after = sample.text.split(sample.number)
    kept = shown.removeprefix(before).removesuffix(after)
    return sum(map(str.isdigit, kept)) < 3


def print_shares(
    title: str, samples: Sequence[_Any], is_right: Callable[[_Any], bool], *, misses: bool
) -> None:
    """Print the share of samples that are right, in all and of each group."""
    right: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for sample in samples:
        fine = is_right(sample)
        right[sample.group].append(fine)
        if not fine:
            wrong.append(sample)
    print_table(title, right)
    if misses:
        for sample in wrong:
            print(f"  {sample.group}\t{sample.form}\t{sample.text!r}")


def print_table(title: str, right: dict[str, list[bool]]) -> None:
    """Print the share of what is right, in all and of each group, the worst first."""
    every = [fine for group in right.values() for fine in group]
    print(f"\n{title}: {sum(every)} of {len(every)} ({sum(every) / len(every):.1%})")
    for group, found in sorted(right.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"  {group:<26}{sum(found):>5} of {len(found):<5}{sum(found) / len(found):>7.1%}")


if __name__ == "__main__":
    raise SystemExit(main())
