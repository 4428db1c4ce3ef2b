"""The shape of an expression in one reading of a document, with all that its formulas force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.matrices.kept_shapes import (
    ANY_LETTERS,
    KEEPING,
    is_of_each_entry,
)
from symnn.documents.judging.memberships.world import World
from symnn.documents.judging.open_arrays.sizes import (
    ONE,
    SCALAR,
    Shape,
    Sizes,
    UnreadError,
)
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.matrices.context import DENOMINATOR, GRADIENT, NUMERATOR
from symnn.latex.matrices.names import is_filled, is_identity, name_key, plain_name

_KNOWN: Final = KEEPING | {"exp", "log", "ln", "sin", "cos", "sqrt", "abs", "act", "activation"}
_LOSSES: Final = frozenset(
    {"L", "ell", "J", "C", "E", "l", "loss", "Loss", "cal L", "R", "cal J", "cal E", "cal C"}
)
_TRACES: Final = frozenset({"tr", "Tr", "trace", "Trace", "det"})
_PASSES: Final = 3
_DEEPEST: Final = 12


@final
@dataclass(slots=True)
class Inference:
    """Shapes by name while formulas are gone through.

    `rows` tells that vectors of one size are rows, `layout` how slopes are laid out;
    `strict` leaves products with small letters alone that may be numbers; `known` are shapes so
    far; `open_names` were told none; `assumed` are open ones that were taken for matrices since
    they stand in products, with whether they are small letters; `flat` are vectors of one size;
    `spread` tells that a vector was added to all rows.
    """

    world: World
    values: Callable[[tree.Node], Shape | None]
    rows: bool = False
    layout: str = GRADIENT
    strict: bool = False
    sizes: Sizes = field(default_factory=lambda: Sizes(ones=True))
    known: dict[str, Shape] = field(default_factory=dict)
    open_names: set[str] = field(default_factory=set)
    assumed: dict[str, bool] = field(default_factory=dict)
    flat: set[str] = field(default_factory=set)
    spread: bool = False
    depth: int = 0

    # --- names --------------------------------------------------------------------------

    def of_name(self, node: tree.Node) -> Shape:
        """The shape of a name, a new one if nothing tells it."""
        key = name_key(node) or ""
        if key in self.world.contested:
            raise UnreadError("it was given two shapes")
        if key not in self.known:
            self.known[key] = self._told(key, node)
        return self.sizes.shape(self.known[key])

    def _told(self, key: str, node: tree.Node) -> Shape:
        world = self.world
        if key not in world.spaces and isinstance(node, tree.Name):
            world.take(node)
        space = world.spaces.get(key)
        if space is not None:
            shape = world.put_numbers(space.shape)
            if space.flat and shape != SCALAR:
                self.flat.add(key)
            return shape[::-1] if space.flat and self.rows else shape
        value = self.values(node)
        if value is not None:
            return value
        if key in world.numbers:
            return SCALAR
        if key == plain_name(key) and key in world.letters():
            return SCALAR
        if is_identity(node) and key not in world.defined:
            side = self.sizes.unknown()
            return side, side
        if is_filled(node):
            raise UnreadError("how long a vector of ones is")
        whole = self._whole(node)
        if whole is not None:
            return whole
        self.open_names.add(key)
        return self.sizes.unknown(), self.sizes.unknown()

    def _whole(self, node: tree.Node) -> Shape | None:
        """An entry of a vector is a number; other parts of arrays are not read."""
        if not isinstance(node, tree.Name) or (node.subscript is None and not node.labels):
            return None
        wholes = [replace(node, subscript=None), replace(node, subscript=None, labels=())]
        wholes += [replace(node, labels=())] if node.labels else []
        own = name_key(node) in self.world.defined
        for whole in wholes:
            key = name_key(whole) or ""
            if whole == node or own:
                continue
            if key in self.world.spaces or (self.values(whole) or SCALAR) != SCALAR:
                space = self.world.spaces.get(key)
                single = isinstance(node.subscript, (tree.Name, tree.Number)) and not node.labels
                if single and space is not None and space.flat and space.shape != SCALAR:
                    return SCALAR
                raise UnreadError("a part of an array")
        return None

    def settled(self, node: tree.Node) -> bool:
        """Whether the shapes of all names in an expression are known."""
        names = [n for n in _needed(node) if not self._is_function(n)]
        return all(s.is_known for name in names for s in self.of_name(name))

    # --- expressions --------------------------------------------------------------------

    def apart(self, node: tree.Node) -> tree.Node:
        """The tree with brackets behind an array read as a product."""
        return resolve(self.world.named(node), self._is_function)

    def _is_function(self, head: tree.Node) -> bool:
        inner = head.operand if isinstance(head, tree.Prime) else head
        key = name_key(inner)
        if key is None or not isinstance(inner, tree.Name):
            return False
        if key in self.world.functions or inner.base in _KNOWN | _TRACES:
            return key not in self.world.spaces
        told = {*self.world.spaces, *self.world.numbers, *self.world.defined}
        return inner.base in ANY_LETTERS and key == inner.base and key not in told

    def of(self, node: tree.Node) -> Shape:
        """The shape of an expression.

        Raises:
            UnreadError: it is none that is read.
            MisfitError: its sizes do not fit.
        """
        self.depth += 1
        try:
            if self.depth > _DEEPEST * _DEEPEST:
                raise UnreadError("too much is asked")
            return self.sizes.shape(self._of(node))
        finally:
            self.depth -= 1

    def _of(self, node: tree.Node) -> Shape:
        if isinstance(node, (tree.Number, tree.Norm)):
            return SCALAR
        if name_key(node) is not None:
            return self.of_name(node)
        if isinstance(node, tree.Group) and len(node.items) == 1:
            if node.fence == "[]" and isinstance(node.items[0], tree.Product):
                raise UnreadError("[A b] may be a product, or blocks side by side")
            return self.of(node.items[0])
        if isinstance(node, (tree.Neg, tree.Abs)):
            return self.of(node.operand)
        if isinstance(node, tree.Transpose):
            return self.of(node.operand)[::-1]
        if isinstance(node, tree.Sum):
            return self._sum(node)
        if isinstance(node, tree.Product):
            return self._product(node)
        if isinstance(node, (tree.Call, tree.Apply)):
            return self._applied(node)
        return self._other(node)

    def _other(self, node: tree.Node) -> Shape:
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            above, below = self.of(node.numerator), self.of(node.denominator)
            if below == SCALAR:
                return above
            if above == SCALAR and all(s.is_known for s in below):
                return below
        if isinstance(node, tree.Root):
            return self.of(node.radicand)
        if isinstance(node, tree.Power) and not node.ambiguous:
            return self._power(node)
        if isinstance(node, tree.Derivative):
            return self._slope(node)
        if isinstance(node, tree.BigOperator) and node.operator == "∑" and node.lower is not None:
            return self.of(node.body)
        if isinstance(node, tree.Matrix) and node.fence != "||":
            from symnn.documents.judging.memberships.blocks import of_blocks

            return of_blocks(
                node.rows, self.sizes, lambda cell: self.of(self.apart(cell)), self._is_array
            )
        raise UnreadError("a notation whose shape is not read")

    def _is_array(self, node: tree.Node) -> bool:
        """Whether a name is told to be one of an array."""
        key = name_key(node)
        if key is None:
            return False
        space = self.world.spaces.get(key)
        shape = space.shape if space is not None else self.values(node)
        return shape is not None and shape != SCALAR

    def _power(self, node: tree.Power) -> Shape:
        if tree.key(node.base) == "e" and "e" not in self.world.spaces:
            return self.of(node.exponent)
        base = self.of(node.base)
        if base == SCALAR:
            return base
        if not all(s.is_known for s in base) or base[0] != base[1]:
            raise UnreadError("a power of an array that may not be square")
        return base

    def _slope(self, node: tree.Derivative) -> Shape:
        """The slope of a number has the shape of its variable, that of a vector has its rows."""
        if node.operand is None or len(node.variables) != 1 or node.orders != (1,):
            raise UnreadError("a slope of another kind")
        by = self.of(node.variables[0])
        lost = _is_loss(node.operand) and name_key(node.operand) not in self.world.spaces
        above = SCALAR if lost else self.of(node.operand)
        if not all(s.is_known for s in (*above, *by)):
            raise UnreadError("a slope of what is open")
        if above == SCALAR:
            return by[::-1] if self.layout == NUMERATOR else by
        if by == SCALAR:
            return above[::-1] if self.layout == DENOMINATOR else above
        if ONE not in above or ONE not in by:
            raise UnreadError("a slope with more than two sides")
        sides = above[0] * above[1], by[0] * by[1]
        return sides[::-1] if self.layout == DENOMINATOR else sides

    def _applied(self, node: tree.Call | tree.Apply) -> Shape:
        head = node.head if isinstance(node, tree.Call) else node.function
        argument = node.arguments if isinstance(node, tree.Call) else node.argument
        items = argument.items if isinstance(argument, tree.Group) else (argument,)
        inner = head.operand if isinstance(head, tree.Prime) else head
        key, base = name_key(inner) or "", inner.base if isinstance(inner, tree.Name) else ""
        if base in ("max", "min"):
            items = tuple(item for item in items if not isinstance(item, tree.Number))
        if base in _TRACES:
            self.of(items[0])
            return SCALAR
        if len(items) != 1:
            raise UnreadError("a function of several arguments")
        function = self.world.functions.get(key)
        if function is not None and not is_of_each_entry(*function):
            raise UnreadError("a function whose shape is not read")
        if function is None and not self._keeps(base):
            raise UnreadError("a function whose shape is not read")
        if base in ("diag", "Diag"):
            raise UnreadError("a diagonal")
        return self.of(items[0])

    def _keeps(self, base: str) -> bool:
        """Whether a function without a formula is taken for one of each entry."""
        if base in _KNOWN | {"max", "min"}:
            return True
        mapped = rf"(?<![A-Za-z]){re.escape(base)}\s*(?::|\\colon)(?!=)"
        return base in ANY_LETTERS and re.search(mapped, self.world.text) is None

    # --- sums and products --------------------------------------------------------------

    def _sum(self, node: tree.Sum) -> Shape:
        shapes: list[Shape] = []
        loose: list[tree.Node] = []
        for term in node.terms:
            shape = self.of(term)
            bare = term.operand if isinstance(term, tree.Neg) else term
            if not all(s.is_known for s in shape) and name_key(bare) is not None:
                loose.append(bare)
            elif shape != SCALAR or not isinstance(bare, tree.Number):
                shapes.append(shape)
        shapes = [s for s in shapes if s != SCALAR] or shapes[:1]
        flat = any(name_key(part) in self.flat for term in node.terms for part in tree.walk(term))
        total = self._together(shapes, flat) if shapes else None
        for name in loose:
            shape = self.of(name)
            if total is None:
                total = shape
            elif ONE in total:  # to a matrix, a vector may be added as well
                self.sizes.fit(shape, total, "undefined sum")
        return SCALAR if total is None else total

    def _together(self, shapes: Sequence[Shape], flat: bool) -> Shape:
        """The shape of a sum; a vector may be added to all rows, or all columns, of a matrix.

        With `flat` a vector was given by one size alone, and is no column to be added.
        """
        full = next((s for s in shapes if ONE not in s and all(p.is_known for p in s)), None)
        if full is None:
            for shape in shapes[1:]:
                self.sizes.fit(shapes[0], shape, "undefined sum")
            return shapes[0]
        for shape in shapes:
            known = all(p.is_known for p in shape)
            if known and ONE in shape and shape != full:
                long = shape[0] * shape[1]
                if long not in full or (flat and long != full[1]):
                    raise UnreadError("a vector is added to a matrix")
                self.spread = True
            else:
                self.sizes.fit(full, shape, "undefined sum")
        return full

    def _product(self, node: tree.Product) -> Shape:
        total = self._factor(node.factors[0])
        for operator, factor in zip(node.operators, node.factors[1:], strict=True):
            if isinstance(factor, tree.Group) and factor.fence == "[]":
                raise UnreadError("an entry of an array")
            shape, total = self._factor(factor), self.sizes.shape(total)
            if SCALAR in (total, shape):
                total = shape if total == SCALAR else total
            elif operator in ("⊙", "∘"):
                self.sizes.fit(total, shape, "undefined product entry by entry")
            elif operator in ("·", "⋅") and (total[1] == shape[1] == ONE):
                self.sizes.unify(total[0], shape[0], "undefined product")
                total = SCALAR
            elif operator not in ("", "·", "⋅"):
                raise UnreadError("another product")
            else:
                a, b = self.sizes.text(total), self.sizes.text(shape)
                self.sizes.unify(total[1], shape[0], f"undefined product of {a} and {b}")
                total = total[0], shape[1]
        return self.sizes.shape(total)

    def _factor(self, node: tree.Node) -> Shape:
        """The shape of a factor; a small letter of which nothing is known may be a number."""
        shape = self.of(node)
        inner = node.operand if isinstance(node, tree.Transpose) else node
        key = name_key(inner)
        if key is None or key not in self.open_names or shape == SCALAR:
            return shape
        if self.strict and _is_small(inner) and not all(s.is_known for s in shape):
            raise UnreadError("whether a letter is a number is not known")
        self.assumed[key] = _is_small(inner)
        return shape

    # --- all of a document --------------------------------------------------------------

    def go_through(self) -> None:
        """Take up every formula, some times over, since one may need what another tells.

        Raises:
            MisfitError: they do not fit together.
        """
        for _ in range(_PASSES):
            for sides in list(self.world.rules):
                self._take_up(sides)

    def _take_up(self, sides: Sequence[tree.Node]) -> None:
        first, *others = sides
        for other in others:
            try:
                shape = self.of(self.apart(other))
                own = self.of(first)
            except UnreadError:
                continue
            if shape == SCALAR and own != SCALAR and name_key(first) in self.open_names:
                if not all(s.is_known for s in own):
                    self.sizes.fit(own, shape, "a definition")
                continue
            self.sizes.fit(own, shape, "a definition has another shape")


def _is_small(node: tree.Node) -> bool:
    """A small letter in plain type, which may be a number as well as a vector."""
    key = name_key(node) or ""
    return key == plain_name(key) and not (isinstance(node, tree.Name) and node.base[:1].isupper())


def _is_loss(node: tree.Node) -> bool:
    return plain_name(name_key(node) or "") in _LOSSES


def _needed(node: tree.Node) -> Iterator[tree.Node]:
    """The names in an expression whose shapes have to be known; a loss is a number."""
    if isinstance(node, tree.Derivative) and node.operand is not None and _is_loss(node.operand):
        for variable in node.variables:
            yield from _needed(variable)
    elif name_key(node) is not None:
        yield node
    else:
        for child in tree.children(node):
            yield from _needed(child)
