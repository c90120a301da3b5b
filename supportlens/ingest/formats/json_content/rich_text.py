"""Turns trees of rich text into text with line breaks.

One set of rules serves the documents of Atlassian (ADF), ProseMirror, Slate and Lexical, the blocks of
Slack, Draft.js, Editor.js, Notion and Portable Text, the operations of Quill, Contentful's nodes and
Telegram's parts: a node has a type, a text, and nodes below it under one of a few keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.json_content.names import fold_name, json_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 60
"""Levels of a tree that are read. Judgement: nested lists have a dozen; deeper trees are hostile."""

_BELOW = (
    "content", "children", "elements", "blocks", "ops", "fields", "items", "rich_text", "root", "data",
    "paragraph", "document",
)  # fmt: skip
"""Keys under which a node has its nodes."""

_TYPES = ("type", "nodeType", "_type", "object")
_TEXTS = ("text", "plain_text", "insert", "value")

_INLINE = frozenset(
    "text mention emoji link hyperlink inlinecard date status span user channel usergroup broadcast color"
    " bold italic code strong em underline strikethrough spoiler plain text_link hashtag email phone url"
    " mrkdwn plain_text bot_command cashtag custom_emoji mention_name pre".split()
)
"""Types of nodes that stand inside a line; all others stand on lines of their own."""

_BREAKS = frozenset(["hardbreak", "hard_break", "linebreak", "br", "break"])
_CELLS = frozenset(["tablecell", "tableheader", "table_cell", "table_header", "td", "th"])
_SILENT = frozenset(
    [
        "media",
        "mediasingle",
        "mediagroup",
        "image",
        "file",
        "divider",
        "rule",
        "actions",
        "button",
        "extension",
    ]
)
"""Types without words of the author."""

_MANY_BREAKS = re.compile(r"[ \t]*\n\s*")


def render_rich_text(value: Any) -> str | None:
    """Return the text of a tree of rich text, None for any other value."""
    if not _is_tree(value):
        return None
    text = "".join(_render(value, 0))
    lines = (line.removesuffix(" |").strip() for line in _MANY_BREAKS.sub("\n", text).split("\n"))
    return "\n".join(filter(None, lines))


def _is_tree(value: Any) -> bool:
    if isinstance(value, dict):
        return _is_root(value)
    if not isinstance(value, list) or not value:
        return False
    nodes = [item for item in value if isinstance(item, dict)]
    return bool(nodes) and all(isinstance(item, str | dict) for item in value) and all(map(_is_node, nodes))


def _is_root(value: dict[str, Any]) -> bool:
    """Return whether an object is the top of a tree."""
    if value.get("type") == "doc" or value.get("nodeType") == "document":
        return isinstance(value.get("content"), list)
    if isinstance(value.get("ops"), list):
        return bool(value["ops"]) and all(isinstance(op, dict) and "insert" in op for op in value["ops"])
    if isinstance(value.get("root"), dict):
        return isinstance(value["root"].get("children"), list)
    blocks = value.get("blocks")
    if not isinstance(blocks, list) or not blocks or len(value) > 4:
        return False
    return all(isinstance(block, dict) and _is_node(block) for block in blocks)


def _is_node(item: dict[str, Any]) -> bool:
    """Return whether an item of a list is a node and no message: a type, and neither author nor date."""
    known = json_names()
    if not any(isinstance(item.get(key), str) for key in _TYPES):
        return False
    if any(fold_name(str(key)) in known.author or fold_name(str(key)) in known.moment for key in item):
        return False
    if str(item.get("type")).lower() in _SILENT:
        return True
    return any(key in item for key in ("text", "plain_text", "insert", *_BELOW))


def _render(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _render(item, depth + 1)
    elif isinstance(value, dict):
        yield from _render_node(value, depth)


def _render_node(node: dict[str, Any], depth: int) -> Iterator[str]:
    kind = next((str(node[key]).lower() for key in _TYPES if isinstance(node.get(key), str)), "")
    if kind in _SILENT:
        return
    if kind in _BREAKS:
        yield "\n"
        return
    is_inline = kind in _INLINE or (not kind and not any(isinstance(node.get(key), list) for key in _BELOW))
    if not is_inline and kind not in _CELLS:
        yield "\n"
    yield from _render_inside(node, kind, depth)
    if kind in _CELLS:
        yield " | "
    elif not is_inline:
        yield "\n"


def _render_inside(node: dict[str, Any], kind: str, depth: int) -> Iterator[str]:
    """Yield the words of a node: its text, that of the nodes below it, or what stands for a reference."""
    text = next((node[key] for key in _TEXTS if isinstance(node.get(key), str)), None)
    below = [node[key] for key in _BELOW if isinstance(node.get(key), list | dict)]
    if text:
        yield text
    elif isinstance(node.get("text"), dict | list):
        yield from _render(node["text"], depth + 1)
    if below:
        for nodes in below:
            # the cells of a table are inside its cells' paragraphs: a cell is one line
            inner = "".join(_render(nodes, depth + 1))
            yield " ".join(inner.split()) if kind in _CELLS else inner
    elif not text:
        yield _name_reference(node)


def _name_reference(node: dict[str, Any]) -> str:
    """Return the words for a mention, an emoji or a card: they are attributes instead of text."""
    attributes = node.get("attrs")
    sources = (attributes, node) if isinstance(attributes, dict) else (node,)
    for source in sources:
        for key in ("text", "label", "displayName", "shortName", "url", "href"):
            if isinstance(source.get(key), str):
                return str(source[key])
    if node.get("type") == "emoji" and isinstance(node.get("name"), str):
        return f":{node['name']}:"
    return ""
