"""What accompanies the logs: change calendars, customers and active users."""
