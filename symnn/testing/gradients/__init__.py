"""Gradients of implementations beside exact ones, with the conventions at kinks."""
