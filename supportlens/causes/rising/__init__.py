"""What rose: candidates, and the causes grown from them, split, joined and held against active users."""
