"""Claims for all x by cases: gates are decided cell by cell, the rest is left to other engines."""
