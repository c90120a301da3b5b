"""Changes (calendar, versions, customers' own words) matched with the onset of a cause."""
