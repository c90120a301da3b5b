"""The causes, and every detail of the chosen one."""
