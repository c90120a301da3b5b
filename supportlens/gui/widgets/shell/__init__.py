"""The surroundings of every page: navigation, top bar, notice and drop zone."""
