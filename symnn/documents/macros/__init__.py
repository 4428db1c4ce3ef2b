"""The author's own commands: read where they are defined, expanded where they are used."""
