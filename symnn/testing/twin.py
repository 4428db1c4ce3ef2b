"""`assert_twin`: an implementation on floats, held against the exact network.

Tried are zeros, units, points at the kinks and ties of the network and one float beside them, large
inputs, then inputs that hypothesis draws. A failure is shrunk to an input that can be checked by
hand, and told with the exact value, the error in ulps, the bound, what happens inside the network,
and the one mistake that would explain all that was observed.

An implementation is any function of floats, by the way it is called (`call=`):

=============  =====================================================================
"vector"       f(x), x an array of shape (n,)
"batch"        f(X), X of shape (k, n); no row may depend on another
"scalars"      f(x1, …, xn)
"list"         f([x1, …, xn])
"column"       f(x), x of shape (n, 1)
"row"          f(X), X of shape (1, n), as of models for one input at a time
"pointers"     f(double *x, double *y), a function of C through ctypes
=============  =====================================================================

If none is named, the first that works is taken. Torch modules are given tensors, sessions of
onnxruntime batches, functions of C what their argtypes say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb

from symnn.testing.answers import Answers
from symnn.testing.calling import Point, detected
from symnn.testing.diagnosis import report
from symnn.testing.diagnosis.story import NotATwinError, Story, name_of, uncallable
from symnn.testing.diagnosis.wrong_layer import Hypothesis, diagnose
from symnn.testing.judging import Failure, Judge, targets_of
from symnn.testing.rounding import Formulas, assumptions, check_options
from symnn.testing.search.estimates import Estimator
from symnn.testing.search.first_wrong import search
from symnn.testing.search.screening import Seen
from symnn.testing.search.sources import Plan, planned
from symnn.testing.stages import departure


def assert_twin(  # noqa: PLR0913
    fn: Callable[..., Any],
    net: Any,
    *,
    inputs: Any = None,
    box: Any = None,
    dtype: Any = "float64",
    ulps: float | None = None,
    formulas: Formulas = "stable",
    call: str | None = None,
    arrays: str | None = None,
    layers: Any = None,
    rows: Any = None,
    examples: int = 200,
    seed: int = 0,
) -> None:
    """Fail unless a function on floats computes the exact network at every input that is tried.

    Args:
        fn: the implementation.
        net: the exact network.
        inputs: points, or a hypothesis strategy of points, instead of those found here.
        box: (low, high) for all inputs, or one pair for each; [-1024, 1024] if not given.
        dtype: what `fn` is given, and computes in: float64 or float32.
        ulps: a tolerance in ulps of the exact value; if not given, the proved bound of all that
            rounds rightly, see `symnn.testing.rounding`.
        formulas: "textbook" forgives what the definitions of softplus, elu, gelu and tanh lose to
            cancellation; "stable" does not.
        call, arrays: how it is called, see above, and with "numpy" or "torch" arrays.
        layers: a function from x to the outputs of every layer, or a list of functions from x to
            those of one, None where there is none: the first that departs is named.
        rows: how many rows batches have, as (1, 64); if not given, from none to hundreds.
        examples, seed: how many inputs hypothesis draws (twenty times as many are looked at in
            floats), and for what is random in them; the same seed gives the same report.

    Raises:
        NotATwinError: the implementation is wrong; an AssertionError, whose text is the report.
        UnsupportedError: it cannot be called, or no input has a bound.

    Examples:
        >>> import numpy as np
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, -1]], [2]), sn.relu)
        >>> assert_twin(lambda x: np.maximum(0, x[:1] - x[1:] + 2), net)
    """
    __tracebackhide__ = True
    check_options(ulps, formulas, layers)
    plan = planned(net, inputs, box, dtype, examples, seed, rows)
    answers = Answers(plan.network, plan.form, formulas)
    chosen, trouble = detected(fn, plan.size, ((plan.outputs,),), plan.form, call, arrays)
    if trouble:
        raise NotATwinError(uncallable(fn, plan, trouble), None)
    judge = Judge(chosen, lambda x: _targets(answers, x, ulps))
    estimate = Estimator.of(plan.network, plan.form)
    failure, seen = search(judge, plan, estimate)
    if failure is not None:
        story = _story(fn, plan, judge, answers, failure, ulps, layers)
        story.causes = [cause.words for cause in _causes(plan, judge, failure, estimate, seen)]
        raise story.error()
    judge.demand_bounds()


def _targets(answers: Answers, x: Point, ulps: float | None) -> tuple[list[arb], list[arb]]:
    exact = answers.exact(x)[-1]
    return targets_of(exact, lambda: answers.allowed(x)[-1], ulps, answers.form)


def _story(
    fn: Any,
    plan: Plan,
    judge: Judge,
    answers: Answers,
    failure: Failure,
    ulps: float | None,
    layers: Any,
) -> Story:
    story = Story(f"{name_of(fn)} is not a twin of", plan.network, judge, failure)
    if not failure.batch:
        return story
    network, exact = plan.network, answers.exact(failure.point)
    count = len(exact[-1])
    story.label = f"output {failure.output + 1} of {count}: " if count > 1 else ""
    story.values = [report.decimal(ball) for ball in exact[-1]]
    story.exact = report.settled(network, failure.point, failure.output, exact[-1][failure.output])
    story.ulps = ulps
    story.assumed = assumptions(network, plan.form, answers.formulas)
    story.inside = report.inside_of(network, failure.point, exact)
    if layers is not None:
        story.departs = departure(layers, network, answers, failure.point, plan.form)
    return story


def _causes(
    plan: Plan, judge: Judge, failure: Failure, estimate: Estimator | None, seen: Seen | None
) -> list[Hypothesis]:
    alone = len(failure.batch) == 1 or not failure.alone
    if failure.kind != "value" or failure.layout != "C" or not alone:
        return []
    return diagnose(plan.network, plan.form, judge.evidence(failure), estimate, seen)
