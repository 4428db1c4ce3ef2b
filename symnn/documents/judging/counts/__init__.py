"""Numbers of things by counting rules: monomials, classifiers, updates, regions, edges."""
