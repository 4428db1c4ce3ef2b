"""Exact mathematics about neural networks.

Public names are imported when they are first used, so that `import symnn` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

#: The names that each module gives to users; "Max=maximum" is `maximum` under the name Max.
_MODULES: Final[dict[str, str]] = {
    "symnn.errors": "ClaimError DocumentError EvidenceError InexactError LatexError "
    "ModelError NotAlgebraicError NotClosedError ShapeError SymnnError TimeLimitError "
    "TooLargeError UndefinedError UnsupportedError",
    "symnn.claims.equivalence": "equivalent",
    "symnn.claims.language": "Eq Ne Lt Le Gt Ge And Or Not Implies ForAll Limit check where",
    "symnn.claims.maps": "check_equivariant check_idempotent check_invariant check_linear",
    "symnn.claims.parameters": "Conditions conditions limit",
    "symnn.claims.recheck": "recheck",
    "symnn.claims.solution_set": "SolutionSet",
    "symnn.claims.reason": "Reason",
    "symnn.claims.shape": "check_concave check_convex check_injective check_lipschitz "
    "check_monotone",
    "symnn.claims.verdict": "Status Verdict",
    "symnn.derivations.derivation": "Derivation",
    "symnn.derivations.family": "derive",
    "symnn.derivations.typesetting.style": "Style",
    "symnn.exact.to_sympy": "exactly",
    "symnn.exact.number": "Number",
    "symnn.exact.matrix": "Matrix",
    "symnn.frameworks.arrays": "from_arrays",
    "symnn.frameworks.exactify.differences": "difference_over",
    "symnn.frameworks.exactify.exactify": "exactify",
    "symnn.frameworks.keras.read": "from_keras",
    "symnn.frameworks.onnx.read": "from_onnx",
    "symnn.frameworks.onnx.write": "to_onnx",
    "symnn.frameworks.pytorch.read": "from_torch",
    "symnn.frameworks.pytorch.write": "to_torch",
    "symnn.frameworks.safetensors": "from_safetensors",
    "symnn.frameworks.state": "from_state",
    "symnn.frameworks.vnnlib.read": "read_vnnlib read_witness",
    "symnn.frameworks.vnnlib.witness": "replay_witness",
    "symnn.functions.catalogue": "activation",
    "symnn.functions.expression_matrix": "ExpressionMatrix",
    "symnn.functions.function": "ScalarFunction",
    "symnn.functions.matrix_functions.by_jets": "matrix_function_by_jets",
    "symnn.functions.matrix_functions.equality": "equals",
    "symnn.functions.matrix_functions.evaluate": "covariants matrix_function",
    "symnn.functions.matrix_functions.frechet": "frechet",
    "symnn.functions.matrix_functions.remainder": "remainder terms_needed true_error",
    "symnn.functions.matrix_functions.taylor": "hidden_cancellation taylor",
    "symnn.functions.piecewise_linear": "identity relu leaky_relu prelu absolute hard_tanh "
    "hard_sigmoid relu6 step sign",
    "symnn.functions.smooth": "square power=power_of exp log sigmoid tanh softplus silu gelu elu "
    "sin cos",
    "symnn.functions.sympy_functions": "Max=maximum Min=minimum",
    "symnn.network_files.reading": "load_network",
    "symnn.network_files.writing": "save_network",
    "symnn.networks.affine": "Affine",
    "symnn.networks.attention": "Attention",
    "symnn.networks.branches": "Parallel Residual",
    "symnn.networks.cells.continuity": "continuity",
    "symnn.networks.cells.convexity": "concavity convexity",
    "symnn.networks.cells.domain": "Polyhedron",
    "symnn.networks.cells.extrema": "largest smallest",
    "symnn.networks.cells.injectivity": "injectivity",
    "symnn.networks.cells.lipschitz": "lipschitz",
    "symnn.networks.cells.local": "affine_map breakpoints vertices",
    "symnn.networks.cells.monotonicity": "monotonicity",
    "symnn.networks.cells.pieces": "linear_pieces",
    "symnn.networks.cells.regions": "activation_regions",
    "symnn.networks.convolution": "Convolution",
    "symnn.networks.layer": "Layer",
    "symnn.networks.layers": "Elementwise MaxPool Maxout Softmax",
    "symnn.networks.linear_algebra.activation_space": "along change_basis neuron_direction",
    "symnn.networks.linear_algebra.matrices": "collapse",
    "symnn.networks.linear_algebra.plane_maps": "plane_steps polar",
    "symnn.networks.linear_algebra.rank_cases": "rank_cases",
    "symnn.networks.linear_algebra.similarity": "most_similar rescale similarities similarity",
    "symnn.networks.linear_algebra.subspaces": "Subspace column_space kernel moved_column_space "
    "rank row_space",
    "symnn.networks.linear_algebra.used_columns": "cell_columns used_columns",
    "symnn.networks.matrix_neurons.gradient": "fit_at",
    "symnn.networks.matrix_neurons.layers": "Entrywise MatrixActivation MatrixAffine",
    "symnn.networks.matrix_neurons.network": "MatrixNetwork",
    "symnn.networks.matrix_neurons.network_gradient": "NetworkGradient network_gradient",
    "symnn.networks.network": "Network",
    "symnn.exact.separation": "CommonPoint Hyperplane",
    "symnn.networks.separation": "linearly_separable",
    "symnn.networks.structured": "Sparse select",
    "symnn.networks.windows": "WindowMax",
    "symnn.twins.matrices.matrix_fit": "MatrixFit fit_matrix_function",
    "symnn.twins.matrices.matrix_network_fit": "MatrixNetworkFit fit_matrix_network",
    "symnn.twins.matrices.obstacles": "Obstacle fit_obstacle",
    "symnn.twins.matrices.matrix_functions": "matrix_twin mpmath_twin",
    "symnn.twins.formats": "ulp_distance",
    "symnn.twins.twin": "twin",
    "symnn.networks.trace": "Trace",
    "symnn.training.afterword": "Afterword afterword",
    "symnn.training.fit": "Fit fit",
    "symnn.training.optimizers": "Adam LBFGS",
    "symnn.training.starts": "random_network two_moons",
    "symnn.twins.decisions": "Decision classify",
}

_PUBLIC: Final[dict[str, tuple[str, str]]] = {
    entry.split("=")[0]: (module, entry.split("=")[-1])
    for module, entries in _MODULES.items()
    for entry in entries.split()
}

#: Packages that are public as a whole: `symnn.constructions.maximum(3)`.
_ROOMS: Final = ("constructions", "plotting")

__version__: Final = "0.1.0"


def __getattr__(name: str) -> Any:
    """A public name, imported on first use and kept."""
    if name in _ROOMS:
        return import_module(f"symnn.{name}")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'symnn' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    found = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*_PUBLIC, *_ROOMS, "__version__"])
