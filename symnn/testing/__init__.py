"""Property tests of float code against exact networks, and strategies for exact objects.

Three lines test an implementation:

    from symnn.testing import NotATwinError, assert_twin
    net = sn.Network(sn.Affine([[1, -1]], ["1/3"]), sn.relu)
    assert_twin(my_function, net)

This package, and nothing else of symnn, needs hypothesis and numpy.
"""

from __future__ import annotations

from importlib.util import find_spec

_MISSING = [name for name in ("hypothesis", "numpy") if find_spec(name) is None]
if _MISSING:
    raise ImportError(
        f"symnn.testing needs {' and '.join(_MISSING)}; install with `pip install symnn[testing]`",
        name=_MISSING[0],
    )

from symnn.testing.diagnosis.story import NotATwinError
from symnn.testing.gradients.gradient_twin import assert_gradient_twin
from symnn.testing.strategies.claims import (
    KnownClaim,
    bound_claims,
    claims,
    closed_claims,
    identity_claims,
    network_claims,
)
from symnn.testing.strategies.matrices import (
    defective_matrices,
    invertible_matrices,
    matrices,
    matrices_of_rank,
    matrices_with_spectrum,
    mixed_matrices,
    nearly_singular_matrices,
    orthogonal_matrices,
    permutation_matrices,
    surd_matrices,
    symmetric_matrices,
    vectors,
)
from symnn.testing.strategies.networks import activations, affine_layers, code, networks
from symnn.testing.strategies.numbers import (
    constants,
    dyadics,
    elements,
    exact_numbers,
    fields,
    nested_surds,
    rationals,
    surds,
)
from symnn.testing.strategies.points import inputs_near_kinks, inputs_of, stress_floats
from symnn.testing.twin import assert_twin

__all__ = [
    "KnownClaim",
    "NotATwinError",
    "activations",
    "affine_layers",
    "assert_gradient_twin",
    "assert_twin",
    "bound_claims",
    "claims",
    "closed_claims",
    "code",
    "constants",
    "defective_matrices",
    "dyadics",
    "elements",
    "exact_numbers",
    "fields",
    "identity_claims",
    "inputs_near_kinks",
    "inputs_of",
    "invertible_matrices",
    "matrices",
    "matrices_of_rank",
    "matrices_with_spectrum",
    "mixed_matrices",
    "nearly_singular_matrices",
    "nested_surds",
    "network_claims",
    "networks",
    "orthogonal_matrices",
    "permutation_matrices",
    "rationals",
    "stress_floats",
    "surd_matrices",
    "surds",
    "symmetric_matrices",
    "vectors",
]
