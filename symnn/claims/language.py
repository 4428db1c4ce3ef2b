"""What users write: Eq, Le, And, ForAll … on sympy expressions, and `check`.

sympy decides too early: `sp.Eq(a, b)` of closed numbers collapses by sympy's own judgement
before anyone can look at it. The constructors here keep both sides as written. An undecided
sympy relation is taken over; one that sympy has already turned into true or false is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from symnn.claims.check import decide
from symnn.claims.domains import assumed, restrict
from symnn.claims.formula import (
    Atomic,
    Claim,
    Compound,
    Formula,
    conjunction,
    merge_declared,
    sides,
)
from symnn.claims.solution_set import SolutionSet
from symnn.claims.verdict import Verdict
from symnn.claims.where import where_claim_holds
from symnn.errors import ClaimError, ShapeError, UnsupportedError
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.functions.sympy_functions import limit

_SYMPY_RELATIONS: Final = {
    "Equality": "=",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
}
_SYMPY_CONNECTIVES: Final = {"And": "and", "Or": "or", "Not": "not", "Implies": "implies"}

#: Seconds after which `check` starts no further prover.
DEFAULT_SECONDS: Final = 30


def Eq(left: Any, right: Any) -> Claim:
    """left = right, entry by entry for matrices.

    Examples:
        >>> import sympy as sp
        >>> check(Eq(sp.sqrt(2) + sp.sqrt(3), sp.sqrt(5 + 2 * sp.sqrt(6)))).status.name
        'PROVED'
    """
    return _relation("=", left, right)


def Ne(left: Any, right: Any) -> Claim:
    """left ≠ right; of matrices: some entry differs."""
    return Not(_relation("=", left, right))


def Lt(left: Any, right: Any) -> Claim:
    """left < right."""
    return _relation("<", left, right)


def Le(left: Any, right: Any) -> Claim:
    """left ≤ right."""
    return _relation("<=", left, right)


def Gt(left: Any, right: Any) -> Claim:
    """left > right."""
    return _relation(">", left, right)


def Ge(left: Any, right: Any) -> Claim:
    """left ≥ right."""
    return _relation(">=", left, right)


def And(*parts: Any) -> Claim:
    """All parts hold."""
    return _combine("and", parts)


def Or(*parts: Any) -> Claim:
    """Some part holds."""
    return _combine("or", parts)


def Not(part: Any) -> Claim:
    """The part does not hold."""
    return _combine("not", (part,))


def Implies(premise: Any, conclusion: Any) -> Claim:
    """The conclusion holds wherever the premise does."""
    return _combine("implies", (premise, conclusion))


def ForAll(domain: Any, claim: Any) -> Claim:
    """The claim over a domain: {x: (0, 1)}, a relation, or several.

    All free symbols range over the reals already; the domain restricts them. Bounds are
    closed; None or sympy's oo leaves a side open-ended; a list or set is a finite domain. A sympy
    Interval may be half-open.

    Raises:
        ClaimError: a range that is no pair, an infinity at the wrong end, two different symbols
            with one name, a symbol that the claim quantifies already.
    """
    if isinstance(claim, Mapping):
        raise ClaimError("ForAll(domain, claim) takes the domain first: ForAll({x: (0, 1)}, …)")
    inner, parts = as_claim(claim), restrict(domain, as_claim, from_sympy)
    over = tuple(f for part in parts for f in (*part.over, part.formula))
    formulas = tuple(dict.fromkeys((*inner.over, *over)))
    if inner.scoped:
        _refuse_second_quantifier(set(inner.over) - set(over), set(over) - set(inner.over))
    return Claim(inner.formula, formulas, merge_declared((inner, *parts)), scoped=True)


def _refuse_second_quantifier(inner: Iterable[Formula], outer: Iterable[Formula]) -> None:
    """Refuse a domain around a ForAll that names one of its symbols: which is meant, is open."""
    names = [free_symbols(*(e for f in group for e in sides(f))) for group in (inner, outer)]
    for name in sorted(names[0] & names[1]):
        raise ClaimError(
            f"the claim is a ForAll that restricts {name} already; give one domain for all: "
            "ForAll([…, …], claim) with its ranges and relations in a list"
        )


def Limit(expr: Any, variable: Any, to: Any, direction: str | None = None) -> Any:
    """The limit of an expression, as an object that claims can hold; nothing is computed.

    Args:
        expr: a sympy expression.
        variable: the symbol that moves.
        to: where it goes: a value, or sympy's oo or -oo.
        direction: "+" from above, "-" from below, "+-" from both sides. Without one: from both
            sides, but from above for a variable declared positive that goes to 0.

    Returns:
        sympy's own Limit, unevaluated. It has a value only if a finite limit exists.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> k, z = sp.symbols("k z", real=True)
        >>> check(Eq(Limit(sn.sigmoid(k * z), k, sp.oo), 1), over=sn.Gt(z, 0)).status.name
        'PROVED'
    """
    if direction is None:
        inward = getattr(variable, "assumptions0", {}).get("positive") and to == 0
        direction = "+" if inward else "+-"
    if direction not in ("+", "-", "+-"):
        raise ClaimError(f"the direction {direction!r} of a limit is none of '+', '-', '+-'")
    return limit(expr, variable, to, direction)


def check(
    claim: Any,
    over: Any = None,
    seconds: float | None = DEFAULT_SECONDS,
    *,
    strict: bool = False,
) -> Verdict:
    """Decide a claim.

    Args:
        claim: `Eq(a, b)` and the like, their And, Or, Not, Implies, ForAll, or a sympy
            relation that is still undecided.
        over: the domain, as in `ForAll`; all reals if None.
        seconds: after this long the search is given up; the verdict says how far it came.
        strict: accept evidence of symnn's own only, no proof by z3.

    Returns:
        A Verdict: PROVED or REFUTED with evidence that `recheck` replays, or UNDECIDED with
        a reason. It has no truth value.

    Exactness: PROVED and REFUTED are never wrong. Closed algebraic claims are always decided.

    Raises:
        ClaimError: the claim was decided by sympy or Python before it came here.
        InexactError: a float; both exact readings are named.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> x = sp.Symbol("x", real=True)
        >>> check(Eq(sn.sigmoid(x) + sn.sigmoid(-x), 1)).status.name
        'PROVED'
    """
    wanted = as_claim(claim) if over is None else ForAll(over, claim)
    return decide(wanted, seconds, strict)


def where(claim: Any, over: Any = None, seconds: float | None = DEFAULT_SECONDS) -> SolutionSet:
    """The set of points of the domain at which a claim holds.

    Args:
        claim, over: as for `check`.
        seconds: for the whole search.

    Returns:
        A SolutionSet: the union of polyhedra, each with an equation on it if the claim is no
        linear one there.

    Exactness: exact, for claims that are piecewise linear or polynomial on the cells.

    Raises:
        UnsupportedError: the set is made of too many cells, or takes too long, or the sides do
            not exist everywhere.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> x, y = sp.symbols("x y", real=True)
        >>> str(where(Eq(sn.Max(x, y), x))) == "on x - y >= 0"
        True
        >>> print(where(Eq(sn.relu(x + y - 1), x * y), over={x: [0, 1, 2], y: [0, 1]}))
        on x = 0; on x = 1; on x = 2 and y = 1
    """
    wanted = as_claim(claim) if over is None else ForAll(over, claim)
    found = where_claim_holds(wanted, seconds)
    if found is None:
        raise UnsupportedError(
            "the set was not found: it is made of too many cells, takes too long, or a side of "
            "the claim does not exist everywhere; restrict the domain, or ask check(…) for a "
            "single counterexample"
        )
    return found


# --- from what users write to claims ------------------------------------------------


def as_claim(item: Any) -> Claim:
    """A claim of ours, or an undecided sympy relation taken over.

    Raises:
        ClaimError: a bare truth value, or something that is no relation.
    """
    if isinstance(item, Claim):
        return item
    if isinstance(item, (Atomic, Compound)):
        return Claim(item)
    name = type(item).__name__
    if isinstance(item, bool) or name in ("BooleanTrue", "BooleanFalse"):
        raise ClaimError(
            f"the claim was already turned into {item} by Python or sympy, by its own judgement; "
            "write symnn.Eq(a, b), symnn.Le(a, b), … instead of a == b, sympy.Eq(a, b) or a <= b"
        )
    if name in _SYMPY_RELATIONS:
        return _relation(_SYMPY_RELATIONS[name], item.lhs, item.rhs)
    if name in _SYMPY_CONNECTIVES:
        return _combine(_SYMPY_CONNECTIVES[name], item.args)
    if isinstance(item, Verdict):
        raise ClaimError("a verdict is an answer, not a claim; pass the claim itself")
    raise ClaimError(
        f"{item!r} of type {name} is no claim; build one with symnn.Eq, Ne, Lt, Le, Gt, Ge, "
        "And, Or, Not, Implies or ForAll"
    )


def _combine(connective: str, items: Iterable[Any]) -> Claim:
    claims = [as_claim(item) for item in items]
    if not claims:
        raise ClaimError(f"{connective} of no claims; give it at least one")
    declared = merge_declared(claims)
    if any(claim.scoped for claim in claims):
        claims = [_unscoped(connective, claim) for claim in claims]
    over = tuple(dict.fromkeys(f for claim in claims for f in claim.over))
    return Claim(Compound(connective, tuple(claim.formula for claim in claims)), over, declared)


def _unscoped(connective: str, claim: Claim) -> Claim:
    """In a conjunction, ForAll(D, c) says: D implies c. Elsewhere its quantifier would get lost."""
    if connective != "and":
        raise ClaimError(
            f"a ForAll inside {connective!r} is a claim about a claim, and no verdict covers it: "
            "check the parts one by one, or give one domain for all of them in over="
        )
    if not claim.scoped:
        return claim
    return Claim(Compound("implies", (conjunction(claim.over), claim.formula)))


def _relation(relation: str, left: Any, right: Any) -> Claim:
    a, b = _grid(left), _grid(right)
    shapes = [(len(g), len(g[0]) if g else 0) for g in (a, b)]
    if shapes[0] != shapes[1]:
        raise ShapeError(
            f"a {shapes[0][0]}x{shapes[0][1]} side is compared with a {shapes[1][0]}x"
            f"{shapes[1][1]} one; both sides need the same shape"
        )
    pairs = list(zip(_entries(a), _entries(b), strict=True))
    atoms = tuple(Atomic(relation, _expr(x), _expr(y)) for x, y in pairs)
    free = free_symbols(*(side for atom in atoms for side in (atom.left, atom.right)))
    return Claim(conjunction(atoms), *assumed([item for pair in pairs for item in pair], free))


def _expr(item: Any) -> Expr:
    return item if isinstance(item, Expr) else from_sympy(item)


def _grid(side: Any) -> list[list[Any]]:
    """Rows of entries; a flat list is a column, a single value a 1×1."""
    if hasattr(side, "tolist") and hasattr(side, "shape"):
        side = side.tolist()
    if not isinstance(side, (list, tuple)):
        return [[side]]
    rows = [list(r) if isinstance(r, (list, tuple)) else [r] for r in side]
    if not rows or not any(rows):
        raise ShapeError("a side without entries: an empty matrix or list; nothing is claimed")
    if len({len(r) for r in rows}) != 1:
        raise ShapeError("a side with rows of different lengths; give every row as many entries")
    return rows


def _entries(grid: Sequence[Sequence[Any]]) -> Iterator[Any]:
    for row in grid:
        yield from row
