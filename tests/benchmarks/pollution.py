"""How much of polluted tables is read: `python -m tests.benchmarks.pollution [--worst N]`."""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from collections import Counter, defaultdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.ingest import load_delimited
from tests.benchmarks.polluting import Polluted, Rows, polluted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each category, with the scores out of 10 of each loader."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pollution", description=__doc__)
    parser.add_argument("--worst", type=int, default=0, help="name so many of the files read worst")
    asked = parser.parse_args(argv)
    if "clevercsv" not in LOADERS:
        print("clevercsv is not installed and left out: pip install clevercsv")
    files = list(polluted())
    scores = {name: measured(load, files) for name, load in LOADERS.items()}
    print(f"{'category':<22}{'files':>6}" + "".join(f"{name:>18}" for name in scores))
    categories = list(dict.fromkeys(file.category for file in files))
    means: dict[str, list[float]] = defaultdict(list)
    for category in categories:
        at = [n for n, file in enumerate(files) if file.category == category]
        line = f"{category:<22}{len(at):>6}"
        for name, found in scores.items():
            means[name].append(sum(found[n] for n in at) / len(at))
            line += f"{means[name][-1]:>18.3f}"
        print(line)
    print(f"{'mean of categories':<28}" + "".join(f"{sum(m) / len(m):>18.3f}" for m in means.values()))
    print(f"{'mean of files':<28}" + "".join(f"{sum(s) / len(s):>18.3f}" for s in scores.values()))
    ranked = sorted(range(len(files)), key=lambda n: scores["supportlens"][n])
    for n in ranked[: asked.worst]:
        print(f"{scores['supportlens'][n]:6.3f}  {files[n].category}: {files[n].name}")
    return 0


def measured(load: Callable[[Path, Polluted], Rows], files: Iterable[Polluted]) -> list[float]:
    """Load every file and score it from 0 to 10."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "polluted.csv"
        found = []
        for file in files:
            path.write_bytes(file.data)
            try:
                rows = load(path, file)
            except Exception:  # noqa: BLE001 - whatever stops another loader scores 0
                found.append(0.0)
                continue
            found.append(score(rows, file))
    return found


def score(rows: Rows, file: Polluted) -> float:
    """Score rows, header first, from 0 to 10: a quarter each for loading, header, records and cells."""
    meant_header, meant = ([], file.meant) if file.headless else (file.meant[:1], file.meant[1:])
    body = rows[1:]
    header = _alike(rows[0] if rows else (), meant_header[0] if meant_header else ())
    if file.headless:  # any invented header will do that is none of the table's rows
        header = float(bool(rows) and rows[0] != meant[0])
    records = _alike(map(tuple, body), map(tuple, meant))
    cells = _alike((cell for row in body for cell in row), (cell for row in meant for cell in row))
    return 2.5 * (1 + header + records + cells)


def _alike(found: Iterable[Hashable], meant: Iterable[Hashable]) -> float:
    """Return the F1 of two bags."""
    one, other = Counter(found), Counter(meant)
    if not one and not other:
        return 1.0
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def _ours(path: Path, _: Polluted) -> Rows:
    return load_delimited(path)


def _sniffed(path: Path, _: Polluted) -> Rows:
    text = path.read_text(encoding="utf-8", errors="replace")
    sniffer = csv.Sniffer()
    rows = list(csv.reader(io.StringIO(text, newline=""), sniffer.sniff(text[:8192])))
    header = [] if sniffer.has_header(text[:8192]) else [[f"column_{n + 1}" for n in range(len(rows[0]))]]
    return [*header, *rows]


def _pandas(path: Path, _: Polluted) -> Rows:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [list(map(str, frame.columns)), *frame.to_numpy().tolist()]


def _clever(path: Path, _: Polluted) -> Rows:
    """Read by the dialect that clevercsv detects, its encoding detected by chardet as it does itself."""
    clevercsv = import_module("clevercsv")
    return [list(map(str, row)) for row in clevercsv.read_table(str(path))]


LOADERS: dict[str, Callable[[Path, Polluted], Rows]] = {
    "supportlens": _ours,
    "csv.Sniffer": _sniffed,
    "pandas.read_csv": _pandas,
    **({"clevercsv": _clever} if find_spec("clevercsv") else {}),
}


if __name__ == "__main__":
    raise SystemExit(main())
