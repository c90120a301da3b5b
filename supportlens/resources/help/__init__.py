"""What helps whoever begins: the manual and the sample logs."""
