"""A counterexample laid out: the point, both sides there, and how they stand to each other."""

from __future__ import annotations

from typing import Any, Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.claims.language import check
from symnn.claims.verdict import Verdict
from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.from_expressions import formula, name_of
from symnn.derivations.formulas.nodes import Node
from symnn.derivations.formulas.rewriting import names_in, replaced
from symnn.derivations.layers import is_settled, numeral
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ClaimError, UnsupportedError
from symnn.exact.expression import Expr, substitute

_OPPOSITE: Final = {"=": "!=", "!=": "=", "<=": ">", "<": ">=", ">=": "<", ">": "<="}


def derive_refutation(
    claim: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""Why a claim is false: a point of its domain, and both sides there.

    Args:
        claim: a refuted Verdict, or a claim that `check` refutes.
        depth, style: as for the forward pass.

    Exactness: exact.

    Raises:
        ClaimError: the claim is not refuted.
        UnsupportedError: it is no relation, and no conjunction of relations.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> x = sp.Symbol("x", real=True)
        >>> print(derive_refutation(sn.Le(sn.relu(x), x)))
        The claim fails at this point.
        <BLANKLINE>
        x = -1
        ReLU(x) = 0 > -1 = x
    """
    check_depth(depth)
    verdict = claim if isinstance(claim, Verdict) else check(claim)
    if not verdict.refuted:
        raise ClaimError(f"only a refuted claim has a refutation: {verdict}")
    draft = Draft("Refutation")
    if verdict.point:
        draft.say("The claim fails at this point.")
        for name, value in sorted(verdict.point.items()):
            draft.define(name_of(name), Form(_written(value)), is_result=False)
    for part in verdict.claim.over:
        _inside(draft, part, verdict)
    atom = _failing(verdict.claim.formula, verdict)
    _relation(draft, atom, _OPPOSITE[atom.relation], verdict)
    return draft.finish(depth, style)


def _written(value: Expr) -> Node:
    return numeral(value)


def _at(expr: Expr, verdict: Verdict) -> Expr:
    return substitute(expr, dict(verdict.point))


def _failing(found: Formula, verdict: Verdict) -> Atomic:
    """The relation that fails, among those that are said to hold together."""
    if isinstance(found, Atomic):
        return found
    if isinstance(found, Compound) and found.connective == "and":
        for part in found.parts:
            if decide(Claim(part).at(verdict.point)).refuted:
                return _failing(part, verdict)
    raise UnsupportedError("a refutation is laid out for a relation, or for several joined by and")


def _inside(draft: Draft, part: Formula, verdict: Verdict) -> None:
    """The point lies in the domain."""
    if isinstance(part, Compound) and part.connective == "and":
        for inner in part.parts:
            _inside(draft, inner, verdict)
    elif isinstance(part, Atomic):
        _relation(draft, part, part.relation, verdict, depth="full")


def _relation(
    draft: Draft, atom: Atomic, relation: str, verdict: Verdict, depth: Depth = "result"
) -> None:
    """left = its value ~ the value of the right side = right."""
    left, right = formula(atom.left), formula(atom.right)
    forms = _towards(left, atom.left, verdict)
    last = _towards(right, atom.right, verdict)
    if last:
        forms.append(Form(last[-1].formula, "textbook", "", relation))
        forms += [Form(form.formula, "full") for form in last[-2::-1]]
        forms.append(Form(right))
    else:
        forms.append(Form(right, "result", "", relation))
    short = depth == "full"
    draft.prove(left, *forms, depth=depth, is_result=False, in_one_row=short)


def _towards(node: Node, expr: Expr, verdict: Verdict) -> list[Form]:
    """The side with its numbers, and its exact value."""
    found: list[Form] = []
    if any(True for _ in names_in(node)):
        point = {name_of(k): _written(v) for k, v in verdict.point.items()}
        found.append(Form(replaced(node, point.get), "full", "the numbers put in"))
    there = _at(expr, verdict)
    if is_settled(there):
        found.append(Form(numeral(there), "textbook"))
    return [f for f in found if f.formula != node]
