"""What a wrong implementation does instead, told in words."""
