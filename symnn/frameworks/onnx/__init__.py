"""ONNX models as exact networks, and back."""
