"""Takes in what people answer, choose and name, and carries it over to the next study."""
