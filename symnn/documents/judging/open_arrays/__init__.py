"""Arrays of open sizes by their entries: at small sizes with free entries, and at numbers."""
