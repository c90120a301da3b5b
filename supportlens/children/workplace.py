"""Where heavy work is done: the one place that chooses between a child and the thread of the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.children.parent import NoChild, run_in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supportlens.children.wire import ApartTask
    from supportlens.domain import Progress

FEW_TICKETS = 5_000
"""Up to so many tickets work on an open study stays in its process.

A child takes two seconds to start and to import what it needs, more than most of this work takes; from
some ten thousand tickets on threads silence the window (`python -m tests.benchmarks.window`).
"""


class Workplace:
    """Places the heavy work of a window.

    `apart` is whether children may be used at all: with False the thread that asks does everything.
    """

    apart = True

    @classmethod
    def place(
        cls,
        task: ApartTask,
        calls: Mapping[str, Callable[..., Any]] | None = None,
        tickets: int | None = None,
    ) -> Callable[[Progress], Any]:
        """Return the work of a task: done by a child, or here for few tickets or where none can be started.

        `tickets` is the size of the study that the task is about, None for files not read yet; `calls` as
        in `run_in_child`.
        """
        if not cls.apart or (tickets is not None and tickets <= FEW_TICKETS):
            return lambda progress: task.function(*task.arguments, progress)

        def work(progress: Progress) -> Any:
            try:
                return run_in_child(task, progress, calls)
            except NoChild:
                return task.function(*task.arguments, progress)

        return work
