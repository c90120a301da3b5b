"""What cannot be used says precisely why."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib

import pytest

from supportlens.domain import (
    Cancelled,
    EmptyFile,
    FileMissing,
    FolderWithoutLogs,
    InputError,
    NoPermission,
    NoRows,
    NotATable,
    NoTextColumn,
    NothingToAnalyse,
    PasswordProtected,
    Stage,
    StillBeingWritten,
)
from supportlens.ingest import normalise, read
from supportlens.ingest.files.listing import find_files
from tests.unit.ingest.logs import HEADER, delimited, open_document, rows, saved, tickets, workbook

A_PICTURE = (
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(40) + zlib.compress(bytes(range(256)) * 20)
)


def test_a_path_where_nothing_is_says_so(tmp_path):
    with pytest.raises(FileMissing) as error:
        read([tmp_path / "no_such.csv"])
    assert error.value.path == str(tmp_path / "no_such.csv")


@pytest.mark.parametrize("name", ["x" * 5000, "with\0nothing"])
def test_a_path_that_no_file_can_have_is_missing(tmp_path, name):
    with pytest.raises(FileMissing):
        read([tmp_path / name])


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0 \0", bytes(500)])
def test_a_file_of_nothing_but_space_is_empty(tmp_path, content):
    with pytest.raises(EmptyFile):
        read([saved(tmp_path / "log.csv", content)])


@pytest.mark.parametrize(
    "content",
    [
        A_PICTURE,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj",
        b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4,
        bytes(range(256)) * 50,
        b"PK\x03\x04 and then nothing of a workbook",
        b"<!DOCTYPE html><html><body>Session expired</body></html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b'{"tickets": [{"subject": "cut off in the mid',
    ],
    ids=["png", "pdf", "jpeg", "program", "bytes", "zip", "web page", "ole", "json"],
)
def test_what_is_no_table_is_refused_whatever_it_is_called(tmp_path, content):
    with pytest.raises(NotATable):
        read([saved(tmp_path / "log.csv", content)])


def test_a_workbook_cut_in_half_is_no_table(tmp_path):
    whole = workbook(tmp_path / "whole.xlsx", [HEADER, *rows()]).read_bytes()
    with pytest.raises(NotATable):
        read([saved(tmp_path / "half.xlsx", whole[: len(whole) // 2])])


def test_a_workbook_with_broken_parts_is_no_table(tmp_path):
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet")
    with pytest.raises(NotATable):
        read([path])


def test_an_archive_of_something_else_is_no_table(tmp_path):
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(NotATable):
        read([path])


def test_an_encrypted_office_workbook_asks_for_its_password(tmp_path):
    container = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1016)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(512)
    )
    with pytest.raises(PasswordProtected):
        read([saved(tmp_path / "secret.xlsx", container)])


def test_an_encrypted_open_document_asks_for_its_password(tmp_path):
    with pytest.raises(PasswordProtected):
        read([open_document(tmp_path / "secret.ods", [HEADER, *rows()], encrypted=True)])


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_a_header_without_rows_is_said_to_have_none(tmp_path, suffix):
    path = tmp_path / f"log.{suffix}"
    if suffix == "xlsx":
        workbook(path, [HEADER])
    else:
        saved(path, delimited(data=[]) if suffix == "csv" else '{"tickets": []}')
    with pytest.raises(NoRows):
        read([path])


def test_a_workbook_without_a_cell_has_no_rows(tmp_path):
    with pytest.raises(NoRows):
        read([workbook(tmp_path / "empty.xlsx", [])])


def test_a_file_that_grows_while_it_is_read_is_still_being_written(tmp_path):
    path = saved(tmp_path / "log.csv", delimited())

    def somebody_writes(stage, fraction):
        if 0 < fraction < 1:
            with path.open("a", encoding="utf-8") as file:
                file.write("T-99;11/03/2026;Otra;Otra llamada más;Atlas;Sur\n")

    with pytest.raises(StillBeingWritten):
        read([path], progress=somebody_writes)


def test_half_a_workbook_that_is_still_copied_is_not_called_damaged(tmp_path):
    whole = workbook(tmp_path / "whole.xlsx", [HEADER, *rows()]).read_bytes()
    path = saved(tmp_path / "copy.xlsx", whole[:2000])

    def somebody_copies(stage, fraction):
        if 0 < fraction < 1:
            path.write_bytes(whole)

    with pytest.raises(StillBeingWritten):
        read([path], progress=somebody_copies)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    path = saved(tmp_path / "log.csv", delimited())
    path.chmod(0)
    if os.access(path, os.R_OK):  # an administrator may read everything: the refusal has to be put there

        def refuse(self):
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(NoPermission):
        read([path])


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    with pytest.raises(NotATable):
        read([path])


def test_a_table_in_which_nobody_says_anything_lists_its_columns(tmp_path):
    path = saved(
        tmp_path / "stock.csv", "SKU;Existencias;Precio\n" + "".join(f"A{n};{n};{n * 3}\n" for n in range(30))
    )
    with pytest.raises(NoTextColumn) as error:
        normalise(read([path]))
    assert error.value.columns == ("SKU", "Existencias", "Precio")


def test_no_files_leave_nothing_to_analyse():
    with pytest.raises(NothingToAnalyse):
        normalise(read([]))


def test_a_named_file_that_is_no_table_is_recorded_while_the_others_load(tmp_path):
    good, bad = saved(tmp_path / "a.csv", delimited()), saved(tmp_path / "b.csv", A_PICTURE)
    found = tickets(good, bad)
    assert len(found) == 6
    reasons = {file.path: [(each.row, each.reason) for each in file.rejections] for file in found.files}
    assert reasons == {str(good): [], str(bad): [(0, "NotATable")]}


def test_a_named_file_without_text_is_recorded_while_the_others_load(tmp_path):
    good = saved(tmp_path / "b.csv", delimited())
    stock = saved(tmp_path / "a.csv", "SKU;Existencias\n" + "".join(f"A{n};{n}\n" for n in range(30)))
    found = tickets(good, stock)
    assert len(found) == 6
    assert [each.reason for each in found.files[0].rejections] == ["NoTextColumn"]


def test_of_several_named_files_that_are_all_useless_the_first_says_why(tmp_path):
    first, second = saved(tmp_path / "b.csv", A_PICTURE), saved(tmp_path / "a.csv", b"")
    with pytest.raises(NotATable) as error:
        read([first, second])
    assert error.value.path == str(first)


def test_reading_stops_when_the_listener_says_so(tmp_path):
    def stop(stage, fraction):
        if fraction > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        read([saved(tmp_path / "log.csv", delimited())], progress=stop)


def test_progress_goes_up_from_nothing_to_done(tmp_path):
    heard = []
    tables = read(
        [saved(tmp_path / f"{n}.csv", delimited()) for n in range(3)],
        progress=lambda *told: heard.append(told),
    )
    normalise(tables, progress=lambda *told: heard.append(told))
    for stage in (Stage.READ, Stage.NORMALISE):
        fractions = [fraction for where, fraction in heard if where is stage]
        assert fractions == sorted(fractions)
        assert (fractions[0], fractions[-1]) == (0.0, 1.0)


class TestFolders:
    def test_a_folder_is_searched_for_logs_in_the_order_of_their_names(self, tmp_path):
        (tmp_path / "b").mkdir()
        saved(tmp_path / "b" / "marzo.csv", delimited(data=rows(3)))
        saved(tmp_path / "abril.csv", delimited(data=[["X", *row[1:]] for row in rows(1)]))
        saved(tmp_path / ".hidden.csv", delimited())
        saved(tmp_path / "~$lock.xlsx", b"nobody")
        saved(tmp_path / "notes.md", "# nothing")
        found = read([tmp_path])
        assert [table.origin.path for table in found] == [
            str(tmp_path / "abril.csv"),
            str(tmp_path / "b" / "marzo.csv"),
        ]

    def test_a_folder_without_logs_says_so(self, tmp_path):
        saved(tmp_path / "photo.png", A_PICTURE)
        with pytest.raises(FolderWithoutLogs):
            read([tmp_path])

    def test_a_link_to_the_folder_above_ends(self, tmp_path):
        inner = tmp_path / "logs"
        inner.mkdir()
        saved(inner / "log.csv", delimited())
        (inner / "again").symlink_to(tmp_path, target_is_directory=True)
        assert [found.path for found in find_files(tmp_path)] == [inner / "log.csv"]

    def test_a_file_that_is_no_table_is_skipped_and_recorded(self, tmp_path):
        saved(tmp_path / "log.csv", delimited())
        bad = saved(tmp_path / "picture.csv", A_PICTURE)
        files = {file.path: file for file in tickets(tmp_path).files}
        assert files[str(bad)].rows_read == 0
        assert [(r.row, r.reason) for r in files[str(bad)].rejections] == [(0, "NotATable")]

    def test_a_table_without_text_is_skipped_and_recorded(self, tmp_path):
        saved(tmp_path / "log.csv", delimited())
        stock = saved(tmp_path / "stock.csv", "SKU;Existencias\n" + "".join(f"A{n};{n}\n" for n in range(30)))
        files = {file.path: file for file in tickets(tmp_path).files}
        assert [r.reason for r in files[str(stock)].rejections] == ["NoTextColumn"]

    def test_the_only_file_of_a_folder_says_itself_what_is_wrong(self, tmp_path):
        saved(tmp_path / "log.csv", b" ")
        with pytest.raises(EmptyFile):
            read([tmp_path])

    def test_a_folder_of_nothing_but_unusable_files_holds_no_logs(self, tmp_path):
        saved(tmp_path / "a.csv", b" ")
        saved(tmp_path / "b.csv", A_PICTURE)
        with pytest.raises(FolderWithoutLogs):
            read([tmp_path])

    def test_a_file_named_and_in_a_folder_is_read_once(self, tmp_path):
        path = saved(tmp_path / "log.csv", delimited())
        assert len(read([tmp_path, path, path])) == 1


def test_every_fault_is_an_input_error_with_its_path(tmp_path):
    for content in (b"", A_PICTURE):
        path = saved(tmp_path / "x.csv", content)
        with pytest.raises(InputError) as error:
            read([path])
        assert error.value.path == str(path)
