"""The thinking parts neither look at the clock nor open, print or draw lots: what imports cannot show."""

from __future__ import annotations

import ast

import pytest

from tests.quality.tree import PACKAGE, modules

THINKING = ("domain", "statistics", "messages", "text", "symptoms", "causes", "moments", "training")
CALLS = {"open", "print", "input", "breakpoint", "exec", "eval"}
CLOCKS = {"now", "today", "utcnow"}
SOURCES_OF_CHANCE = {"default_rng", "RandomState", "Generator", "SeedSequence", "PCG64"}


def impurities(code: str) -> list[str]:
    """Return which calls of a module reach beyond its arguments."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [f"{call.lineno}: {ast.unparse(call)}" for call in calls if _is_impure(call)]


def _is_impure(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    seeded = bool(call.args or call.keywords)
    if last in SOURCES_OF_CHANCE:
        return not seeded
    return name in CALLS or (last in CLOCKS and "." in name) or ".random." in f".{name}"


@pytest.mark.parametrize("part", THINKING)
def test_a_thinking_part_reaches_nothing_beyond_its_arguments(part: str) -> None:
    found = {str(path): impurities(path.read_text(encoding="utf-8")) for path in modules(PACKAGE / part)}

    assert found
    assert {path: calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    "code",
    [
        "when = datetime.now(UTC)",
        "when = date.today()",
        "when = pd.Timestamp.now()",
        "rng = np.random.default_rng()",
        "np.random.shuffle(rows)",
        "np.random.seed(1)",
        "text = open(path).read()",
        "print(rows)",
    ],
)
def test_a_planted_reach_is_seen(code: str) -> None:
    assert impurities(f"def work():\n    {code}\n")


HONEST = ("rng = np.random.default_rng(seed)", "rng.shuffle(rows)", "age = today - start")


@pytest.mark.parametrize("code", HONEST)
def test_honest_code_is_left_alone(code: str) -> None:
    assert impurities(code) == []
