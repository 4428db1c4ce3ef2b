"""How far what was given reaches: frames, asides, quotes, cases, sections."""
