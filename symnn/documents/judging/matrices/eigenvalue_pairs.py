r"""Both eigenvalues of a matrix with two rows at once: \lambda_{1,2} = \frac{3 \pm i\sqrt{391}}{2}.

With a ± h these are the eigenvalues just if 2a is the trace and a² - h² the determinant.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import (
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.plain import plain

_SIGN: Final = "symnnsign"
_UNIT: Final = "symnnunit"
_SAID: Final = regex(
    r"(?i:eigenvalues?) of (?:the )?(?:(?:above |given )?matrix )?\}?\s*\$?\s*"
    r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*)?(?P<name>[A-Z])"
    r"(?=\s*\}?\s*(?:\$|\\\)|[,.:;)]|[ \n][a-z]))"
)
#: Words beside eigenvalues that make other numbers of them, or speak of something else.
_OTHER: Final = regex(
    r"(?i)\b(?:square[sd]?|reciprocals?|invers\w+|singular|negativ\w+|not|never|no|nor|twice|half|halve\w*"
    r"|doubl\w+|scal\w+|shift\w*|sums?|products?|powers?|instead|another|other|if|unless|transpos\w+"
    r"|plus|minus|times|logarithms?|moduli|modulus|absolute|real parts?|quadratic"
    r"|(?<!characteristic )equation)\b"
)
_SENTENCE: Final = regex(r"[.;!?](?=\s)|\n\s*\n|\n\s*#|\\(?:sub)*section")
_HEADING: Final = regex(r"\n\s*#|\\(?:sub)*section(?![a-z])")
#: Matrices by their names, but for the unit matrix.
_MATRIX: Final = regex(r"(?<![A-Za-z\\])[A-HJ-Z](?![A-Za-z])")
_FORMULAS: Final = regex(r"(?s)\$\$.*?\$\$|\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\)")


def pair_of_eigenvalues(place: Place, chain: tree.Chain) -> Entry | None:
    """The entry of such a claim; None for any other.

    Args:
        place: where it stands.
        chain: the relation.
    """
    head, matrix = _split(chain.first)
    if head is None or len(chain.links) != 1 or chain.links[0].relation != "=":
        return None
    view = place.view()
    named = matrix if matrix is not None else _spoken_of(place)
    if named is None or view.knows(tree.key(head) or ""):
        return None
    try:
        array = view.read(named)
        parts = _parts(place, chain.links[0].operand)
    except SymnnError:
        return None
    if not isinstance(array, Array) or array.shape != (2, 2) or parts is None:
        return None
    found = _judged(array, *parts)
    if found.outcome == "refuted" and (matrix is None or may_be_posed_in_words(place.formula)):
        return None
    if found.outcome == "undecided":
        return None
    text = f"{plain(chain.first)} = {plain(chain.links[0].operand)}"
    return judged_entry(place, chain.first, chain.links[0], found, text)


def _split(node: tree.Node) -> tuple[tree.Name | None, tree.Node | None]:
    """λ_{1,2} or λ_±, and the matrix behind it."""
    matrix: tree.Node | None = None
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        (matrix,) = node.arguments.items
        node = node.head
    if not isinstance(node, tree.Name) or node.base != "lambda" or node.labels:
        return None, None
    index = node.subscript
    both = isinstance(index, tree.Group) and [getattr(n, "value", 0) for n in index.items] == [1, 2]
    signed = isinstance(index, tree.Name) and index.base == "±"
    return (node, matrix) if both or signed else (None, None)


def _spoken_of(place: Place) -> tree.Node | None:
    name = _matrix_near(place)
    known = None if name is None else place.state.scope.latest(name)
    return tree.Name(name) if name and known and isinstance(known.body, tree.Matrix) else None


def _matrix_near(place: Place) -> str | None:
    """The one matrix of which the words before a formula, or right behind it, have eigenvalues."""
    text = place.state.source.text
    start, end = place.formula.outer_start, place.formula.outer_end
    close = _SENTENCE.search(text, end)
    end = close.start() if close else len(text)
    if len({match["name"] for match in _SAID.finditer(text)}) != 1:
        return None
    before = list(_SAID.finditer(text, 0, end))[-1:]
    if not before:
        return None
    (match,) = before
    opened = [one.end() for one in _SENTENCE.finditer(text, 0, min(match.start(), start))]
    around = text[max(opened, default=0) : max(end, match.end())]
    others = {name for part in _FORMULAS.findall(around) for name in _MATRIX.findall(part)}
    if _HEADING.search(around) or _OTHER.search(around) or others - {match["name"]}:
        return None
    return str(match["name"])


def _parts(place: Place, node: tree.Node) -> tuple[Expr, Expr] | None:
    """The a and the h² of a ± h, where h may have a factor i."""
    signs = [part for part in tree.walk(node) if isinstance(part, tree.PlusMinus)]
    decimals = any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(node))
    if len(signs) != 1 or decimals:
        return None
    view = place.view()
    imaginary = not view.knows("i") and any(tree.key(n) == "i" for n in tree.walk(signs[0]))

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.PlusMinus):
            inner = tree.map_children(part, visit)
            operand = inner.operand if isinstance(inner, tree.PlusMinus) else inner
            bracketed = tree.Group("()", (operand,))
            return tree.Product((tree.Name(_SIGN), bracketed), ("·",), span=part.span)
        if imaginary and tree.key(part) == "i":
            return tree.Name(_UNIT, span=part.span)
        return tree.map_children(part, visit)

    opened = view.varying({name: Scalar(symbol(name)) for name in (_SIGN, _UNIT)})
    value = opened.read_scalar(visit(node)).expr
    if free_symbols(value) - {_SIGN, _UNIT}:
        return None

    def at(sign: int, unit: int) -> Expr:
        return substitute(value, {_SIGN: rational(sign), _UNIT: rational(unit)})

    centre = at(0, 0)
    half = add(at(1, 1), negative(centre))
    checks = [Atomic("=", at(-1, 1), add(centre, negative(half)))]
    if imaginary:  # i h, and nothing of i elsewhere
        checks += [Atomic("=", at(0, 1), centre), Atomic("=", at(1, 0), centre)]
        checks.append(Atomic("=", at(1, 2), add(centre, half, half)))
    held = all(decide(Claim(check), seconds=1).status is Status.PROVED for check in checks)
    square = mul(half, half)
    return (centre, negative(square) if imaginary else square) if held else None


def _judged(array: Array, centre: Expr, square: Expr) -> Judgement:
    (a, b), (c, d) = ([cell.expr for cell in row] for row in array.rows)
    trace, det = add(a, d), add(mul(a, d), negative(mul(b, c)))
    both = (
        Atomic("=", add(centre, centre), trace),
        Atomic("=", add(mul(centre, centre), negative(square)), det),
    )
    found = decide(Claim(conjunction(both)), seconds=2)
    if found.status is Status.PROVED:
        return Judgement("proved", method=f"trace and determinant; {found.method}")
    if found.status is Status.REFUTED:
        return Judgement("refuted", method=f"trace and determinant; {found.method}")
    return Judgement("undecided")
