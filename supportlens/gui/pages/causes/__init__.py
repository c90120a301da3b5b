"""The page of the causes, with every detail of the chosen one."""
