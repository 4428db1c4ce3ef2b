"""The judgement of one relation between two values that a document names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, final

from flint import fmpq

from symnn.claims.formula import Atomic, Compound, Formula
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.deferred import dataclass
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.decimals.carried import Fit, fit
from symnn.documents.judging.doubts.decimals.rounding import (
    Printed,
    decimal_text,
    filling_zeros,
    limits_carried_out,
    opening,
    power_of_ten,
    same_magnitude,
    significant,
    whole_with_power,
)
from symnn.documents.model import Outcome, RightValue, Rounding
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, free_symbols, mul, postorder, rational
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.expression_writer import write_expression, write_value
from symnn.latex.meaning.arrays import transposed
from symnn.latex.meaning.sized import compared
from symnn.latex.meaning.sizes import is_writable
from symnn.latex.meaning.softness import Box
from symnn.latex.meaning.values import (
    LONG,
    Array,
    Scalar,
    Value,
    column,
    shape_text,
)

#: Why an ≈ says nothing that could be decided: there are no digits to compare with.
NOT_PRINTED: Final = "≈ between two values that are no printed decimals"

#: Why a relation that is false with decimals as they stand is left open.
CARRIED_ON: Final = "rounded numbers were carried on, and they leave it open"
OF_DATA: Final = "it would fit if decimals that were given were rounded ones"
#: How the document's relations are decided; `≈` is about printed digits.
RELATIONS: Final[Mapping[str, str]] = {
    "=": "=", ":=": "=", "≡": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">=",
    "≈": "≈", "≃": "≈", "≅": "≈", "=?": "=",
}  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found about one relation; in which layouts of derivatives, if not in all."""

    outcome: Outcome
    method: str = ""
    rounding: Rounding | None = None
    right: RightValue | None = None
    reason: str | None = None
    counterexample: tuple[tuple[str, str], ...] | None = None
    notes: tuple[str, ...] = ()
    shapes: bool = False
    undefined: bool = False
    layouts: frozenset[str] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class Side:
    """One side: its value, and the node it was written as."""

    value: Value
    node: tree.Node


def judge(relation: str, left: Side, right: Side, over: tuple[Formula, ...] = ()) -> Judgement:
    """Proved, refuted or undecided over a domain, with what should stand there instead."""
    wanted = RELATIONS[relation]
    if wanted == "=" and _is_report(left) and not _is_report(right):
        left, right = right, left
    a, b = compared(left.value, right.value)
    if isinstance(a, Scalar) and isinstance(b, Scalar):
        return _scalars(wanted, a, b, right.node, over)
    if wanted == "=" and isinstance(a, Array) and isinstance(b, Scalar) and _is_by_entries(left):
        each = [_scalars("=", cell, b, right.node, over) for cell in a.cells()]
        if all(one.outcome == "refuted" for one in each):
            return replace(each[0], right=_array_value(a), notes=())
    if isinstance(a, (Array, Scalar)) and isinstance(b, (Array, Scalar)):
        return _arrays(wanted, _as_array(a), _as_array(b), right.node, over)
    return Judgement("undecided", reason="these are not compared here")


def _is_report(side: Side) -> bool:
    """A decimal as printed, on whichever side: 1.88 = F for an F of 1.8764."""
    node = side.node
    if isinstance(node, tree.Product) and isinstance(node.factors[-1], tree.Dots):
        node = node.factors[0]  # 0.333... = 1/3
    return isinstance(node, tree.Number) and bool(node.decimals)


def _is_by_entries(side: Side) -> bool:
    r"""A product of entries, a \odot b, that is nothing but an array."""
    return isinstance(side.node, tree.Product) and set(side.node.operators) == {"⊙"}


def soften(found: Judgement, left: Value, right: Value, boxes: Mapping[str, Box]) -> Judgement:
    """A refuted equation once more, with its decimals as the intervals they were rounded from.

    Args:
        found: the judgement with all decimals taken as exact.
        left, right: the sides in the soft reading.
        boxes: the intervals of the unknowns in them.
    """
    left, right = compared(left, right)
    if not isinstance(left, (Array, Scalar)) or not isinstance(right, (Array, Scalar)):
        return found
    a, b = _as_array(left), _as_array(right)
    if a.shape != b.shape:
        b = transposed(b)
    if not boxes or a.shape != b.shape:
        return found
    pairs = zip(a.cells(), b.cells(), strict=True)
    fits = [fit(x.expr, y.expr, boxes) for x, y in pairs]
    words = {word for word, _ in fits}
    if Fit.IMPOSSIBLE in words:
        return found
    if words == {Fit.CARRIED}:
        methods = " and ".join(dict.fromkeys(v.method for _, v in fits if v is not None))
        return Judgement("proved", methods, "carried", found.right, notes=found.notes)
    return Judgement("undecided", reason=CARRIED_ON)


def _as_array(value: Array | Scalar) -> Array:
    return value if isinstance(value, Array) else column((value,))


# --- arrays ---------------------------------------------------------------------------


def _arrays(
    relation: str, left: Array, right: Array, node: tree.Node, over: tuple[Formula, ...]
) -> Judgement:
    """Entry by entry; a loose list turns to fit."""
    if left.shape != right.shape:
        if right.loose and transposed(right).shape == left.shape:
            right = transposed(right)
        elif left.loose and transposed(left).shape == right.shape:
            left = transposed(left)
        else:
            return _of_shapes(relation, left, right)
    if relation not in ("=", "≈", "!="):
        return Judgement("undecided", reason=f"arrays are not ordered by {relation}")
    if relation == "!=":
        pairs = list(zip(left.cells(), right.cells(), strict=True))
        other = Compound("or", tuple(Atomic("!=", a.expr, b.expr) for a, b in pairs))
        return _plain(decided(other), left.rows[0][0].expr)
    pairs = list(zip(left.cells(), right.cells(), strict=True))
    found = [_scalars(relation, a, b, node, over) for a, b in pairs]
    return _together(left, right, found)


def _of_shapes(relation: str, left: Array, right: Array) -> Judgement:
    """Two shapes: matrices of different ones are not equal, but for a transpose left out."""
    text = f"a {shape_text(left)} array is compared with a {shape_text(right)} one"
    unclear = Judgement("undecided", reason=text, shapes=True)
    if relation != "=" or min(*left.shape, *right.shape) == 1:
        return unclear
    turned, node = transposed(right), tree.Empty()
    if turned.shape == left.shape and _arrays("=", left, turned, node, ()).outcome != "refuted":
        return unclear
    unequal = next((a, b) for a, b in zip(left.shape, right.shape, strict=True) if a != b)
    found = _plain(decided(Atomic("=", *map(rational, unequal))), rational(unequal[0]))
    return replace(found, right=_array_value(left), notes=(text,), shapes=True)


def _together(left: Array, right: Array, found: list[Judgement]) -> Judgement:
    outcomes = {j.outcome for j in found}
    methods = " and ".join(dict.fromkeys(j.method for j in found if j.method))
    if "refuted" in outcomes:
        wrong = [
            f"entry {divmod(i, left.shape[1])[0] + 1},{divmod(i, left.shape[1])[1] + 1}"
            for i, j in enumerate(found)
            if j.outcome == "refuted"
        ]
        example = next((j.counterexample for j in found if j.counterexample), None)
        note = f"wrong in {', '.join(wrong)}"
        right_value = _array_value(left)
        return Judgement("refuted", methods, None, right_value, None, example, (note,))
    if "undecided" in outcomes:
        reason = next(j.reason for j in found if j.outcome == "undecided")
        return Judgement("undecided", reason=reason)
    words: list[Rounding] = [j.rounding for j in found if j.rounding is not None]
    worst = max(words, key=_BADNESS.index) if words else None
    fix = None if worst in (None, "rounded") else _rounded_array(left, right)
    notes = tuple(dict.fromkeys(note for j in found for note in j.notes))
    return Judgement("proved", methods, worst, fix, notes=notes)


_BADNESS: Final = ("rounded", "truncated", "carried", "order-of-magnitude")


def _simplest(expr: Expr) -> Expr:
    sloped = any(node.op == "derivative" for node in postorder(expr))
    try:
        carried = lower(expr) if sloped and free_symbols(expr) else expr
        return carried if free_symbols(carried) else written_form(exact_value(lower(carried)))
    except SymnnError:
        return expr


#: A value with more parts is shown as it was worked out.
_MOST_SHOWN: Final = 120


def _written(expr: Expr) -> str:
    """In LaTeX, if it is short enough to be read."""
    return write_expression(_shown(expr)) if is_writable(expr) else rf"\text{{{LONG}}}"


def _shown(expr: Expr) -> Expr:
    r"""A value as people would write it: \ln 2 for -\ln(e^0/(e^0 + e^0))."""
    applied = any(node.op == "apply" for node in postorder(expr))
    if not applied or not is_writable(expr, most=_MOST_SHOWN):
        return expr  # what is shared between its parts is carried out at each place
    from symnn.documents.judging.calculus.limit_values import tidied

    short = tidied(expr)
    shorter = is_writable(short) and len(write_expression(short)) < len(write_expression(expr))
    return short if shorter else expr


def _written_array(array: Array) -> str:
    short = is_writable(*(c.expr for c in array.cells()))
    return write_value(array.map(_shown)) if short else rf"\text{{{LONG}}}"


def _array_value(array: Array) -> RightValue:
    exact = array.map(_simplest)
    return RightValue(
        _written_array(exact), _decimals(exact, [None] * sum(1 for _ in exact.cells()))
    )


def _rounded_array(left: Array, right: Array) -> RightValue:
    exact = left.map(_simplest)
    return RightValue(_written_array(exact), _decimals(exact, [c.decimals for c in right.cells()]))


def _decimals(array: Array, places: list[int | None]) -> str:
    cells = [
        (significant(c.expr) if p is None else decimal_text(c.expr, p)) or "?"
        for c, p in zip(array.cells(), places, strict=True)
    ]
    if all(cell == "?" for cell in cells):
        return ""
    width = array.shape[1]
    rows = [", ".join(cells[i : i + width]) for i in range(0, len(cells), width)]
    return f"[{'; '.join(rows)}]"


# --- numbers --------------------------------------------------------------------------


def _scalars(
    relation: str, left: Scalar, right: Scalar, node: tree.Node, over: tuple[Formula, ...]
) -> Judgement:
    free = free_symbols(left.expr, right.expr)
    if relation == "≈" and free:
        return _of_factor(left, right, node) or Judgement(
            "undecided", reason="an approximation with unknowns says too little"
        )
    if relation == "≈":
        return _approximate(left, right, node)
    verdict = decided(Atomic(relation, left.expr, right.expr), over if free else ())
    printed = bool(right.decimals)
    if relation == "=" and free and verdict.status is Status.REFUTED:
        return _of_factor(left, right, node) or _plain(verdict, left.expr)
    if relation == "=" and verdict.status is not Status.PROVED and not free:
        if printed:
            return _printed(left.expr, Printed(_rational(right.expr), right.decimals or 0))
        if power_of_ten(node) is not None:
            return _approximate(left, right, node)
    return _plain(verdict, left.expr)


def _of_factor(left: Scalar, right: Scalar, node: tree.Node) -> Judgement | None:
    """6.51 g of a value that is a number times g: the decimal is a report of that number."""
    if not isinstance(node, (tree.Product, tree.Neg)):
        return None
    from symnn.documents.judging.doubts.decimals.coefficients import reported_factor

    found = reported_factor(left.expr, right.expr, node)
    if found is None:
        return None
    judged = _printed(found[1], found[0])
    wrong = judged.right if judged.outcome == "refuted" else None
    return (
        replace(judged, right=None, notes=(f"the factor is {wrong.decimal}",)) if wrong else judged
    )


def _rational(expr: Expr) -> fmpq:
    return expr.data if isinstance(expr.data, fmpq) else exact_value(expr).as_fmpq()


def _plain(verdict: Verdict, left: Expr) -> Judgement:
    """The verdict of an exact relation as it is."""
    notes = tuple(
        f"where {plain(c.left)} {c.relation} {plain(c.right)}" for c in verdict.conditions
    )
    if verdict.status is Status.UNDECIDED:
        words = verdict.reason.value if verdict.reason else "no reason"
        detail = f": {verdict.detail}" if verdict.detail else ""
        undefined = verdict.reason is Reason.UNDEFINED
        return Judgement("undecided", reason=words + detail, undefined=undefined)
    outcome: Outcome = "proved" if verdict.status is Status.PROVED else "refuted"
    point = tuple((name, plain(value)) for name, value in sorted(verdict.point.items()))
    right = None
    if outcome == "refuted" and not point:
        exact = verdict.value if verdict.value is not None else _simplest(left)
        exact = limits_carried_out(exact)
        right = RightValue(_written(exact), significant(exact) or "")
    return Judgement(outcome, verdict.method, None, right, None, point or None, notes)


def _approximate(left: Scalar, right: Scalar, node: tree.Node) -> Judgement:
    """≈: the right side is a printed decimal, or a power of ten, or a nearby exact value."""
    exponent = power_of_ten(node)
    places = whole_with_power(node) if right.decimals is None else right.decimals
    if places is not None:
        places = places or -filling_zeros(_rational(right.expr))
        return _printed(left.expr, Printed(_rational(right.expr), places))
    if exponent is not None:
        return _magnitude(left, right, exponent)
    if left.decimals is not None and left.decimals > 0:
        return _printed(right.expr, Printed(_rational(left.expr), left.decimals))
    equal = decided(Atomic("=", left.expr, right.expr))
    if equal.status is Status.PROVED:
        return Judgement("proved", equal.method)
    return Judgement("undecided", reason=NOT_PRINTED)


def _magnitude(left: Scalar, right: Scalar, exponent: int) -> Judgement:
    """A value against a power of ten: the nearest one, or one that is off tenfold or more."""
    found = decided(same_magnitude(left.expr, exponent))
    shown = limits_carried_out(left.expr)
    text = significant(shown, 4) or ""
    fix = RightValue(_written(_simplest(shown)), text)
    if found.status is Status.PROVED:
        equal = decided(Atomic("=", left.expr, right.expr))
        word: Rounding | None = None if equal.proved else "order-of-magnitude"
        return Judgement("proved", found.method, word, fix if word else None)
    ten = rational(10)
    near = (
        Atomic("<", left.expr, mul(ten, right.expr)),
        Atomic("<", right.expr, mul(ten, left.expr)),
    )
    off = decided(Compound("and", near))
    if off.status is Status.REFUTED:
        return Judgement("refuted", off.method, None, fix)
    return Judgement("undecided", reason="the power of ten is not the nearest one, but close")


def _printed(exact: Expr, printed: Printed) -> Judgement:
    """A value against a printed decimal, by the four words."""
    rounded = decided(printed.rounded(exact))
    if rounded.status is Status.PROVED:
        return Judgement("proved", rounded.method, "rounded")
    exact = limits_carried_out(exact)
    try:
        text = decimal_text(exact, printed.places)
    except SymnnError as obstacle:
        return Judgement("undecided", reason=str(obstacle))
    if text is not None and not text.strip("-0."):
        text = significant(exact)
    best = _simplest(exact)
    fix = RightValue(_written(best), text or "")
    if rounded.status is Status.UNDECIDED:
        return replace(_plain(rounded, exact), notes=())
    digits = opening(exact)
    notes = (f"the value is {digits}",) if digits else ()
    cut = decided(printed.truncated(exact))
    if cut.status is Status.PROVED:
        return Judgement("proved", cut.method, "truncated", fix, notes=notes)
    if cut.status is Status.UNDECIDED:
        return replace(_plain(cut, exact), notes=())
    return Judgement("refuted", rounded.method, None, fix, notes=notes)
