r"""Sums without end that go on as they began, as returns do.

What follows the first term of G_t = R_{t+1} + \gamma R_{t+2} + \gamma^2 R_{t+3} + … is the factor
times the next sum: G_t = R_{t+1} + \gamma G_{t+1}.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree

_SHOWN: Final = 3


def with_tails_as_steps(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements with one step for such sums.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> long = r"G_t=R_{t+1}+cR_{t+2}+c^2R_{t+3}+\cdots"
        >>> (found,) = with_tails_as_steps(parse(long).statements)
        >>> found.body.links == parse(r"G_t=R_{t+1}+cG_{t+1}").statements[0].body.links
        True
    """
    return [
        replace(s, body=_step(s.body))
        if isinstance(s, tree.Statement) and isinstance(s.body, tree.Chain)
        else s
        for s in statements
    ]


def _step(chain: tree.Chain) -> tree.Chain:
    name, (link, *more) = chain.first, chain.links
    total = link.operand
    if not isinstance(name, tree.Name) or name.subscript is None or not isinstance(total, tree.Sum):
        return chain
    *terms, dots = total.terms
    letter = tree.key(name.subscript)
    if letter is None or len(terms) < _SHOWN or not isinstance(dots, tree.Dots):
        return chain
    parts = [_split(term) for term in terms]
    first = parts[0][1]
    bases = [base for base, _ in parts]
    factor = bases[1]
    if factor is None or first is None or bases[0] is not None:
        return chain
    for k, (base, member) in enumerate(parts):
        if k and (base is None or _bare(base) != _bare(_raised(factor, k))):
            return chain
        if member is None or _shift(member, letter) != (_shift(first, letter) or 0) + k:
            return chain
        if replace(member, subscript=None) != replace(first, subscript=None):
            return chain
    one = tree.Number("1", Fraction(1), None)
    later = replace(name, subscript=tree.Sum((name.subscript, one)), span=total.span)
    rest = tree.Product((factor, later), ("",), span=total.span)
    step = replace(total, terms=(terms[0], rest))
    return replace(chain, links=(replace(link, operand=step), *more))


def _split(term: tree.Node) -> tuple[tree.Node | None, tree.Name | None]:
    """The factor and the member of γ^2 R_{t+3}; no factor for R_{t+1}."""
    if isinstance(term, tree.Name):
        return None, term
    if isinstance(term, tree.Product) and len(term.factors) == 2:
        factor, member = term.factors
        return factor, member if isinstance(member, tree.Name) else None
    return None, None


def _raised(factor: tree.Node, k: int) -> tree.Node:
    return factor if k == 1 else tree.Power(factor, tree.Number(str(k), Fraction(k), None))


def _bare(node: tree.Node) -> tuple[tree.Node, Fraction]:
    """What is raised, and to which power, wherever it is written."""
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        return node.base, node.exponent.value
    return node, Fraction(1)


def _shift(member: tree.Name, letter: str) -> int | None:
    """The 1 of R_{t+1}; 0 for R_t."""
    index = member.subscript
    if index is not None and tree.key(index) == letter:
        return 0
    if not isinstance(index, tree.Sum) or len(index.terms) != 2:
        return None
    start, step = index.terms
    if not isinstance(step, tree.Number) or step.value.denominator != 1:
        return None
    return int(step.value) if tree.key(start) == letter else None
