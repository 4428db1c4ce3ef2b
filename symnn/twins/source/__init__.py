"""Readable programs that compute a network: numpy, PyTorch, JAX and C."""
