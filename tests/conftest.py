"""Hypothesis profiles: a repeatable one for every run, and a long one for campaigns.

And linear algebra on one thread: the matrices of the tests are small, and the threads of several
workers wait for each other on a machine with few cores, up to fifty times as long as the work.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# numpy and scipy read it when they are first imported; what the tests start inherits it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40)
settings.register_profile(
    "campaign",
    deadline=None,
    max_examples=10_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")
