"""Going through a list of patterns with a rule of learning, as worked by hand in textbooks."""
