"""After what: calendar, versions and the customers' own words, matched with the start of a cause."""
