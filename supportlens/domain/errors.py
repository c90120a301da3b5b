"""Everything that can go wrong and that a person can act on.

    SupportLensError
    ├── Cancelled                the person asked to stop
    ├── InputError               a file or folder cannot be used; `path` says which
    │   ├── FileMissing
    │   ├── NoPermission
    │   ├── FolderWithoutLogs
    │   ├── EmptyFile
    │   ├── NotATable            a picture, a program
    │   │   └── Damaged          a broken or cut-off file, or one that its reader died of
    │   ├── TooLarge             more bytes, cells or memory than one file may take
    │   ├── TooSlow              more time than one file may take
    │   ├── Unsafe               built to do harm: paths that leave an archive, entities, endless nesting
    │   ├── NoReader             a format of which the optional reader is not installed
    │   ├── PartOfThread         a message whose thread begins in another file; `detail` is that file
    │   ├── PasswordProtected
    │   ├── StillBeingWritten
    │   ├── NoRows               a header and nothing below it
    │   ├── NoTextColumn
    │   ├── NoTickets            a file that goes with a log and was given alone; `detail` says which sort
    │   ├── NoChanges            a change calendar in which no row has a date and a name
    │   ├── ProjectDamaged           a project file that is cut off or no project file
    │   ├── ProjectTooNew            a project file of a later version of the program
    │   ├── NoCustomers          a customers file that says of no customer what only customers have
    │   ├── ModelMissing         a folder that lacks a part of a language model; `detail` names it
    │   ├── ModelDamaged         a part of a language model that is not what it was; `detail` names it
    │   └── ModelUnsuitable      a whole language model of a kind that cannot be used; `detail` says why
    ├── NothingToAnalyse         files were read but no ticket is left
    └── OutputError              the report or table cannot be written; `path` says where

Errors carry facts and no prose: the faces have the words.
"""

from collections.abc import Sequence


class SupportLensError(Exception):
    """The root of every error that a person can act on."""


class Cancelled(SupportLensError):
    """The person asked the work to stop."""


class InputError(SupportLensError):
    """A file or folder that cannot be used."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class FileMissing(InputError):
    """Nothing exists at the path."""


class NoPermission(InputError):
    """The file exists and may not be read."""


class FolderWithoutLogs(InputError):
    """A folder that holds no file of a known format."""


class EmptyFile(InputError):
    """A file of no bytes, or of white space alone."""


class NotATable(InputError):
    """A file whose bytes are no table of text: a picture, a program, a damaged workbook."""


class Damaged(NotATable):
    """A file that is broken or cut off, or whose reader died of it."""


class TooLarge(InputError):
    """A file that holds or needs more than `Limits` allow; `detail` names what."""


class TooSlow(InputError):
    """A file that was not read within its time."""


class Unsafe(InputError):
    """A file built to do harm: paths that leave an archive, entity definitions, endless nesting."""


class NoReader(InputError):
    """A file of a format whose reader is not installed; `detail` names the package."""


class PartOfThread(InputError):
    """A message that is told with the thread it answers, which another file holds."""


class PasswordProtected(InputError):
    """A workbook or archive that opens only with a password."""


class StillBeingWritten(InputError):
    """A file that grew or shrank while it was read."""


class NoRows(InputError):
    """A table that has a header and not one row."""


class NoTextColumn(InputError):
    """A table in which no column holds what the customer said; `columns` lists what it has."""

    def __init__(self, path: str, columns: Sequence[str] = ()) -> None:
        super().__init__(path, ", ".join(columns))
        self.columns = tuple(columns)


class NoTickets(InputError):
    """A file that goes with a log and was given without one.

    `detail` is ``change_calendar``, ``customers`` or ``active_users``.
    """


class NoChanges(InputError):
    """A change calendar in which no row has both a date and a name."""


class ProjectDamaged(InputError):
    """A project file that is cut off, changed or no project file at all."""


class ProjectTooNew(InputError):
    """A project file that a later version of the program has written."""


class NoCustomers(InputError):
    """A customers file in which no row has a customer with a segment, a date or an amount."""


class ModelMissing(InputError):
    """A folder that lacks a part of a language model; `detail` names the part."""


class ModelDamaged(InputError):
    """A part of a language model that is cut off or not the one that was shipped; `detail` names it."""


class ModelUnsuitable(InputError):
    """A whole language model that cannot be used; `detail` names what is in the way."""


class NothingToAnalyse(SupportLensError):
    """Files were read, but not one ticket with text is left."""


class OutputError(SupportLensError):
    """A report or table that cannot be written."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail
