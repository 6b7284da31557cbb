"""Pictures: frames, posters, title cards, social cards and the mark."""
