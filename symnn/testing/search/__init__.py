"""Where an implementation is wrong: inputs to try, a look in floats, the smallest input."""
