"""The verdict on one page: its sentence, its evidence and what to do."""
