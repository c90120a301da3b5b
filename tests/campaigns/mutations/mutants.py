"""The ways to spoil the code: every place that an operator of cosmic-ray can change, and a sample of them."""

from __future__ import annotations

import ast
import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import parso  # before cosmic_ray, whose operators import its halves in an order that fails
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GUARDS = {"slots", "frozen", "strict", "kw_only"}
"""Arguments that guard against mistakes: turning one off changes nothing that a test could see."""
CACHES = {"cache", "lru_cache", "cached_property"}
NEVER_MUTATED = {"name", "newline", "endmarker", "string", "indent", "dedent"}
"""Nodes that no operator changes: skipping them halves the search."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to spoil a file: the operator's so manieth place in it."""

    path: str
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def id(self) -> str:
        """Return what the mutant is called in the results."""
        return (
            f"{self.path}:{self.line}:{self.column} {self.operator.removeprefix('core/')} {self.occurrence}"
        )


def draw(top: Path, folders: Iterable[str], count: int, seed: int) -> list[Mutant]:
    """Draw places at random and for each of them one operator; a larger sample begins with a smaller one."""
    paths = sorted(path for folder in folders for path in (top / folder).rglob("*.py"))
    places: dict[tuple[str, Place], list[Mutant]] = {}
    for path in paths:
        name = path.relative_to(top).as_posix()
        for mutant in mutants_of(name, path.read_text(encoding="utf-8")):
            places.setdefault((name, (mutant.line, mutant.column)), []).append(mutant)
    dice = random.Random(seed)
    order = sorted(places)
    dice.shuffle(order)
    return [dice.choice(places[place]) for place in order][:count]


def mutants_of(path: str, text: str) -> Iterator[Mutant]:
    """Find every mutant of a file, except those equivalent to the original."""
    nodes = [node for node in ast_nodes(parso.parse(text)) if node.type not in NEVER_MUTATED]
    spans = list(_unseen(ast.parse(text)))
    for name, operator in _operators().items():
        places = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, start in enumerate(places):
            if not any(first <= start < last for first, last in spans):
                yield Mutant(path, name, occurrence, *start)


def mutated(text: str, mutant: Mutant) -> str:
    """Return a file's text as the mutant has it."""
    spoilt: str | None = mutate_code(text, _operators()[mutant.operator], mutant.occurrence)
    assert spoilt is not None, mutant
    return spoilt


@cache
def _operators() -> dict[str, Any]:
    return {
        name: get_operator(name)() for name in sorted(operator_names()) if not get_operator(name).arguments()
    }


def _unseen(tree: ast.AST) -> Iterator[tuple[Place, Place]]:
    """Find what runs never or changes nothing: annotations, imports for the type checker, guards, caches."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation:
            yield _span(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from (_span(it) for it in (node.returns,) if it)
            yield from (_span(it, before=1) for it in node.decorator_list if _last_name(it) in CACHES)
        elif isinstance(node, ast.If) and _last_name(node.test) == "TYPE_CHECKING":
            yield _span(node)
        elif isinstance(node, ast.keyword) and node.arg in GUARDS:
            yield _span(node.value)


def _span(node: Any, before: int = 0) -> tuple[Place, Place]:
    return (node.lineno, node.col_offset - before), (node.end_lineno, node.end_col_offset)


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
