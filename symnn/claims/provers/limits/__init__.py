"""Limits: their values by cases of signs of the parameters, and the evidence for them."""
