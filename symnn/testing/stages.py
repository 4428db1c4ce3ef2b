"""Where inside an implementation it first departs, if it shows its layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import arb, fmpq

from symnn.networks.network import Network
from symnn.testing.answers import Answers
from symnn.testing.calling import Point
from symnn.testing.diagnosis import report
from symnn.twins.formats import Format


def departure(layers: Any, net: Network, answers: Answers, point: Point, form: Format) -> str:
    """The first layer whose outputs are not allowed at a point, in words.

    Args:
        layers: a function from x to the outputs of every layer, or a list of functions from x to
            those of one; None for a layer that is not shown.
        net: the exact network.
        answers: the network, prepared.
        point: where it is wrong.
        form: the format of the floats.
    """
    x = np.array(point, dtype=form.name)
    try:
        if callable(layers):
            shown = list(layers(x.copy()))
        else:
            shown = [None if part is None else part(x.copy()) for part in layers]
    except Exception as error:  # noqa: BLE001  the layers are a stranger's
        return f"the layers could not be looked at: {type(error).__name__}: {error}"
    exact, allowed = answers.exact(point), answers.allowed(point)
    for k, found in enumerate(shown[: len(net.layers)]):
        if found is None:
            continue
        values = np.ravel(np.asarray(found, dtype=np.float64)).tolist()
        label = f"layer {k + 1}, {net.layers[k].label}"
        if len(values) != len(allowed[k]):
            return f"{label}: it shows {len(values)} values, and there are {len(allowed[k])}"
        wrong = _first_wrong(values, allowed[k])
        if wrong is not None:
            right = report.decimal(exact[k][wrong])
            return f"{label}, is the first: unit {wrong + 1} is {values[wrong]!r}, not {right}"
    return "no layer that is shown departs; what is done after them does"


def _first_wrong(values: Sequence[float], allowed: Sequence[arb]) -> int | None:
    for k, (value, ball) in enumerate(zip(values, allowed, strict=True)):
        if not ball.is_finite():
            continue
        if not np.isfinite(value) or not ball.contains(arb(fmpq(*value.as_integer_ratio()))):
            return k
    return None
