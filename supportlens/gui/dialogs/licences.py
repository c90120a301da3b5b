"""The licences of everything that is bundled, read from the installed packages."""

from __future__ import annotations

import re
from importlib import metadata
from typing import NamedTuple

PROGRAM = "supportlens"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class Bundled(NamedTuple):
    """A package with its version and its licence, as the package states them."""

    name: str
    version: str
    licence: str


SHIPPED = (
    Bundled("Inter", "4", "OFL-1.1"),
    Bundled("Lucide", "1.62", "ISC"),
)
"""What is shipped beside the packages: the font and the icons."""


def list_bundled() -> tuple[Bundled, ...]:
    """Return every package that the program needs, directly or not, by name; those installed alone."""
    found: dict[str, Bundled] = {}
    waiting = [PROGRAM]
    seen: set[str] = set()
    while waiting:
        name = _key(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != PROGRAM:
            found[name] = Bundled(about.metadata["Name"] or name, about.version, read_licence(about.metadata))
        needed = (one for one in about.requires or () if "extra ==" not in one)
        waiting += [match.group() for one in needed if (match := _NAME.match(one))]
    return tuple(sorted((*found.values(), *SHIPPED), key=lambda one: one.name.casefold()))


def read_licence(about: metadata.PackageMetadata) -> str:
    """Return the licence that a package states: its expression, its classifiers, or its one-line text."""
    stated = about.json
    expression = stated.get("license_expression")
    if expression:
        return str(expression)
    classified = [
        line.rpartition("::")[2].strip()
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    text = str(stated.get("license") or "").strip()
    if text and "\n" not in text and len(text) < 60:
        return text
    return ", ".join(classified) or (text.splitlines()[0] if text else "?")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
