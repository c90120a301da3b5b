"""Writes single values without tables as readable JSON, and reads them again."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from supportlens.store.values.damage import Damage
from supportlens.store.values.packing import pack_text, unpack_text
from supportlens.store.values.reading import ValueReader
from supportlens.store.values.writing import ValueWriter


def write_as_text(value: object) -> str:
    """Return a value as JSON with line breaks; raises TypeError for one with tables or arrays."""

    def refuse(_key: str, _content: bytes) -> NoReturn:
        raise TypeError(type(value))

    plain = json.loads(unpack_text(ValueWriter(refuse).write(value).content))
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def read_from_text(text: str) -> Any:
    """Return a value that was written as text; raises `Damage` for any other text."""

    def refuse(key: str) -> NoReturn:
        raise Damage(key)

    return ValueReader(refuse).read(pack_text(text))
