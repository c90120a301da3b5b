"""What happens in a worker: it opens the work once, and does it on one block after another."""

from __future__ import annotations

import os
import pickle
import platform
import signal
import threading
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from threadpoolctl import threadpool_limits

import supportlens

_OPENED: dict[str, Any] = {}
_LOCK = threading.Lock()

MOST_WORKS = 3
"""Works whose patterns a worker keeps: the blocks of one may alternate with those of works behind it."""

COMPUTING = ("numpy", "pandas", "scikit-learn", "scipy", "onnxruntime", "tokenizers", "google-re2", "pyarrow")
"""Packages whose results may differ from one version to the next, or that read files."""


def dask_setup(_worker: object) -> None:
    """Leave Ctrl+C to the one who started the workers; Dask calls this in each new worker beside it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def hold(work: bytes) -> bytes:
    """Return the pickled work: a value that workers fetch from each other, and that is made anew if lost."""
    return work


def perform(token: str, work: bytes, block: bytes) -> bytes:
    """Do the work on a pickled block; return the pickled result."""
    done = _open_work(token, work)(pickle.loads(block), _hear_nothing)  # noqa: S301 - sent by this program
    return pickle.dumps(done, pickle.HIGHEST_PROTOCOL)


def describe_worker() -> dict[str, str]:
    """Return the versions on which a result depends: this program's, Python's, those of COMPUTING."""
    python = ".".join(platform.python_version_tuple()[:2])
    found = {"SupportLens": supportlens.__version__, "Python": python}
    for name in COMPUTING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def find_unseen(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths at which this machine has nothing."""
    return tuple(path for path in paths if not os.path.exists(path))  # noqa: PTH110 - strings from elsewhere


def _open_work(token: str, work: bytes) -> Any:
    """Return the work, unpickled once: its patterns are built at its first block."""
    with _LOCK:
        if token not in _OPENED:
            while len(_OPENED) >= MOST_WORKS:
                del _OPENED[next(iter(_OPENED))]
            _OPENED[token] = pickle.loads(work)  # noqa: S301 - sent by this program
            # The libraries are loaded now. On one machine too sums are added in one order: more threads round
            # differently.
            threadpool_limits(limits=1, user_api="blas")
        return _OPENED[token]


def _hear_nothing(_fraction: float) -> None:
    """Ignore the progress inside a block: the one who waits counts blocks."""
