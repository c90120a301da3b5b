"""The contents of a project: users' statements and corrections, and the known symptoms."""
