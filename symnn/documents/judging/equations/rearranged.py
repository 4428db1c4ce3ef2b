r"""An equation in letters and what it says of one of them: v = γv + ηg ⇒ v = ηg/(1 - γ).

Where the letter stands in the equation linearly, with a factor c that is not 0, the equation says
what the letter is; so the implication holds exactly if that is what is concluded. To prove it, that
c is not 0 has to follow from the ranges of the letters, or from what is concluded having a value;
one point where it is not 0 and something else is concluded refutes it, if no letter is lost.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import Atomic
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.equations.solved_sides import solved_for, where_valued
from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.letters.ranges import with_ranges
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.standing import has_company
from symnn.documents.model import Entry
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    quotient,
    substitute,
    symbol,
)
from symnn.exact.plain import plain as plain_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_ARRAYS: Final = (tree.Transpose, tree.Norm, tree.Matrix)
_OF_ARRAYS: Final = regex(r"(?i)\bmatri(?:x|ces)\b|\bvectors?\b|\bmathbb\{?\s?R\}?\s?\^")
#: So far back words may say that letters are arrays.
_NEAR: Final = 800


def rearranged(
    place: Place, premise: tree.Chain, conclusion: tree.Chain, arrow: tree.Link
) -> Entry | None:
    """The entry of an equation in open letters that is solved for one of them; None for others.

    Args:
        place: where it stands.
        premise, conclusion: the equation, and what it is said to give.
        arrow: the link between them.
    """
    if _is_of_several(place, premise, conclusion) or _may_be_of_arrays(place, premise, conclusion):
        return None
    read = solved_for(place, premise, conclusion)
    valued = read is None and arrow.relation == "⇔"
    read = solved_for(place, premise, conclusion, whatever=True) if valued else read
    if read is None:
        return None
    (left, right, told), any_log = read
    key = tree.key(conclusion.first) or ""
    parts = None if any_log else _linear(add(left, negative(right)), key)
    if parts is None and arrow.relation == "⇔":
        return None
    if parts is None:
        from symnn.documents.judging.equations.inverted import inverted

        return inverted(place, premise, conclusion, arrow)
    factor, rest = parts
    nodes = (premise.first, premise.links[0].operand)
    known = with_ranges(place, nodes, NOTHING) or NOTHING
    over = (*known.domain, *where_valued(told))
    solvable = Atomic("!=", factor, ZERO)
    certain = decided(solvable, over).proved
    over = over if certain else (*over, solvable)
    found = decided(Atomic("=", negative(quotient(rest, factor)), told), over)
    reading = f"{plain(premise)} {arrow.relation} {plain(conclusion)}"
    if found.proved and certain:
        if arrow.relation == "⇒":
            bind(place, Target(key, None, None), conclusion.links[0].operand)
        proof = Judgement("proved", f"solved for {key}; then {found.method}")
        return judged_entry(place, premise, arrow, proof, reading)
    if found.status is not Status.REFUTED or may_be_posed_in_words(place.formula):
        return None
    if not free_symbols(left, right) - {key} <= free_symbols(told):
        return None  # a letter that is lost may have a value by words
    if valued and not _differ_at_values(place, negative(quotient(rest, factor)), told):
        return None
    shown = tuple((name, plain_value(value)) for name, value in sorted(found.point.items()))
    method = f"solved for {key}; then {found.method}"
    false = Judgement("refuted", method, counterexample=shown or None)
    return judged_entry(place, premise, arrow, false, reading)


def _differ_at_values(place: Place, one: Expr, other: Expr) -> bool:
    """Whether two formulas differ for some letters, with the numbers that the others have."""
    view = reader(place.state.scope, version=place.seen)
    values: dict[str, Expr] = {}
    for name in free_symbols(one, other):
        known = place.state.scope.latest(name)
        if known is not None and not known.computed:
            value = view.read(known.body)
            if not isinstance(value, Scalar):
                return False
            values[name] = value.expr
    sides = substitute(one, values), substitute(other, values)
    return decided(Atomic("=", *sides)).status is Status.REFUTED


def _is_of_several(place: Place, premise: tree.Chain, conclusion: tree.Chain) -> bool:
    """Whether other equations stand beside it, with which it may be a system."""
    before = place.formula.before.rpartition(". ")[2]
    beside = has_company(place, premise.first, conclusion.links[-1])
    return beside or (not place.formula.display and "$" in before)


def _may_be_of_arrays(place: Place, premise: tree.Chain, conclusion: tree.Chain) -> bool:
    """Whether its letters may be vectors or matrices, by how they are written or by words."""
    nodes = (premise.first, *(link.operand for link in (*premise.links, *conclusion.links)))
    parts = [part for node in nodes for part in tree.walk(node)]
    names = [part for part in parts if isinstance(part, tree.Name)]
    if any(isinstance(part, _ARRAYS) for part in parts):
        return True
    bold = {tree.key(name) or "" for name in names if name.font}
    if bold:  # vectors with numbers before them are solved for as numbers are
        capital = any(name.base.isupper() and not name.font for name in names)
        return capital or not all(_is_linear(node, bold) for node in nodes)
    if any(isinstance(p, tree.Product) and {"·", "⊙"} & set(p.operators) for p in parts):
        return True
    if any(place.state.declared.latest(tree.key(name) or "") for name in names):
        return True
    start = max(0, place.formula.outer_start - _NEAR)
    return _OF_ARRAYS.search(place.state.source.text, start, place.formula.outer_end) is not None


def _is_linear(node: tree.Node, bold: set[str]) -> bool:
    """Whether each term of a node has one bold letter, as a factor: √a x - (1 - a) z."""
    if isinstance(node, tree.Sum):
        return all(_is_linear(term, bold) for term in node.terms)
    if isinstance(node, tree.Neg):
        return _is_linear(node.operand, bold)
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return _is_linear(node.items[0], bold)
    if isinstance(node, tree.Quotient):
        below = {tree.key(part) for part in tree.walk(node.denominator)}
        return not below & bold and _is_linear(node.numerator, bold)
    if isinstance(node, tree.Product):
        held = [f for f in node.factors if {tree.key(part) for part in tree.walk(f)} & bold]
        return len(held) == 1 and _is_linear(held[0], bold)
    return tree.key(node) in bold


def _linear(gap: Expr, key: str) -> tuple[Expr, Expr] | None:
    """The c and d of a gap that is cx + d; None where that is not clear."""
    rest = substitute(gap, {key: ZERO})
    factor = add(substitute(gap, {key: ONE}), negative(rest))
    straight = add(mul(factor, symbol(key)), rest)
    return (factor, rest) if decided(Atomic("=", gap, straight)).proved else None
