"""`assert_gradient_twin`: gradients and Jacobians on floats, held against the exact derivative.

At a kink there is no derivative, and codes give different numbers. Which one is right is a
convention, and an option (`at_kinks`):

===============  ==========================================================================
"smaller"        the slope that is smaller in size: 0 for relu, the given slope for a leaky
                 relu, 0 for the absolute value; what PyTorch and JAX do for these
"left"           the slope on the left
"right"          the slope on the right: 1 for relu
"middle"         the mean of both: 1/2 for relu
{"relu": 1}      the slopes that you say, by activation; a list if it has several kinks
"any"            every number between the two slopes
"exclude"        inputs at which a unit may be exactly at a kink are passed over
===============  ==========================================================================

The convention is demanded where floats are sure to meet the kink. Where rounding may put a unit on
either side of it, both slopes are right, and what lies between. So it is at ties of maxima.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.networks.network import Network
from symnn.testing.answers import Answers
from symnn.testing.calling import Point, WrongShape, detected
from symnn.testing.diagnosis import report
from symnn.testing.diagnosis.story import NotATwinError, Story, name_of, uncallable
from symnn.testing.gradients.derivatives import Derivatives, Variables, affine_layers
from symnn.testing.gradients.gradient_diagnosis import diagnose_gradient
from symnn.testing.gradients.kinks import at_kinks_of, check_names
from symnn.testing.judging import Failure, Judge, targets_of
from symnn.testing.rounding import FROM_OUTPUT, FROM_PRODUCT, Formulas, assumptions, check_options
from symnn.testing.search.first_wrong import search
from symnn.testing.search.sources import Plan, planned

Shapes = tuple[tuple[int, ...], ...]


def assert_gradient_twin(  # noqa: PLR0913
    grad_fn: Callable[..., Any],
    net: Any,
    *,
    by: Literal["inputs", "weights"] = "inputs",
    at_kinks: Any = "smaller",
    inputs: Any = None,
    box: Any = None,
    dtype: Any = "float64",
    ulps: float | None = None,
    formulas: Formulas = "stable",
    call: str | None = None,
    arrays: str | None = None,
    rows: Any = None,
    examples: int = 200,
    seed: int = 0,
) -> None:
    """Fail unless a function on floats computes the derivative of the exact network.

    Args:
        grad_fn: the implementation. By inputs it gives the Jacobian, of shape (m, n), or (n,) for
            one output; by weights a list [dW1, db1, dW2, db2, …], one pair for each affine layer,
            each in the shape of the weight, behind an axis for the outputs if there are several.
        net: the exact network.
        by: what the derivative is by.
        at_kinks: the convention, see above.

    The other options are those of `assert_twin`, and so is the report.

    Raises:
        NotATwinError: the implementation is wrong.
        UnsupportedError: the exact derivative is not known: jumps are, with slope 0; functions of
            your own are, unless they have kinks.

    Examples:
        >>> import numpy as np
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, -1]]), sn.relu)
        >>> assert_gradient_twin(lambda x: np.array([1, -1]) * (x[0] > x[1]), net)
    """
    __tracebackhide__ = True
    check_options(ulps, formulas)
    plan = planned(net, inputs, box, dtype, examples, seed, rows)
    convention = at_kinks_of(at_kinks)
    check_names(convention, plan.network)
    exact = Derivatives(plan.network, plan.form, convention, formulas)
    function, shapes = _adapted(grad_fn, plan, by)
    chosen, trouble = detected(function, plan.size, shapes, plan.form, call, arrays)
    if trouble:
        raise NotATwinError(uncallable(grad_fn, plan, trouble, "gradient"), None)
    judge = Judge(chosen, lambda x: _targets(exact, x, by, ulps))
    failure, _ = search(judge, plan, None)
    if failure is not None:
        raise _story(grad_fn, plan, judge, exact, failure, by, ulps, formulas).error()
    _demand_kinks(judge, exact)
    judge.demand_bounds()


def _demand_kinks(judge: Judge, exact: Derivatives) -> None:
    """Refuse to be content with inputs that are all passed over."""
    if exact.at.convention == "exclude" and judge.void >= judge.judged > 0:
        raise UnsupportedError(
            f"at each of {judge.judged} inputs a unit may be exactly at a kink, and "
            "at_kinks='exclude' passes over those; give inputs= beside the kinks, or say what the "
            "slope there is, as at_kinks='smaller'"
        )


def _targets(
    exact: Derivatives, x: Point, by: Variables, ulps: float | None
) -> tuple[list[arb], list[arb]]:
    right = exact.exact(x, by)
    allowed, at_kink = exact.allowed(x, by)
    if at_kink and exact.at.convention == "exclude":
        return right, [arb.nan()] * len(right)
    return targets_of(right, lambda: allowed, ulps, exact.form)


# --- what a gradient may look like -----------------------------------------------------


def _adapted(grad_fn: Any, plan: Plan, by: str) -> tuple[Callable[..., Any], Shapes]:
    """The implementation with one array for an answer, and the shapes that it may have."""
    m, n = plan.outputs, plan.size
    if by == "inputs":
        found: list[tuple[int, ...]] = [(m, n)]
        found += [(n,)] if m == 1 else []
        found += [(m,)] if n == 1 and m > 1 else []
        return grad_fn, tuple(found + ([()] if m == n == 1 else []))
    if by != "weights":
        raise UnsupportedError(f"by={by!r} is not known; use 'inputs' or 'weights'")
    wanted = _weight_shapes(plan.network, m)
    size = sum(int(np.prod(shape)) for _, shape in wanted)

    def flat(*arguments: Any) -> NDArray[np.float64]:
        return _flattened(grad_fn(*arguments), wanted, m)

    flat.__name__ = flat.__qualname__ = name_of(grad_fn)
    return flat, ((size,),)


def _weight_shapes(network: Network, outputs: int) -> list[tuple[str, tuple[int, ...]]]:
    found: list[tuple[str, tuple[int, ...]]] = []
    for k, layer in enumerate(affine_layers(network), 1):
        rows, columns = layer.shape
        found += [(f"dW{k}", (outputs, rows, columns)), (f"db{k}", (outputs, rows))]
    return found


def _flattened(
    answer: Any, wanted: Sequence[tuple[str, tuple[int, ...]]], outputs: int
) -> NDArray[np.float64]:
    """The arrays of an answer, one after the other, each checked."""
    parts = [a for item in answer for a in (item if isinstance(item, list | tuple) else [item])]
    if len(parts) != len(wanted):
        names = ", ".join(name for name, _ in wanted)
        raise WrongShape(f"it gave {len(parts)} arrays; {names} are wanted")
    made = []
    for part, (name, shape) in zip(parts, wanted, strict=True):
        array = part.detach().cpu().numpy() if hasattr(part, "detach") else np.asarray(part)
        accepted = {shape, (*shape, 1)} | ({shape[1:], (*shape[1:], 1)} if outputs == 1 else set())
        if array.shape not in accepted:
            short = shape[1:] if outputs == 1 else shape
            raise WrongShape(f"it gave {name} of shape {array.shape}; shape {short} is wanted")
        made.append(array.astype(np.float64).ravel())
    return np.concatenate(made)


# --- the report ------------------------------------------------------------------------


def _story(  # noqa: PLR0913, PLR0917
    grad_fn: Any,
    plan: Plan,
    judge: Judge,
    exact: Derivatives,
    failure: Failure,
    by: Variables,
    ulps: float | None,
    formulas: Formulas,
) -> Story:
    story = Story(f"{name_of(grad_fn)} is not the gradient of", plan.network, judge, failure)
    if not failure.batch:
        return story
    network, right = plan.network, judge.balls(failure.point)[0]
    name, ball = exact.names(by)[failure.output], right[failure.output]
    story.label = f"{name} = "
    story.values = [report.decimal(value) for value in right]
    story.exact = report.decimal(ball).removesuffix(".0"), ball
    story.ulps = ulps
    story.assumed = [*assumptions(network, plan.form, formulas), exact.at.words]
    if formulas == "textbook":
        words = f"slopes from outputs (1 - y², y (1 - y), y + α) within {FROM_OUTPUT} u, "
        words += f"of silu and gelu within {FROM_PRODUCT} u |x|"
        story.assumed.insert(-1, words)
    stages = Answers(network, plan.form).exact(failure.point)
    story.inside = report.inside_of(network, failure.point, stages)
    if failure.kind == "value" and not (len(failure.batch) > 1 and failure.alone):
        story.causes = diagnose_gradient(exact, by, judge.evidence(failure))
    return story
