"""Functions of matrices and networks of them in floats: values, fits, and what no fit can reach."""
