"""The parts of the evidence checker: standard library only, nothing shared with the provers."""
