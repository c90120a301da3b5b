"""Rising causes: candidates, and causes grown, split, merged and adjusted for active users."""
