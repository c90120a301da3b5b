"""Reads web pages, web archives, Excel 2003 XML and XML of help desks, by their content."""
