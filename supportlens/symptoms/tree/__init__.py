"""How alike texts become a tree of groups: neighbours, communities, merging, and the cuts of it."""
