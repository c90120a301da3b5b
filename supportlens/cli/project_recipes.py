"""The commands about recipes: settings and corrections of a project, saved and done on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Progress, Study
    from supportlens.i18n import Words


def save_recipe(project: Path, target: Path) -> dict[str, Any]:
    """Write what a person set and corrected in a project to a file; return how much it is."""
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.recipes.collecting import collect_recipe  # noqa: PLC0415 - as above
    from supportlens.app.recipes.recipe_files import write_recipe  # noqa: PLC0415 - as above

    with Project.open(project, write=False) as opened:
        recipe = collect_recipe(opened.study())
    write_recipe(recipe, target)
    return {
        "recipe": str(target),
        "corrections": len(recipe.corrections),
        "statements": len(recipe.statements),
    }


def apply_to_project(
    project: Path, source: Path, words: Words, progress: Progress
) -> tuple[dict[str, Any], list[str]]:
    """Apply a recipe to a project and save it; return what was applied and what not, as values and lines."""
    from supportlens.app.projects.copies import keep_copy  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - as above
    from supportlens.app.recipes.applying import apply_recipe  # noqa: PLC0415 - as above
    from supportlens.app.recipes.recipe_files import read_recipe  # noqa: PLC0415 - as above

    recipe = read_recipe(source)
    with Project.open(project) as opened:
        opened.refuse_if_read_only()
        study = opened.study()
        history = opened.history(study)
        found = apply_recipe(study, recipe, progress=progress)
        keep_copy(project)
        opened.save(found.study, history.take(recipe_step(), study))
    return _report(found.done, found.left, words)


def apply_to_study(study: Study, source: Path, words: Words, progress: Progress) -> tuple[Study, list[str]]:
    """Return a study with a recipe applied, and the lines about it."""
    from supportlens.app.recipes.applying import apply_recipe  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.app.recipes.recipe_files import read_recipe  # noqa: PLC0415 - as above
    from supportlens.i18n.projects.recipes import recipe_lines  # noqa: PLC0415 - as above

    found = apply_recipe(study, read_recipe(source), progress=progress)
    return found.study, recipe_lines(found.done, found.left, words)


def recipe_step() -> Any:
    """Return the step of a recipe that was done just now."""
    from datetime import UTC, datetime  # noqa: PLC0415 - as above

    from supportlens.domain import Step, StepKind  # noqa: PLC0415 - as above

    return Step(StepKind.RECIPE_DONE, datetime.now(tz=UTC))


def _report(done: int, left: Any, words: Words) -> tuple[dict[str, Any], list[str]]:
    from supportlens.i18n.projects.recipes import not_done_line, recipe_lines  # noqa: PLC0415 - as above

    facts = {
        "applied": done,
        "not_applied": [
            {
                "what": one.what,
                "why": one.why.value,
                "missing": one.missing,
                "text": not_done_line(one, words),
            }
            for one in left
        ],
    }
    return facts, recipe_lines(done, left, words)
