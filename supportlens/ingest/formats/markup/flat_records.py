"""Flattens a record of XML to named texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.ingest.formats.markup.parsing import local_attributes, local_name
from supportlens.ingest.formats.markup.web_pages import cell_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = ("display_value", "displayvalue", "name", "title", "label", "value", "term", "text")
"""Attributes that hold what people see of an element, the best first."""

_TECHNICAL = frozenset("type nil href iconurl avatarurl url self schema lang space base class style".split())
"""Attributes, in lower case, that say nothing of a ticket."""

_HOLDERS = ("field", "property", "attribute", "param", "column", "dynamicfield", "item", "value", "cell")
_TYPED = frozenset("str date int bool long float double arr text string".split())
"""Endings of the names of elements whose own name is said by an attribute or a part; and Solr's types."""

_PAGE = frozenset("p div span br b i u a strong em ul ol li h1 h2 h3 h4 pre font table".split())
_LONG = 60
"""Characters from which a text is prose rather than a label. Judgement: labels are joined by commas."""


def flatten_record(record: _Element) -> dict[str, str]:
    """Return the texts of a record by name: "key", "project.id"; repeated elements are joined."""
    found: dict[str, list[str]] = {}
    for name, value in local_attributes(record).items():
        if name.lower() not in _TECHNICAL:
            found.setdefault(name, []).append(value)
    _flatten_parts(record, "", found)
    return {name: _join(values) for name, values in found.items()}


def _flatten_parts(element: _Element, prefix: str, found: dict[str, list[str]]) -> None:
    for child in element:
        tag = local_name(child)
        if not tag:
            continue
        named = _named_value(child)
        if named is not None:
            found.setdefault(named[0], []).append(named[1])
            continue
        _flatten_one(child, f"{prefix}{tag}", found)


def _flatten_one(child: _Element, name: str, found: dict[str, list[str]]) -> None:
    attributes = {
        key: value for key, value in local_attributes(child).items() if key.lower() not in _TECHNICAL
    }
    if not len(child) or _is_page(child):
        text = cell_text(child) if len(child) else (child.text or "").strip()
        shown = next((key for key in _SHOWN if attributes.get(key)), None)
        if shown is not None and (not text or shown.startswith("display")):
            if text:
                attributes["value"] = text
            text = attributes.pop(shown)
        found.setdefault(name, []).append(text)
    else:
        inside = {local_name(part) for part in child if local_name(part)}
        if len(inside) == 1 and all(not len(part) for part in child):
            for part in child:  # <labels><label>web</label></labels>
                _flatten_one(part, name, found)
        else:
            _flatten_parts(child, f"{name}.", found)
    for key, value in attributes.items():
        found.setdefault(f"{name}.{key}", []).append(value)


def _named_value(element: _Element) -> tuple[str, str] | None:
    """Return name and value of an element that carries the name of its field, None for any other."""
    tag = local_name(element).lower()
    if tag not in _TYPED and not tag.endswith(_HOLDERS):
        return None
    parts = {local_name(part).lower(): part for part in element}
    label = next((part for key, part in parts.items() if key.endswith(("name", "label", "key"))), None)
    if label is not None and (label.text or "").strip():
        value = next((part for key, part in parts.items() if key.endswith(("values", "value"))), None)
        return (label.text or "").strip(), "" if value is None else _value_text(value)
    attributes = local_attributes(element)
    name = attributes.get("name") or attributes.get("key")
    return (name, attributes.get("value") or _value_text(element)) if name else None


def _value_text(element: _Element) -> str:
    """Return the text of a value, or its values joined."""
    if not len(element) or _is_page(element):
        return cell_text(element)
    return _join([cell_text(part) for part in element])


def _is_page(element: _Element) -> bool:
    """Return whether an element holds text with marks of a page, such as <p>, rather than parts."""
    return all(local_name(part).lower() in _PAGE for part in element) or any(
        (part.tail or "").strip() for part in element
    )


def _join(values: list[str]) -> str:
    """Join the texts of repeated elements: labels by commas and once each, prose by lines."""
    written = [value for value in values if value]
    if len(written) < 2:
        return written[0] if written else ""
    if any(len(value) > _LONG or "\n" in value for value in written):
        return "\n".join(written)
    return ", ".join(dict.fromkeys(written))
