"""The catalogues of sentences in other languages than English."""
