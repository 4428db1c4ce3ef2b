"""Claims about matrices whose sizes are letters, or left open."""
