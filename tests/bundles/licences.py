"""What is bundled and under which licence, from the installed packages themselves.

`python -m tests.bundles.licences [FILE]` writes the page; the release writes a bill of materials in CycloneDX
beside it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PROGRAM = "supportlens"


@dataclass(frozen=True, slots=True)
class BundledPackage:
    """A package that the program needs, with the licence that it states and its text."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def list_packages(name: str = PROGRAM) -> list[BundledPackage]:
    """Return all packages that `name` needs, directly or not, sorted; those of extras are left out."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            need = Requirement(line)
            key = re.sub(r"[-_.]+", "-", need.name).lower()
            if key in found or (need.marker is not None and not need.marker.evaluate({"extra": ""})):
                continue
            try:
                found[key] = distribution(need.name)
            except PackageNotFoundError:  # for another system
                continue
            waiting.append(need.name)
    return [_describe(found[key]) for key in sorted(found)]


def _describe(package: Distribution) -> BundledPackage:
    about = package.metadata
    stated = about.get("License-Expression") or ""
    if not stated:
        classified = [
            one.split(" :: ")[-1] for one in about.get_all("Classifier") or () if "License ::" in one
        ]
        first_line = (about.get("License") or "").strip().splitlines()[:1]
        stated = ", ".join(classified) or "".join(first_line)
    texts = [
        Path(str(package.locate_file(path))).read_text(encoding="utf-8", errors="replace")
        for path in package.files or ()
        if re.search(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$", str(path))
        and ".dist-info" in str(path)
        and Path(str(package.locate_file(path))).is_file()
    ]
    return BundledPackage(about["Name"], package.version, stated or "not stated", tuple(texts))


def write_page(packages: list[BundledPackage]) -> str:
    """Return the page of licences as text: a table first, then each text once."""
    lines = ["Third-party packages in SupportLens", ""]
    width = max(len(one.name) for one in packages)
    lines += [f"{one.name:<{width}}  {one.version:<14} {one.licence}" for one in packages]
    for one in packages:
        for text in dict.fromkeys(one.texts):
            lines += ["", "=" * 80, f"{one.name} {one.version}", "=" * 80, "", text.strip()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page to a file or to the standard output."""
    page = write_page(list_packages())
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
