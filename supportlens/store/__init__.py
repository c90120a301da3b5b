"""The project as one SQLite file: what it holds, how it is opened, closed, copied and kept from harm."""

from supportlens.store.backups import back_up, is_sound, list_backups, remove_backups
from supportlens.store.copying import copy_whole, traces_of
from supportlens.store.faults import faults_of
from supportlens.store.file_heads import ProjectForm, find_form
from supportlens.store.holding import Hold, find_holder, hold
from supportlens.store.opening import is_writable, new_store, open_store
from supportlens.store.project_store import ProjectStore

__all__ = [
    "Hold",
    "ProjectForm",
    "ProjectStore",
    "back_up",
    "copy_whole",
    "faults_of",
    "find_form",
    "find_holder",
    "hold",
    "is_sound",
    "is_writable",
    "list_backups",
    "new_store",
    "open_store",
    "remove_backups",
    "traces_of",
]
