"""Arrays that may be of another shape or kind: layouts, sizes, entry by entry."""
