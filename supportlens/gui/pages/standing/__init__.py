"""The moments that the desk made its own: their sheets are written here, and live here."""
