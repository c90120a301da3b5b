"""What lies beside the logs: change calendars, customers and active users."""
