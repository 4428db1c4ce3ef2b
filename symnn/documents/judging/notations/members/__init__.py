"""Ways of telling members and steps apart: layers, samples, primes, moments, labels."""
