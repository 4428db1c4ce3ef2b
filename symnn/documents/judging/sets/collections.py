"""Sets, intervals and subspaces in relations: equal, contained, and what belongs to them."""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents import regions
from symnn.documents.judging.deciding import SECONDS
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning import spaces
from symnn.latex.meaning.arrays import as_column
from symnn.latex.meaning.closed import closed_number
from symnn.latex.meaning.conditions import Condition, Test, member
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.indices import INNER_PRODUCT, inner_product
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.sets import collection, distinct
from symnn.latex.meaning.values import Array, FiniteSet, Interval, Scalar, Subspace, Value

#: Relations that have an opposite, with what they are then.
_OPPOSITES: Final = {"∉": "∈", "⊄": "⊂", "⊈": "⊆"}
_CONGRUENT: Final = frozenset({"≡", "="})
#: So many characters before a relation, a ring of residues that was named is still meant.
_FAR: Final = 4000
#: So many behind it, what it was about may be named as well.
_BEHIND: Final = 400
RESIDUES_TOLD = regex(
    r"(?i:\b(?:work\w*|comput\w+|calculat\w+|arithmetic|operations?|everything|entries|matrices|all"
    r"|additions?|sums?|numbers|coefficients|bits|residues|scalars|reduced?|read|taken)\b"
    r"[^.$]{0,30}\bmod(?:ulo)? \$?(?:\d|[pq]\b|two\b|three\b|five\b|seven\b)"
    r"|(?<!receptive )\bfield (?:with|of) \$?(?:two|three|four|five|\d|[pq]\b)"
    r"|\b(?:over|in) (?:the|a) (?:binary|finite|galois|prime) field)|"
    r"(?:ℤ|𝔽|\\(?:math(?:bb|bf|rm)\s*\{?\s*)?[ZF]\}?)\s*(?:_\s*\{?\s*(?:[2-9]|1\d|[pq]\b)|/\s*(?:\d|[pq]\b))"
    r"|\bGF\}?\s*[(_]|\bfield \$?(?:[A-Za-z]\s*=\s*)?[FZ]_"
    r"|(?i:\bcharacteristic \$?(?:\d|[pq]\b|two\b|three\b|five\b)|\bparity[- ]check matri"
    r"|\bbinary (?:linear )?code)"
)
#: Words that say it of all that comes.
_THROUGHOUT: Final = regex(
    r"(?i)\b(?:throughout|always|all|everything|every|we work|from now on|in this)\b[^.\n]{0,60}"
    r"(?:\b(?:finite|galois|binary|prime) field|\bmod(?:ulo)? \$?(?:\d|[pq]\b|two\b)|\bGF\}?\s*[(_]"
    r"|\\(?:mathbb|mathbf|Bbb)\s*\{?\s*[FZ]\}?\s*(?:_|/))"
)
_HEADING: Final = regex(
    r"\b(?:finite|galois|prime) fields?\b|\bmodular arithmetic\b|\bcongruences?\b|\bresidues?\b"
    r"|\bintegers mod(?:ulo)?\b|\bchinese remainder\b",
    re.IGNORECASE,
)


def judged_collections(left: Value, right: Value, node: tree.Node) -> Judgement:
    """Whether two sets or two subspaces are equal."""
    return _decided(_equal(left, right, node))


def special(view: Reader, left: tree.Node, link: tree.Link) -> Judgement | None:
    """∈, ∉, ⊂, ⟂ and ≡ modulo n; None for other relations and for what these may declare.

    Raises:
        MeaningError: a side has no meaning.
    """
    relation = link.relation
    modulus = _modulus(link.operand, relation)
    if modulus is not None and relation in _CONGRUENT:
        before = _modulus(left, "=")  # of the link before, in a chain
        return congruence(view, left if before is None else before[0], modulus)
    if relation == "⟂" and all(isinstance(n, tree.Number) for n in (left, link.operand)):
        return Judgement("undecided", reason="of whole numbers it may say that they are coprime")
    if relation == "⟂" and view.knows(INNER_PRODUCT):
        own = inner_product(tree.Group(INNER_PRODUCT, (left, link.operand), (",",)), view)
        return _decided(Atomic("=", own.expr, ZERO)) if isinstance(own, Scalar) else None
    if relation == "⟂":
        sides = [as_column(view.read(n), n.span) for n in (left, link.operand)]
        pairs = zip(sides[0].cells(), sides[1].cells(), strict=True)
        return _decided(Atomic("=", add(*(mul(a.expr, b.expr) for a, b in pairs)), ZERO))
    positive = _OPPOSITES.get(relation, relation)
    if positive not in ("∈", "⊂", "⊆"):
        return None
    within = _named(link.operand) or collection(view, view.told_apart(link.operand))
    if positive == "∈" and not isinstance(within, Subspace) and computed(left):
        return None  # x ∈ [0, 1] says where x lives
    formula = _belongs(view.read(left), within, positive, link)
    return _decided(formula, positive != relation)


def is_judged(scope: Scope, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation that mostly declares something is one that is judged."""
    try:
        return special(reader(scope), left, link) is not None
    except MeaningError:
        return False


def _decided(formula: Formula, negated: bool = False) -> Judgement:
    verdict = decide(Claim(formula), seconds=SECONDS)
    if verdict.status is Status.UNDECIDED:
        return Judgement("undecided", reason=verdict.detail or "not decided")
    holds = (verdict.status is Status.PROVED) is not negated
    return Judgement("proved" if holds else "refuted", verdict.method)


# --- equality -----------------------------------------------------------------------------


def _equal(left: Value, right: Value, node: tree.Node) -> Formula:
    if isinstance(right, Subspace) and not isinstance(left, Subspace):
        left, right = right, left
    if isinstance(left, Subspace):
        space = right if isinstance(right, Subspace) else _zero_space(right, left, node)
        if left.ambient != space.ambient and space.name == "the whole space":
            return Atomic("=", rational(left.ambient), rational(space.ambient))
        if left.ambient != space.ambient:
            text = f"subspaces of R^{left.ambient} and of R^{space.ambient}"
            raise MeaningError(Kind.SHAPE, text, node.span)
        joint = spaces.beside(left.columns, space.columns)
        both = 0 if joint is None else spaces.rank(joint, node.span)
        sizes = [spaces.dimension(s, node.span) for s in (left, space)]
        return _all([Atomic("=", rational(size), rational(both)) for size in sizes])
    if isinstance(left, FiniteSet) and isinstance(right, FiniteSet):
        return _all([_inside(left, right, node), _inside(right, left, node)])
    raise MeaningError(Kind.UNSUPPORTED, "these are not compared", node.span)


def whole_space(node: tree.Node) -> Subspace | None:
    """ℝⁿ as a subspace of itself; None for another node, or for many dimensions."""
    from symnn.documents.phrases.rank import reals

    size = reals(node)
    if size is None or not 1 <= size <= 64:
        return None
    rows = tuple(tuple(Scalar(ONE if i == j else ZERO) for j in range(size)) for i in range(size))
    return Subspace(size, Array(rows), "the whole space")


def _zero_space(value: Value, like: Subspace, node: tree.Node) -> Subspace:
    """{0}, as a subspace."""
    members = value.members if isinstance(value, FiniteSet) else (value,)
    if len(members) == 1:
        (only,) = members
        cells = [only] if isinstance(only, Scalar) else []
        cells = list(only.cells()) if isinstance(only, Array) else cells
        if getattr(only, "form", "") == "any" or (cells and all(c.expr == ZERO for c in cells)):
            return Subspace(like.ambient, None)
    raise MeaningError(Kind.UNSUPPORTED, "a subspace is compared with another set", node.span)


def _inside(left: FiniteSet, right: FiniteSet, node: tree.Node) -> Formula:
    others = distinct(right, node).values()
    return _all(
        [_any([Atomic("=", m.expr, o.expr) for o in others]) for m in distinct(left, node).values()]
    )


def _all(parts: list[Formula]) -> Formula:
    return parts[0] if len(parts) == 1 else Compound("and", tuple(parts))


def _any(parts: list[Formula]) -> Formula:
    if not parts:
        return Atomic("=", ONE, ZERO)
    return parts[0] if len(parts) == 1 else Compound("or", tuple(parts))


# --- membership ---------------------------------------------------------------------------


def _belongs(value: Value, within: Value | str, relation: str, link: tree.Link) -> Formula:
    node = link.operand
    if isinstance(within, str):
        return _of_kind(value, within, node)
    if isinstance(within, Subspace) and relation == "∈":
        return _lies_in(as_column(value, node.span), within, node)
    if isinstance(within, Subspace) and isinstance(value, Subspace):
        if value.columns is None:
            return Atomic("=", ZERO, ZERO)
        return _lies_in(value.columns, within, node)
    if isinstance(within, (FiniteSet, Interval)) and isinstance(value, Scalar):
        return _formula(member(value, within, node))
    if isinstance(within, FiniteSet) and isinstance(value, FiniteSet) and relation != "∈":
        return _inside(value, within, node)
    raise MeaningError(Kind.UNSUPPORTED, "what belongs to what is not covered here", node.span)


def _lies_in(value: Array, space: Subspace, node: tree.Node) -> Formula:
    """The rank does not grow when the columns are put beside."""
    if value.shape[0] != space.ambient:
        text = f"a vector with {value.shape[0]} entries and a subspace of R^{space.ambient}"
        raise MeaningError(Kind.SHAPE, text, node.span)
    both = spaces.beside(space.columns, value)
    joint = 0 if both is None else spaces.rank(both, node.span)
    return Atomic("=", rational(joint), rational(spaces.dimension(space, node.span)))


def _formula(condition: Condition) -> Formula:
    if isinstance(condition, Test):
        return Atomic(condition.relation, condition.left, condition.right)
    parts = [_formula(part) for part in condition.parts]
    return _any(parts) if condition.any else _all(parts)


def _named(node: tree.Node) -> str | None:
    r"""ℕ, ℤ, ℚ by name."""
    plain = isinstance(node, tree.Name) and node.font == "bb" and node.subscript is None
    return node.base if plain and isinstance(node, tree.Name) and node.base in "NZQ" else None


def _of_kind(value: Value, kind: str, node: tree.Node) -> Formula:
    """Whether a closed algebraic number is rational, or whole."""
    if not isinstance(value, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "an array is no number", node.span)
    number = closed_number(value.expr, node.span)
    holds = number.is_rational and (kind == "Q" or number.as_fmpq().q == 1)
    if kind == "N" and holds and number.as_fmpq() == 0:
        raise MeaningError(Kind.AMBIGUOUS, "whether 0 is a natural number is not said", node.span)
    holds = holds and (kind != "N" or number.sign() > 0)
    return Atomic("=", ONE if holds else ZERO, ONE)


# --- congruence ---------------------------------------------------------------------------


def _modulus(node: tree.Node, relation: str) -> tuple[tree.Node, tree.Node] | None:
    r"""The residue and the modulus of ``2 \pmod 5``; behind ≡ of ``2 \bmod 5`` as well."""
    marks = ("pmod", "mod") if relation == "≡" else ("pmod",)
    if isinstance(node, tree.Product) and node.operators[-1:] and node.operators[-1] in marks:
        rest = node.factors[:-1]
        left = rest[0] if len(rest) == 1 else tree.Product(rest, node.operators[:-1])
        return left, node.factors[-1]
    return None


def congruence(view: Reader, left: tree.Node, right: tuple[tree.Node, tree.Node]) -> Judgement:
    """Whether (a - b)/m is an integer, for a left side a and the right side b modulo m."""
    a, b = view.read_scalar(left).expr, view.read_scalar(right[0]).expr
    parts = quotient(a - b, view.read_scalar(right[1]).expr)
    found = _decided(Atomic("=", _floor(parts), parts))
    if found.outcome != "refuted":
        return found
    if free_symbols(a - b):
        return Judgement("undecided", reason="its letters may be whole numbers only")
    if not all(_decided(Atomic("=", _floor(side), side)).outcome == "proved" for side in (a, b)):
        return Judgement("undecided", reason="a quotient may be an inverse modulo the number")
    return found


def _floor(value: Expr) -> Expr:
    return Expr("apply", (value,), "floor")


def is_of_residues(place: Place) -> bool:
    r"""Whether a ring of residues or a finite field is named near a relation, or heads its section.

    Under "Polynomials over finite fields", and near ``\mathbb{Z}_5[x]``, x^2 + 1 is (x + 3)(x - 3).

    Args:
        place: where it stands.
    """
    return is_near_residues(place.formula, place.state.source.text)


def is_near_residues(formula: regions.Formula, text: str, throughout: bool = False) -> bool:
    """The same of a formula in a text; `throughout` where one word of it counts for all of it."""
    begin = max(formula.outer_start - _FAR, 0)
    near = RESIDUES_TOLD.search(text, begin, formula.outer_end + _BEHIND)
    if near is None and throughout:
        near = _THROUGHOUT.search(text)
    return near is not None or any(map(_HEADING.search, formula.headings))
