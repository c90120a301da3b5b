"""Builds the bundle for this system and checks it: `python -m tests.bundles [FOLDER]`.

The environment needs the project and PyInstaller; the result needs no Python. Printed are its size and how
long it takes to start. The exit code is 1 if a check fails.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from supportlens import __version__
from tests.bundles.icons import write_icons
from tests.bundles.manual_page import write_manual_page

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
AIM_MEGABYTES, MOST_SECONDS = 350, 3.0
"""What a bundle should weigh, and how long it may take to say its version.

Qt, ONNX Runtime, SciPy and two copies of OpenBLAS are two thirds of it. The aim is only told: where there is
no `strip` and no compiler, symbols for debuggers and the tables of ICU stay in the bundle.
"""


def main() -> int:
    """Build, lay out, check and measure."""
    parser = argparse.ArgumentParser("python -m tests.bundles")
    parser.add_argument("folder", nargs="?", type=Path, default=TOP / "dist")
    parser.add_argument("--checks-only", action="store_true", help="check a bundle that is there")
    call = parser.parse_args()
    folder = call.folder.resolve()
    name = f"supportlens-{__version__}-{sys.platform}"
    if not call.checks_only:
        build(folder, name)
    return 0 if check(folder / name / "program") else 1


def build(folder: Path, name: str) -> None:
    """Make the program's folder, what belongs beside it, and the archive to hand out."""
    target = folder / name
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_icons(work / "icons")
        subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
                *("--distpath", str(work / "dist"), "--workpath", str(work / "build")),
                str(HERE / "supportlens.spec"),
            ],
            check=True,
            env={**os.environ, "SUPPORTLENS_ICONS": str(work / "icons")},
        )
        shutil.copytree(work / "dist" / "supportlens", target / "program", symlinks=True)
        if sys.platform.startswith("linux"):
            strip_symbols(target / "program")
        for document in ("LICENSE", "NOTICE"):
            shutil.copy(TOP / document, target / document)
        if sys.platform.startswith("linux"):
            lay_out_linux(target, work / "icons")
        else:
            for picture in (work / "icons").glob("supportlens.ic*"):
                shutil.copy(picture, target / picture.name)
    if sys.platform.startswith("linux"):
        with tarfile.open(folder / f"{name}.tar.xz", "w:xz", preset=3) as archive:
            archive.add(target, name)


def strip_symbols(program: Path) -> None:
    """Take the symbols for debuggers out of the libraries, a tenth of the bundle, where `strip` is installed.

    Those in `*.libs` were rewritten when their wheels were made: `strip` would spoil them.
    """
    tool = shutil.which("strip")
    libraries = [
        path
        for path in program.rglob("*.so*")
        if path.is_file() and not path.is_symlink() and not path.parent.name.endswith(".libs")
    ]
    if tool is not None and libraries:
        subprocess.run([tool, "--strip-unneeded", *map(str, libraries)], check=True)


def lay_out_linux(target: Path, icons: Path) -> None:
    """Put the menu entry, the description, the type of file and the icons where a desktop looks for them."""
    share = target / "share"
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")
    for source, place in (
        ("supportlens.desktop", "applications/supportlens.desktop"),
        ("supportlens-mime.xml", "mime/packages/supportlens.xml"),
        ("supportlens.metainfo.xml", "metainfo/org.supportlens.SupportLens.metainfo.xml"),
    ):
        path = share / place
        path.parent.mkdir(parents=True, exist_ok=True)
        today = datetime.now(tz=UTC).date().isoformat()
        text = (HERE / "linux" / source).read_text(encoding="utf-8")
        path.write_text(text.replace("@VERSION@", __version__).replace("@DATE@", today), encoding="utf-8")
    page = share / "man" / "man1" / "supportlens.1"
    page.parent.mkdir(parents=True)
    page.write_text(write_manual_page(), encoding="utf-8")
    shutil.copy(HERE / "linux" / "install.sh", target / "install.sh")


def check(program: Path) -> bool:
    """Use the bundle as somebody without Python does; print what was measured, return whether all is well."""
    binary = program / ("supportlens.exe" if sys.platform == "win32" else "supportlens")
    megabytes = sum(path.stat().st_size for path in program.rglob("*") if not path.is_symlink()) / 1e6
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        clean = {"HOME": str(home), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        if sys.platform == "win32":
            clean = {**os.environ, **clean}
        _run(binary, ["--version"], clean, home)  # the first start reads everything from the disk
        started = time.perf_counter()
        said = _run(binary, ["--version"], clean, home)
        seconds = time.perf_counter() - started
        workbook = home / "why.xlsx"
        sample = program / "_internal" / "sample_logs" / "caso_40.csv"
        verdict = _run(
            binary, ["analyze", str(sample), "--report", str(workbook), "--lang", "en"], clean, home
        )
        pages, lessons, kept = home / "why.pdf", home / "lessons", home / "why.supportlens"
        more = ["--report", str(pages), "--materials", str(lessons), "--project", str(kept), "--mask"]
        other = program / "_internal" / "sample_logs" / "case_40.xlsx"
        _run(binary, ["analyze", str(other), "--country", "MX", "--lang", "es", *more], clean, home)
        window = _starts_window(binary, clean, home)
        results = {
            f"version: {said.strip()}": __version__ in said,
            f"starts in {seconds:.1f} s (at most {MOST_SECONDS:.0f})": seconds <= MOST_SECONDS,
            "the sample gives its verdict": "40%" in verdict,
            "the workbook is written": workbook.exists() and workbook.read_bytes()[:2] == b"PK",
            "a workbook is read; pages, documents and the project are written": pages.exists()
            and kept.exists()
            and any(lessons.glob("*.docx")),
            "the window opens": window,
        }
    size = f"{megabytes:.0f} MB unpacked; the aim is {AIM_MEGABYTES}"
    sys.stdout.write(f"{'ok  ' if megabytes <= AIM_MEGABYTES else 'over'} {size}\n")
    for line, good in results.items():
        sys.stdout.write(f"{'ok  ' if good else 'FAIL'} {line}\n")
    return all(results.values())


def _run(binary: Path, words: list[str], environment: dict[str, str], folder: Path) -> str:
    run = subprocess.run(
        [str(binary), *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return run.stdout if run.returncode == 0 else f"exit code {run.returncode}: {run.stderr}"


def _starts_window(binary: Path, environment: dict[str, str], folder: Path) -> bool:
    """Return whether the window is still open, and has said nothing wrong, after some seconds."""
    given = {**environment, "DISPLAY": ":0"}  # so that it does not ask for a display; Qt draws offscreen
    with subprocess.Popen(
        [str(binary)], env=given, cwd=folder, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        time.sleep(8)
        alive = process.poll() is None
        process.terminate()
        _, said = process.communicate(timeout=30)
    return alive and "Traceback" not in said


if __name__ == "__main__":
    sys.exit(main())
