"""Finds and reads the files of `resources/` and `sample_logs/` in a checkout, a wheel or a frozen app.

Its public names are those of the stub beside it; each is imported when it is first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
