"""Which letters may stand for any real number when nothing defines them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.keys import key

#: Names of several letters for one number.
_WORDS: Final = frozenset({"ell", "net", "error", "cost", "loss", "bias"})


def may_be_a_number(name: tree.Name) -> bool:
    """A plain lower-case letter: capitals, bold type and arrows may stand for arrays.

    Examples:
        >>> may_be_a_number(tree.Name("y", accents=("hat",)))
        True
        >>> may_be_a_number(tree.Name("y", accents=("vec",)))
        False
        >>> may_be_a_number(tree.Name("ell"))
        True
    """
    letter = (len(name.base) == 1 and name.base.islower()) or name.base in _WORDS
    greek = name.base in _LOWER_GREEK
    accents = set(name.accents) <= _ACCENTS and len(name.accents) <= 1
    plain = name.font == "" and accents and not name.labels
    return plain and (letter or greek)


def is_minus_one(node: tree.Node) -> bool:
    """Whether it is the -1 above the name of an inverse.

    Examples:
        >>> is_minus_one(tree.Name("n"))
        False
    """
    one = node.operand if isinstance(node, tree.Neg) else None
    return isinstance(one, tree.Number) and one.value == 1


def is_to_minus_one(node: tree.Node) -> bool:
    r"""Whether a node is a function to the power -1 at something: f^{-1}(x), \sin^{-1} x."""
    if isinstance(node, tree.Call):
        return isinstance(node.head, tree.Power) and is_minus_one(node.head.exponent)
    return isinstance(node, tree.Apply) and node.power is not None and is_minus_one(node.power)


def is_unknown(head: tree.Node, knows: Callable[[str], bool]) -> bool:
    """Whether a bracket after a letter that nothing defines is an argument: f(x + y), not a(x + y).

    Examples:
        >>> is_unknown(tree.Name("f"), lambda key: False)
        True
        >>> is_unknown(tree.Name("a"), lambda key: False)
        False
    """
    named = isinstance(head, tree.Name) and head.base in _FUNCTIONS
    return named and not knows(key(head) or "")


_FUNCTIONS: Final = frozenset({"f", "g", "phi", "varphi", "psi"})
#: Accents of other values of the same kind, and Δ for a difference; an arrow makes a vector.
_ACCENTS: Final = frozenset({"hat", "tilde", "bar", "Delta"})
_LOWER_GREEK: Final = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "rho",
        "tau",
        "phi",
        "varphi",
        "chi",
        "psi",
        "omega",
    ]
)


def spread(chain: tree.Node) -> tree.Node:
    """0 < a, b < 1 as 0 < a < 1 and 0 < b < 1, 0 < a, b so too; any other node is itself.

    >>> spread(tree.Name("a")) == tree.Name("a")
    True
    """
    if not isinstance(chain, tree.Chain) or len(chain.links) not in (1, 2):
        return chain
    link, rest = chain.links[0], chain.links[1:]
    if not rest and link.relation not in ("<", "≤", ">", "≥"):
        return chain
    group, ends = link.operand, (chain.first, *(further.operand for further in rest))
    if not isinstance(group, tree.Group) or group.fence != "":
        return chain
    if not all(isinstance(n, tree.Number) for n in ends) or not all(
        isinstance(n, tree.Name) for n in group.items
    ):
        return chain
    links = [(replace(link, operand=name), *rest) for name in group.items]
    each = tuple(tree.Chain(chain.first, one, span=chain.span) for one in links)
    return tree.Group("", each, (",",) * (len(each) - 1), span=chain.span)


def of_one_value(chain: tree.Chain) -> tuple[tree.Node, ...]:
    """The names of a = b = 1, which are given one value; none of any other chain.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> [len(of_one_value(parse(t).statements[0].body)) for t in ("a=b=1", "a=1", "a=b=c")]
        [2, 0, 0]
    """
    *names, last = chain.first, *(link.operand for link in chain.links)
    named = len(names) > 1 and all(map(tree.key, names)) and tree.key(last) is None
    equal = all(link.relation == "=" for link in chain.links)
    return tuple(names) if named and equal else ()
