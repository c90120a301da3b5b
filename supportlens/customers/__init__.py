"""What is due to customers: bad experiences, critical contacts, follow-ups, the agenda."""

from supportlens.customers.pilots import draw_pilot
from supportlens.customers.reviewing import LogOfCustomers, identify_ahead, review_customers

__all__ = ["LogOfCustomers", "draw_pilot", "identify_ahead", "review_customers"]
