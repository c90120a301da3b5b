"""The parts of an OPC package (ISO/IEC 29500-2): each has a type, and something leads to it."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    Roots = Mapping[str, _Element]

TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def find_package_faults(names: list[str], roots: Roots) -> Iterator[str]:
    """Yield what is wrong with the parts of a package, of which `roots` are the XML documents."""
    yield from (f"{name} stands twice" for name, count in Counter(names).items() if count > 1)
    yield from _types(names, roots[TYPES])
    yield from _relations(names, roots)
    for name, root in roots.items():
        if not name.endswith(".rels"):
            known = targets(roots, rels_of(name))
            yield from (f"{name} uses {id_}, which leads nowhere" for id_ in _used(root) - set(known))


def _types(names: list[str], types: _Element) -> Iterator[str]:
    defaults = {one.get("Extension") for one in types.iterfind("{*}Default")}
    given = [one.get("PartName").lstrip("/") for one in types.iterfind("{*}Override")]
    yield from (f"{name} has a type but is not there" for name in given if name not in names)
    yield from (f"{name} has two types" for name, count in Counter(given).items() if count > 1)
    for name in names:
        by_ending = name.rpartition(".")[2] in defaults and not name.endswith(".xml")
        if name != TYPES and name not in given and not by_ending:
            yield f"{name} has no type"


def _relations(names: list[str], roots: Roots) -> Iterator[str]:
    reached = {TYPES}
    for name in (one for one in names if one.endswith(".rels")):
        reached.add(name)
        ids = [one.get("Id") for one in roots[name]]
        yield from (f"{name}: {id_} twice" for id_, count in Counter(ids).items() if count > 1)
        leads = set(targets(roots, name).values())
        reached |= leads
        yield from (f"{name} leads to {target}, which is not there" for target in leads - set(names))
    yield from (f"nothing leads to {name}" for name in names if name not in reached)


def _used(root: _Element) -> set[str]:
    keys = (f"{_RELATION}id", f"{_RELATION}embed")
    return {value for one in root.iter() for key, value in one.attrib.items() if key in keys}


def rels_of(name: str) -> str:
    """Return the part that holds where another one leads."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def targets(roots: Roots, name: str) -> dict[str, str]:
    """Return the parts inside the package that a part of relations leads to, by id."""
    base = posixpath.dirname(posixpath.dirname(name))
    return {
        one.get("Id"): posixpath.normpath(posixpath.join("/", base, one.get("Target"))).lstrip("/")
        for one in roots.get(name, ())
        if one.get("TargetMode") != "External"
    }
