"""A project on a full disk stays as it was, and one sentence says why."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from supportlens.app.projects.copies import keep_copy
from supportlens.app.projects.project import Project, create
from supportlens.domain import OutputError
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence
from tests.campaigns.kill_store import make_states, read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supportlens.domain import Study

pytestmark = pytest.mark.campaign


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own of 2 MB; needs the right to mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        pytest.skip("no disk can be mounted")
    command = [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk may be mounted")
    yield place
    subprocess.run([unmount, str(place)], check=True)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with path.open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"x" * 4096):
            pass


def save(path: Path, after: Study) -> None:
    with Project.open(path) as project:
        project.save(after)


def copy(path: Path, _after: Study) -> None:
    keep_copy(path)


@pytest.mark.parametrize("work", [save, create, copy])
def test_a_full_disk_leaves_the_project_as_it_was(
    small_disk: Path, work: Callable[[Path, Study], None]
) -> None:
    before, after = make_states()
    path = small_disk / "mesa.supportlens"
    create(path, before)
    state = read_state(path)
    fill(small_disk / "filler")
    with pytest.raises(OutputError) as told:
        work(path, after)
    assert told.value.detail == "disk_full"
    assert "disco está lleno" in error_sentence(told.value, words_for("es"))
    assert read_state(path) == state
    assert {each.name for each in small_disk.iterdir() if not each.is_dir()} == {path.name, "filler"}
    (small_disk / "filler").unlink()
    work(path, after)
