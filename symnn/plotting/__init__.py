"""Pictures of networks: exact coordinates, drawn by matplotlib or written as TikZ.

A picture is a value first: scenes made of marks at exact points. Two renderers draw it, so that
what is on the screen and what is in the LaTeX source are the same points.
"""

from symnn.plotting.cells import cells
from symnn.plotting.cloud import cloud
from symnn.plotting.curves import error, line, taylor_sums
from symnn.plotting.graph import graph
from symnn.plotting.picture import Picture
from symnn.plotting.scene import Scene
from symnn.plotting.spaces import projection
from symnn.plotting.spectrum import spectrum

__all__ = [
    "Picture",
    "Scene",
    "cells",
    "cloud",
    "error",
    "graph",
    "line",
    "projection",
    "spectrum",
    "taylor_sums",
]
