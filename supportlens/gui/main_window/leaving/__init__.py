"""What leaves the window: files, rows on the clipboard, printed pages."""
