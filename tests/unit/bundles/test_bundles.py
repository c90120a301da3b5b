"""What belongs to bundles and releases is complete and true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from packaging.requirements import Requirement
from PySide6.QtGui import QImage

from supportlens import __version__
from tests.bundles import licences, releasing
from tests.bundles.__main__ import lay_out_linux
from tests.bundles.icons import SIZES, write_icons
from tests.bundles.manual_page import EXIT_CODES, write_manual_page
from tests.bundles.requirements import PARTS, STANDING_FOR, TOP, pin_oldest, read_requirements

HERE = Path(__file__).resolve().parents[2] / "bundles"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_menu_entry_speaks_both_languages_and_opens_projects():
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(HERE / "linux" / "supportlens.desktop", encoding="utf-8")
    row = entry["Desktop Entry"]
    for key in ("GenericName", "Comment", "Keywords"):
        assert row[key]
        assert row[f"{key}[es]"]
    assert "application/x-supportlens" in row["MimeType"]
    assert row["Exec"].endswith("%F")


def test_the_description_has_every_sentence_in_both_languages():
    page = ET.parse(HERE / "linux" / "supportlens.metainfo.xml").getroot()  # noqa: S314 - our own file
    for tag in ("summary", "p", "li"):
        found = list(page.iter(tag))
        spanish = [one for one in found if one.get(XML_LANGUAGE) == "es"]
        assert len(found) == 2 * len(spanish) > 0


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="needs appstreamcli")
def test_the_description_is_valid(tmp_path):
    text = (HERE / "linux" / "supportlens.metainfo.xml").read_text(encoding="utf-8")
    path = tmp_path / "org.supportlens.SupportLens.metainfo.xml"
    path.write_text(text.replace("@VERSION@", __version__).replace("@DATE@", "2026-01-01"), encoding="utf-8")
    tool = shutil.which("appstreamcli") or ""
    run = subprocess.run(
        [tool, "validate", "--no-net", str(path)], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout


def test_icons_of_every_size_are_drawn(tmp_path, qapp):
    written = write_icons(tmp_path)
    pictures = [path for path in written if path.suffix == ".png"]
    assert [QImage(str(path)).width() for path in pictures] == list(SIZES)
    assert (tmp_path / "supportlens.ico").read_bytes()[:4] == bytes((0, 0, 1, 0))
    middle = QImage(str(pictures[-1])).pixelColor(256, 40)
    assert middle.alpha() == 255


def test_every_requirement_has_its_licence_and_none_is_gpl_alone():
    packages = licences.list_packages()
    names = {re.sub(r"[-_.]+", "-", one.name).lower() for one in packages}
    assert {"pandas", "scikit-learn", "pyside6-essentials", "openpyxl"} <= names
    assert [one.name for one in packages if one.licence == "not stated"] == []
    strict = [one.name for one in packages if "GPL" in one.licence and "L" + "GPL" not in one.licence]
    strict = [name for name in strict if "Lesser" not in next(p.licence for p in packages if p.name == name)]
    assert strict == []
    page = licences.write_page(packages)
    assert all(one.name in page for one in packages)


def test_a_release_says_what_is_missing():
    faults = releasing.find_faults("9.9.9", "## [Unreleased]\n")
    assert any("__init__" in fault for fault in faults)
    assert any("[9.9.9]" in fault for fault in faults)
    assert "x is no version such as 1.2.3." in releasing.find_faults("x", "")
    ready = f"## [{__version__}] - 2026-01-31\n"
    assert not [fault for fault in releasing.find_faults(__version__, ready) if "working tree" not in fault]


def test_the_manual_page_has_every_command_option_and_exit_code():
    page = write_manual_page().replace("\\-", "-")
    for word in ("analyze", "watch", "completion", "project info", "--fail-if", "--report-dir", "--json"):
        assert word in page
    assert all(meaning in page for meaning in EXIT_CODES.values())


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_manual_page_is_valid_roff():
    tool = shutil.which("groff") or ""
    run = subprocess.run(
        [tool, "-man", "-Tascii", "-ww"],
        input=write_manual_page(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0
    assert run.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Linux")
def test_installing_and_removing_leave_nothing_behind(tmp_path):
    bundle, home = tmp_path / "bundle", tmp_path / "home"
    (bundle / "program").mkdir(parents=True)
    (bundle / "program" / "supportlens").write_text("#!/bin/sh\necho here\n", encoding="utf-8")
    (bundle / "program" / "supportlens").chmod(0o755)
    lay_out_linux(bundle, write_icons(tmp_path / "icons")[0].parents[3])
    home.mkdir()
    given = {"HOME": str(home), "PATH": os.environ["PATH"]}
    install = [shutil.which("sh") or "", str(bundle / "install.sh")]
    for _ in range(2):  # an update is the same again
        subprocess.run(install, env=given, check=True)
    said = subprocess.run([str(home / ".local/bin/supportlens")], capture_output=True, check=True)
    assert said.stdout == b"here\n"
    entry = (home / ".local/share/applications/supportlens.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/bin/supportlens" %F' in entry
    subprocess.run([*install, "--remove"], env=given, check=True)
    assert [path for path in home.rglob("*supportlens*") if path.is_file()] == []


def test_every_requirement_names_its_oldest_version():
    pinned = pin_oldest(read_requirements())

    assert "pandas==2.2" in pinned
    assert len(pinned) == len(read_requirements())


def test_tests_that_exist_stand_for_every_requirement():
    assert set(STANDING_FOR) == {one.name for one in read_requirements()}
    assert all((TOP / path).exists() for path in (*STANDING_FOR.values(), *PARTS))


@pytest.mark.parametrize("line", ["pandas", "pandas<3", "pandas>=2,!=2"])
def test_a_requirement_without_an_oldest_version_is_refused(line):
    with pytest.raises(ValueError, match="pandas"):
        pin_oldest([Requirement(line)])
