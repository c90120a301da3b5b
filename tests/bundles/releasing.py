"""Makes a release: `python -m tests.bundles.releasing VERSION [--bundle]`.

Checks that the version, the changelog and the working tree are ready, builds wheel and sdist and checks them
in an empty environment, writes the page of licences, the bill of materials (CycloneDX) and the sums, and says
the tag to set. `--bundle` adds the bundle of this system. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from supportlens import __version__
from tests.bundles import licences

TOP = Path(__file__).resolve().parents[2]


def main() -> int:
    """Make the artefacts of a release; return 1 with what is missing."""
    parser = argparse.ArgumentParser("python -m tests.bundles.releasing")
    parser.add_argument("version")
    parser.add_argument("--folder", type=Path, default=TOP / "dist")
    parser.add_argument("--bundle", action="store_true", help="the bundle of this system too")
    call = parser.parse_args()
    faults = find_faults(call.version)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults:
        return 1
    folder = call.folder / call.version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run("-m", "build", "--outdir", str(folder), str(TOP))
    packages = sorted(folder.iterdir())
    _run("-m", "twine", "check", "--strict", *map(str, packages))
    _check_wheel(next(path for path in packages if path.suffix == ".whl"))
    page = licences.write_page(licences.list_packages())
    (folder / "third-party-licences.txt").write_text(page, encoding="utf-8")
    bill = folder / f"supportlens-{call.version}.cdx.json"
    _run("-m", "cyclonedx_py", "environment", "--output-reproducible", "-o", str(bill))
    if call.bundle:
        _run("-m", "tests.bundles", str(folder))
    _write_sums(folder)
    sys.stdout.write(f"{folder}\nThe tag: git tag -a v{call.version} -m 'SupportLens {call.version}'\n")
    return 0


def find_faults(version: str, changelog: str | None = None) -> list[str]:
    """Return what must be mended before a release of `version`."""
    text = (TOP / "CHANGELOG.md").read_text(encoding="utf-8") if changelog is None else changelog
    faults = []
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        faults.append(f"{version} is no version such as 1.2.3.")
    if version != __version__:
        faults.append(f"supportlens/__init__.py says {__version__}, not {version}.")
    if not re.search(rf"(?m)^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", text):
        faults.append(f"CHANGELOG.md has no heading '## [{version}] - YYYY-MM-DD'.")
    changed = subprocess.run(
        ["git", "status", "--porcelain"],  # noqa: S607 - git of the maintainer
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if changed.stdout.strip():
        faults.append("The working tree has changes that are not committed.")
    return faults


def _check_wheel(wheel: Path) -> None:
    """Install the wheel in an empty environment and analyse the sample away from the checkout."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        venv.create(home / "env", with_pip=True)
        python = home / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        constraints = str(TOP / ".ci" / "constraints.txt")
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "-c", constraints, str(wheel)], check=True, cwd=home
        )
        subprocess.run([str(python), "-m", "supportlens", "demo", "--lang", "en"], check=True, cwd=home)
        if not (home / "supportlens-demo.xlsx").exists():
            raise SystemExit("The wheel wrote no workbook.")


def _write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, cwd=TOP)


if __name__ == "__main__":
    sys.exit(main())
