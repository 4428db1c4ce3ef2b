"""Networks in files that a person writes and reads, with exact weights: TOML, nothing is run."""
