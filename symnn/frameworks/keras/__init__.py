"""Keras models as exact networks: the configuration as JSON, and the weights."""
