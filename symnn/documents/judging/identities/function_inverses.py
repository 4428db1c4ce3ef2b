r"""f^{-1}(E) = R of a function f of one number: the inverse function, or the reciprocal 1/f(E).

As the inverse it says that f(R) = E, and that f takes this value nowhere else: g = R(x) with
g(f(t)) = t is such an inverse, and so is every R if f rises, or falls, all along the line.
It is false only if it is false in both senses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, postorder, substitute, symbol
from symnn.exact.plain import plain as written
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.builtins import ELEMENTWISE
from symnn.latex.meaning.letters import is_minus_one
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Builtin, Defined, Scalar
from symnn.latex.plain import plain

Judge: TypeAlias = "Callable[..., tuple[Judgement, str]]"

SECONDS: Final = 2
_S, _T = "′s", "′t"
#: Their inverses are functions of their own, with the values that they are agreed to take.
_CIRCULAR: Final = frozenset({"sin", "cos", "tan"})
#: Operations that have a value, and a slope, at all real arguments.
_SMOOTH: Final = frozenset({"rational", "symbol", "pi", "root", "add", "mul"})
_INSIDE: Final = frozenset({"exp", "sin", "cos", "atan", "erf"})


@final
class Inverse(NamedTuple):
    """f^{-1}(E): the nodes of f and of E."""

    function: tree.Node
    argument: tree.Node

    def value_at(self, node: tree.Node) -> tree.Node:
        """The node f(…)."""
        inside = tree.Group("()", (node,), span=node.span)
        return tree.Call(self.function, inside, span=node.span)


def inverse_in(left: tree.Node, link: tree.Link, view: Reader) -> Inverse | None:
    """What the left side of an equation is the inverse of; None if it is no such thing."""
    if link.relation != "=" or not isinstance(left, (tree.Call, tree.Apply)):
        return None
    if isinstance(left, tree.Call):
        head, inside = left.head, left.arguments.items
        if not (isinstance(head, tree.Power) and is_minus_one(head.exponent) and len(inside) == 1):
            return None
        found = Inverse(head.base, inside[0])
    elif left.power is not None and is_minus_one(left.power) and not left.ambiguous:
        found = Inverse(left.function, _inside(left.argument))
    else:
        return None
    if any(isinstance(n, tree.Number) and n.decimals for n in _parts(found.argument, link)):
        return None
    try:
        function = view.value(found.function)
    except MeaningError:
        return None
    if isinstance(function, Defined):
        return found if len(function.parameters) == 1 else None
    named = isinstance(function, Builtin) and function.name in ELEMENTWISE - _CIRCULAR
    return found if named else None


def judged_inverse(
    judge: Judge,
    place: Place,
    inverse: Inverse,
    link: tree.Link,
    worked: bool,
    assumed: Assumptions,
) -> tuple[Judgement, str]:
    """The judgement in both senses.

    Args:
        judge: judges a relation as it stands.
        place, link, worked, assumed: as for it.
        inverse: what the left side is.
    """
    result = link.operand
    if assumed == NOTHING and (false := _false_formula(place, inverse, result)) is not None:
        return false, f"as the inverse function: {plain(inverse.argument)} of any value"
    image = replace(link, operand=inverse.argument)
    first, reading = judge(place, inverse.value_at(result), image, worked, assumed)
    first = replace(first, right=None)  # it would be the value of f, and not of its inverse
    reading = f"as the inverse function: {reading}"
    if first.outcome == "proved":
        if _is_only_one(place.view(), inverse, result):
            return first, reading
        text = "the function takes this value there, but perhaps elsewhere too"
        first = Judgement("undecided", reason=text)
    one = tree.Number("1", Fraction(1), 0, span=result.span)
    value = inverse.value_at(inverse.argument)
    other = tree.Quotient(one, value, span=inverse.argument.span)
    try:
        second, words = judge(place, other, link, worked, assumed)
    except MeaningError:
        return first, reading
    if second.outcome == "proved":
        text = "it holds as the reciprocal; f^{-1} is usually the inverse function"
        return Judgement("undecided", reason=text), f"as the reciprocal: {words}"
    return (first if second.outcome == "refuted" else _open(first)), reading


def _false_formula(place: Place, inverse: Inverse, result: tree.Node) -> Judgement | None:
    """The refutation of R as a formula for the inverse of a function that rises or falls.

    It would give t back from f(t). So would no reciprocal 1/f(x) be R.
    """
    key, view = tree.key(inverse.argument), place.view()
    if key in (None, "e", "pi") or view.knows(key or "") or may_be_posed_in_words(place.formula):
        return None
    try:
        f, here = _at(view, inverse, _T), _at(view, inverse, key)
        back = view.varying({key: Scalar(f)}).read(result)
        at = view.varying({key: Scalar(symbol(key))}).read(result)
        if not isinstance(back, Scalar) or not isinstance(at, Scalar):
            return None
        if free_symbols(back.expr, f) != {_T}:
            return None
        found = decide(Claim(Atomic("=", back.expr, symbol(_T))), seconds=SECONDS)
        other = decide(Claim(Atomic("=", at.expr * here, ONE)), seconds=SECONDS)
        if not (found.refuted and other.refuted and _rises(f, view, inverse)):
            return None
    except (MeaningError, SymnnError):
        return None
    value = next(iter(found.point.values()), None)
    where = f"f(t) is not taken back to t = {written(value)}" if value is not None else ""
    return Judgement("refuted", found.method, notes=(where,) if where else ())


def _open(found: Judgement) -> Judgement:
    """A refutation as the inverse, where the reciprocal is not refuted."""
    if found.outcome != "refuted":
        return found
    return Judgement("undecided", reason="f^{-1} may be an inverse or a reciprocal")


def _is_only_one(view: Reader, inverse: Inverse, result: tree.Node) -> bool:
    """Whether the function takes the value E at R only."""
    try:
        f = _at(view, inverse, _T)
        if _rises(f, view, inverse):
            return True
        key = tree.key(inverse.argument)
        if key is None:
            return False
        there = view.varying({key: Scalar(symbol(key))}).read(result)
        if not isinstance(there, Scalar):
            return False
        back = substitute(there.expr, {key: f})
        return decide(Claim(Atomic("=", back, symbol(_T))), seconds=SECONDS).proved
    except (MeaningError, SymnnError):
        return False


def _at(view: Reader, inverse: Inverse, name: str) -> Expr:
    found = view.apply(view.value(inverse.function), [Scalar(symbol(name))], inverse.function)
    if not isinstance(found, Scalar):
        text = "the inverse of a function with several values"
        raise MeaningError(Kind.UNSUPPORTED, text, inverse.function.span)
    return found.expr


def _rises(f: Expr, view: Reader, inverse: Inverse) -> bool:
    """Whether the function is proved to rise, or to fall, all along the line."""
    before, over = _at(view, inverse, _S), (Atomic("<", symbol(_S), symbol(_T)),)
    for sign in ("<", ">"):
        if decide(Claim(Atomic(sign, before, f), over), seconds=SECONDS).proved:
            return True
    if not _is_smooth(f):
        return False
    slope = derivative(lower(f), _T)
    return any(
        decide(Claim(Atomic(sign, slope, ZERO)), seconds=SECONDS).proved for sign in (">", "<")
    )


def _is_smooth(f: Expr) -> bool:
    """Whether it has a value and a slope everywhere: what is divided by is proved positive."""
    for node in postorder(lower(f)):
        if node.op in _SMOOTH or (node.op == "apply" and node.data in _INSIDE):
            continue
        if node.op == "power" and _is_natural(node.args[1]):
            continue
        if node.op != "power" and not (node.op == "apply" and node.data == "log"):
            return False
        if not decide(Claim(Atomic(">", node.args[0], ZERO)), seconds=SECONDS).proved:
            return False
    return True


def _is_natural(exponent: Expr) -> bool:
    return isinstance(exponent.data, fmpq) and exponent.data.q == 1 and exponent.data > 0


def _inside(node: tree.Node) -> tree.Node:
    return node.items[0] if isinstance(node, tree.Group) and len(node.items) == 1 else node


def _parts(argument: tree.Node, link: tree.Link) -> list[tree.Node]:
    return [part for side in (argument, link.operand) for part in tree.walk(side)]
