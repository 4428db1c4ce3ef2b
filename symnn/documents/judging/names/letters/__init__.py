"""What a letter may stand for: numbers, bits, a range, another thing than before."""
