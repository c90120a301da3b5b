"""Whatever stands where in the JSON of a service or a chat, reading it ends in tables or in a fault."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.domain import SupportLensError
from supportlens.ingest import normalise
from supportlens.ingest.files.readers import Item, read_item
from supportlens.ingest.files.resource_limits import Limits
from tests.unit.ingest.formats import test_chat_exports as chats
from tests.unit.ingest.formats.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS: dict[str, Any] = {
    **SERVICES,
    **chats.slack_files([chats.a_thread(n) for n in range(2)]),
    "telegram": chats.telegram_chat("Marta", (0, 1)),
    "teams": {"value": [chats.graph(n, chats.PEOPLE[n], chats.ASKED[n]) for n in range(3)]},
    "discord": {
        "channel": {"id": "5"},
        "messages": [chats.discord(n, "Ana", chats.ASKED[n]) for n in range(3)],
    },
    "google": {"messages": [chats.google(0, "Ana", "No abre", "May 4, 2026 at 9:05:00 AM UTC", "t")]},
    "messenger": chats.inbox(2, "Página"),
}
ODD: list[Any] = [
    None, True, 0, -1, 10**30, "", "x", "\ud800", [], {}, [[]], [{}], {"a": 1}, ["a", {"b": 2}],
    {"type": "doc", "content": [{"type": "text"}]}, {"$date": {"$numberLong": "x"}}, "2026-05-04T09:00:00Z",
]  # fmt: skip


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*way, key)
        yield from places(each, (*way, key))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_value_may_stand_anywhere(name, data):
    value = copy.deepcopy(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 3))):
        ways = list(places(value))
        if not ways:
            break
        *way, key = data.draw(st.sampled_from(ways))
        inside = value
        for step in way:
            inside = inside[step]
        inside[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
    text = json.dumps(value).encode("utf-8", "surrogatepass")
    try:
        tables = read_item(Item(f"/x/{name}.json", named=data.draw(st.booleans())), text, Limits())
        tickets, _ = normalise(tables)
    except SupportLensError:
        return
    rows = sum(len(table) + len(table.rejections) for table in tables)
    assert tickets.account.rows == rows
