"""What a project brings back: what people said and mended, and what is known of the study before."""
