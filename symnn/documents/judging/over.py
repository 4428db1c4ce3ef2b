"""One relation over the domain that the words beside it state."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic, Compound, Formula, sides
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.values import Array, Scalar

#: Why what holds with the values that names had may be meant otherwise.
DIFFERS: Final = "names were given new values since; with the old and the new ones it differs"
_ORDERS: Final = frozenset({"<", ">", "≤", "≥"})


def judge_over(relation: str, left: Side, right: Side, assumed: Assumptions) -> Judgement:
    """Proved over the widest reading of the words, refuted over the narrowest."""
    found = _in_cases(relation, left, right, assumed) or judge(
        relation, left, right, over=_without_floors(assumed.domain)
    )
    if found.outcome != "proved" and len(_without_floors(assumed.domain)) < len(assumed.domain):
        found = judge(relation, left, right, over=assumed.domain)
    if found.outcome == "undecided" and not found.shapes:
        found = _for_positive(relation, left, right, assumed) or found
    if found.outcome == "undecided" and relation == "=" and assumed.domain and not found.shapes:
        from symnn.documents.judging.identities.cleared import judged_cleared

        found = judged_cleared(left, right, _without_floors(assumed.domain)) or found
    if "domain being empty" in found.method:
        return Judgement("undecided", reason="no value meets the conditions beside it")
    if found.outcome == "proved" and (assumed.domain or assumed.universal):
        found = _unless_without_value(found, left, right, assumed)
    narrowest = (*assumed.domain, *_narrow(assumed, left, right))
    if found.outcome == "undecided" and narrowest and not found.shapes:
        found = _at_whole(relation, left, right, narrowest) or found
    elif found.outcome == "refuted" and assumed.narrow:
        found = judge(relation, left, right, over=narrowest)
        if found.outcome != "refuted":
            found = _at_whole(relation, left, right, narrowest) or found
        if found.outcome != "refuted":
            text = "whether it is false depends on which numbers the words beside it mean"
            return Judgement("undecided", reason=text)
    if found.outcome == "proved" and assumed.words:
        return replace(found, notes=(*found.notes, f"where {', '.join(assumed.words)}"))
    return found


def _unless_without_value(
    found: Judgement, left: Side, right: Side, assumed: Assumptions
) -> Judgement:
    """A proof where both sides have values; undecided if one has none where words let it stand."""
    from symnn.documents.judging.equations.where_valued import place_without_value

    told = free_symbols(*(side for f in assumed.domain for side in sides(f)))
    letters = assumed.universal | told
    over = (*assumed.domain, *_not_compared(assumed))
    where = place_without_value([*_cells(left), *_cells(right)], letters, over)
    if where is None:
        return found
    return Judgement("undecided", reason=f"a side has no value at {where}")


def _not_compared(assumed: Assumptions) -> list[Formula]:
    """What letters mostly are, without n ≥ 1 for one that words compare: n ≥ 0 has a 0."""
    told = (c for c in assumed.relations if {link.relation for link in c.links} <= _ORDERS)
    compared = {tree.key(part) for chain in told for part in tree.walk(chain)}
    return [f for f in assumed.narrow if not (isinstance(f, Atomic) and _is_floor(f, compared))]


def _is_floor(formula: Atomic, letters: set[str | None]) -> bool:
    return formula.relation in (">=", ">") and formula.left.data in letters


def _in_cases(relation: str, left: Side, right: Side, assumed: Assumptions) -> Judgement | None:
    if not any(isinstance(f, Compound) for f in assumed.domain):
        return None
    from symnn.documents.judging.sets.few_cases import few_cases

    def judged(a: Side, b: Side, over: tuple[Formula, ...]) -> Judgement:
        return judge(relation, a, b, over=_without_floors(over))

    return few_cases(left, right, assumed.domain, judged)


def _for_positive(relation: str, left: Side, right: Side, assumed: Assumptions) -> Judgement | None:
    """What is found where all bases of powers with open exponents are positive."""
    cells = [c for s in (left, right) if isinstance(s.value, (Array, Scalar)) for c in _cells(s)]
    if not any(node.op == "power" for node in postorder(*cells)):
        return None
    from symnn.documents.judging.sets.positive_bases import positive_bases

    more = tuple(f for f in positive_bases(cells) if f not in assumed.domain)
    if not more or assumed.narrow:
        return None
    found = judge(relation, left, right, over=(*_without_floors(assumed.domain), *more))
    if found.outcome == "undecided":
        return None
    text = ", ".join(f"{plain(f.left)} > 0" for f in more)
    return replace(found, notes=(*found.notes, f"where {text}, as real exponents need it"))


def _narrow(assumed: Assumptions, left: Side, right: Side) -> tuple[Formula, ...]:
    """What a letter mostly is; of one with a case for n < 0 it is not known that n ≥ 1."""
    cells = [*_cells(left), *_cells(right)] if assumed.narrow else []
    if not any(node.op == "piecewise" for node in postorder(*cells)):
        return assumed.narrow
    from symnn.documents.judging.sets.below_zero import without_floors_at_one

    return without_floors_at_one(assumed.narrow, *cells)


def _cells(side: Side) -> list[Expr]:
    value = side.value
    if isinstance(value, Scalar):
        return [value.expr]
    return [cell.expr for cell in value.cells()] if isinstance(value, Array) else []


def _at_whole(
    relation: str, left: Side, right: Side, domain: tuple[Formula, ...]
) -> Judgement | None:
    """A whole number of the domain at which it is false."""
    from symnn.documents.judging.whole_trials import false_at_whole

    return false_at_whole(relation, left, right, domain)


def _without_floors(domain: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """The domain with the reals for the integers: what holds there holds on it."""
    return tuple(f for f in domain if not any(e.op == "apply" for e in sides(f)))
