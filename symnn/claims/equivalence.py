"""Whether two networks compute the same function: a claim about all inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.claims.domains import assumed
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.claims.language import DEFAULT_SECONDS, ForAll, check
from symnn.claims.verdict import Verdict
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import Expr, symbol


def equivalent(
    left: Any, right: Any, over: Any = None, seconds: float | None = DEFAULT_SECONDS
) -> Verdict:
    """Decide whether two networks compute the same function.

    Args:
        left, right: networks, or constructions, with as many inputs and outputs. What is declared
            about symbols in their weights holds.
        over: a range for each input, [(0, 1), (0, 1)], or a domain for the inputs x1, x2, …, as
            in `ForAll`; all of R^m if None.
        seconds: after this long no further prover is started.

    Returns:
        A Verdict; a refutation names a point x1, x2, … at which the outputs differ.

    Exactness: as `check`.

    Examples:
        >>> import symnn as sn
        >>> once = sn.Network(sn.Affine([[2]]), sn.relu)
        >>> twice = sn.Network(sn.relu, sn.Affine([[2]]))
        >>> equivalent(once, twice).status.name
        'PROVED'
    """
    left, right = (getattr(net, "network", net) for net in (left, right))
    size = _common_inputs(left, right)
    weights = (*left.symbols, *right.symbols)
    taken = {name for name, _ in weights}
    known, declared = assumed([item for _, item in weights], taken)
    prefix = next(p for p in ("x", "input", "symnn_input") if not _clash(p, size, taken))
    inputs = [symbol(f"{prefix}{i + 1}") for i in range(size)]
    outputs = left.exprs(inputs), right.exprs(inputs)
    if len(outputs[0]) != len(outputs[1]):
        raise ShapeError(
            f"the networks have {len(outputs[0])} and {len(outputs[1])} outputs; "
            "equivalent networks have equally many"
        )
    pairs = zip(*outputs, strict=True)
    formula = conjunction(tuple(Atomic("=", a, b) for a, b in pairs))
    claim = Claim(formula, known, declared)
    if over is not None:
        claim = ForAll(_by_place(over, inputs), claim)
        _refuse_strangers(claim, {*taken, *(str(i.data) for i in inputs)})
    return check(claim, None, seconds)


def _refuse_strangers(claim: Claim, known: set[str]) -> None:
    strange = sorted(claim.symbols() - known)
    if strange:
        raise ClaimError(
            f"the domain names {strange[0]}, which is no input and no weight; "
            f"these are called {', '.join(sorted(known))}"
        )


def _clash(prefix: str, size: int, taken: set[str]) -> bool:
    return any(f"{prefix}{i + 1}" in taken for i in range(size))


def _common_inputs(left: Any, right: Any) -> int:
    for net in (left, right):
        if not hasattr(net, "exprs") or not hasattr(net, "inputs"):
            raise ClaimError(
                f"{net!r} of type {type(net).__name__} is no network; write symnn.Network(…), or "
                "compare values with symnn.Eq"
            )
    sizes = {net.inputs for net in (left, right) if net.inputs is not None}
    if len(sizes) > 1:
        raise ShapeError(
            f"the networks take {left.inputs} and {right.inputs} inputs; "
            "equivalent networks take equally many"
        )
    return sizes.pop() if sizes else 1


def _by_place(over: Any, inputs: Sequence[Expr]) -> Any:
    """A range for each input as a domain; any other domain as it is."""
    if not isinstance(over, (list, tuple)) or not all(_is_range(item) for item in over):
        return over
    if len(over) != len(inputs):
        raise ShapeError(f"the networks take {len(inputs)} inputs; the domain has {len(over)}")
    return {str(x.data): item for x, item in zip(inputs, over, strict=True)}


def _is_range(item: Any) -> bool:
    return type(item).__name__ == "Interval" or (isinstance(item, tuple) and len(item) == 2)
