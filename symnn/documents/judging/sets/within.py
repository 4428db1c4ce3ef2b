r"""Where an expression lies: `\sigma(x)\in(0,1)` is 0 < σ(x) < 1, `b(x)\in\{0,1\}` is b(b - 1) = 0.

Of a lone name it is said where it lives; that claims nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.plain import plain

_ENDS: Final = {"[]": "≥≤", "()": "><", "[)": "≥<", "(]": ">≤"}
#: So many members of a set are tried.
_MOST: Final = 8
_WORKED: Final = (
    tree.Call,
    tree.Apply,
    tree.Sum,
    tree.Product,
    tree.Quotient,
    tree.Power,
    tree.Root,
)

Judge = Callable[..., Entry]


def within(place: Place, left: tree.Node, link: tree.Link, judge: Judge) -> Entry | None:
    """The entry of an expression in an interval or a set; None where it claims nothing.

    Args:
        place: where it stands.
        left, link: the relation.
        judge: the entry of a relation between numbers, by its place, its left side and its link.
    """
    if not isinstance(left, _WORKED) or tree.key(left) is not None or not _is_known(place, left):
        return None
    found = [judge(place, left=one, link=other) for one, other in _relations(left, link)]
    verdicts = {entry.verdict for entry in found}
    false = next((entry for entry in found if entry.verdict == "refuted"), None)
    if false is None and verdicts != {"proved"}:
        return None
    if false is not None and any(map(_is_sign, tree.walk(left))):
        return None  # what authors let it be at 0 differs
    chosen = false or found[-1]
    return relation_entry(
        place,
        left,
        link,
        "claim",
        chosen.verdict,
        rule=chosen.rule,
        reading=f"{plain(left)} ∈ {plain(link.operand)}",
        counterexample=chosen.counterexample,
        evidence="; ".join(dict.fromkeys(entry.evidence for entry in found)),
    )


def _is_known(place: Place, left: tree.Node) -> bool:
    """Whether the functions in it have a formula: h(x) ∈ [0, 1] says what an unknown h gives."""
    heads = [part.head for part in tree.walk(left) if isinstance(part, tree.Call)]
    known = [place.state.scope.latest(tree.key(head) or "") for head in heads]
    return all(binding is not None for binding in known)


def _relations(left: tree.Node, link: tree.Link) -> Iterator[tuple[tree.Node, tree.Link]]:
    """The orders that an interval stands for, or the equation of a set."""
    place = link.operand
    if not isinstance(place, tree.Group):
        return
    if place.fence in _ENDS and len(place.items) == 2:
        for end, relation in zip(place.items, _ENDS[place.fence], strict=True):
            if not _is_infinite(end):
                yield left, replace(link, relation=relation, operand=end)
    elif place.fence == "{}" and 0 < len(place.items) <= _MOST:
        bracketed = tree.Group("()", (left,), span=left.span)
        factors = tuple(
            tree.Group("()", (tree.Sum((bracketed, tree.Neg(item))),), span=left.span)
            for item in place.items
        )
        signs = ("",) * (len(factors) - 1)
        whole = tree.Product(factors, signs, span=left.span) if signs else factors[0]
        zero = tree.Number("0", Fraction(0), span=link.operand.span)
        yield whole, replace(link, relation="=", operand=zero)


def _is_sign(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base in ("sign", "sgn", "Theta", "step")


def _is_infinite(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else node
    if isinstance(inner, tree.Sum) and len(inner.terms) == 1:
        inner = inner.terms[0]
    return isinstance(inner, tree.Name) and inner.base in ("∞", "infty")
