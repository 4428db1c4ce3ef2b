"""Signs that may mean another thing: brackets, primes, logarithms, other algebras."""
