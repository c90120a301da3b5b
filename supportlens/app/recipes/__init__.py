"""Recipes: settings and corrections of a project, kept in a file and done on other tickets."""
