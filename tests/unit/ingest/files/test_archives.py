"""Archives, compressed files and Parquet give the same tickets as what they hold."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile

import pandas as pd
import pytest

from supportlens.domain import Damaged, NoReader, NotATable
from supportlens.ingest import read
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.formats import parquet
from tests.unit.ingest.logs import HEADER, delimited, rows, saved, tickets, workbook


def packed(**entries: bytes | str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return archive.getvalue()


def test_every_log_of_an_archive_is_read_and_the_rest_set_aside(tmp_path):
    book = workbook(
        tmp_path / "b.xlsx", [HEADER, *(["B" + row[0], *row[1:]] for row in rows(2))]
    ).read_bytes()
    content = packed(
        **{
            "logs/a.csv": delimited(),
            "b.xlsx": book,
            "__MACOSX/._a.csv": b"\0",
            "x.png": b"\x89PNG",
            "bad.csv": "",
        }
    )
    path = saved(tmp_path / "export.csv", content)
    found = tickets(path)
    assert len(found) == 8
    assert [(file.path, file.format, [r.reason for r in file.rejections]) for file in found.files] == [
        (f"{path}/b.xlsx", "xlsx", []),
        (f"{path}/bad.csv", "csv", ["EmptyFile"]),
        (f"{path}/logs/a.csv", "csv", []),
        (f"{path}/x.png", "png", ["NotATable"]),
    ]


def test_an_archive_without_a_log_is_no_table(tmp_path):
    with pytest.raises(NotATable):
        read([saved(tmp_path / "photos.zip", packed(**{"a.png": b"\x89PNG"}))])


def test_a_compressed_log_is_read(tmp_path):
    found = tickets(saved(tmp_path / "log.csv.gz", gzip.compress(delimited().encode())))
    assert (len(found), found.files[0].format) == (6, "csv")


def test_archives_in_folders_are_found(tmp_path):
    saved(tmp_path / "log.zip", packed(**{"log.csv": delimited()}))
    assert len(tickets(tmp_path)) == 6


class TestParquet:
    @staticmethod
    def saved(path):
        frame = pd.DataFrame(rows(), columns=list(HEADER))
        frame["Fecha de apertura"] = pd.to_datetime(frame["Fecha de apertura"], format="%d/%m/%Y %H:%M")
        frame.to_parquet(path)
        return path

    def test_a_table_is_read_with_its_dates(self, tmp_path):
        pytest.importorskip("pyarrow")
        found = tickets(self.saved(tmp_path / "log.csv"))
        of_text = tickets(saved(tmp_path / "text.csv", delimited()))
        assert found.files[0].format == "parquet"
        assert found.frame["created_at"].equals(of_text.frame["created_at"])
        assert found.frame["text"].equals(of_text.frame["text"])

    def test_a_damaged_one_is_said_to_be(self, tmp_path):
        pytest.importorskip("pyarrow")
        path = self.saved(tmp_path / "log.parquet")
        with pytest.raises(Damaged):
            read([saved(path, path.read_bytes()[:-200])])

    def test_without_its_reader_the_package_is_named(self, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(NoReader) as fault:
            parquet.read_parquet("log.parquet", b"PAR1", Limits().columns)
        assert fault.value.detail == "pyarrow"
