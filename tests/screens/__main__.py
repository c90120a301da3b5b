"""Paints every page in both languages, looks and sizes: ``python -m tests.screens [FOLDER]``.

With ``--compare`` they are painted into tests/screens/failed and compared with the approved ones; what looks
different is named and stays there. A look, such as ``es_light``, can be chosen with ``--look``.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings

from tests.screens.painting import LOOKS, paint
from tests.screens.picture_comparison import seen_differences

APPROVED = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument(
        "--study", type=Path, help="a pickled study of the sample log, for looks of its language"
    )
    parser.add_argument("--look", action="append", choices=LOOKS)
    asked = parser.parse_args()
    folder = asked.folder or (APPROVED / "failed" if asked.compare else APPROVED)
    study = pickle.loads(asked.study.read_bytes()) if asked.study else None  # noqa: S301 - the test's own
    paint(folder, asked.look or LOOKS, study)
    seen = list(seen_differences(folder, APPROVED)) if asked.compare else []
    sys.stdout.writelines(f"{line}\n" for line in seen)
    return 1 if seen else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, home)
        sys.exit(main())
