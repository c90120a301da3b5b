"""The manual: its table of concepts is made from the data, and what it must mention is tested."""
