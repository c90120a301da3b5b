"""Fuzzes the readers, guided by coverage: python -m tests.campaigns.fuzz_ingest --runs 20000.

Needs atheris. An input whose reading raises anything but an `InputError`, or takes too long, ends the
campaign and is saved beside the working folder as crash-* or timeout-*.
"""

from __future__ import annotations

import argparse
import gzip
import io
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["supportlens.ingest"]):
    from supportlens.domain import InputError
    from supportlens.ingest.files.readers import Item, read_item
    from supportlens.ingest.files.resource_limits import Limits

from tests.unit.ingest.logs import HEADER, delimited, json_of, open_document, rows, workbook

LIMITS = Limits(cells=1_000_000, unpacked=4_000_000, file=1_000_000)
SECONDS_EACH = 20
LONGEST = 20_000
SHEET = "xl/worksheets/sheet1.xml"
SHEET_BEGINS = b"<worksheet"
CHAT = "13/03/26, 9:15 p. m. - Ana: No abre\ny nada\n14/03/26, 09:15 - Luis: <Multimedia omitido>\n"
MAIL = (
    "From - Tue Mar 10 09:15:00 2026\nFrom: Ana <ana@tienda.example>\nSubject: =?utf-8?q?No_abre?=\n"
    "Message-ID: <1@tienda.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    "--b\nContent-Type: text/plain; charset=utf-8\n\nNo abre\n> citado\n--b--\n\n"
    "From - Tue Mar 10 10:15:00 2026\nFrom: mesa@mesa.example\nIn-Reply-To: <1@tienda.example>\n\nListo\n"
)


def plant(folder: Path) -> dict[str, bytes]:
    """Save an example of every format as a seed of the campaign; return the parts of the workbook."""
    records = [dict(zip(HEADER, row, strict=True)) for row in rows()]
    texts = {
        "csv": delimited(),
        "quoted.csv": '"a","b"\n"x ""y"" ,z","1,5"\n' * 3,
        "json": json_of({"tickets": records}),
        "jsonl": "\n".join(json_of(record) for record in records),
        "txt": CHAT,
        "mbox": MAIL,
        "log": "2026-03-13 09:15 no abre\n  desde ayer\n[14/03/2026 09:15] no imprime\n",
    }
    for name, text in texts.items():
        (folder / f"log.{name}").write_text(text, encoding="utf-8")
    (folder / "log16.csv").write_bytes(delimited().encode("utf-16"))
    (folder / "log.gz").write_bytes(gzip.compress(delimited().encode()))
    workbook(folder / "log.xlsx", [HEADER, *rows()])
    open_document(folder / "log.ods", [HEADER, *rows()])
    with zipfile.ZipFile(folder / "log.zip", "w") as archive:
        archive.writestr("log.csv", delimited())
    with zipfile.ZipFile(folder / "log.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (folder / "sheet.xml").write_bytes(parts[SHEET])
    return parts


class Campaign:
    """Reads inputs and counts how they ended."""

    def __init__(self, runs: int, parts: dict[str, bytes]) -> None:
        self.runs = runs
        self.parts = parts
        self.ends: Counter[str] = Counter()
        self.slowest = 0.0
        self.began = time.monotonic()

    def __call__(self, data: bytes) -> None:
        began = time.monotonic()
        if data.startswith(SHEET_BEGINS):  # a change in a packed workbook would only break its checksum
            data = self.book_of(data)
        try:
            tables = read_item(Item("log", named=True), data, LIMITS)
        except InputError as fault:
            self.ends[type(fault).__name__] += 1
        else:
            self.ends[tables[0].origin.format] += 1
        self.slowest = max(self.slowest, time.monotonic() - began)
        if sum(self.ends.values()) >= self.runs:
            self.report()

    def book_of(self, sheet: bytes) -> bytes:
        """Pack a sheet's XML into a workbook."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, part in self.parts.items():
                archive.writestr(name, sheet if name == SHEET else part)
        return packed.getvalue()

    def report(self) -> None:
        """Print the figures; the fuzzer leaves without coming back to its caller."""
        count, seconds = sum(self.ends.values()), time.monotonic() - self.began
        ends = ", ".join(f"{end} {times}" for end, times in self.ends.most_common())
        sys.stdout.write(
            f"{count} inputs in {seconds:.0f} s, the slowest {self.slowest:.2f} s, no crash\n{ends}\n"
        )
        sys.stdout.flush()


def main() -> None:
    """Run a campaign from a folder of examples that is thrown away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    corpus = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        parts = plant(corpus)
        flags = [
            f"-runs={asked.runs}",
            f"-seed={asked.seed}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS_EACH}",
        ]
        atheris.Setup(
            [sys.argv[0], *flags, "-verbosity=0", "-rss_limit_mb=4096", str(corpus)],
            Campaign(asked.runs, parts),
        )
        atheris.Fuzz()
    finally:
        shutil.rmtree(corpus, ignore_errors=True)


if __name__ == "__main__":
    main()
