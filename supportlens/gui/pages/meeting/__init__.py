"""The meeting: one cause at a time on the whole screen."""
