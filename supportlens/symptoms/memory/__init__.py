"""What one study hands the next: the symptoms it knows, their ids and names, and how they grew."""
