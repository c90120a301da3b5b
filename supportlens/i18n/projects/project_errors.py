"""Sentences about project files that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    ProjectBusy,
    ProjectChanged,
    ProjectDamaged,
    ProjectEmpty,
    ProjectForeign,
    ProjectHeld,
    ProjectTooNew,
    ProjectWithoutTexts,
    RecipeUnusable,
)

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n.words import Words


def project_sentences(error: BaseException, name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error of a project file."""
    holder = getattr(error, "holder", None)
    return {
        ProjectEmpty: words.say(
            "{name} is empty, so it is not a project. Choose a copy, or another name to start a new one.",
            name=name,
        ),
        ProjectForeign: words.say(
            "{name} is a database of another program and was not changed. Choose a SupportLens project.",
            name=name,
        ),
        ProjectDamaged: words.say(
            "{name} is damaged or is not a SupportLens project. Choose a copy, or another name to start a new one.",
            name=name,
        ),
        ProjectTooNew: words.say(
            "{name} was saved by a newer version of SupportLens. Update the program or choose another project.",
            name=name,
        ),
        ProjectWithoutTexts: _lacking_texts(error, name, words),
        ProjectBusy: words.say(
            "Another program is writing {name} just now. Try again in a moment.", name=name
        ),
        RecipeUnusable: words.say("{name} is not a recipe. Choose a file that was saved as one.", name=name),
        ProjectChanged: words.say(
            "{name} was saved by somebody else meanwhile, so nothing was written to it. Open it again, or save a copy.",
            name=name,
        ),
        ProjectHeld: words.say(
            "{name} is open on {host} ({user}), so it can only be read here. Close it there, or save a copy.",
            name=name,
            host=(holder.host if holder else "") or "\N{HORIZONTAL ELLIPSIS}",
            user=(holder.user if holder else "") or "\N{HORIZONTAL ELLIPSIS}",
        ),
    }


def _lacking_texts(error: BaseException, name: str, words: Words) -> str:
    missing = getattr(error, "missing", ())
    if not missing:
        return words.say(
            "This project keeps no texts, and this needs them. Analyse it again first: its files are read anew."
        )
    return words.say(
        "{name} keeps no texts, so its files are read again, and these are gone or have changed: {files}. "
        "Put them back beside the project, or add them together with the new ones.",
        name=name,
        files=words.listed(missing),
    )


def without_texts_line(words: Words) -> str:
    """Return what a project without texts holds, and what it lacks."""
    return words.say(
        "This project keeps ids, counts and hashes only: there are no texts to read, search or quote, and "
        "names of people are hashes. To see them or to correct anything, its files are read again."
    )


def renewal_line(study: Study, words: Words) -> str:
    """Return what a study that is shown as it was saved lacks, and what analysing it again would give."""
    if study.tickets.texts_left_out:
        return without_texts_line(words)
    return words.say(
        "This is shown as it was saved. Analysed again, it can be made coarser or finer as well."
    )
