"""Contacts and their codes: what each contact was to the customer, and on what ground that is said."""
