"""What the names of a document mean: definitions, how far they reach, and what is left unsaid."""
