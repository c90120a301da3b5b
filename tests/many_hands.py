"""Workers that are as far apart as those of a cluster, without its processes: all goes through pickles."""

from __future__ import annotations

import pickle
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from supportlens.domain import FractionProgress, Work


class ManyHands:
    """Workers that get pickles of the work and of the blocks, the last block first."""

    are_apart = True

    def __init__(self, count: int) -> None:
        self.count = count
        self.done: dict[str, int] = {}
        """How many blocks of each kind of work were done."""

    @property
    def behind(self) -> ManyHands:
        """These workers."""
        return self

    def pause_behind(self) -> AbstractContextManager[None]:
        """Do nothing: nothing is done behind."""
        return nullcontext()

    def hasten_behind(self) -> AbstractContextManager[None]:
        """Do nothing: nothing is done behind."""
        return nullcontext()

    def map(
        self,
        work: Work[Any, Any],
        blocks: Sequence[Any],
        progress: FractionProgress,
        sizes: Sequence[int] = (),
    ) -> list[Any]:
        """Return the result of each block, in their order."""
        name = getattr(work, "__name__", type(work).__name__)
        sent = pickle.dumps(work)
        results: list[Any] = [None] * len(blocks)
        for place in reversed(range(len(blocks))):
            progress(1 - place / len(blocks))
            results[place] = _send(_send_back(sent)(_send(blocks[place]), lambda _: None))
            self.done[name] = self.done.get(name, 0) + 1
        return results


def _send(value: Any) -> Any:
    return _send_back(pickle.dumps(value))


def _send_back(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301 - our own
