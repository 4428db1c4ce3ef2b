"""`derive`: the forward pass when it is called, and every other kind as `derive.KIND`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, final

from symnn.errors import UnsupportedError

if TYPE_CHECKING:
    from symnn.derivations.derivation import Derivation
    from symnn.derivations.typesetting.style import Depth, Style
    from symnn.networks.network import Network

#: The module of each kind; the function in it is called `derive_KIND`.
KINDS: Final[dict[str, str]] = {
    "attention": "symnn.derivations.softmax",
    "backpropagation": "symnn.derivations.backpropagation",
    "batch_norm": "symnn.derivations.transforms",
    "cases": "symnn.derivations.cells",
    "cell": "symnn.derivations.cells",
    "composition": "symnn.derivations.composition",
    "convolution": "symnn.derivations.transforms",
    "cosine_similarity": "symnn.derivations.linear_algebra.least_squares",
    "eigenvalues": "symnn.derivations.linear_algebra.eigenvalues",
    "equivalence": "symnn.derivations.cells",
    "fit_gradient": "symnn.derivations.linear_algebra.frechet_derivative",
    "forward": "symnn.derivations.forward",
    "frechet": "symnn.derivations.linear_algebra.frechet_derivative",
    "gradient": "symnn.derivations.jacobian",
    "hessian": "symnn.derivations.jacobian",
    "jacobian": "symnn.derivations.jacobian",
    "least_squares": "symnn.derivations.linear_algebra.least_squares",
    "matrix_function": "symnn.derivations.linear_algebra.matrix_function",
    "projectors": "symnn.derivations.linear_algebra.projectors",
    "proof": "symnn.derivations.proof_table",
    "refutation": "symnn.derivations.refutation",
    "row_reduction": "symnn.derivations.linear_algebra.elimination",
    "softmax": "symnn.derivations.softmax",
    "symbolic": "symnn.derivations.forward",
    "taylor": "symnn.derivations.linear_algebra.taylor_sum",
}


@final
class Derive:
    """Derivations: pages in which every step has been proved.

    `derive(net, at=point)` is the forward pass; `dir(derive)` names the other kinds, such as
    `derive.backpropagation`.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2]], [1]), sn.relu)
        >>> derive(net, at=[3]) == derive.forward(net, at=[3])
        True
    """

    def __call__(
        self,
        network: Network,
        *,
        at: Sequence[Any],
        depth: Depth = "textbook",
        style: Style | None = None,
    ) -> Derivation:
        """The forward pass at a point; see `symnn.derivations.forward.derive_forward`."""
        from symnn.derivations.forward import derive_forward

        return derive_forward(network, at=at, depth=depth, style=style)

    def __getattr__(self, kind: str) -> Callable[..., Derivation]:
        """A kind, imported on first use."""
        if kind not in KINDS:
            if kind.startswith("_"):
                raise AttributeError(kind)
            raise UnsupportedAttributeError(
                f"there is no kind of derivation called {kind!r}; there are: {', '.join(KINDS)}"
            )
        found: Callable[..., Derivation] = getattr(import_module(KINDS[kind]), f"derive_{kind}")
        return found

    def __dir__(self) -> list[str]:
        """The names of all kinds."""
        return sorted(KINDS)

    def __repr__(self) -> str:
        return f"derive({', '.join(KINDS)})"


class UnsupportedAttributeError(UnsupportedError, AttributeError):
    """A kind of derivation that does not exist."""


derive: Final = Derive()
