"""Properties of VNN-LIB, and the witnesses that verifiers give, replayed exactly."""
