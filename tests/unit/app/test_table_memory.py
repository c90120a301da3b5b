"""A large table's memory is the system's again as soon as the table is forgotten."""

import ctypes
import subprocess
import sys

import pytest

CODE = """
import ctypes
import numpy as np
from supportlens.app.workers.table_memory import LARGE, give_tables_back

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena a b c hblkhd d e f g h".split()]

info = ctypes.CDLL(None).mallinfo2
info.restype = Info
give_tables_back()
first = np.ones(LARGE * 3 // 2, dtype=np.uint8)
del first  # from now on the library would put tables of this size among small things
second = np.ones(LARGE, dtype=np.uint8)
print(info().hblkhd >= LARGE)
"""
"""Prints whether the second table is apart from the memory of small things."""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="asks the GNU C library"
)
def test_a_large_table_is_apart_from_small_things() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "True"
