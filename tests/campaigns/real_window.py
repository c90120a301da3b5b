"""Tries the window in a real X session, by keys and by the mouse.

    python -m tests.campaigns.real_window [1280x720@1 ...]

At each size and at twice the scale a person goes through the pages by keys, accepts tickets, drags a symptom
onto a cause, sees what would come of it before letting go, and takes it back; then a screen reader's tree is
walked (AT-SPI) for controls without a name, and a button is pressed by its action. It needs Xvfb, xdotool,
openbox, at-spi2-core and pyatspi of the system's Python, and prints a line for each check.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TOP = Path(__file__).parents[2]
TRIES = (
    ("1024x600", "1024x600", 1),
    ("1280x720", "1280x720", 1),
    ("1920x1080", "1920x1080", 1),
    ("1920x1080", "960x540", 2),
)
"""The screen, the window, and the scale."""
NEEDED = ("Xvfb", "xdotool", "openbox", "dbus-run-session")
XDOTOOL, BUS_SESSION = (shutil.which(name) or name for name in ("xdotool", "dbus-run-session"))
BUS = "/usr/libexec/at-spi-bus-launcher"
PATIENCE = 60.0


class Session:
    """A program in an X session of its own."""

    def __init__(self, number: int, screen: str, window: str, scale: int, folder: Path) -> None:
        self.scale, self._told = scale, folder / "told.json"
        self._told.unlink(missing_ok=True)
        self.display = f":{number}"
        self._env = os.environ | {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(scale),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(TOP),
        }
        self._running = [
            self._start("Xvfb", self.display, "-screen", "0", f"{screen}x24", "-nolisten", "tcp")
        ]
        time.sleep(1.5)
        self._running.append(self._start("openbox"))
        self._running.append(self._start(BUS, "--launch-immediately"))
        time.sleep(1)
        hosted = (sys.executable, "-m", "tests.campaigns.hosted_window", window, str(self._told))
        self._running.append(self._start(*hosted))

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, env=self._env, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def close(self) -> None:
        """End everything that was started, the last first."""
        for process in reversed(self._running):
            process.terminate()
            process.wait(10)

    def told(self) -> dict[str, object]:
        """Return what the window says of itself."""
        return json.loads(self._told.read_text(encoding="utf-8")) if self._told.exists() else {}

    def wait(self, what: str, wanted: object = None) -> object:
        """Return what the window says of something once it is as wanted, or at least there."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self.told().get(what)
            if (wanted is None and found) or (wanted is not None and found == wanted):
                return found
            time.sleep(0.2)
        return self.told().get(what)

    def type(self, *words: str) -> None:
        """Send keys or moves of the mouse; what finds no window in time fails the checks that follow."""
        with suppress(subprocess.TimeoutExpired):
            subprocess.run((XDOTOOL, *words), env=self._env, check=False, capture_output=True, timeout=20)
        time.sleep(0.15)

    def place(self, what: str) -> tuple[int, int]:
        """Return where something stands on the screen."""
        x, y = self.wait(what) or (0, 0)  # type: ignore[misc]  # two numbers
        return int(x) * self.scale, int(y) * self.scale

    def settled_place(self, what: str) -> tuple[int, int]:
        """Return where something stands once it stays there: a busy machine scrolls late."""
        before, now = None, self.place(what)
        until = time.monotonic() + PATIENCE
        while before != now and time.monotonic() < until:
            time.sleep(0.5)
            before, now = now, self.place(what)
        return now

    def read_tree(self) -> list[str]:
        """Return what a screen reader finds: lines of the other script."""
        script = str(Path(__file__).with_name("screen_reader.py"))
        run = subprocess.run(
            ("/usr/bin/python3", script), env=self._env, capture_output=True, encoding="utf-8", check=False
        )
        return run.stdout.splitlines() or [f"no tree: {run.stderr[-200:]}"]


def try_window(session: Session, screen: str, window: str) -> list[tuple[str, bool]]:
    """Return what was tried and whether it went as it should."""
    done: list[tuple[str, bool]] = []
    done.append(("the window opens", session.wait("page", "verdict") == "verdict"))
    width, height = (int(part) // session.scale for part in screen.split("x"))
    size = session.told().get("size") or (0, 0)
    done.append(("it fits the screen", size[0] <= width and size[1] <= height))  # type: ignore[index]
    session.type("search", "--sync", "--name", "SupportLens", "windowactivate")
    session.type("key", "ctrl+8")
    done.append(("Ctrl+8 shows the tickets", session.wait("page", "tickets") == "tickets"))
    session.type("key", "a")
    session.type("key", "a")
    done.append(("A accepts two tickets", session.wait("read", 2) == 2))
    session.type("key", "ctrl+3")
    done.append(("Ctrl+3 shows the causes", session.wait("page", "causes") == "causes"))
    return done + drag_symptom(session, height * session.scale)


def drag_symptom(session: Session, height: int) -> list[tuple[str, bool]]:
    """Drag the first symptom onto another cause, and take it back."""
    for _ in range(80):
        x, y = session.settled_place("row")
        if 90 * session.scale < y < height - 60 * session.scale:
            break
        session.type("mousemove", str(height // 2), str(height // 2), "click", "5")
    session.type("mousemove", str(x), str(y), "sleep", "0.3", "mousedown", "1")
    for step in (8, 16, 30):
        session.type("mousemove", str(x + step), str(y + step // 3))
    done = [("a board appears", bool(session.wait("target")))]
    to_x, to_y = session.place("target")
    for step in range(1, 9):
        session.type("mousemove", str(x + (to_x - x) * step // 8), str(y + (to_y - y) * step // 8))
    done.append(("the shares are seen at once", "\N{RIGHTWARDS ARROW}" in str(session.wait("shares"))))
    done.append(("the verdict is seen before letting go", bool(session.wait("rest"))))
    done.append(("nothing has changed yet", session.told().get("corrections") == 0))
    session.type("mousemove", str(to_x), str(to_y), "mouseup", "1")
    done.append(("let go, it is so", session.wait("corrections", 1) == 1))
    session.type("key", "ctrl+z")
    done.append(("Ctrl+Z takes it back", session.wait("corrections", 0) == 0))
    return done


def main() -> int:
    """Try all sizes; return 1 if anything failed."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        sys.stdout.write(f"missing: {', '.join(missing)}\n")
        return 2
    if "--inside" not in sys.argv:  # a bus of its own, so that no other program is listened to
        again = (sys.executable, "-m", "tests.campaigns.real_window", "--inside", *sys.argv[1:])
        return subprocess.call((BUS_SESSION, "--", *again), cwd=TOP)
    failed, asked = 0, {word for word in sys.argv[1:] if word != "--inside"}
    for number, (screen, window, scale) in enumerate(TRIES):
        if asked and f"{screen}@{scale}" not in asked:
            continue
        with tempfile.TemporaryDirectory() as folder:
            session = Session(81 + number, screen, window, scale, Path(folder))
            try:
                done = try_window(session, screen, window)
                tree = session.read_tree()
                done.append((f"a screen reader finds names: {tree[-1]}", tree[-1] == "whole"))
                done.append(
                    (
                        "pressed by its action, a button works",
                        session.wait("page", "comparison") == "comparison",
                    )
                )
            finally:
                session.close()
        for what, well in done:
            sys.stdout.write(f"{screen} x {scale}: {'ok    ' if well else 'FAILED'} {what}\n")
            failed += not well
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
