r"""Slopes of functions by name, and of values: \sigma' = \sigma(1-\sigma), a' = a(1-a).

Between functions an equation holds at every point, so it is read at a fresh letter. A prime on a
value that is a formula in a single letter is its derivative in that letter if the equation then
holds; it may be a new name as well, so it is false only where derivatives are spoken of already.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.stated import differentiated, is_derivative, letters
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.builtins import ELEMENTWISE, SPELLINGS
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

#: Letters that may be taken for any number.
FRESH: Final = ("x", "t", "u", "s", "v", "r", "z", "y", "q", "p")

#: Functions whose argument may be a function: \ln(1-\sigma) is no product.
_COMPOSING: Final = frozenset({"log", "exp", "sqrt", "sin", "cos", "abs"})


@final
class _UnclearError(Exception):
    """A function stands where no reading is certain."""


def at_a_letter(
    left: tree.Node, right: tree.Node, view: Reader
) -> tuple[tree.Node, tree.Node] | None:
    """Both sides of an equation between functions, at a letter; None for any other equation.

    Args:
        left, right: the sides; the left one must be a derivative.
        view: the reader that knows which names are functions.
    """
    if differentiated(left) is None:
        return None
    taken: set[str] | None = None
    for fresh in (name for name in FRESH if view.scope.latest(name) is None):
        work = _Pointwise(view, tree.Name(fresh))
        try:
            sides = work.change(left), work.change(right)
        except _UnclearError:
            return None
        if not work.bare or len(work.points) > 1:
            return None
        own = next(iter(work.points), fresh)
        if own != fresh and view.scope.latest(own) is None:  # words beside it may speak of it
            work = _Pointwise(view, tree.Name(own))
            return work.change(left), work.change(right)
        taken = _letters_in(view, left, right) if taken is None else taken
        if fresh in taken - work.points:
            continue
        for point in work.points:
            sides = renamed(sides[0], point, fresh), renamed(sides[1], point, fresh)
        return sides
    return None


def _letters_in(view: Reader, *nodes: tree.Node) -> set[str]:
    """The names in some nodes, and those that the formulas of their functions are open in."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting: list[tuple[tree.Node, tuple[str, ...]]] = [(node, ()) for node in nodes]
    while waiting:
        node, bound = waiting.pop()
        for key in {tree.key(part) for part in tree.walk(node)} - {None, *bound}:
            found.add(key or "")
            known = view.scope.latest(key or "")
            if known is not None and known.key not in seen:
                seen.add(known.key)
                waiting.append((known.body, known.parameters or ()))
    return found


def renamed(node: tree.Node, old: str, new: str) -> tree.Node:
    """The tree with another letter in place of a name; w^* is a name of its own beside w."""
    if isinstance(node, tree.Mark) and isinstance(node.operand, tree.Name):
        return node
    if isinstance(node, tree.Name) and tree.key(node) == old:
        return tree.Name(new, span=node.span)
    return tree.map_children(node, lambda child: renamed(child, old, new))


@final
@dataclass(slots=True)
class _Pointwise:
    """Puts an argument behind every function that has none; notes those that others have."""

    view: Reader
    at: tree.Name
    bare: bool = False
    points: set[str] = field(default_factory=set)

    def function(self, node: tree.Node) -> bool:
        """Whether a name stands for a function of one number."""
        if not isinstance(node, tree.Name):
            return False
        try:
            found = self.view.value(node)
        except MeaningError:
            return False
        if isinstance(found, Builtin):
            return found.name in ELEMENTWISE
        return isinstance(found, Defined) and len(found.parameters) == 1

    def change(self, node: tree.Node) -> tree.Node:
        """The tree with every bare function at the letter."""
        head = node.operand if isinstance(node, tree.Prime) else node
        if self.function(head):
            self.bare = True
            return tree.Call(node, tree.Group("()", (self.at,), span=node.span), span=node.span)
        if isinstance(node, tree.Name):  # L_{log} is one name, and no logarithm
            return node
        if isinstance(node, tree.Prime) and isinstance(head, tree.Group):
            if not self.holds_bare(head):
                raise _UnclearError
            body = self.change(head)
            return tree.Derivative(body, (self.at,), (node.count,), span=node.span)
        if isinstance(node, tree.Derivative):
            return self.derivative(node)
        if isinstance(node, (tree.Call, tree.Apply)):
            return self.application(node)
        if isinstance(node, tree.Product):
            return self.product(node)
        if isinstance(node, tree.Power) and self.function(node.base):
            self.refuse_inverse(node.exponent)
        return tree.map_children(node, self.change)

    def product(self, node: tree.Product) -> tree.Node:
        """(fg)'(x) is the slope of fg at x, not a product with x."""
        factors: list[tree.Node] = []
        operators: list[str] = []
        slope = False
        for operator, factor in self.applied(node):
            if slope and not operator and isinstance(factor, tree.Group):
                key = tree.key(factor.items[0]) if len(factor.items) == 1 else None
                if key is None:
                    raise _UnclearError
                self.points.add(key)
                slope = False
                continue
            slope = isinstance(factor, tree.Prime) and isinstance(factor.operand, tree.Group)
            factors.append(self.change(factor))
            operators.append(operator)
        if len(factors) == 1:
            return factors[0]
        return replace(node, factors=tuple(factors), operators=tuple(operators[1:]))

    def applied(self, node: tree.Product) -> list[tuple[str, tree.Node]]:
        """The factors with their operators; sig[z] of a function sig is one of them."""
        found: list[tuple[str, tree.Node]] = []
        for operator, factor in zip(("", *node.operators), node.factors, strict=True):
            head = found[-1][1] if found else None
            square = isinstance(factor, tree.Group) and factor.fence == "[]" and not operator
            bare = head.operand if isinstance(head, tree.Prime) else head
            if square and head is not None and bare is not None and self.function(bare):
                arguments = replace(factor, fence="()") if isinstance(factor, tree.Group) else None
                if arguments is not None:
                    found[-1] = (found[-1][0], tree.Call(head, arguments, span=head.span))
                    continue
            found.append((operator, factor))
        return found

    def refuse_inverse(self, exponent: tree.Node) -> None:
        """f^{-1} may be an inverse or a reciprocal, f^{(n)} a derivative."""
        if not isinstance(exponent, tree.Number):
            raise _UnclearError

    def derivative(self, node: tree.Derivative) -> tree.Node:
        """dσ/dx is at x already."""
        keys = {tree.key(v) for v in node.variables}
        operand = node.operand
        if operand is None or len(keys) != 1 or self.is_by_function(operand, node.variables):
            raise _UnclearError
        self.points |= {key for key in keys if key is not None}
        if any(key is not None and "_" in key for key in keys) and self.function(operand):
            raise _UnclearError
        if self.function(operand):
            if any(self.is_constant_in(operand, key or "") for key in keys):
                raise _UnclearError
            self.bare = True
            place = tree.Group("()", (node.variables[0],), span=operand.span)
            return replace(node, operand=tree.Call(operand, place, span=operand.span))
        return replace(node, operand=self.change(operand))

    def is_by_function(self, operand: tree.Node, variables: tuple[tree.Node, ...]) -> bool:
        """Whether the slope of y(t) is taken by x(t), so that both turn with t."""
        own = self.view.value(operand) if self.function(operand) else None
        names = own.parameters if isinstance(own, Defined) else ()
        return any(self.function(v) and tree.key(v) not in names for v in variables)

    def is_constant_in(self, function: tree.Node, key: str) -> bool:
        """Whether the formula of a function holds a letter besides its variable: a in f(x) = ax."""
        found = self.view.value(function)
        if not isinstance(found, Defined) or key in found.parameters:
            return False
        behind = parts_behind((found.body,), self.view.scope.latest)
        return any(tree.key(part) == key for part in behind)

    def application(self, node: tree.Call | tree.Apply) -> tree.Node:
        """σ(1-σ) is a product; ln(1-σ) is not; σ(x) is at x."""
        head = node.head if isinstance(node, tree.Call) else node.function
        argument = node.arguments if isinstance(node, tree.Call) else node.argument
        function = head.operand if isinstance(head, tree.Prime) else head
        function = function.base if isinstance(function, tree.Power) else function  # of f^2(x)
        if not self.function(function):
            return tree.map_children(node, self.change)
        if not self.holds_bare(argument):
            inner = argument.items[0] if isinstance(argument, tree.Group) else argument
            key = tree.key(inner)
            if key is not None:
                self.points.add(key)
            return node
        if isinstance(function, tree.Name) and SPELLINGS.get(function.base) in _COMPOSING:
            changed = self.change(argument)
            return (
                replace(node, arguments=changed)
                if isinstance(node, tree.Call) and isinstance(changed, tree.Group)
                else tree.Apply(head, changed, getattr(node, "power", None), span=node.span)
            )
        if isinstance(node, tree.Apply) and node.power is not None:
            raise _UnclearError
        if not any(tree.key(n) == tree.key(function) for n in tree.walk(argument)):
            raise _UnclearError
        first, second = self.change(head), self.change(argument)
        return tree.Product((first, second), ("",), span=node.span)

    def holds_bare(self, node: tree.Node) -> bool:
        """Whether a function stands in an expression without an argument."""
        if self.function(node):
            return True
        if isinstance(node, tree.Call):
            return self.holds_bare(node.arguments)
        if isinstance(node, tree.Apply):
            return self.holds_bare(node.argument)
        if isinstance(node, (tree.Derivative, tree.Name)):
            return False
        return any(self.holds_bare(child) for child in tree.children(node))


def only_here(
    found: Judgement,
    left: tree.Node,
    link: tree.Link,
    view: Reader,
    universal: frozenset[str] = frozenset(),
) -> Judgement:
    """The judgement, unless a derivative has the stated form only at the value of its variable.

    With x = 2, df/dx = x + 2 holds for f(x) = x^2 at this x; the formula is false all the same. Of
    the `universal` names it was judged for all values that words beside it name.
    """
    opened = {
        key: _opened(key, view)
        for key in _moved(left) - universal
        if view.scope.latest(key) is not None and key in letters(link.operand)
    }
    if not opened or link.relation != "=":
        return found
    try:
        wide = view.varying(opened)
        sides = Side(wide.read(left), left), Side(wide.read(link.operand), link.operand)
    except MeaningError:
        return found
    if judge("=", *sides).outcome == "proved":
        return found
    names = ", ".join(sorted(opened))
    text = f"it holds at the value that {names} has here, but not as a formula"
    return Judgement("undecided", reason=text)


def _opened(key: str, view: Reader) -> Value:
    """An unknown for a number, and a list of them for a list."""
    value = view.varied.get(key)
    known = view.scope.latest(key)
    if value is None and known is not None and known.parameters is None:
        try:
            value = view.read(known.body)
        except MeaningError:
            value = None
    if not isinstance(value, Array) or not value.is_vector:
        return Scalar(symbol(key))
    cells = iter([Scalar(symbol(f"{key}′{k}")) for k, _ in enumerate(value.cells())])
    return Array(tuple(tuple(next(cells) for _ in row) for row in value.rows), value.loose)


def _moved(node: tree.Node) -> set[str]:
    """The names that a derivative is taken in, or at."""
    if isinstance(node, tree.Derivative):
        return {tree.key(v) or "" for v in node.variables}
    if differentiated(node) is None or not isinstance(node, (tree.Call, tree.Apply)):
        return set()
    argument = node.arguments if isinstance(node, tree.Call) else node.argument
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    return {key for item in items if (key := tree.key(item)) is not None}


# --- primes on values -----------------------------------------------------------------


def prime_as_slope(node: tree.Node, scope: Scope) -> tree.Derivative | None:
    """a' as da/dz, for a value a that is a formula in the one letter z; None for anything else."""
    if not isinstance(node, tree.Prime) or not isinstance(node.operand, tree.Name):
        return None
    known = scope.latest(tree.key(node.operand) or "")
    if known is None or known.parameters is not None or scope.latest(tree.key(node) or ""):
        return None
    functions = {tree.key(n.head) for n in tree.walk(known.body) if isinstance(n, tree.Call)}
    inside = letters(known.body) - functions
    if len(inside) != 1 or not functions | _applied(known.body):
        return None
    (letter,) = inside
    variable = next(n for n in tree.walk(known.body) if tree.key(n) == letter)
    return tree.Derivative(node.operand, (variable,), (node.count,), span=node.span)


def _applied(node: tree.Node) -> set[str | None]:
    return {tree.key(n.function) for n in tree.walk(node) if isinstance(n, tree.Apply)}


def speaks_of_slopes(chain: tree.Chain, scope: Scope) -> bool:
    """Whether a formula holds a derivative that is no mere name with a prime."""
    return any(
        is_derivative(part) and (not isinstance(part, tree.Prime) or _of_function(part, scope))
        for part in tree.walk(chain)
    )


def _of_function(node: tree.Prime, scope: Scope) -> bool:
    known = scope.latest(tree.key(node.operand) or "")
    return known is not None and known.parameters is not None


def is_slope_of_function(node: tree.Node, scope: Scope) -> bool:
    """Whether a name with primes is the derivative of a function that is known, not a new name."""
    if not isinstance(node, tree.Prime) or scope.latest(tree.key(node) or "") is not None:
        return False
    operand = node.operand
    if not isinstance(operand, tree.Name):
        return False
    known = scope.latest(tree.key(operand) or "")
    if known is not None:
        return known.parameters is not None
    return SPELLINGS.get(operand.base) in ELEMENTWISE
