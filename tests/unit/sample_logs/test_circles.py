"""The modules that plant logs import each other in one direction."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from sample_logs import planted

PREFIX = f"{planted.__name__}."


def test_no_two_modules_import_each_other_even_by_a_detour():
    graph = {}
    for path in Path(planted.__file__).parent.glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
        graph[path.stem] = {name.removeprefix(PREFIX) for name in imported if name.startswith(PREFIX)}

    assert len(graph) > 10
    assert "changes" in graph["causes"]
    TopologicalSorter(graph).prepare()  # raises CycleError
