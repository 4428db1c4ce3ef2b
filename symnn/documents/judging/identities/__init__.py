"""Claims in open letters and open indices: stated as identities, over ranges, by induction."""
