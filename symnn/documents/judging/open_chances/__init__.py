"""Laws of chances that hold, or fail, for events and variables of which nothing is given."""
