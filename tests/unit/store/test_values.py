"""Every value of a study is read again as it was written, and nothing but values of the domain is made."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Damaged, Kind, Name, Origin, Rejection, Study, Table, Tickets, is_kept
from supportlens.resources import load_playbook
from supportlens.store.values import packing, writing
from supportlens.store.values.damage import Damage
from supportlens.store.values.packing import (
    pack_array,
    pack_column,
    pack_text,
    unpack_array,
    unpack_column,
)
from supportlens.store.values.reading import ValueReader
from supportlens.store.values.writing import ValueWriter
from tests.builders import a_study

if TYPE_CHECKING:
    from tests.sharing import SharedStudies


def again(value: object) -> Any:
    """Return a value after it was written and read."""
    blobs: dict[str, bytes] = {}
    content = ValueWriter(blobs.__setitem__).write(value).content
    return ValueReader(blobs.__getitem__).read(content)


def assert_same(one: Any, other: Any, where: str = "") -> None:
    """Fail for the first difference, whatever `==` of the type compares."""
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, obj=where)
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, where
        np.testing.assert_array_equal(one, other, err_msg=where)
    elif dataclasses.is_dataclass(one):
        assert type(one) is type(other), where
        for field in dataclasses.fields(one):
            if is_kept(field):
                at = f"{where}.{field.name}"
                assert_same(getattr(one, field.name), getattr(other, field.name), at)
    elif isinstance(one, (tuple, list)):
        assert len(one) == len(other), where
        assert isinstance(other, type(one)), where
        for number, (mine, yours) in enumerate(zip(one, other, strict=True)):
            assert_same(mine, yours, f"{where}[{number}]")
    elif isinstance(one, dict):
        assert list(one) == list(other), where
        for key in one:
            assert_same(one[key], other[key], f"{where}[{key}]")
    else:
        assert one == other or one != one, where  # noqa: PLR0124 - NaN
        assert type(one) is type(other) or isinstance(one, (np.generic, pd.Timestamp)), where


@pytest.fixture(scope="module")
def study(study_of: SharedStudies) -> Study:
    return study_of("caso_40.csv", changes="caso_40_cambios.csv")


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Study)])
def test_every_field_of_a_study_comes_back(study: Study, name: str) -> None:
    value = getattr(study, name)
    assert_same(value, again(value), name)


def test_a_study_comes_back_whole(study: Study) -> None:
    full = replace(study, level=7, waiting=a_study().waiting, playbook=load_playbook())
    assert_same(full, again(full))


@pytest.mark.parametrize(
    "value",
    [
        None,
        0.1 + 0.2,
        float("inf"),
        True,
        "\ud800 ñ \0",
        Kind.DEFECT,
        {Kind.DEFECT: 1.0, Kind.ACCESS: 2},
        frozenset({"a", "ñ"}),
        date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4, 5, 6),
        timedelta(days=2, microseconds=5),
        ((), ((1, 2), ("a",)), [1, (2,)]),
        Name(es="Menú", en="Menu"),
    ],
)
def test_a_value_comes_back(value: object) -> None:
    assert again(value) == value


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["a", "", "ñandú"], dtype="str"),
        pd.Series(["a\0b", ""], dtype="str"),
        pd.Series(["a", None], dtype="str"),
        pd.Series([], dtype="str"),
        pd.Series(["Atlas", "", "Brisa", None] * 40, dtype="str"),
        pd.Series([None] * 40, dtype="str"),
        pd.Series([f"{at % 300}" for at in range(40_000)], dtype="str"),
        pd.Series([""], dtype="str"),
        pd.Series(["a", None, 3], dtype=object),
        pd.Series([1.5, float("nan")]),
        pd.Series([True, False]),
        pd.Series(pd.to_datetime(["2026-01-02 03:04", None])),
        pd.Series([], dtype="datetime64[us]"),
        pd.Series([1, 2], dtype="int32"),
    ],
)
def test_a_column_comes_back_with_its_type(column: pd.Series[Any]) -> None:
    pd.testing.assert_series_equal(unpack_column(pack_column(column)), column)


@pytest.mark.parametrize("cell", ["Atlas", "ñ\U0001f600", "a\0b", "", None, 3])
def test_a_long_column_is_packed_in_blocks_and_comes_back(
    cell: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "BLOCK", 7)
    monkeypatch.setattr(packing, "SAMPLED", 10)
    for kind in ("str", "object"):
        if kind == "object" or not isinstance(cell, int):
            cells = [f"{at}" for at in range(30)]
            cells[23] = cell
            column = pd.Series(cells, dtype=kind)
            pd.testing.assert_series_equal(unpack_column(pack_column(column)), column)
    pieces = [*packing.dump_cells(cells)]
    assert max(piece.count(",") for piece in pieces) == 7  # one between blocks and six inside
    assert json.loads("".join(pieces)) == cells
    assert max(piece.count("-") for piece in packing.join_cells(["-"] * 30)) == 7


def test_the_cells_of_a_long_column_are_coded_in_blocks_as_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 200 000 cells in one go pandas kept the interpreter, and with it the window, for 160 ms."""
    cells = ["Ventas", "Almacén", None, "Ventas", "Compras", "Almacén", "Ventas", None, "Ventas", "Almacén"]
    column = pd.Series([*cells, *cells], dtype="str")
    codes, found = pd.factorize(column)
    whole, given = pack_column(column), []
    factorize = pd.factorize
    monkeypatch.setattr(packing, "CODED_BLOCK", 3)
    monkeypatch.setattr(pd, "factorize", lambda some: given.append(len(some)) or factorize(some))
    coded = packing.code_cells(column)
    assert coded is not None
    assert coded[0].tolist() == codes.tolist()
    assert coded[1] == found.tolist()
    assert max(given) == 3
    assert pack_column(column) == whole
    pd.testing.assert_series_equal(unpack_column(whole), column)
    assert packing.code_cells(pd.Series(list("abcdefg"), dtype="str")) is None


@pytest.mark.parametrize("kind", ["float32", "int8", "bool", "datetime64[us]", "timedelta64[s]", "<U3"])
@pytest.mark.parametrize("shape", [(), (0,), (5,), (2, 3), (0, 4)])
def test_an_array_comes_back_with_its_type_and_shape(kind: str, shape: tuple[int, ...]) -> None:
    array = np.arange(6).astype(kind)[: math.prod(shape)].reshape(shape)
    again = unpack_array(pack_array(array))
    assert (again.dtype, again.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(again, array)


def test_a_table_of_a_file_comes_back_with_the_fault_of_another() -> None:
    origin = Origin("/a/b.csv", named=True, format="csv", sha256="00")
    whole = Table(origin, pd.DataFrame({"a": ["1", ""]}, dtype="str"), (2, 3), (Rejection(4, "empty"),))
    faulty = Table(origin, pd.DataFrame(), (), fault=Damaged("/a/b.csv", "why"))
    found_whole, found_faulty = again((whole, faulty))
    pd.testing.assert_frame_equal(found_whole.frame, whole.frame)
    assert found_whole.rejections == whole.rejections
    assert type(found_faulty.fault) is Damaged
    assert found_faulty.fault.args == ("/a/b.csv", "why")


def test_a_field_of_a_later_version_is_left_out_and_a_missing_one_has_its_default() -> None:
    text = '{"$":"Rejection","row":3,"reason":"empty","mood":"calm"}'
    assert ValueReader({}.__getitem__).read(pack_text(text)) == Rejection(3, "empty")
    text = '{"$":"Origin","path":"a","named":true,"format":"csv","sha256":""}'
    assert ValueReader({}.__getitem__).read(pack_text(text)) == Origin(
        "a", named=True, format="csv", sha256=""
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"$":"Popen","args":"ls"}',
        '{"$":"Rejection","row":3}',
        '{"$":"Kind","of":"magic"}',
        '{"$":"frame","rows":1,"of":[["a","gone"]]}',
        '{"a":1}',
        "[",
        "[" * 100_000,
    ],
)
def test_what_is_no_value_of_the_domain_is_damage(text: str) -> None:
    with pytest.raises(Damage):
        ValueReader({}.__getitem__).read(pack_text(text))


@pytest.mark.parametrize("content", [b"", b"\xff", b"not compressed"])
def test_bytes_that_nobody_wrote_are_damage(content: bytes) -> None:
    with pytest.raises(Damage):
        ValueReader({}.__getitem__).read(content)


def test_long_values_are_written_in_pieces_that_are_the_same_as_in_one_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = ((), (1, "ñ", None), tuple(map(str, range(10))), {"a": [*range(7)], "b": {}}, [[1], [[]], {}])
    whole = [ValueWriter({}.__setitem__).write(value).content for value in values]
    longest = []
    monkeypatch.setattr(writing, "PIECE", 3)
    monkeypatch.setattr(
        writing, "_dump", lambda plain, dump=writing._dump: longest.append(plain) or dump(plain)
    )
    assert [ValueWriter({}.__setitem__).write(value).content for value in values] == whole
    assert max(len(plain) for plain in longest if isinstance(plain, list)) == 3


def test_what_could_not_be_read_again_is_not_written() -> None:
    with pytest.raises(TypeError):
        again(object())
    with pytest.raises(TypeError):
        again(pd.DataFrame({"a": ["1"]}, index=[5]))


def test_the_files_as_read_are_kept_apart_from_the_tickets(study: Study) -> None:
    assert not is_kept(next(field for field in dataclasses.fields(Tickets) if field.name == "read"))
    assert not again(study.tickets).read


def test_a_name_keeps_in_which_language_it_was_written_and_its_translation() -> None:
    name = Name(es="Equipo lento", en="Equipo lento", written={"en": "es"}, translated={"en": "Slow device"})

    read = again(name)

    assert (read, read.written, read.translated) == (name, name.written, name.translated)
    assert again(Name(es="Menú", en="Menu")).written == {}
