"""What is due to customers: bad experiences, critical contacts, follow-ups, the agenda."""

from supportlens.customers.pilots import draw_pilot
from supportlens.customers.reviewing import LogOfCustomers, review_customers

__all__ = ["LogOfCustomers", "draw_pilot", "review_customers"]
