"""Claims about vectors of open length: norms, inner products, projections, gradients."""
