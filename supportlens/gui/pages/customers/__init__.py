"""The page of the customers: who may leave, whom to call, what is due."""
