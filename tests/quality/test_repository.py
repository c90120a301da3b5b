"""What the repository's files may not hold, and what they must agree on."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.quality.tree import PACKAGE, TOP, modules, written_files

# Each is written so that this file does not hold what it looks for.
FORBIDDEN = (
    r"pypi\.o[r]g",
    r"pythonhosted\.o[r]g",
    r"conda\.anacond[a]",
    r"--(extra-)?index-ur[l]",
    r"--find-link[s]",
    r"file:/{2}/",
    r"(?<![\w.])/(root|work|opt|srv)/\w",
    r"(?<![\w.])/(home|Users)/(?!ana\b)\w",  # Ana is the person of the examples
    r"\b[A-Z]:\\{1,2}Users\b",
)
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (TOP / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_file_holds_an_address_of_an_index_or_a_path_of_somebodys_machine(pattern: str) -> None:
    search = re.compile(pattern)
    found = [
        f"{path.relative_to(TOP)}:{number}: {line.strip()[:100]}"
        for path in written_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if search.search(line)
    ]

    assert found == []


def test_the_search_for_paths_finds_one() -> None:
    planted = "see /" + "home/eva/logs"

    assert any(re.search(pattern, planted) for pattern in FORBIDDEN)


@pytest.mark.parametrize("quantifier", ["*", "+", "?", "}"])
def test_no_group_is_possessive(quantifier: str) -> None:
    """Python 3.11.0 to 3.11.4 match them wrongly; Debian 12 has 3.11.2."""
    found = [
        str(path.relative_to(TOP))
        for path in written_files()
        if path.suffix in {".py", ".toml"} and f"){quantifier}+" in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_constraints_are_names_and_versions_only() -> None:
    assert CONSTRAINTS
    assert [line for line in CONSTRAINTS if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []


def test_every_requirement_has_a_tested_version_inside_its_range() -> None:
    tested = {
        canonicalize_name(name): Version(version)
        for name, version in (line.split("==") for line in CONSTRAINTS)
    }
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]

    for requirement in map(Requirement, wanted):
        version = tested.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} has no tested version"
        assert requirement.specifier.contains(version), f"{requirement} excludes the tested {version}"


def imported() -> set[str]:
    """Return the top names of everything that the program imports and that is not its own."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules()]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    ours = {PACKAGE.name, "sample_logs"}
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - ours


def test_everything_imported_is_a_declared_dependency() -> None:
    homes = packages_distributions()
    # Of the extras only the cluster's are imported, and by the cluster alone: see the import contracts.
    lines = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cluster"]]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    # Shiboken comes with PySide6 and cannot be had without it.
    declared.add("shiboken6")

    undeclared = {
        name
        for name in imported()
        if declared.isdisjoint(canonicalize_name(home) for home in homes.get(name, ["unknown"]))
    }

    assert undeclared == set()


def test_nothing_is_declared_that_is_not_imported() -> None:
    homes = packages_distributions()
    used = {canonicalize_name(home) for name in imported() for home in homes.get(name, [])}

    lines = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["cluster"]]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}

    assert declared - used == set()
