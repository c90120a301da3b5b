"""Errors that a user can act on.

    SupportLensError
    ├── Cancelled                the person asked to stop
    ├── InputError               a file or folder cannot be used; `path` names it
    │   ├── FileMissing
    │   ├── NoPermission
    │   ├── FolderWithoutLogs
    │   ├── EmptyFile
    │   ├── NotATable            a picture, a program
    │   │   └── Damaged          a file that is broken or cut off, or that crashed its reader
    │   ├── TooLarge             more bytes, cells or memory than allowed for one file
    │   ├── TooSlow              more time than allowed for one file
    │   ├── Unsafe               malicious: paths that leave an archive, entities, endless nesting
    │   ├── NoReader             a format whose optional reader is not installed
    │   ├── OutlookMessage       a message that Outlook saved in a format of its own, .msg
    │   ├── OutlookDataFile      a mailbox in Outlook's own format, .pst or .ost
    │   ├── PasswordProtected
    │   ├── StillBeingWritten
    │   ├── NoRows               a header but no rows
    │   ├── NoTextColumn
    │   ├── NoTickets            a file that accompanies a log, given alone; `detail` is its kind
    │   ├── NoChanges            a change calendar in which no row has a date and a name
    │   ├── ProjectDamaged       a project file that is cut off, or no project file
    │   │   ├── ProjectEmpty     a project file without a byte
    │   │   └── ProjectForeign   a database of another program
    │   ├── ProjectBusy          a project file that another program is writing just now
    │   ├── ProjectHeld          a project that somebody else has open; `holder` says who
    │   ├── ProjectWithoutTexts  a project without texts, for what needs some; `missing` names its files
    │   ├── ProjectTooNew        a project file of a later version of the program
    │   ├── NoCustomers          a file about customers that says nothing about any
    │   ├── NoActions            an actions file without dates or without actions
    │   ├── ModelMissing         a folder without a part of a language model; `detail` names it
    │   ├── ModelDamaged         a changed part of a language model; `detail` names it
    │   └── ModelUnsuitable      a language model of an unusable type; `detail` is the reason
    ├── NothingToAnalyse         files were read, but there is no ticket with text
    ├── WorkersError             workers beside this process, or on other machines, cannot do the work
    │   ├── WorkersMissing       what runs them is not installed
    │   ├── WorkersUnreachable   nobody answers at `where`
    │   ├── NoWorkers            a scheduler without workers at `where`
    │   ├── WorkersDiffer        a worker at `where` has another version of a package: `theirs`, `ours`
    │   ├── WorkersWithoutFiles  a worker at `where` does not see the file at `path`
    │   ├── WorkersLost          they ended again and again, or the scheduler at `where` did
    │   ├── WorkersShort         their memory has run short
    │   ├── WorkersDiskFull      the disk of a worker is full
    │   └── MemoryShort          the work needs more memory than is free: `needed`, `free`, `fitting`
    ├── ChildDied                the process that did the work was ended from outside, or ran out of memory
    └── OutputError              the report or table cannot be written to `path`

Errors carry facts and no prose: the interfaces have the words.
"""

from collections.abc import Sequence

from supportlens.domain.holders import Holder


class SupportLensError(Exception):
    """The base class of every error that a user can act on."""


class Cancelled(SupportLensError):
    """The user asked to stop."""


class InputError(SupportLensError):
    """A file or folder that cannot be used."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class FileMissing(InputError):
    """Nothing exists at the path."""


class NoPermission(InputError):
    """The file exists but cannot be read for lack of permission."""


class FolderWithoutLogs(InputError):
    """A folder without a file of a known format."""


class EmptyFile(InputError):
    """An empty file, or one of white space only."""


class NotATable(InputError):
    """A file that is not a text table: a picture, a program, a damaged workbook."""


class Damaged(NotATable):
    """A file that is broken or cut off, or that crashed its reader."""


class TooLarge(InputError):
    """A file that contains or needs more than `Limits` allow; `detail` names what."""


class TooSlow(InputError):
    """A file that was not read within its time limit."""


class Unsafe(InputError):
    """A malicious file: paths that leave an archive, entity definitions, endless nesting."""


class NoReader(InputError):
    """A file of a format whose reader is not installed; `detail` names the package."""


class OutlookMessage(InputError):
    """A message in Outlook's own format (.msg); mail is read from .eml and .mbox."""


class OutlookDataFile(InputError):
    """A mailbox in Outlook's own format (.pst, .ost); mail is read from .eml and .mbox."""


class PasswordProtected(InputError):
    """A workbook or archive that needs a password."""


class StillBeingWritten(InputError):
    """A file that changed size while it was read."""


class NoRows(InputError):
    """A table with a header but no rows."""


class NoTextColumn(InputError):
    """A table without a column of customer text; `columns` lists its columns."""

    def __init__(self, path: str, columns: Sequence[str] = ()) -> None:
        super().__init__(path, ", ".join(columns))
        self.columns = tuple(columns)


class NoTickets(InputError):
    """A file that accompanies a log and was given without one.

    `detail` is ``change_calendar``, ``customers`` or ``active_users``; ``mail`` for mail without a request.
    """


class NoChanges(InputError):
    """A change calendar in which no row has both a date and a name."""


class ProjectDamaged(InputError):
    """A project file that is cut off or changed, or no project file."""


class ProjectEmpty(ProjectDamaged):
    """A project file without a single byte."""


class ProjectForeign(ProjectDamaged):
    """A database of another program."""


class ProjectBusy(InputError):
    """A project file that another program is writing just now."""


class RecipeUnusable(InputError):
    """A file that is no recipe."""


class ProjectChanged(InputError):
    """A project that somebody else has saved since it was read here."""


class ProjectHeld(InputError):
    """A project that somebody else has open, so that it can only be read; `holder` says who."""

    def __init__(self, path: str, holder: Holder | None = None) -> None:
        super().__init__(path)
        self.holder = holder


class ProjectWithoutTexts(InputError):
    """A project without texts, where they are needed; `missing` names files with them that are gone."""

    def __init__(self, path: str = "", missing: Sequence[str] = ()) -> None:
        super().__init__(path, ", ".join(missing))
        self.missing = tuple(missing)


class ProjectTooNew(InputError):
    """A project file written by a later version of the program."""


class NoCustomers(InputError):
    """A file about customers in which no row has a customer with a fact, a service or an invoice."""


class NoActions(InputError):
    """An actions file in which no row has a date and says what was done."""


class ModelMissing(InputError):
    """A folder without a part of a language model; `detail` names the part."""


class ModelDamaged(InputError):
    """A part of a language model that is cut off or not the shipped one; `detail` names it."""


class ModelUnsuitable(InputError):
    """A complete language model that cannot be used; `detail` names the reason."""


class NothingToAnalyse(SupportLensError):
    """Files were read, but there is no ticket with text."""


class ChildDied(SupportLensError):
    """The process that did the work was ended before it was done, or ran out of memory."""


class OutputError(SupportLensError):
    """A report or table that cannot be written."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class WorkersError(SupportLensError):
    """Workers that cannot do the work; `where` is the address of the scheduler or of one of them."""

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where


class WorkersMissing(WorkersError):
    """The package that runs workers is not installed."""


class WorkersUnreachable(WorkersError):
    """No scheduler answers at the address."""


class NoWorkers(WorkersError):
    """A scheduler that no worker has joined."""


class WorkersDiffer(WorkersError):
    """A worker with another version of this program or of a package that computes; "" for none at all."""

    def __init__(self, where: str = "", theirs: str = "", ours: str = "") -> None:
        super().__init__(where)
        self.theirs = theirs
        self.ours = ours


class WorkersWithoutFiles(WorkersError):
    """A worker on another machine that does not see a file of this one."""

    def __init__(self, where: str = "", path: str = "") -> None:
        super().__init__(where)
        self.path = path


class WorkersLost(WorkersError):
    """Workers that ended again and again, or a scheduler that is gone."""


class WorkersShort(WorkersError):
    """Workers that have stopped because their memory has run short."""


class WorkersDiskFull(WorkersError):
    """A worker whose disk is full."""


class MemoryShort(WorkersError):
    """Less memory than the work needs, in bytes; `fitting` is how many workers fit, 0 if none do."""

    def __init__(self, needed: int = 0, free: int = 0, fitting: int = 0) -> None:
        super().__init__()
        self.needed = needed
        self.free = free
        self.fitting = fitting
