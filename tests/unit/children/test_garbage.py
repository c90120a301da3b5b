"""The search for garbage is paused as long as anybody wants it, and goes on as it was."""

from __future__ import annotations

import gc

import pytest

from supportlens.children import pause_garbage_search


def test_the_search_goes_on_after_the_last_pause() -> None:
    first, second = pause_garbage_search(), pause_garbage_search()
    first.__enter__()
    second.__enter__()
    assert not gc.isenabled()
    first.__exit__(None, None, None)
    assert not gc.isenabled(), "another one still wants it paused"
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_an_error_ends_the_pause_and_a_search_that_was_off_stays_off() -> None:
    with pytest.raises(KeyError), pause_garbage_search():
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with pause_garbage_search():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
