"""What every test stands on: no display, no traces in a person's folders, repeatable examples."""

from __future__ import annotations

import os

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shell that starts a run in the background has it ignore Ctrl+C, and its children would too.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("people", deadline=None)
settings.register_profile("machines", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("machines" if os.environ.get("CI") else "people")

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings, recent files and caches of the tests out of a person's own folders."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in FOLDERS:
            folder = home / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(name, str(folder))
        if sys.platform == "win32":
            patch.setenv("APPDATA", str(home))
            patch.setenv("LOCALAPPDATA", str(home))
        yield
