r"""Claims about infinite series of matrices: \sum_{n=0}^{\infty} \frac{1}{n!} A^{n} = e^A.

The sum with a number x for the matrix is one of the series that are known (`identities.series`);
its value f(x) is then taken at the matrix, as a matrix function. An entire f needs nothing more;
the geometric series and its kin converge where all eigenvalues lie inside the unit circle, which is
decided exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from flint import fmpq

from symnn.documents.judging.comparing import guarded
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.ball import precision
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, mul, power, rational
from symnn.exact.matrix import Matrix
from symnn.functions.definitions import VARIABLE
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Sized
from symnn.latex.meaning.values import Value as Meant
from symnn.latex.plain import plain

if TYPE_CHECKING:  # a chapter of numbers has no need of it
    from symnn.documents.judging.identities.series import Value

if TYPE_CHECKING:
    from symnn.functions.matrix_functions.spectrum import Eigenvalues

#: Stands for the matrix while the series is one of numbers, and for the values of the series.
_ARGUMENT: Final = tree.Name("seriesargument")
_SUM: Final = "seriesvalue"
#: The precisions at which an eigenvalue is told from the edge of a disc.
_TRIES: Final = (64, 256, 1024)


class _DivergesError(Exception):
    """A series of matrices without a value."""


def judge_matrix_series(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim with infinite series of a matrix; else None.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.is_closed:
        return None
    if not any(_is_endless(part) for side in (left, link.operand) for part in tree.walk(side)):
        return None
    view = assumed.view(reader(place.state.scope, version=place.seen, open_names=True))
    sums, theorems = dict[str, Meant](), list[str]()
    text = f"{plain(left)} = {plain(link.operand)}"
    try:
        sides = [_summed(view.told_apart(s), view, sums, theorems) for s in (left, link.operand)]
        if not sums:
            return None
        place.state.scope.met.clear()
        local = view.with_local(sums)
        first, second = (Side(local.read(side), side) for side in sides)
    except _DivergesError as error:
        return Judgement("undecided", reason=str(error)), text
    except (MeaningError, SymnnError):
        return None
    if not all(isinstance(side.value, (Array, Sized)) for side in (first, second)):
        return None
    found = guarded(place, view, judge("=", first, second, over=assumed.domain))
    if place.seen is None and place.state.scope.moved(view.track):
        return None
    if found.outcome == "refuted" and not _is_stated(place, [left, link.operand], assumed):
        return None
    return replace(found, method=f"{', '.join(dict.fromkeys(theorems))}; {found.method}"), text


def _is_endless(node: tree.Node) -> bool:
    upper = node.upper if isinstance(node, tree.BigOperator) else None
    return isinstance(upper, tree.Name) and upper.base == "∞"


def _is_stated(place: Place, sides: Sequence[tree.Node], assumed: Assumptions) -> bool:
    """Whether a false claim has one reading only, and open letters on both sides."""
    if assumed.unread is not None or may_be_posed_in_words(place.formula) or place.state.scope.met:
        return False
    scope = place.state.scope
    open_ones = [{k for k in letters(s) if scope.latest(k) is None} - {"e", "π"} for s in sides]
    bound = {k for s in sides for p in tree.walk(s) for k in _index(p)}
    return open_ones[0] - bound == open_ones[1] - bound


def _index(node: tree.Node) -> frozenset[str]:
    lower_end = node.lower if isinstance(node, tree.BigOperator) else None
    first = lower_end.first if isinstance(lower_end, tree.Chain) else lower_end
    key = None if first is None else tree.key(first)
    return frozenset() if key is None else frozenset({key, "∞"})


def _summed(
    node: tree.Node, view: Reader, sums: dict[str, Meant], theorems: list[str]
) -> tree.Node:
    """The tree with a name for every infinite series of a matrix."""
    if isinstance(node, tree.BigOperator) and _is_endless(node):
        found = _value(node, view)
        if found is not None:
            array, theorem = found
            name = f"{_SUM}{len(sums)}"
            sums[name] = array
            theorems.append(theorem)
            return tree.Name(name, span=node.span)
    return tree.map_children(node, lambda child: _summed(child, view, sums, theorems))


def _value(node: tree.BigOperator, view: Reader) -> tuple[Array, str] | None:
    """The value of a series of one square matrix, and the theorem."""
    from symnn.functions.function import ScalarFunction
    from symnn.latex.meaning.matrix_values import of_function

    matrices: list[Array] = []
    body = _with_argument(node.body, view, matrices)
    if not matrices or any(m != matrices[0] for m in matrices):
        return None
    rows, columns = matrices[0].shape
    from symnn.documents.judging.identities.series import value_of

    found = value_of(replace(node, body=body)) if rows == columns else None
    if found is None:
        return None
    local = view.with_local({_ARGUMENT.base: Scalar(VARIABLE)})
    _check(found, matrices[0], local)
    at = local.read(found.node)
    if not isinstance(at, Scalar):
        return None
    function = ScalarFunction("the series", cancelled(at.expr))
    return of_function(function, matrices[0], node.span), found.theorem


def _with_argument(node: tree.Node, view: Reader, matrices: list[Array]) -> tree.Node:
    """The tree with one letter for the matrix in it."""
    if isinstance(node, (tree.Name, tree.Matrix)):
        try:
            meant = view.value(node)
        except (MeaningError, SymnnError):
            return node
        if isinstance(meant, Array) and meant.shape != (1, 1):
            matrices.append(meant)
            return replace(_ARGUMENT, span=node.span)
        return node
    return tree.map_children(node, lambda child: _with_argument(child, view, matrices))


def _check(found: Value, array: Array, view: Reader) -> None:
    """Where a series in r converges for |r| < 1 only, all r(λ) must lie inside the unit circle."""
    from symnn.functions.matrix_functions.spectrum import spectrum

    if not found.conditions:
        return
    ratios = [_ratio(chain, view) for chain in found.conditions]
    entries = [exact_value(lower(c.expr)) for c in array.cells()]
    rows = range(0, len(entries), array.shape[1])
    for part in spectrum(Matrix([entries[i : i + array.shape[1]] for i in rows])).parts:
        for k in range(part.field.degree):
            for ratio in ratios:
                _check_ratio(found.theorem, ratio, part, k)


def _ratio(chain: tree.Chain, view: Reader) -> Expr:
    """r of |r| < 1 or of -1 ≤ r < 1, as a function of the matrix."""
    first = chain.first
    node = first.operand if isinstance(first, tree.Abs) else chain.links[0].operand
    return view.scalar(node).expr


def _check_ratio(theorem: str, ratio: Expr, part: Eigenvalues, k: int) -> None:
    from symnn.functions.matrix_functions.complex_values import ball_at

    for bits in _TRIES:
        with precision(bits):
            size = abs(ball_at(ratio, part.balls(bits)[k], bits))
        if size < 1:
            return
        if size > 1:
            raise _DivergesError(
                f"{theorem} does not converge: the eigenvalue {part.name(k)} of the matrix lies "
                "outside its disc"
            )
    raise _DivergesError(
        f"{theorem} is not judged: the eigenvalue {part.name(k)} of the matrix lies on the edge of "
        "its disc, or very near"
    )


def cancelled(body: Expr) -> Expr:
    """A product without factors that cancel: x · sin(x)/x as sin(x).

    The series that has this value is a power series, so that it has the value at 0, too.

    Examples:
        >>> from symnn.exact.expression import apply, quotient
        >>> sine = apply("sin", VARIABLE)
        >>> cancelled(mul(VARIABLE, quotient(sine, VARIABLE))) == sine
        True
    """
    exponents: dict[Expr, fmpq] = {}
    _gather(body, fmpq(1), exponents)
    kept = [base if q == 1 else power(base, rational(q)) for base, q in exponents.items() if q != 0]
    return rational(1) if not kept else kept[0] if len(kept) == 1 else mul(*kept)


def _gather(node: Expr, times: fmpq, exponents: dict[Expr, fmpq]) -> None:
    exponent = node.args[1].data if node.op == "power" else None
    if node.op == "mul":
        for part in node.args:
            _gather(part, times, exponents)
    elif isinstance(exponent, fmpq) and exponent.q == 1:
        _gather(node.args[0], times * exponent, exponents)
    else:
        exponents[node] = exponents.get(node, fmpq(0)) + times
