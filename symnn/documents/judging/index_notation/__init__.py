"""Claims about arrays of open sizes, in index notation and in whole arrays: at small sizes."""
