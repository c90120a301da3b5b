"""Text by its role on the page, and a layout that wraps widgets like words."""
