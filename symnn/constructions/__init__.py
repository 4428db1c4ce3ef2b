"""Networks built by hand, each with the theorem it satisfies.

A construction is a function of its parameters: `maximum(5)` is a network for the largest of five
numbers together with the claim that it is one, which `prove` has proved for these parameters.
"""

from symnn.constructions.approximants import polynomial, product_of_two, sawtooth, square
from symnn.constructions.attention import averaging_head, copying_head, lookup_head
from symnn.constructions.construction import Clause, Construction
from symnn.constructions.half_space import half_space
from symnn.constructions.lattice import lattice
from symnn.constructions.linear_maps import batch_normalisation, convolution, mean_pooling
from symnn.constructions.logic import (
    adder,
    conjunction,
    disjunction,
    exclusive_or,
    majority,
    negation,
    not_all,
    parity,
    threshold_circuit,
    truth_table,
)
from symnn.constructions.memory import associative_memory, hopfield
from symnn.constructions.order import maximum, median, minimum, sorting
from symnn.constructions.piecewise_linear import interpolation, piecewise_linear
from symnn.constructions.regions import nearest_neighbour, polytope_indicator, union_indicator
from symnn.constructions.scalar import absolute_value, bump, clip, hat, identity, ramp

__all__ = [
    "Clause",
    "Construction",
    "absolute_value",
    "adder",
    "associative_memory",
    "averaging_head",
    "batch_normalisation",
    "bump",
    "clip",
    "conjunction",
    "convolution",
    "copying_head",
    "disjunction",
    "exclusive_or",
    "half_space",
    "hat",
    "hopfield",
    "identity",
    "interpolation",
    "lattice",
    "lookup_head",
    "majority",
    "maximum",
    "mean_pooling",
    "median",
    "minimum",
    "nearest_neighbour",
    "negation",
    "not_all",
    "parity",
    "piecewise_linear",
    "polynomial",
    "polytope_indicator",
    "product_of_two",
    "ramp",
    "sawtooth",
    "sorting",
    "square",
    "threshold_circuit",
    "truth_table",
    "union_indicator",
]
