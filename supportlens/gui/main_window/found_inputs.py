"""The sentence about input files of a project that have moved, changed or disappeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.intake.inputs import InputState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.app.intake.inputs import FoundInput
    from supportlens.i18n import Words


def found_inputs_line(found: Iterable[FoundInput], words: Words) -> str:
    """Return a line about the files that are missing, changed or moved; "" if there are none."""
    names: dict[InputState, list[str]] = {}
    for one in found:
        names.setdefault(one.state, []).append(words.quoted(one.path.name))
    lines = (
        _state_line(state, words.listed(names[state]), len(names[state]), words)
        for state in (InputState.GONE, InputState.CHANGED, InputState.MOVED)
        if state in names
    )
    return " ".join(lines)


def _state_line(state: InputState, files: str, count: int, words: Words) -> str:
    if state is InputState.GONE:
        return words.say_n(
            "{files} was not found and is left out.",
            "{files} were not found and are left out.",
            count,
            files=files,
        )
    if state is InputState.CHANGED:
        return words.say_n(
            "{files} has changed since the project was saved; it was read as it is now.",
            "{files} have changed since the project was saved; they were read as they are now.",
            count,
            files=files,
        )
    return words.say_n(
        "{files} has moved and was found again.",
        "{files} have moved and were found again.",
        count,
        files=files,
    )
