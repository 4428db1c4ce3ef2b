"""Short English sentences that are claims: "A is orthogonal", "f has exactly 3 linear pieces"."""
