"""The list of tickets and the pane that shows one of them."""
