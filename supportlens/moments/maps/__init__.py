"""The map of contacts: stages by cause and touchpoint, the weakest link, and what follows what."""

from supportlens.moments.maps.mapping import map_contacts

__all__ = ["map_contacts"]
