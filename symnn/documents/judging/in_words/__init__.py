"""Whole sentences about systems, bases, gates, sufficiency and places of extremes."""
