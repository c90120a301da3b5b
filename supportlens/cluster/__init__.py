"""Workers beside this process, or on other machines, run by Dask."""

from supportlens.cluster.opening import open_cluster, open_local
from supportlens.cluster.room import refuse_short_memory

__all__ = ["open_cluster", "open_local", "refuse_short_memory"]
