"""Which tests reach which line, recorded once: a mutant is met by those alone that reach it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from coverage import CoverageData

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.campaigns.mutations.mutants import Mutant

PLUGIN = Path(__file__).parent / "plugin" / "seconds_of_tests.py"
"""Writes down how long each test takes."""


@dataclass(frozen=True)
class Record:
    """What a run of all tests has shown: who reaches what, and in how many seconds."""

    lines: dict[str, dict[int, frozenset[str]]]
    """By file and line the tests that reach it; "" where it is reached by an import."""
    seconds: dict[str, float]
    """By test; what fails without a mutant tells nothing of one and is not among them."""

    def tests_for(self, mutant: Mutant, text: str, budget: float) -> list[str]:
        """Choose the tests that reach a mutant, the cheapest of every file first, for so many seconds."""
        lines = self.lines.get(mutant.path, {})
        statement = _statement(text, mutant.line)
        reaching = _tests(lines.get(number, frozenset()) for number in statement)
        if not reaching and _runs_at_import(text, mutant.line):  # a constant: whatever uses the module
            reaching = _tests(lines.values())
        return self._affordable(reaching & self.seconds.keys(), budget)

    def _affordable(self, tests: Iterable[str], budget: float) -> list[str]:
        by_file: dict[str, list[str]] = defaultdict(list)
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            by_file[test.partition("::")[0]].append(test)
        files = sorted(by_file.values(), key=lambda tests: self.seconds[tests[0]])
        chosen: list[str] = []
        for test in filter(None, chain.from_iterable(zip_longest(*files))):
            budget -= self.seconds[test]
            if budget < 0 and chosen:
                break
            chosen.append(test)
        return chosen


def record(checkout: Path, folder: Path, tests: Sequence[str], workers: int) -> Record:
    """Run the tests of a checkout once under coverage and keep in a folder what they reach."""
    data, times = folder / "coverage", folder / "seconds.jsonl"
    if not times.exists():
        under_way = folder / "seconds.part"
        under_way.write_text(json.dumps(str(checkout)) + "\n", encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-n", str(workers), "-p", "no:cacheprovider"),
                *("-p", PLUGIN.stem, "--cov", "--cov-context=test", "--cov-report=", *tests),
            ],
            cwd=checkout,
            env=environment(checkout, PLUGIN.parent)
            | {"COVERAGE_FILE": str(data), "MUTATIONS_TIMES": str(under_way)},
            check=False,
        )
        under_way.rename(times)
    where, *rows = [json.loads(line) for line in times.read_text(encoding="utf-8").splitlines()]
    if broken := [row["test"] for row in rows if row["broken"]]:
        times.unlink()
        sys.exit(f"not even read before the code is spoilt: {', '.join(broken)}")
    passed = {row["test"]: row["seconds"] for row in rows if row["passed"]}
    return Record(_lines(data, where, passed), passed)


def environment(*paths: Path) -> dict[str, str]:
    """Return the environment in which a checkout's own code is tested, the same at every run."""
    path = os.pathsep.join(map(str, paths))
    return {**os.environ, "PYTHONPATH": path, "CI": "1", "QT_QPA_PLATFORM": "offscreen"}


def _lines(data: Path, checkout: str, passed: dict[str, float]) -> dict[str, dict[int, frozenset[str]]]:
    by_file: dict[str, set[str]] = defaultdict(set)
    for test in passed:
        by_file[test.partition("::")[0]].add(test)
    found = CoverageData(str(data))
    found.read()
    return {
        os.path.relpath(path, checkout).replace(os.sep, "/"): {
            line: frozenset(chain.from_iterable(_named(context, by_file) for context in contexts))
            for line, contexts in found.contexts_by_lineno(path).items()
        }
        for path in found.measured_files()
    }


def _named(context: str, by_file: dict[str, set[str]]) -> set[str]:
    """Return the tests of a context; what is set up for one may be shared by all of its file."""
    test, _, phase = context.rpartition("|")
    return by_file[test.partition("::")[0]] if phase == "setup" else {test}


def _tests(found: Iterable[frozenset[str]]) -> set[str]:
    return {test for tests in found for test in tests if test}


def _statement(text: str, line: int) -> range:
    """Return the lines of the innermost statement, of a compound one those of its head."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno
            if line <= (last or line):
                found = range(node.lineno, max(last or line, line) + 1)
    return found


def _runs_at_import(text: str, line: int) -> bool:
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return not any(node.body[0].lineno <= line <= (node.end_lineno or line) for node in functions)
