"""Networks as exact functions: layers, composition, evaluation."""

from symnn.networks import branches, network

__all__ = ["branches", "network"]
