"""Recognises markup by its beginning, and parses it without entities, definitions or network."""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from supportlens.domain import Damaged, NotATable, TooLarge, Unsafe
from supportlens.ingest.values.decoding import decode, encoding_of

if TYPE_CHECKING:
    from lxml.etree import _Element

PAGE_TAGS = frozenset(
    "html head body table style meta title link script thead tbody tr center font div form base "
    "h1 h2 h3 h4 h5 h6 p b strong br hr span img section main header".split()
)
"""Elements with which a web page, or a piece of one, begins."""

DEEPEST = 100
"""Maximum nesting of elements, as in Apache Tika; deeper ones only harm."""

_MOST_ATTRIBUTES = 1_000
"""Maximum attributes of an element: the parser's time grows with their square (40 000 take 6 s)."""

_LOOKED_AT = 1 << 16
_SEARCHED = 1 << 20
"""Bytes searched for the rows of a page that does not begin with `<html>`. Judgement: styles come before."""

_MARKS = b"\xef\xbb\xbf\xff\xfe"
_PROLOGUE = re.compile(
    r"\s+|<!--(?:[^-]|-(?!->))*-->|<\?(?:xml|mso)[^>]*>|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE
)
_ROOT = re.compile(r"<([a-z_][\w.\-]*(?::[\w.\-]+)?)((?:\s[^<>]*)?)>", re.IGNORECASE)
_CHILD = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->))*-->)*<[a-z_]", re.IGNORECASE)
_CLOSED = re.compile(r"</|/>")
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([\w.\-]{3,30})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTITIES = re.compile(r"<!DOCTYPE[^>]*\[.*?<!ENTITY", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,31}));|&")
_OWN = {"amp", "lt", "gt", "quot", "apos"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def is_markup(data: bytes) -> bool:
    """Return whether bytes begin like a web page or like XML."""
    head = data[:_LOOKED_AT].lstrip(_MARKS).replace(b"\0", b"").decode("latin-1")
    at = skip_prologue(head)
    root = _ROOT.match(head, at)
    if re.match(r"\s*<(?:\?xml\b|!doctype)", head, re.IGNORECASE):
        return True
    if root is None:
        return False
    tag = root[1].lower()
    if tag in {"html", "svg", "rss", "feed", "workbook"}:
        return True
    if tag in PAGE_TAGS:
        return b"<tr" in data[:_SEARCHED].replace(b"\0", b"").lower()
    if root[0].endswith("/>"):
        return not head[root.end() :].strip()
    return bool(_CHILD.match(head, root.end())) and len(_CLOSED.findall(head, root.end())) > 1


def skip_prologue(text: str) -> int:
    """Return where the first element of a text begins: after comments, instructions and a document type."""
    at = 0
    while match := _PROLOGUE.match(text, at):
        at = match.end()
    return at


def root_tag(text: str) -> str:
    """Return the name of the first element, without its prefix, in lower case; "" without one."""
    root = _ROOT.match(text, skip_prologue(text))
    return root[1].rpartition(":")[2].lower() if root else ""


def decode_markup(data: bytes) -> tuple[str, str]:
    """Return the text of markup and its encoding: by its mark, as UTF-8, as declared, else by a guess."""
    declared = _DECLARED.search(data[: 1 << 12])
    if declared and encoding_of(data[: 1 << 12]).startswith("utf-16"):
        return decode(data)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        name = "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name
        for encoding in ("utf-8", name):
            try:
                codecs.lookup(encoding)
                return data.decode(encoding), encoding
            except (LookupError, UnicodeError, ValueError):
                continue
    return decode(data)


def parse_page(path: str, text: str) -> _Element:
    """Parse a web page, however broken; raises NotATable for one without any element."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    content = _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1)).encode()
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotATable(path, "html") from error
    if root is None:
        raise NotATable(path, "html")
    return root


def parse_xml(path: str, text: str) -> tuple[_Element, bool]:
    """Parse XML, and return whether it is cut off: then its last element is incomplete.

    Raises Unsafe for entity definitions and for deep nesting, which only harm, and Damaged for text that is
    no XML.
    """
    if _ENTITIES.search(text[: skip_prologue(text) + _LOOKED_AT]):
        raise Unsafe(path, "dtd")
    content = _REFERENCE.sub(_mend_reference, _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1))).encode()
    parser = _xml_parser(recover=False)
    try:
        return _refuse_extremes(path, etree.fromstring(content, parser)), False
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Unsafe(path, "depth") from error
        if not _is_cut_off(error):
            raise Damaged(path, "xml") from error
    root = etree.fromstring(content, _xml_parser(recover=True))
    if root is None:
        raise Damaged(path, "xml")
    return _refuse_extremes(path, root), True


def _xml_parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _is_cut_off(error: etree.XMLSyntaxError) -> bool:
    """Return whether the only fault is that the text ends too early."""
    return bool(re.search(r"(?i)premature end|EndTag: '</' not found|not closed|unfinished", str(error)))


def _refuse_extremes(path: str, root: _Element) -> _Element:
    """Raise Unsafe for deep nesting, and TooLarge for attributes without end."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unsafe(path, "depth")
        if event == "start" and len(element.attrib) > _MOST_ATTRIBUTES:
            raise TooLarge(path, "columns")
    return root


def _mend_reference(match: re.Match[str]) -> str:
    """Return a reference that XML knows: names of HTML as letters, and a bare ampersand as its reference."""
    number = int(match[1]) if match[1] else int(match[2], 16) if match[2] else None
    if number is not None:
        legal = number in {9, 10, 13} or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
        return match[0] if legal or 0x10000 <= number < 0x110000 else ""
    if match[3] in _OWN:
        return match[0]
    letters = html.unescape(match[0]) if match[3] else match[0]
    return letters if letters != match[0] else "&amp;" + match[0][1:]


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def local_attributes(element: _Element) -> dict[str, str]:
    """Return the attributes of an element without their namespaces."""
    return {
        str(name).rpartition("}")[2].rpartition(":")[2]: str(value) for name, value in element.attrib.items()
    }
