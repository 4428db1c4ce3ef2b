"""Float counterparts of what is exact: fast, and compared within bounds that are proved."""
