"""Search of many texts for many regular expressions."""

from supportlens.patterns.columns import FoldedColumn
from supportlens.patterns.folded_texts import FoldedTexts, fold_texts
from supportlens.patterns.packed_masks import PackedMasks
from supportlens.patterns.text_search import AnyPattern, SearchedTexts, any_of, compile_any

__all__ = [
    "AnyPattern",
    "FoldedColumn",
    "FoldedTexts",
    "PackedMasks",
    "SearchedTexts",
    "any_of",
    "compile_any",
    "fold_texts",
]
