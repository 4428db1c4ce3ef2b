"""Functions of matrices: f(A) for a square matrix and a function of one variable, exactly."""
