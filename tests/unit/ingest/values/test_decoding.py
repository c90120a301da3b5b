"""Bytes of any usual encoding give the text that was written."""

from __future__ import annotations

import pytest

from supportlens.ingest.values.decoding import decode
from tests.unit.ingest.logs import TEXTS, delimited, rows, saved, tickets

LOG = delimited(data=rows(40))


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "iso8859-15",
        "mac-roman",
        "cp850",
    ],
)
def test_a_spanish_log_reads_the_same_in_every_encoding(tmp_path, encoding):
    found = tickets(saved(tmp_path / "log.csv", LOG, encoding))
    assert found.frame["description"].iloc[0] == f"{TEXTS[0]} (0)"
    assert found.files[0].columns["description"] == "Descripción"


def test_a_few_broken_bytes_do_not_change_the_encoding_of_all_others():
    data = (LOG * 5).encode()
    broken = data[:3000] + b"\xff" + data[3000:]
    text, encoding = decode(broken)
    assert encoding == "utf-8"
    assert "Descripción" in text


def test_windows_quotes_and_dashes_are_letters_not_control_codes():
    text, _ = decode(
        "texto\nDijo \u201cno abre\u201d \u2013 la facturación, mañana según él\n".encode("cp1252") * 3
    )
    assert "\u201cno abre\u201d \u2013" in text
