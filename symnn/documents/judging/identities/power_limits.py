r"""Limits of powers: \lim_{t\to\infty} (1 - \beta^t) = 1 for |\beta| < 1, and \lim A^n of a matrix.

Powers of a number of size below 1 go to 0, and what is rational in them goes to its value there.
The powers of a matrix go to P if and only if AP = PA = P^2 = P and those of A - P go to 0, as they
do where the rows of one of them sum to less than 1 in size; P is then the projector on what A
leaves as it is, so that its trace is the dimension of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import Forms, NoFormError
from symnn.documents.judging.identities.recurrences import uncalled
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, rational
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.plain import plain

#: Exponents of A - P that are tried: 1, 2, 4, …
_DOUBLINGS: Final = 9
_MOST_ROWS: Final = 6
_SECONDS: Final = 2
_RATIONAL: Final = (
    *(tree.Sum, tree.Product, tree.Quotient, tree.Power, tree.Number, tree.Name),
    *(tree.Group, tree.Neg),
)


def as_limits(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements with A^n \to P as \lim_{n\to\infty} A^n = P."""
    return [_as_limit(s) if isinstance(s, tree.Statement) else s for s in statements]


def _as_limit(statement: tree.Statement) -> tree.Statement:
    body = statement.body
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["→"]:
        return statement
    (link,) = body.links
    count = _count(body.first)
    rest = tuple(q for q in statement.qualifiers if not _is_end(q, count))
    if count is None or count in letters(link.operand) or _is_endless(link.operand):
        return statement
    end = tree.Chain(tree.Name(count), (tree.Link("→", tree.Name("∞")),), span=link.span)
    left = tree.BigOperator("lim", end, None, body.first, span=body.first.span)
    whole = replace(body, first=left, links=(replace(link, relation="="),))
    return replace(statement, body=whole, qualifiers=rest)


def _count(node: tree.Node) -> str | None:
    """The one letter in the exponents of an expression, if it stands nowhere else in it."""
    inside = [
        letters(part.exponent)
        for part in tree.walk(node)
        if isinstance(part, tree.Power) and not isinstance(part.exponent, tree.Number)
    ]
    found = set().union(*inside) if inside else set()
    names = [n for n in tree.walk(node) if isinstance(n, tree.Name)]
    indexed = any(n.subscript is not None and letters(n.subscript) & found for n in names)
    if len(found) != 1 or indexed or any(isinstance(n, tree.Call) for n in tree.walk(node)):
        return None
    (count,) = found
    return count if count in tuple("nktms") else None


def _is_end(qualifier: tree.Qualifier, count: str | None) -> bool:
    """as n → ∞."""
    body = qualifier.body
    if not isinstance(body, tree.Chain) or qualifier.words.strip(" ,(").lower() not in (
        "as",
        "for",
    ):
        return False
    return (
        tree.key(body.first) == count
        and body.links[0].relation == "→"
        and _is_endless(body.links[0].operand)
    )


def _is_endless(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base == "∞"


# --- judging --------------------------------------------------------------------------


def judge_power_limit(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of such a limit; None for anything else.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.is_closed or not isinstance(left, tree.BigOperator):
        return None
    lower_ = left.lower
    if left.operator != "lim" or not isinstance(lower_, tree.Chain) or left.upper is not None:
        return None
    count, view = tree.key(lower_.first), assumed.view(reader(place.state.scope, open_names=True))
    end = lower_.links[0]
    if count is None or view.knows(count) or end.relation != "→" or not _is_endless(end.operand):
        return None
    body = uncalled(left.body, count)
    try:
        if isinstance(body, tree.Power) and tree.key(body.exponent) == count:
            matrix = view.read(body.base)
            found = _of_matrix(matrix, link.operand, view) if isinstance(matrix, Array) else None
            found = found or _of_number(body, link.operand, count, view, assumed)
        else:
            found = _of_number(body, link.operand, count, view, assumed)
    except (MeaningError, SymnnError, NoFormError):
        return None
    if found is None or view.track.supposed:
        return None
    doubtful = assumed.unread is not None or may_be_posed_in_words(place.formula)
    if found.outcome == "undecided" or (found.outcome == "refuted" and doubtful):
        return None
    return found, f"{plain(left)} = {plain(link.operand)}"


def _of_number(
    body: tree.Node, right: tree.Node, count: str, view: Reader, assumed: Assumptions
) -> Judgement | None:
    """The value where the powers are 0."""
    inside = [p for p in tree.walk(body) if isinstance(p, tree.Power) and count in letters(p)]
    if not inside or not all(isinstance(part, _RATIONAL) for part in tree.walk(body)):
        return None
    used = letters(body) | letters(right)
    forms = Forms(count, set(used), view.knows)
    changed = forms.change(body)
    if count in letters(changed):
        return None
    for base in forms.known:
        size = apply("abs", view.read_scalar(base).expr)
        if not decide(Claim(Atomic("<", size, ONE), assumed.domain), seconds=_SECONDS).proved:
            return None
    gone = {tree.key(name) or "": Scalar(ZERO) for name in forms.known.values()}
    there = replace(view.varying(gone), work=view.work.afresh())
    sides = Side(there.read_scalar(changed), body), Side(view.read(right), right)
    found = judge_over("=", *sides, assumed)
    if found.outcome == "undecided":
        return None
    method = f"powers of a number of size below 1 go to 0; then {found.method}"
    return replace(found, method=method)


def _of_matrix(matrix: Array, right: tree.Node, view: Reader) -> Judgement | None:
    """Whether the powers of a square matrix of numbers go to another one."""
    rows = len(matrix.rows)
    if not 1 < rows <= _MOST_ROWS or matrix.shape != (rows, rows):
        return None
    end = view.read(right)
    if isinstance(end, Scalar):
        zero = end.expr == ZERO
        end = Array(tuple(tuple(Scalar(ZERO) for _ in row) for row in matrix.rows)) if zero else end
    if not isinstance(end, Array) or end.shape != matrix.shape:
        return None
    printed = any(cell.decimals for cell in end.cells())
    end = end.map(lambda expr: expr)
    a, p = _numbers(matrix), _numbers(end)
    methods = ""
    for product in (a @ p, p @ a, p @ p):
        found = judge("=", _side(product, right), Side(end, right))
        methods = found.method
        if found.outcome == "refuted" and not printed:
            return replace(found, right=None, notes=("a limit P has AP = PA = P² = P",))
        if found.outcome != "proved":
            return None
    small = a - p
    for doubling in range(_DOUBLINGS + 1):
        sums = [
            add(*(apply("abs", written_form(small[i, j])) for j in range(rows)))
            for i in range(rows)
        ]
        if all(decide(Claim(Atomic("<", s, ONE)), seconds=_SECONDS).proved for s in sums):
            text = f"AP = PA = P² = P, and the rows of (A - P)^{2**doubling} sum to less than 1"
            return Judgement("proved", f"{text}; {methods}")
        small = small @ small
    return _of_trace(a, p)


def _of_trace(a: Matrix, p: Matrix) -> Judgement | None:
    """That a projector of another trace is no limit: A leaves more vectors as they are."""
    rows = a.shape[0]
    fixed = rows - (a - Matrix.identity(rows)).rank()
    trace = add(*(written_form(p[i, i]) for i in range(rows)))
    found = decide(Claim(Atomic("=", trace, rational(fixed))), seconds=_SECONDS)
    if found.proved or found.status.value != "refuted":
        return None
    note = f"A leaves a space of dimension {fixed} as it is, which a limit is the projector on"
    return Judgement("refuted", found.method, notes=(note,))


def _numbers(array: Array) -> Matrix:
    return Matrix([[exact_value(lower(cell.expr)) for cell in row] for row in array.rows])


def _size(matrix: Matrix, row: int) -> Expr:
    """The sum of the sizes of the entries of a row."""
    return add(*(apply("abs", written_form(matrix[row, j])) for j in range(matrix.shape[1])))


def _side(matrix: Matrix, node: tree.Node) -> Side:
    size = range(matrix.shape[0])
    rows = tuple(tuple(Scalar(written_form(matrix[i, j])) for j in size) for i in size)
    return Side(Array(rows), node)
