"""SupportLens for notebooks and programs: pandas in, pandas out.

>>> from supportlens import analyse
>>> analysis = analyse("tickets.csv")
>>> print(analysis.sentence("en"))
>>> analysis.causes
"""

from supportlens.library.analyses import Analysis, analyse
from supportlens.library.clustering import SymptomClusterer
from supportlens.library.samples import load_sample

__all__ = ["Analysis", "SymptomClusterer", "analyse", "load_sample"]
