"""Files built to harm are refused in a bounded time and with a clear reason; the others still load."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import subprocess
import sys
import time
import zipfile

import pytest

from supportlens.domain import (
    Cancelled,
    Damaged,
    InputError,
    NotATable,
    PasswordProtected,
    StillBeingWritten,
    TooLarge,
    TooSlow,
    Unsafe,
)
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from supportlens.ingest import read
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.files.supervisor import READ_APART, Supervisor
from supportlens.ingest.files.table_transfer import TableAssembly, TablePiece
from supportlens.ingest.files.worker import Task
from tests.unit.ingest.logs import HEADER, delimited, rows, saved, tickets, workbook
from tests.unit.ingest.markup_exports import HARMFUL_MARKUP

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
HERE = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
BOUND = 120
"""Seconds after which any of these counts as hanging; alone each takes a few at most."""


@pytest.fixture(autouse=True)
def bounded():
    began = time.monotonic()
    yield
    assert time.monotonic() - began < BOUND


def zipped(**entries: bytes | str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def a_book(path, sheet: str):
    """Save a workbook with the given sheet XML."""
    whole = workbook(path, [HEADER, *rows()]).read_bytes()
    parts = zipfile.ZipFile(io.BytesIO(whole))
    entries = {name: parts.read(name) for name in parts.namelist()}
    return saved(path, zipped(**{**entries, "xl/worksheets/sheet1.xml": sheet}))


def refused(path, error: type[InputError], limits: Limits = Limits()) -> InputError:  # noqa: B008 - it is frozen
    with pytest.raises(error) as fault:
        read([path], limits=limits)
    assert type(fault.value) is error
    for language in ("es", "en"):
        assert "dentro del programa" not in error_sentence(fault.value, words_for(language))
        assert "inside the program" not in error_sentence(fault.value, words_for(language))
    return fault.value


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_too_large(tmp_path):
    path = saved(tmp_path / "bomb.zip", zipped(**{"log.csv": bytes(50_000_000)}))
    assert refused(path, TooLarge).detail == "unpacked"


def test_a_workbook_that_unpacks_to_a_thousand_times_its_size_is_too_large(tmp_path):
    path = a_book(tmp_path / "bomb.xlsx", SHEET.format(" " * 50_000_000))
    assert refused(path, TooLarge).detail == "unpacked"


def test_gzip_that_unpacks_to_a_thousand_times_its_size_is_too_large(tmp_path):
    path = saved(tmp_path / "bomb.csv.gz", gzip.compress(b"a" * 50_000_000))
    assert refused(path, TooLarge).detail == "unpacked"


def test_an_archive_of_too_many_files_is_too_large(tmp_path):
    path = saved(tmp_path / "many.zip", zipped(**{f"{n}.csv": "a" for n in range(1_001)}))
    assert refused(path, TooLarge).detail == "entries"


@pytest.mark.parametrize(
    "name", ["../log.csv", "logs/../../log.csv", "/log.csv", "..\\log.csv", "C:\\log.csv"]
)
def test_an_archive_with_a_name_that_leaves_its_folder_is_unsafe_and_nothing_is_written(tmp_path, name):
    (tmp_path / "drop").mkdir()
    path = saved(tmp_path / "drop" / "log.zip", zipped(**{name: delimited()}))
    before = sorted(tmp_path.rglob("*"))
    refused(path, Unsafe)
    assert sorted(tmp_path.rglob("*")) == before


def test_archives_nested_beyond_the_depth_are_unsafe(tmp_path):
    content = zipped(**{"log.csv": delimited()})
    for _ in range(4):
        content = zipped(**{"inner.zip": content})
    assert refused(saved(tmp_path / "nested.zip", content), Unsafe).detail == "depth"


def test_archives_nested_within_the_depth_are_read(tmp_path):
    content = gzip.compress(zipped(**{"inner.zip": zipped(**{"log.csv": delimited()})}))
    assert len(tickets(saved(tmp_path / "nested.gz", content))) == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_defines_entities_is_unsafe(tmp_path, encoding):
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ja">{entities}]>' + SHEET.format("&a12;")
    assert refused(a_book(tmp_path / "bomb.xlsx", bomb.encode(encoding)), Unsafe).detail == "dtd"


def test_a_cell_far_away_does_not_take_the_memory_of_all_cells_between(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(a_book(tmp_path / "far.xlsx", SHEET.format(cells)), TooLarge).detail == "cells"


def test_a_sheet_that_is_wide_and_short_is_read(tmp_path):
    wide = [[*row, *[""] * 3_000, "último"] for row in [HEADER, *rows()]]
    assert len(read([workbook(tmp_path / "wide.xlsx", wide)])[0]) == 6


def test_a_single_endless_line_is_too_large(tmp_path):
    path = saved(tmp_path / "line.csv", "Asunto;Detalle\n" + "no puedo entrar " * 200_000)
    assert refused(path, TooLarge, Limits(cell=1_000_000)).detail == "line"


def test_an_endless_cell_is_too_large(tmp_path):
    cell = "no puedo\\n" * 200_000
    path = saved(tmp_path / "cell.json", f'[{{"id": 1, "text": "{cell}"}}, {{"id": 2, "text": "no abre"}}]')
    assert refused(path, TooLarge, Limits(cell=1_000_000)).detail == "cell"


def test_a_sparse_file_beyond_the_size_is_not_even_read(tmp_path):
    path = tmp_path / "sparse.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert refused(path, TooLarge, Limits(file=1 << 30)).detail == "file"


def test_a_million_columns_are_too_large(tmp_path):
    line = ";".join(f"c{n}" for n in range(1_000_000))
    assert refused(saved(tmp_path / "wide.csv", f"{line}\n{line}\n"), TooLarge).detail == "columns"


@pytest.mark.parametrize("form", ["csv.gz", "xlsx", "zip"])
def test_what_is_cut_off_is_damaged(tmp_path, form):
    text = delimited(data=rows(200))
    whole = {
        "csv.gz": lambda: gzip.compress(text.encode()),
        "zip": lambda: zipped(**{"log.csv": text}),
        "xlsx": lambda: workbook(tmp_path / "whole.xlsx", [HEADER, *rows()]).read_bytes(),
    }[form]()
    refused(saved(tmp_path / f"cut.{form}", whole[: len(whole) // 2]), Damaged)


def test_an_archive_with_a_password_asks_for_it(tmp_path):
    content = bytearray(zipped(**{"log.csv": delimited()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    refused(saved(tmp_path / "secret.zip", bytes(content)), PasswordProtected)


def test_json_as_deep_as_the_stack_is_no_table(tmp_path):
    refused(saved(tmp_path / "deep.json", "[" * 200_000 + "]" * 200_000), NotATable)
    refused(saved(tmp_path / "deeper.json", '{"a":' * 200_000 + "1" + "}" * 200_000), NotATable)


def test_a_file_that_shrinks_while_it_is_read_is_still_being_written(tmp_path):
    path = workbook(tmp_path / "log.xlsx", [HEADER, *rows()])

    def somebody_cuts(stage, fraction):
        if fraction > 0:
            os.truncate(path, 900)

    with pytest.raises(StillBeingWritten):
        read([path], progress=somebody_cuts)


def test_links_that_go_round_end_and_lead_nowhere(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self.csv").symlink_to(tmp_path / "a" / "self.csv")
    saved(tmp_path / "a" / "log.csv", delimited())
    assert len(read([tmp_path])) == 1


def test_the_other_files_of_a_drop_still_load(tmp_path):
    bomb = saved(tmp_path / "bomb.zip", zipped(**{"log.csv": bytes(50_000_000)}))
    leaving = saved(tmp_path / "leaving.zip", zipped(**{"../log.csv": delimited()}))
    far = a_book(tmp_path / "far.xlsx", "<!DOCTYPE x []>" + SHEET.format(""))
    good = workbook(tmp_path / "good.xlsx", [HEADER, *rows()])
    found = tickets(bomb, leaving, far, good)
    reasons = {file.path: [each.reason for each in file.rejections] for file in found.files}
    assert len(found) == 6
    assert reasons == {str(bomb): ["TooLarge"], str(leaving): ["Unsafe"], str(far): ["Unsafe"], str(good): []}


class TestWorker:
    """Files that pass the first check fail in the worker and not in the program."""

    def test_a_file_that_needs_more_memory_than_it_may_is_too_large(self, tmp_path):
        path = saved(
            tmp_path / "big.json", "[" + ",".join(['{"Asunto": "a", "Detalle": "b"}'] * 300_000) + "]"
        )
        refused(path, TooLarge, Limits(here=0, memory=20_000_000, memory_per_byte=0))

    def test_a_file_that_takes_longer_than_it_may_is_too_slow(self, tmp_path):
        path = workbook(tmp_path / "log.xlsx", [HEADER, *rows(5_000)])
        refused(path, TooSlow, Limits(seconds=0, seconds_per_mib=0))

    def test_a_reader_that_dies_takes_only_its_file_along(self, tmp_path):
        good = workbook(tmp_path / "good.xlsx", [HEADER, *rows()])
        long = workbook(tmp_path / "long.xlsx", [HEADER, *rows(20_000)])
        with Supervisor(Limits()) as supervisor:
            assert len(supervisor.read(str(good), 1, lambda _: None)[0]) == 6

            def somebody_kills(fraction):
                supervisor._process.terminate()

            with pytest.raises(Damaged):
                supervisor.read(str(long), 1, somebody_kills)
            assert len(supervisor.read(str(good), 1, lambda _: None)[0]) == 6

    def test_a_cancelled_reading_kills_its_worker_at_once(self, tmp_path):
        path = workbook(tmp_path / "log.xlsx", [HEADER, *rows(20_000)])

        with Supervisor(Limits()) as supervisor:
            supervisor.read(str(workbook(tmp_path / "small.xlsx", [HEADER, *rows()])), 1, lambda _: None)
            process = supervisor._process

            def stop(fraction):
                raise Cancelled

            with pytest.raises(Cancelled):
                supervisor.read(str(path), 1, stop)
            assert process.returncode is not None

    def test_the_same_tables_come_from_a_worker(self, tmp_path):
        path = saved(tmp_path / "log.csv", delimited())
        here, there = read([path])[0], read([path], limits=Limits(here=0))[0]
        assert here.frame.equals(there.frame)
        assert (here.origin, here.rows, here.rejections) == (there.origin, there.rows, there.rejections)

    def test_a_script_without_a_guard_may_read_what_needs_a_worker(self, tmp_path):
        path = workbook(tmp_path / "log.xlsx", [HEADER, *rows()])
        script = f"from supportlens.ingest import read; print(len(read([{str(path)!r}])))"
        command = [sys.executable, "-"]
        done = subprocess.run(
            command, input=script, capture_output=True, encoding="utf-8", env=HERE, check=False
        )
        assert (done.stdout.strip(), done.stderr) == ("1", "")

    def test_the_program_is_its_own_worker_where_it_is_frozen(self, tmp_path):
        path = workbook(tmp_path / "log.xlsx", [HEADER, *rows()])
        task = pickle.dumps(Task(str(path), named=True, size=1, limits=Limits()))
        command = [sys.executable, "-m", "supportlens", READ_APART]
        done = subprocess.run(command, input=task, capture_output=True, env=HERE, check=True)
        answers, said = io.BytesIO(done.stdout), []
        while answers.tell() < len(done.stdout):
            said.append(pickle.load(answers))  # noqa: S301 - our own worker said it
        assert said[0] is None
        assembly = TableAssembly()
        for message in said:
            if isinstance(message, TablePiece):
                assembly.add_piece(message)
        assert [len(table) for table in assembly.fill_tables(said[-1])] == [6]


@pytest.mark.parametrize("harm", HARMFUL_MARKUP)
def test_harmful_markup_is_refused(tmp_path, harm):
    text, error = HARMFUL_MARKUP[harm]
    refused(saved(tmp_path / "export.xls", text), error)


def test_tags_that_are_never_closed_still_give_their_rows(tmp_path):
    body = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in [HEADER, *rows()])
    assert len(tickets(saved(tmp_path / "x.xls", f"<table>{body}"))) == 6
