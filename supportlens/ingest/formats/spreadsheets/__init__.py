"""Tables of sheets: merged cells, sheets of one shape, and which of them look like tickets."""
