"""The files of a study as they were read, before any interpretation, and what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supportlens.domain.tickets.import_decisions import Decide, Decisions, ImportGuess

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be used; `row` is its number in the file, with the header as row 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a table.

    `named` is whether the user named the file or it was found in a folder; `sheet` is the name of the part
    of the file, such as a sheet, empty for the first.

    `reading` is how a text was read (``table``, ``lines``, ``chat``, ``log`` or ``blocks``, empty for any
    other format), `runner_up` another reading that was nearly as likely.
    """

    path: str
    named: bool
    format: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str = ""
    header_row: int | None = None
    reading: str = ""
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file as text.

    `frame` has a RangeIndex, unique column names and str in every cell ("" if empty); `rows` holds the number
    of each row in the file. An unusable file of a folder has the error as `fault`, and no rows; a table that
    is known to hold no tickets has the reason as `aside`, in the codes of `Rejection.reason`. `sheets` is the
    sheet of each row of a workbook, empty for other files.
    """

    origin: Origin
    frame: pd.DataFrame
    rows: tuple[int, ...]
    rejections: tuple[Rejection, ...] = ()
    fault: InputError | None = None
    aside: str = ""
    sheets: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """The files of a study as they were read, so that they can be analysed again together with others.

    `customers` are those given as a customers file, whatever they contain. `decisions` are a user's about the
    import, by `name_guess`; None keeps the guess.
    """

    logs: tuple[Table, ...] = ()
    customers: tuple[Table, ...] = ()
    decisions: dict[str, Decisions | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.logs)


def name_guess(guess: ImportGuess) -> str:
    """Return the name under which the decision about a guess is kept."""
    return f"{guess.path}\n{guess.signature}"


def record_decisions(
    known: dict[str, Decisions | None], ask: Decide | None
) -> tuple[Decide, dict[str, Decisions | None]]:
    """Return a `Decide` that repeats `known` decisions and asks for others, and the record of its answers."""
    record: dict[str, Decisions | None] = {}

    def decide(guess: ImportGuess) -> Decisions | None:
        name = name_guess(guess)
        if name not in record:
            record[name] = known[name] if name in known else ask(guess) if ask else None
        return record[name]

    return decide, record
