"""Random variables as a calculus: what a document says of them, and what follows from that."""
