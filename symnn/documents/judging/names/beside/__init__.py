"""Values that stand beside what they are for: settings, sizes, lists."""
