"""Whatever bytes a file holds, reading it ends in tables or in an error that a person can act on."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportlens.domain import SupportLensError
from supportlens.ingest import normalise
from supportlens.ingest.files.readers import Item, read_item
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.formats import log_lines, mail
from supportlens.ingest.formats.chats import parse_chat
from tests.unit.ingest.formats.test_mail import ANSWERED, ASKED, box, message
from tests.unit.ingest.logs import HEADER, delimited, rows, workbook

LIMITS = Limits(cells=1_000_000, unpacked=10_000_000)
BRIEFLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

CHAT = "13/03/26, 9:15 p. m. - Ana: No abre\ny nada\n[14/03/26, 09:15:00] Luis: <Multimedia omitido>\n"


def packed(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("log.csv", content)
    return archive.getvalue()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("seeds")
    text = delimited().encode()
    return {
        "csv": text,
        "utf-16": delimited().encode("utf-16"),
        "json": b'{"tickets": [{"id": 1, "subject": "no abre", "fields": [{"id": 1, "value": "a"}]}]}',
        "jsonl": b'{"id": 1, "text": "no abre"}\n{"id": 2, "text": "no cierra"}\n',
        "chat": CHAT.encode(),
        "mbox": box(message(ASKED), message(ANSWERED, number=2, References="<1@tienda.example>")),
        "log": b"2026-03-13 09:15 no abre\n  desde ayer\n2026-03-14 09:15 no imprime\n",
        "gzip": gzip.compress(text),
        "zip": packed(text),
        "xlsx": workbook(folder / "log.xlsx", [HEADER, *rows()]).read_bytes(),
    }


def survives(data: bytes) -> None:
    """Read and normalise bytes; any error but one of the domain's fails the test."""
    try:
        tables = read_item(Item("log", named=True), data, LIMITS)
        for table in tables:
            assert len(table.rows) == len(table.frame)
            assert table.frame.columns.is_unique
        normalise(tables)
    except SupportLensError:
        return


@BRIEFLY
@given(st.binary(max_size=3_000))
def test_any_bytes(data):
    survives(data)


@BRIEFLY
@given(st.text(max_size=2_000))
def test_any_text(text):
    survives(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "form", ["csv", "utf-16", "json", "jsonl", "chat", "mbox", "log", "gzip", "zip", "xlsx"]
)
@BRIEFLY
@given(st.data())
def test_a_file_of_a_known_form_with_damage_anywhere(seeds, form, data):
    damaged = bytearray(seeds[form])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, max(len(damaged) - 1, 0)))
        piece = data.draw(st.binary(max_size=6))
        damaged[at : at + data.draw(st.integers(0, 12))] = piece
    survives(bytes(damaged))


@pytest.mark.parametrize(
    "found",
    [b'"aQ,"b"\n"x ""y"" ,z","1,5_\n"a","b"\n"x \xde\xe3y"" ,z",\x1e1,5"\n"a","b"\n"x ""y"" ,z","1,5"\n'],
)
def test_what_campaigns_found_stays_mended(found):
    survives(found)


@BRIEFLY
@given(st.text(max_size=400))
def test_any_text_as_mail_chat_or_log(text):
    parse_chat("13/03/26, 9:15 - Ana: No abre\n" + text)
    log_lines.parse_dated_lines("2026-03-13 09:15 no abre\n" + text)
    log_lines.parse_blocks("2026-03-13 09:15 no abre\n" + text)
    mail.parse_mail(f"From: {text}\nSubject: {text}\nDate: {text}\n\n{text}".encode("utf-8", "replace"))
