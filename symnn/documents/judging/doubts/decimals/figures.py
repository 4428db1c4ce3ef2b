r"""When a false equation of numbers may be a matter of rounding or of units.

An author who works with unrounded numbers prints ``0.971 - 0.847 = 0.125``, gives a count of 399.75
as 400, and ``45\%`` for a mean of percentages. None of these is proved; all of them are no errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from flint import fmpq

from symnn.documents.judging.calculus.one_sided import off_kinks
from symnn.documents.judging.doubts.decimals.reports import counts_newer, worked_from_data
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge, soften
from symnn.errors import SymnnError
from symnn.exact.ball import enclose
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import postorder
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.softness import Softness
from symnn.latex.meaning.values import Array, Scalar, Value

#: Digits from which on a number looks computed, and not simply chosen.
SIGNIFICANT: Final = 3
#: So near a whole number, a value is called that number.
NOBODY: Final = fmpq(1, 10**4)
_BITS: Final = 192
#: So many digits are printed of a float.
FLOAT: Final = 15
_WORKED: Final = (tree.Product, tree.Quotient, tree.Root)


def figure_doubt(
    place: Place, found: Judgement, sides: tuple[Side, Side], left: tree.Node, link: tree.Link
) -> Judgement:
    """The judgement of a refuted equation, unless rounding or a unit may explain it."""
    if not _is_exact_as_written(sides) or _has_known_rounded(place, left):
        found = _softened(place, found, left, link)
    elif _is_worked_out(sides) and not is_literal(left):
        return found
    if found.outcome != "refuted":
        return found
    reason = _reason(place, found, sides, left, link)
    return found if reason is None else Judgement("undecided", reason=reason)


def _reason(
    place: Place, found: Judgement, sides: tuple[Side, Side], left: tree.Node, link: tree.Link
) -> str | None:
    """Why a false equation may be right in other figures; None if there is no such reason."""
    near = link.relation != "="
    ways: tuple[tuple[Callable[[], bool], str], ...] = (
        (
            lambda: _may_be_rounded(place, found, left, link),
            "the numbers in it may have been computed from unrounded ones",
        ),
        (
            lambda: _is_of_floats(sides),
            "the last digits may be those of floating-point arithmetic",
        ),
        (
            lambda: _is_nearest_whole_number(sides),
            "the right side may be rounded to a whole number",
        ),
        (
            lambda: near and _gap(sides, 20, near=True),
            "two printed numbers that are close, not equal",
        ),
        (
            lambda: near and _gap(sides, 2, near=False),
            "two printed numbers so far apart are hardly meant to be one value",
        ),
        (
            lambda: _has_aside(place, left, link),
            "the number in brackets behind it may say the same in other words",
        ),
        (
            lambda: _holds_in_degrees(place, left, link),
            "false in radians, but it holds with the angle in degrees",
        ),
        (
            lambda: _has_percent_as_unit(place, left, link),
            "the percent sign may be a unit: without it the relation holds",
        ),
    )
    said = next((text for holds, text in ways if holds()), None)
    if said is not None or not any(isinstance(n, _WORKED) for n in _parts(left, link)):
        return said
    from symnn.documents.judging.doubts.decimals.cut_numbers import cut_doubt, figures_doubt

    return cut_doubt(place, sides, link) or figures_doubt(place, found, left, link)


def _parts(left: tree.Node, link: tree.Link) -> Iterator[tree.Node]:
    yield from tree.walk(left)
    yield from tree.walk(link.operand)


def with_decimals_put_in(
    place: Place, found: Judgement, left: tree.Node, link: tree.Link
) -> Judgement:
    r"""``2 a \approx 2 \cdot 0.731``: proved if it fits what the decimals were rounded from."""
    soft = Softness(least=1)
    try:
        a = _carried_out(place.view().read(left))
        b = place.view(soft).read(link.operand)
    except SymnnError:
        return found
    fits = soften(found, a, b, soft.boxes)
    return replace(fits, rounding=None, right=None) if fits.outcome == "proved" else found


def _carried_out(value: Value) -> Value:
    """The same with derivatives carried out, away from kinks."""
    if isinstance(value, Array):
        rows = tuple(tuple(_slopes_carried_out(cell) for cell in row) for row in value.rows)
        return Array(rows, value.loose)
    return _slopes_carried_out(value) if isinstance(value, Scalar) else value


def _slopes_carried_out(cell: Scalar) -> Scalar:
    if not any(node.op == "derivative" for node in postorder(cell.expr)):
        return cell
    return Scalar(lower(off_kinks(cell.expr, ())))


def _softened(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """A refutation stands only if no unrounded decimals would make the relation true.

    Decimals that were found false are nothing to go on from when they are printed once more.
    """
    known = place.state.scope.latest(tree.key(left) or "")
    if known is not None and (known.key, known.version) in place.state.doubtful:
        return found
    rounded = frozenset(place.state.rounded) | worked_from_data(place)
    soft = Softness(known=rounded, exact=_chosen(place, left))
    view = place.view(soft)
    try:
        a = view.read(left)
        if known is not None and known.shown is not None:  # a decimal printed for the name itself
            a = view.unfold(replace(known, shown=None), left, view.track)
        b = _soft_right(view, soft, left, link.operand)
    except MeaningError:
        return found
    carried = found if counts_newer(place, view) else soften(found, a, b, soft.boxes)
    if not (soft.worked_out or soft.data):
        return carried
    from symnn.documents.judging.doubts.decimals.worked_out import as_worked_out

    return as_worked_out(place, carried, found, (a, b), soft)


def _chosen(place: Place, left: tree.Node) -> frozenset[tuple[fmpq, int]]:
    """The decimals that are put in before a colon: nobody rounds what is only tried."""
    if ":" not in place.latex:
        return frozenset()
    from symnn.documents.judging.names.beside.settings import decimals_before

    return decimals_before(place, left)


def _soft_right(view: Reader, soft: Softness, left: tree.Node, node: tree.Node) -> Value:
    r"""The right side: a printed result is a rounded one however few its digits.

    So is a number inside it that an exact left side has been worked out to, as the 6.32 in
    ``1/\sqrt{40} = 1/6.32`` or the 267 in ``\sqrt{800/3} = \sqrt{267}``.
    """
    before = soft.least, soft.significant, soft.whole
    if is_literal(node):
        soft.least = 1
        if _is_exact(left) and any(isinstance(part, tree.Root) for part in tree.walk(node)):
            soft.whole = SIGNIFICANT
    elif _is_exact(left) and not has_names(node):
        soft.significant = soft.whole = SIGNIFICANT
    try:
        return view.read(node)
    finally:
        soft.least, soft.significant, soft.whole = before


def is_literal(node: tree.Node) -> bool:
    """Whether a side is a number or an array of numbers, with at most a sum in it."""
    return not any(
        isinstance(n, (tree.Product, tree.Quotient, tree.Power, tree.Name)) for n in tree.walk(node)
    )


def _is_exact(node: tree.Node) -> bool:
    """Whether it is made of whole numbers and functions alone, and is more than a number."""
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(node))
    return bool(tree.children(node)) and not (decimals or computed(node))


def has_names(node: tree.Node) -> bool:
    """Whether any name stands in it."""
    return any(isinstance(n, tree.Name) for n in tree.walk(node))


def _is_exact_as_written(sides: tuple[Side, Side]) -> bool:
    """Plain arithmetic on short decimals whose exact result fits the printed digits.

    Then the author would have printed it, so another number there is an error.
    """
    left, right = sides[0].value, sides[1].value
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        return False
    if right.decimals is None or not _is_arithmetic(sides[0].node):
        return False
    exact = exact_value(left.expr)
    return exact.is_rational and (exact.as_fmpq() * fmpq(10) ** right.decimals).q == 1


def _has_known_rounded(place: Place, node: tree.Node) -> bool:
    """Whether a decimal in it is a result that was rounded before."""
    return any(
        (fmpq(n.value.numerator, n.value.denominator), n.decimals) in place.state.rounded
        for n in tree.walk(node)
        if isinstance(n, tree.Number) and n.decimals
    )


def _is_worked_out(sides: tuple[Side, Side]) -> bool:
    """Whether the result of exact arithmetic is printed with far more digits than go into it.

    Nobody prints six digits of what three digits were rounded from.
    """
    right = sides[1].node
    value = sides[0].value
    if not isinstance(right, tree.Number) or not right.decimals or not isinstance(value, Scalar):
        return False
    shorter = exact_value(value.expr).as_fmpq() * fmpq(10) ** (right.decimals - 1)
    inputs = [_digits(n) for n in tree.walk(sides[0].node) if isinstance(n, tree.Number)]
    return shorter.q != 1 and _digits(right) >= max(inputs, default=0) + 2


def _digits(number: tree.Number) -> int:
    """Significant digits as they are written."""
    return len("".join(filter(str.isdigit, number.text)).lstrip("0"))


def _is_arithmetic(node: tree.Node) -> bool:
    """Numbers with at most four decimals or three digits, and + - * / only."""
    kinds = (tree.Number, tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Group)
    return all(
        isinstance(part, kinds) and not (isinstance(part, tree.Number) and _is_long(part))
        for part in tree.walk(node)
    )


def _is_long(number: tree.Number) -> bool:
    return (number.decimals or 0) > 4 and _digits(number) > SIGNIFICANT


def _may_be_rounded(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> bool:
    """Whether decimals with three digits or more, taken as rounded, leave it possible."""
    rounded = frozenset(place.state.rounded)
    soft = Softness(significant=SIGNIFICANT, known=rounded, exact=_chosen(place, left))
    view = place.view(soft)
    try:
        a = view.read(left)
        inputs = len(soft.boxes)
        soft.least = 1
        b = view.read(link.operand)
    except MeaningError:
        return False
    is_report = is_literal(link.operand) and not inputs
    return not is_report and soften(found, a, b, soft.boxes).outcome != "refuted"


def _is_of_floats(sides: tuple[Side, Side]) -> bool:
    """Whether the right side is printed as programs print floats, and is as close as they are."""
    left, node = sides[0].value, sides[1].node
    bare = node.operand if isinstance(node, tree.Neg) else node
    if not isinstance(bare, tree.Number) or _digits(bare) < FLOAT or not isinstance(left, Scalar):
        return False
    sign = -1 if isinstance(node, tree.Neg) else 1
    printed = sign * fmpq(bare.value.numerator, bare.value.denominator)
    try:
        gap = abs(exact_value(lower(left.expr)) - printed)
    except SymnnError:
        return False
    return (gap - abs(printed) * fmpq(1, 10**13)).sign() < 0


def _is_nearest_whole_number(sides: tuple[Side, Side]) -> bool:
    r"""A value that is no whole number, beside one that it rounds to.

    The whole number has three digits or more, or is so near that nobody tells them apart, as in
    ``\\tanh(20) = 1``; so may be those of a list.
    """
    left, right = sides[0].value, sides[1].value
    if isinstance(left, Array) and isinstance(right, Array) and left.shape == right.shape:
        pairs = list(zip(left.cells(), right.cells(), strict=True))
    elif isinstance(left, Scalar) and isinstance(right, Scalar):
        pairs = [(left, right)]
    else:
        return False
    return all(_rounds_to(a, b) for a, b in pairs)


def _rounds_to(cell: Scalar, whole: Scalar) -> bool:
    """Whether a value rounds to a whole number as it is printed, without being one."""
    if whole.decimals or not isinstance(whole.expr.data, fmpq) or whole.expr.data.q != 1:
        return False
    try:
        ball = enclose(lower(cell.expr), _BITS) - whole.expr.data
        exact = lower(cell.expr) == whole.expr
    except SymnnError:
        return False
    size = fmpq(1) if abs(whole.expr.data) >= 10 ** (SIGNIFICANT - 1) else NOBODY
    return exact or bool(abs(ball) < size)


def _has_percent_as_unit(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether the relation holds, exactly or rounded, without the percent signs at its ends."""
    bare = _without_percent(left), _without_percent(link.operand)
    if bare == (left, link.operand):
        return False
    view = place.view()
    try:
        sides = tuple(Side(view.read(node), node) for node in bare)
    except MeaningError:
        return False
    unit = replace(link, operand=bare[1])
    again = judge(link.relation, sides[0], sides[1])
    if again.outcome == "refuted":
        again = figure_doubt(place, again, (sides[0], sides[1]), bare[0], unit)
    return again.outcome != "refuted"


def _has_aside(place: Place, left: tree.Node, link: tree.Link) -> bool:
    r"""0.855 + 0.060 = 0.915\ (91.5\%): whether it holds without the bracket at its end.

    So it may with a list of numbers that a sum stands behind, which begins another relation.
    """
    right = link.operand
    if not (isinstance(right, tree.Product) and right.implicit and len(right.factors) == 2):
        return False
    value, aside = right.factors
    bracket = isinstance(value, tree.Number) and isinstance(aside, tree.Group)
    listed = isinstance(value, tree.Matrix) and isinstance(aside, tree.BigOperator)
    if not (bracket or (listed and is_literal(value))):
        return False
    view = place.view()
    try:
        sides = Side(view.read(left), left), Side(view.read(value), value)
    except MeaningError:
        return False
    return judge(link.relation, *sides).outcome != "refuted"


def _gap(sides: tuple[Side, Side], part: int, near: bool) -> bool:
    """Whether two printed numbers differ by at most a part of the first, or by more than it.

    An author may well write 0.35 ≈ 0.36; and in "the value at a = 0.05 ≈ 19.0" the sign goes on
    from the words.
    """
    bare = [n.operand if isinstance(n, tree.Neg) else n for n in (side.node for side in sides)]
    if not all(isinstance(node, tree.Number) for node in bare):
        return False
    a, b = (side.value for side in sides)
    if not (isinstance(a, Scalar) and isinstance(b, Scalar)):
        return False
    x, y = exact_value(a.expr), exact_value(b.expr)
    return ((abs(x - y) * part - abs(x)).sign() <= 0) is near


def _holds_in_degrees(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """cos(45) = 0.707: whether it holds if whole numbers in circular functions are degrees."""
    turned = _in_degrees(left), _in_degrees(link.operand)
    if turned == (left, link.operand):
        return False
    view = place.view()
    try:
        sides = Side(view.read(turned[0]), turned[0]), Side(view.read(turned[1]), turned[1])
    except MeaningError:
        return False
    return judge(link.relation, *sides).outcome != "refuted"


def _in_degrees(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Apply) and tree.key(node.function) in ("sin", "cos", "tan"):
        argument = node.argument
        if isinstance(argument, tree.Group) and len(argument.items) == 1:
            (argument,) = argument.items
        if isinstance(argument, tree.Number):
            return replace(node, argument=tree.Degrees(argument, span=argument.span))
    return tree.map_children(node, _in_degrees)


def _without_percent(node: tree.Node) -> tree.Node:
    return node.operand if isinstance(node, tree.Percent) else node
