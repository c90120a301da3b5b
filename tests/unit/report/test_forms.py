"""The report in its other forms, its look, and what becomes of it where a file is in use."""

from __future__ import annotations

import json
import re
import struct
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from supportlens.app.output.company_look import read_look
from supportlens.app.output.reports import ReportRequest, check_report, write_letters, write_report
from supportlens.domain import CompanyLook, OutputError
from supportlens.report import write_whole
from tests.builders import a_study
from tests.pdf_texts import NOTHING, copied_text

if TYPE_CHECKING:
    from pathlib import Path

PURPLE = "7A1FA2"


def test_the_ending_decides_what_is_written(qapp: object, tmp_path: Path) -> None:
    heads = {
        ".pdf": b"%PDF",
        ".png": b"\x89PNG",
        ".html": b"<!DOCTYPE html>",
        ".csv": b"ticket_id,",
        ".json": b"{",
        ".xlsx": b"PK",
    }
    for ending, head in heads.items():
        path = write_report(a_study(), tmp_path / f"r{ending}", "es")
        assert path.read_bytes().startswith(head)
    assert sorted(one.suffix for one in tmp_path.iterdir()) == sorted(heads)


def test_an_ending_that_no_report_has_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        check_report(tmp_path / "r.doc")
    assert caught.value.detail == "unknown_form"


def test_the_summary_is_one_page_and_letters_a_page_each(qapp: object, tmp_path: Path) -> None:
    study = a_study()
    summary = write_report(study, tmp_path / "s.pdf", "en").read_bytes()
    letters = write_letters(study, tmp_path / "l.pdf", ReportRequest("en")).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", summary)) == 1
    assert len(re.findall(rb"/Type\s*/Page\b", letters)) == len(study.plan)


def test_every_character_of_a_printed_report_can_be_copied(qapp: object, tmp_path: Path) -> None:
    copied = copied_text(write_report(a_study(), tmp_path / "s.pdf", "en"))
    assert NOTHING not in copied
    assert "(400of1,000)" in copied


def test_the_picture_shows_the_weeks_in_the_colour_of_the_company(qapp: object, tmp_path: Path) -> None:
    for look, colour in ((None, "#0b6e69"), (CompanyLook(accent=PURPLE), f"#{PURPLE.lower()}")):
        path = write_report(a_study(), tmp_path / "s.png", "en", look=look)
        image = QImage(str(path)).scaledToWidth(700)
        seen = {image.pixelColor(x, y).name() for x in range(0, 700, 3) for y in range(0, image.height(), 3)}
        assert colour in seen


def test_a_look_is_read_with_its_logo(tmp_path: Path) -> None:
    logo = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 40, 20) + b"\0" * 9
    (tmp_path / "logo.png").write_bytes(logo)
    path = tmp_path / "look.toml"
    path.write_text('name = "Contoso & Co"\naccent = "#7a1fa2"\nlogo = "logo.png"\nfooter = "Confidential"\n')
    assert read_look(path) == CompanyLook("Contoso & Co", logo, PURPLE, "", "Confidential")


@pytest.mark.parametrize(
    ("written", "detail"), [('accent = "mauve"', "look"), ("accent =", "look"), ('logo = "none.png"', "logo")]
)
def test_a_look_that_is_none_says_what_is_wrong(written: str, detail: str, tmp_path: Path) -> None:
    path = tmp_path / "look.toml"
    path.write_text(written)
    with pytest.raises(OutputError) as caught:
        read_look(path)
    assert caught.value.detail == detail


def test_a_file_in_use_leaves_the_work_under_a_name_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"open in Excel")
    replace = type(path).replace

    def refuse(self: Path, target: Path) -> Path:
        """Stand for Windows, which lets nobody replace an open file."""
        if target.name == "r.xlsx":
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(type(path), "replace", refuse)
    written = write_whole(path, lambda stream: stream.write(b"new") and None)
    assert written.name == "r (2).xlsx"
    assert written.read_bytes() == b"new"
    assert path.read_bytes() == b"open in Excel"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_json_report_is_the_document_itself(tmp_path: Path) -> None:
    path = write_report(a_study(), tmp_path / "r.json", "en")
    assert json.loads(path.read_text(encoding="utf-8"))["schema_version"] == 1
