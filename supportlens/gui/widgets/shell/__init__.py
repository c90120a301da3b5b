"""What stands around every page: navigation, top bar, notice and drop zone."""
