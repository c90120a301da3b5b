"""What changed at the desk itself: new names, imports, exports of a part. Never a verdict."""

from supportlens.desk.finding import find_desk_changes
from supportlens.desk.new_languages import find_new_languages

__all__ = ["find_desk_changes", "find_new_languages"]
