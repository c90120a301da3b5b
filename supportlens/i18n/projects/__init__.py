"""Sentences about projects: what files brought to them, and what is wrong with one."""
