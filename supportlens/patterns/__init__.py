"""Search of many texts for many regular expressions."""

from supportlens.patterns.columns import FoldedColumn
from supportlens.patterns.text_search import PROGRESS_STEP, AnyPattern, SearchedTexts, any_of, compile_any

__all__ = ["PROGRESS_STEP", "AnyPattern", "FoldedColumn", "SearchedTexts", "any_of", "compile_any"]
