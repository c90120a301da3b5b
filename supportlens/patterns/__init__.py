"""Search of many texts for many regular expressions."""

from supportlens.patterns.columns import FoldedColumn
from supportlens.patterns.text_search import PROGRESS_STEP, SearchedTexts, compile_any

__all__ = ["PROGRESS_STEP", "FoldedColumn", "SearchedTexts", "compile_any"]
