"""Work that is done block by block: in this process, or by others beside it or on other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Generic, Protocol, Self, TypeAlias, TypeVar, overload

from supportlens.domain.errors import Cancelled
from supportlens.domain.stage import FractionProgress, part_of_progress

Block = TypeVar("Block")
Item = TypeVar("Item")
Result = TypeVar("Result")

Work: TypeAlias = Callable[[Block, FractionProgress], Result]
"""What is done with a block: pure, and pickled before its first call if others do it. It reports its
progress, which nobody hears from another process."""

BLOCKS_EACH = 4
"""Blocks for each worker, where their number is free: more even out slower machines, and each costs the
compiling of its patterns anew (0.5 s for all signals). Judgement."""


class Workers(Protocol):
    """Whoever does the work on the blocks of a log."""

    @property
    def count(self) -> int:
        """How many blocks are worked on at once."""

    @property
    def are_apart(self) -> bool:
        """Whether they are other processes, which cannot ask this one anything."""

    @property
    def behind(self) -> Workers:
        """These workers for work that nobody waits for yet: other work comes first, where they can tell."""

    def pause_behind(self) -> AbstractContextManager[None]:
        """Leave the cores to this process, which needs them all: work behind waits as long."""

    def hasten_behind(self) -> AbstractContextManager[None]:
        """Help with the work behind: somebody waits for it now."""

    def map(
        self,
        work: Work[Block, Result],
        blocks: Sequence[Block],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Result]:
        """Return the result of each block, in their order.

        `progress` receives the fraction done, by the `sizes` of the blocks if they differ; an exception in it
        stops the work. Raises what `work` raises.
        """


@dataclass(frozen=True, slots=True)
class WorkersRequest:
    """Who shall do the work: so many processes on this machine, or the workers of a scheduler."""

    count: int = 1
    scheduler: str = ""
    """The address of a Dask scheduler, "" for none."""
    is_asked: bool = False
    """Whether a person has asked for it; who has not leaves it to the program."""

    @property
    def is_here(self) -> bool:
        """Whether this process does the work alone."""
        return self.count <= 1 and not self.scheduler


class ThisProcess:
    """This process alone, one block after another."""

    count = 1
    are_apart = False

    @property
    def behind(self) -> Workers:
        """This process."""
        return self

    def pause_behind(self) -> AbstractContextManager[None]:
        """Do nothing: what is done behind is a thread of this process."""
        return nullcontext()

    def hasten_behind(self) -> AbstractContextManager[None]:
        """Do nothing, as above."""
        return nullcontext()

    def map(
        self,
        work: Work[Block, Result],
        blocks: Sequence[Block],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Result]:
        """Return the result of each block, in their order."""
        ends = [0, *accumulate(sizes or [1] * len(blocks))]
        results = []
        for block, start, end in zip(blocks, ends, ends[1:], strict=False):
            low, high = start / max(ends[-1], 1), end / max(ends[-1], 1)
            progress(low)
            results.append(work(block, part_of_progress(progress, low, high)))
        return results


HERE: Workers = ThisProcess()
"""The workers where nobody asks for others."""


class MadeBlocks(Sequence[Block]):
    """Blocks that are made when they are worked on: all of a large log's together would be a second log."""

    def __init__(self, make: Callable[[int], Block], count: int) -> None:
        self._make = make
        self._count = count

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Block]: ...
    def __getitem__(self, place: int | slice) -> Block | Sequence[Block]:
        """Make a block, or some of them."""
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        return self._make(place)


def cut(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Return the items in blocks of `size`, the last with what is left."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def share_out(
    items: Sequence[Item], workers: Workers, least: int, most: int | None = None
) -> list[Sequence[Item]]:
    """Return the items in blocks for the workers, of `least` items to `most`; one block for this process.

    For work whose result does not depend on how the items are cut.
    """
    if not workers.are_apart:
        return [items] if len(items) else []
    size = max(least, ceil(len(items) / (BLOCKS_EACH * workers.count)))
    return cut(items, size if most is None else min(size, max(least, most)))


class LaneWork(Generic[Result]):
    """Work that is done item by item in threads of its own, which begin at once.

    For work that leaves the interpreter free: a network, a product of matrices. Leaving the ``with`` block
    stops what has not begun.
    """

    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item], lanes: int) -> None:
        """Begin the work on the items, `lanes` of them at a time."""
        self._count = len(items)
        self._threads = ThreadPoolExecutor(max(1, lanes))
        self._results = self._threads.map(work, items)

    def results(self, progress: FractionProgress) -> Iterator[Result]:
        """Yield the result of each item, in their order; `progress` receives the fraction done."""
        for place, result in enumerate(self._results):
            progress(place / self._count)
            yield result

    def __enter__(self) -> Self:
        """Return this work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what has not begun, and wait for what has."""
        self._threads.shutdown(cancel_futures=True)


def map_in_threads(
    work: Callable[[Item], Result], items: Sequence[Item], lanes: int, progress: FractionProgress
) -> Iterator[Result]:
    """Yield the result of each item, in their order, while `lanes` threads work on the next ones.

    It is `LaneWork` that is waited for at once: an exception in `progress`, or leaving the iteration, stops
    the work.
    """
    with LaneWork(work, items, lanes) as threads:
        yield from threads.results(progress)


PAUSE = 0.2
"""Seconds between two progress reports of those who wait. Judgement: a cancelled analysis ends within one."""


class SideWork(Generic[Result]):
    """Work in a thread of its own; leaving the ``with`` block stops it at its next progress report."""

    def __init__(self, work: Callable[[FractionProgress], Result]) -> None:
        """Begin the work; it must report progress regularly, for that is where it is stopped."""
        self._part = 0.0
        self._is_left = False
        self._thread = ThreadPoolExecutor(1)
        self._future = self._thread.submit(work, self._report)

    def _report(self, part: float) -> None:
        if self._is_left:
            raise Cancelled
        self._part = part

    def wait(self, progress: FractionProgress) -> Result:
        """Return the result, or raise what the work raised; `progress` ends the waiting by raising."""
        while not self._future.done():
            progress(self._part)
            wait([self._future], timeout=PAUSE)
        return self._future.result()

    def __enter__(self) -> Self:
        """Return this work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the work, if it still runs."""
        self._is_left = True
        self._thread.shutdown(cancel_futures=True)
