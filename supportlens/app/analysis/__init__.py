"""Turns files into a study, and a study into another one where symptoms are cut or edited."""
