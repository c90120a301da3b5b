"""Which column of a table is which field: by its header, else by its values."""
