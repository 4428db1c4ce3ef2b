"""Networks of matrix neurons: inputs are matrices, weights are real numbers."""
