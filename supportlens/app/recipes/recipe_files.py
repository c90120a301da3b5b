"""Reads and writes the file of a recipe: JSON that a person can read, without texts of tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import FileMissing, NoPermission, Recipe, RecipeUnusable
from supportlens.store.values.damage import Damage
from supportlens.store.values.plain_texts import read_from_text, write_as_text

if TYPE_CHECKING:
    from pathlib import Path


def write_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe to a file, whole or not at all; raises `OutputError`."""
    from supportlens.report import check_output, replace_file  # noqa: PLC0415 - needs openpyxl

    check_output(path)
    with replace_file(path) as stream:
        stream.write(write_as_text(recipe).encode("utf-8", "replace"))


def read_recipe(path: Path) -> Recipe:
    """Return the recipe of a file; raises `FileMissing`, `NoPermission` or `RecipeUnusable`."""
    try:
        found = read_from_text(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except (Damage, UnicodeDecodeError) as error:
        raise RecipeUnusable(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error
    if not isinstance(found, Recipe):
        raise RecipeUnusable(str(path))
    return found
