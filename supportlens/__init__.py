"""SupportLens: why customers call, from the help desk's own log.

The public names are those of ``__all__``; everything else is private and changes without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supportlens.domain import SupportLensError
    from supportlens.library import Analysis, SymptomClusterer, analyse, load_sample

__version__ = "0.1.0"

__all__ = ["Analysis", "SupportLensError", "SymptomClusterer", "__version__", "analyse", "load_sample"]


def __getattr__(name: str) -> Any:
    """Return a public name, imported when it is first asked for: pandas and scikit-learn take a second."""
    if name in {"Analysis", "SymptomClusterer", "analyse", "load_sample"}:
        from supportlens import library  # noqa: PLC0415 - as above

        return getattr(library, name)
    if name == "SupportLensError":
        from supportlens.domain import SupportLensError  # noqa: PLC0415 - as above

        return SupportLensError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
