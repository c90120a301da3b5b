"""Reads how a company wants its reports to look: a file in TOML, with a logo beside it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from supportlens.domain import CompanyLook, FileMissing, OutputError, read_colour

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 2 << 20
"""Of a logo: more would make every report slow to send."""


def read_look(path: Path) -> CompanyLook:
    """Return the look that a file describes: ``name``, ``logo``, ``accent``, ``second`` and ``footer``.

    Raises `FileMissing` if it is not there, and `OutputError` with the detail ``look`` for what is no
    look, ``logo`` for a picture that cannot be used.
    """
    if not path.is_file():
        raise FileMissing(str(path))
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        colours = {key: read_colour(str(written[key])) for key in ("accent", "second") if written.get(key)}
        texts = {key: str(written.get(key, "")) for key in ("name", "footer")}
    except (OSError, ValueError) as fault:
        raise OutputError(str(path), "look") from fault
    return CompanyLook(**texts, **colours, logo=_read_logo(path, written))


def make_look(*, name: str, logo: str, accent: str, second: str, footer: str) -> CompanyLook:
    """Return a look from settings; a colour or a logo that cannot be used is left out."""
    from pathlib import Path  # noqa: PLC0415 - beside its only use

    colours = {}
    for key, written in (("accent", accent), ("second", second)):
        try:
            colours[key] = read_colour(written)
        except ValueError:
            continue
    try:
        content = load_logo(Path(logo)) if logo else b""
    except OutputError:
        content = b""
    return CompanyLook(name=name, logo=content, footer=footer, **colours)


def _read_logo(path: Path, written: dict[str, Any]) -> bytes:
    named = written.get("logo")
    return load_logo(path.parent / str(named)) if named else b""


def load_logo(path: Path) -> bytes:
    """Return the bytes of a PNG or JPEG; raises `OutputError` with the detail ``logo`` for anything else."""
    from supportlens.report import picture_size  # noqa: PLC0415 - slow to import

    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError as fault:
        raise OutputError(str(path), "logo") from fault
    if picture_size(content) is None:
        raise OutputError(str(path), "logo")
    return content
