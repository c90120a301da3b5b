"""What sheets look like outside Excel: the texts of their cells, and their charts on any canvas."""
