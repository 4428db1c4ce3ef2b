"""Derivatives of activations, as a page states them: σ'(u) = σ(u) (1 − σ(u))."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ONE
from symnn.derivations.formulas.from_expressions import formula
from symnn.derivations.formulas.nodes import (
    Call,
    Cases,
    Fraction,
    Negative,
    Node,
    Power,
    Product,
    Relation,
    Sum,
    number,
)
from symnn.derivations.formulas.rewriting import calls_in, size_of
from symnn.derivations.layers import ARGUMENT, is_settled
from symnn.derivations.steps import Line
from symnn.errors import EvidenceError, SymnnError, UndefinedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, apply, substitute, symbol
from symnn.functions.definitions import ARGUMENT as OPEN
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower

_LONGEST = 40


def slope_line(draft: Draft, function: ScalarFunction, name: str) -> None:
    """A line for f', once, if it has a short formula; a reader of the page knows the rest.

    Between kinks f' is defined by its slopes: at a kink there is none, and the chain rule is
    proved at points off the kinks only.
    """
    call = Call(f"{name}'", (ARGUMENT,))
    if _is_there(draft, call):
        return
    found = slope_formula(function, name)
    if isinstance(found, Cases) and len(found.rows) > 2:
        return  # a reader takes the slopes of several pieces from the function itself
    if isinstance(found, Cases):
        draft.define(call, Form(found), is_result=False)
    elif found is not None:
        logistic = Call("sigmoid", (ARGUMENT,))
        if logistic in calls_in(found) and not _is_there(draft, logistic):
            draft.prove(logistic, Form(formula(lower(apply("sigmoid", _unknown())))))
        with suppress(EvidenceError):
            draft.prove(call, Form(found), is_result=False)


def refuse_kinks(label: str, function: ScalarFunction, entries: Sequence[Expr]) -> None:
    """Refuse points at which an activation has no derivative.

    Raises:
        UndefinedError: a unit sits on a kink; it is named.
    """
    for unit, entry in enumerate(entries, 1):
        for kink in function.kinks:
            if is_settled(entry) and value(lower(entry)) == value(lower(kink)):
                raise UndefinedError(
                    f"{label}: unit {unit} sits on the kink of {function!r} at this point, "
                    "where it has no derivative; choose another point, or other weights"
                )


def _is_there(draft: Draft, call: Call) -> bool:
    return any(isinstance(part, Line) and part.first == call for part in draft.parts)


def slope_formula(function: ScalarFunction, name: str) -> Node | None:
    """The derivative at u as a person writes it; None if it is long.

    Examples:
        >>> from symnn.functions.smooth import sin
        >>> slope_formula(sin, "sin") == Call("cos", (ARGUMENT,))
        True
    """
    call = Call(name, (ARGUMENT,))
    match function.name:
        case "sigmoid":
            return Product((call, Sum((ONE, Negative(call)))))
        case "tanh":
            return Sum((ONE, Negative(Power(call, number(2)))))
        case "softplus":
            return Fraction(ONE, Sum((ONE, Call("exp", (Negative(ARGUMENT),)))))
    if function.kinks and function.slopes:
        return _by_cases(function)
    try:
        found = formula(substitute(function.derivative().body, {OPEN: _unknown()}))
    except SymnnError:
        return None
    return found if size_of(found) <= _LONGEST and not isinstance(found, Cases) else None


def _unknown() -> Expr:
    return symbol(ARGUMENT.key)


def _by_cases(function: ScalarFunction) -> Node | None:
    """The slopes between the kinks."""
    slopes = [formula(substitute(s, {OPEN: _unknown()})) for s in function.slopes]
    kinks = [formula(k) for k in function.kinks]
    rows = []
    for place, slope in enumerate(slopes):
        conditions = []
        if place:
            conditions.append(Relation(ARGUMENT, ">", kinks[place - 1]))
        if place < len(kinks):
            conditions.append(Relation(ARGUMENT, "<", kinks[place]))
        rows.append((slope, tuple(conditions)))
    return Cases(tuple(rows))
