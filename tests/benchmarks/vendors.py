"""The score of each known export: `SUPPORTLENS_DATA=FOLDER python -m tests.benchmarks.vendors`.

FOLDER holds `exports/vendor_headers.json`: export -> {"columns": [headers]}.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import tomllib
from pathlib import Path

from supportlens.domain import Field
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.files.reading import read
from supportlens.ingest.tables.table import unique_names
from tests.unit.ingest.exports import write

_TEXT = "text"
_SCORED = [
    _TEXT,
    *"created_at status resolved_at requester product version priority satisfaction".split(),
]


def main() -> int:
    """Print found and expected fields of every export; 1 where one was missed."""
    exports = json.loads(_headers().read_text(encoding="utf-8"))
    truth = tomllib.loads(Path(__file__).with_name("vendor_truth.toml").read_text(encoding="utf-8"))
    good = asked = 0
    for name, meant in truth.items():
        missed, vendor = _score(name, exports[name]["columns"], meant)
        print(f"{name:<36}{vendor:<22}{len(meant) - len(missed)}/{len(meant)} {'; '.join(missed)}")
        good, asked = good + len(meant) - len(missed), asked + len(meant)
    print(f"{'all':<58}{good}/{asked}")
    return 0 if good == asked else 1


def _headers() -> Path:
    return Path(os.environ["SUPPORTLENS_DATA"]) / "exports" / "vendor_headers.json"


def _score(name: str, headers: list[str], meant: dict[str, str | list[str]]) -> tuple[list[str], str]:
    """Write the export with invented values, map it, and list what was mapped wrongly."""
    good = {field: columns if isinstance(columns, list) else [columns] for field, columns in meant.items()}
    values = {
        column: Field.DESCRIPTION if field == _TEXT else Field(field)
        for field, columns in good.items()
        for column in columns
    }
    with tempfile.TemporaryDirectory() as folder:
        (table,) = read([write(Path(folder) / f"{name}.csv", headers, values)])
    written = dict(zip(unique_names(headers), headers, strict=True))
    mapping = map_columns(profile_columns(table.frame))
    found: dict[str, str] = {field.value: written[column] for field, column in mapping.fields.items()}
    missed = []
    for field in _SCORED:
        said = [found.get("subject"), found.get("description")] if field == _TEXT else [found.get(field)]
        wrong = [column for column in said if column is not None and column not in good.get(field, [])]
        if (field in good and not set(said) & set(good[field])) or (wrong and field != _TEXT):
            missed.append(f"{field}: {said} for {good.get(field)}")
    return missed, mapping.vendor.name if mapping.vendor else "-"


if __name__ == "__main__":
    sys.exit(main())
