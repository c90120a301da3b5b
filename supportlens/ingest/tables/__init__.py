"""Tables: dialects of delimited text, table layouts, and the meaning of headers."""
