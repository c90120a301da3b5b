"""Text by its role on the page, and the layout that sets widgets like words."""
