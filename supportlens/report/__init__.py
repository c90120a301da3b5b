"""The workbook, masking, and the safe ways to write text and files.

Its public names are those of the stub beside it; each is imported when it is first asked for: a verdict on
the console needs masking alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
