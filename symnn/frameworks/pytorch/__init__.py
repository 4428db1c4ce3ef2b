"""PyTorch modules as exact networks, and back."""
