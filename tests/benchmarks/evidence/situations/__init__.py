"""The evidence on what real desks go through: true causes found, nothing false claimed, the change named."""
