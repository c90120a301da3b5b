"""The tree of groups: neighbour graph, communities, merging and cuts."""
