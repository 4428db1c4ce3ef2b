"""A formula as the composition of layers, with the names that its author gave to their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.deferred import dataclass
from symnn.errors import DocumentError, SymnnError
from symnn.exact.expression import (
    Expr,
    free_symbols,
    negative,
    postorder,
    rational,
    substitute,
    symbol,
)
from symnn.functions.catalogue import FUNCTIONS
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar
from symnn.latex.writer import write
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network

#: So deep may functions and formulas lead to each other.
_DEEPEST: Final = 40


class NoLayersError(Exception):
    """A formula that is not written layer by layer: why, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A layer, and the author's names: of the weight, the bias or the function, and the value."""

    layer: Layer
    weight: str = ""
    bias: str = ""
    function: str = ""
    value: str = ""


def joined(key: str, layers: Sequence[Layer]) -> Network:
    """The network of some layers; a mistake names what they were read from."""
    try:
        return Network(*layers)
    except SymnnError as error:
        raise DocumentError(f"{key} could not be read as a network: {error}") from None


# --- layer by layer -------------------------------------------------------------------------


@dataclass(slots=True)
class Walk:
    """From the result back to the inputs; `inputs` are the keys of the arguments."""

    scope: Scope
    size: int | None
    depth: int = 0

    def start(self, binding: Binding) -> tuple[list[Part], tuple[str, ...]]:
        """The layers that a definition leads to, and the keys of its inputs."""
        if binding.parameters is not None:
            view = self._view(binding)
            return self.parts(binding.body, view, binding.parameters), binding.parameters
        open_names = sorted(self._open_names(binding))
        if len(open_names) != 1:
            found = ", ".join(open_names) or "none"
            message = f"a formula of one input is needed; the undefined names are: {found}"
            raise NoLayersError(message)
        view = self._view(binding)
        return self.parts(binding.body, view, tuple(open_names)), tuple(open_names)

    def _view(self, binding: Binding) -> Reader:
        return reader(self.scope, version=binding.version - 1)

    def _open_names(self, binding: Binding) -> set[str]:
        """The names that a formula leads to and that nothing defines."""
        found, seen, queue = set[str](), {binding.key}, [binding]
        while queue:
            one = queue.pop()
            for node in tree.walk(one.body):
                name = tree.key(node)
                if name is None or name in seen or not isinstance(node, tree.Name):
                    continue
                known = self.scope.lookup(name, one.version - 1)
                seen.add(name)
                if known is not None:
                    if known.parameters is None:
                        queue.append(known)
                elif not self._means_something(node, one):
                    found.add(name)
        return found

    def _means_something(self, node: tree.Node, binding: Binding) -> bool:
        try:
            self._view(binding).value(node)
        except MeaningError:
            return False
        return True

    def parts(self, node: tree.Node, view: Reader, inputs: tuple[str, ...]) -> list[Part]:
        """The layers whose composition a formula is."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NoLayersError("functions lead to each other too deeply")
        node = view.told_apart(node)
        if self._is_input(node, inputs):
            found = list[Part]()
        elif isinstance(node, tree.Group) and len(node.items) == 1:
            found = self.parts(node.items[0], view, inputs)
        elif isinstance(node, tree.Sum | tree.Neg):
            found = self._sum(node, view, inputs)
        elif isinstance(node, tree.Product | tree.Quotient):
            found = self._product(node, view, inputs)
        elif isinstance(node, tree.Call | tree.Apply):
            found = self._applied(node, view, inputs)
        elif isinstance(node, tree.Name):
            found = self._named(node, view, inputs)
        else:
            raise NoLayersError(f"`{write(node)}` is no layer")
        self.depth -= 1
        return found

    def _is_input(self, node: tree.Node, inputs: tuple[str, ...]) -> bool:
        if len(inputs) == 1:
            return tree.key(node) == inputs[0]
        if isinstance(node, tree.Matrix) and all(len(row) == 1 for row in node.rows):
            items: Sequence[tree.Node] = [row[0] for row in node.rows]
        elif isinstance(node, tree.Group):
            items = node.items
        else:
            return False
        return tuple(tree.key(item) for item in items) == inputs

    def _depends(self, node: tree.Node, view: Reader, inputs: tuple[str, ...]) -> bool:
        queue, seen = [(node, view.version)], set[str]()
        while queue:
            one, version = queue.pop()
            for inner in tree.walk(one):
                name = tree.key(inner)
                if name is None or not isinstance(inner, tree.Name) or name in seen:
                    continue
                if name in inputs:
                    return True
                known = self.scope.lookup(name, version)
                if known is not None and known.parameters is None:
                    seen.add(name)
                    queue.append((known.body, known.version - 1))
        return False

    def _named(self, node: tree.Name, view: Reader, inputs: tuple[str, ...]) -> list[Part]:
        """A formula with a name, as z in h = g(z)."""
        known = self.scope.lookup(str(tree.key(node)), view.version)
        if known is None or known.parameters is not None:
            raise NoLayersError(f"`{write(node)}` is no layer")
        found = self.parts(known.body, self._view(known), inputs)
        if found:
            found[-1] = replace(found[-1], value=write(node))
        return found

    def _sum(self, node: tree.Node, view: Reader, inputs: tuple[str, ...]) -> list[Part]:
        terms = node.terms if isinstance(node, tree.Sum) else (node,)
        moving = [t for t in terms if self._depends(t, view, inputs)]
        if len(moving) != 1:
            count = f"{len(moving)} terms that depend on the input"
            raise NoLayersError(f"`{write(node)}` adds {count}")
        (term,) = moving
        inner = term.operand if isinstance(term, tree.Neg) else term
        found = self.parts(inner, view, inputs)
        if isinstance(term, tree.Neg):
            found = self._scaled(found, rational(-1), "-")
        rest = [t for t in terms if t is not term]
        if not rest:
            return found
        shift = rest[0] if len(rest) == 1 else tree.Sum(tuple(rest))
        return self._shifted(found, self._constant(shift, view), write(shift))

    def _constant(self, node: tree.Node, view: Reader) -> Scalar | Array:
        try:
            found = view.read(node)
        except MeaningError as error:
            raise NoLayersError(error.message) from error
        if not isinstance(found, Scalar | Array):
            raise NoLayersError(f"`{write(node)}` is neither a number nor a matrix")
        cells = [found] if isinstance(found, Scalar) else found.cells()
        opened = sorted({name for cell in cells for name in free_symbols(cell.expr)})
        if opened:
            raise NoLayersError(f"`{write(node)}` has no value: {', '.join(opened)} is open")
        return found

    def _size(self, parts: Sequence[Part]) -> int:
        size = joined("it", [p.layer for p in parts]).output_size(None) if parts else None
        if size is None and not any(isinstance(p.layer, Affine) for p in parts):
            size = self.size
        if size is None:
            raise NoLayersError("the number of inputs is open; say at which point")
        return size

    def _scaled(self, parts: list[Part], factor: Expr, name: str) -> list[Part]:
        last = parts[-1] if parts else None
        if last is not None and isinstance(last.layer, Affine):
            weight = [[_times(factor, w) for w in row] for row in last.layer.weight]
            bias = [_times(factor, b) for b in last.layer.bias]
            return [*parts[:-1], Part(Affine(weight, bias))]
        size = self._size(parts)
        weight = [[factor if i == j else rational(0) for j in range(size)] for i in range(size)]
        return [*parts, Part(Affine(weight), "" if name == "-" else name)]

    def _shifted(self, parts: list[Part], shift: Scalar | Array, name: str) -> list[Part]:
        last = parts[-1] if parts else None
        if last is None or not isinstance(last.layer, Affine) or last.bias:
            size = self._size(parts)
            one = [[rational(int(i == j)) for j in range(size)] for i in range(size)]
            parts = [*parts, Part(Affine(one))]
            last = parts[-1]
        layer = last.layer
        assert isinstance(layer, Affine)  # noqa: S101 - for the type checker
        count = layer.shape[0]
        if isinstance(shift, Scalar):
            entries, name = [shift.expr] * count, name if count == 1 else ""
        else:
            entries = [cell.expr for cell in shift.cells()]
            if not shift.is_vector or len(entries) != count:
                raise NoLayersError(f"`{name}` does not have {count} entries")
        if any(b != rational(0) for b in layer.bias):
            raise NoLayersError("a bias is added to a bias")
        return [*parts[:-1], replace(last, layer=Affine(layer.weight, entries), bias=name)]

    def _product(self, node: tree.Node, view: Reader, inputs: tuple[str, ...]) -> list[Part]:
        if isinstance(node, tree.Quotient):
            if self._depends(node.denominator, view, inputs):
                raise NoLayersError(f"`{write(node)}` divides by what depends on the input")
            one = tree.Number("1", Fraction(1))
            below = tree.Quotient(one, node.denominator)
            return self._times(self.parts(node.numerator, view, inputs), below, view, "")
        assert isinstance(node, tree.Product)  # noqa: S101 - for the type checker
        *before, last = node.factors
        if not self._depends(last, view, inputs) or any(
            self._depends(f, view, inputs) for f in before
        ):
            raise NoLayersError(f"`{write(node)}` is no matrix times what depends on the input")
        left = before[0] if len(before) == 1 else tree.Product(tuple(before), node.operators[:-1])
        return self._times(self.parts(last, view, inputs), left, view, node.operators[-1])

    def _times(self, parts: list[Part], left: tree.Node, view: Reader, operator: str) -> list[Part]:
        found = self._constant(left, view)
        name = write(left)
        if isinstance(found, Scalar):
            return self._scaled(parts, found.expr, name)
        assert isinstance(found, Array)  # noqa: S101 - for the type checker
        rows = [[cell.expr for cell in row] for row in found.rows]
        is_column = len(rows[0]) == 1 and len(rows) > 1
        if is_column and (operator or found.loose):
            rows = [[row[0] for row in rows]]
        return [*parts, Part(Affine(rows), name)]

    def _applied(self, node: tree.Node, view: Reader, inputs: tuple[str, ...]) -> list[Part]:
        head, args = _head_and_arguments(node)
        function = _maximum_with_zero(head, args, view)
        if function is not None:
            inner, layer = function
            return [*self.parts(inner, view, inputs), Part(layer)]
        found = self._function(head, view)
        if isinstance(found, Defined) and (len(args) > 1 or len(found.parameters) > 1):
            if tuple(tree.key(a) for a in args) != inputs:
                raise NoLayersError(f"`{write(node)}` is not applied to the inputs as they are")
            return self._composed(found, [])
        if len(args) != 1:
            raise NoLayersError(f"`{write(node)}` is no layer")
        inner_parts = self.parts(args[0], view, inputs)
        if isinstance(found, Builtin):
            return [*inner_parts, Part(_builtin_layer(found, head), function=write(head))]
        assert isinstance(found, Defined)  # noqa: S101 - for the type checker
        return self._composed(found, inner_parts, write(head))

    def _function(self, head: tree.Node, view: Reader) -> Builtin | Defined:
        try:
            found = view.lookup(head)
        except MeaningError as error:
            raise NoLayersError(error.message) from error
        if not isinstance(found, Builtin | Defined):
            raise NoLayersError(f"`{write(head)}` is no function")
        return found

    def _composed(self, found: Defined, before: list[Part], name: str = "") -> list[Part]:
        """A function that the document defines: of one number, entry by entry, or of vectors."""
        view = reader(self.scope, version=found.version - 1)
        try:
            inner = self.parts(found.body, view, found.parameters)
        except (NoLayersError, SymnnError):
            inner = []
        if any(isinstance(p.layer, Affine | Softmax) for p in inner):
            return [*before, *inner]
        if len(inner) == 1:
            return [*before, replace(inner[0], function=name or inner[0].function)]
        function = _own_function(found, view, name)
        return [*before, Part(Elementwise(function), function=name)]


def are_equal(left: Sequence[Expr], right: Sequence[Expr]) -> bool:
    """Whether it is proved that two lists of values are equal."""
    if len(left) != len(right):
        return False
    atoms = tuple(Atomic("=", a, b) for a, b in zip(left, right, strict=True))
    return decide(Claim(conjunction(atoms))).proved


def _times(factor: Expr, entry: Expr) -> Expr:
    return negative(entry) if factor == rational(-1) else factor * entry


def _head_and_arguments(node: tree.Node) -> tuple[tree.Node, list[tree.Node]]:
    if isinstance(node, tree.Call):
        return node.head, list(node.arguments.items)
    assert isinstance(node, tree.Apply)  # noqa: S101 - for the type checker
    if node.power is not None:
        raise NoLayersError(f"`{write(node)}` is no layer")
    argument = node.argument
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    return node.function, list(items)


def _maximum_with_zero(
    head: tree.Node, args: list[tree.Node], view: Reader
) -> tuple[tree.Node, Layer] | None:
    r"""\max(0, z), which is relu."""
    rest = [a for a in args if not (isinstance(a, tree.Number) and a.value == 0)]
    if len(args) != 2 or len(rest) != 1 or not isinstance(head, tree.Name):
        return None
    try:
        found = view.lookup(head)
    except MeaningError:
        return None
    is_max = isinstance(found, Builtin) and found.name == "max"
    return (rest[0], Elementwise(FUNCTIONS["relu"])) if is_max else None


def _builtin_layer(found: Builtin, head: tree.Node) -> Layer:
    if found.name == "softmax":
        return Softmax()
    name = {"abs": "absolute"}.get(found.name, found.name)
    if name not in FUNCTIONS:
        raise NoLayersError(f"`{write(head)}` is no activation that is known")
    return Elementwise(FUNCTIONS[name])


def _own_function(found: Defined, view: Reader, name: str) -> ScalarFunction:
    """An activation that the document defines by a formula in one number."""
    try:
        value = view.with_local({found.parameters[0]: Scalar(symbol(ARGUMENT))}).read(found.body)
    except MeaningError as error:
        raise NoLayersError(error.message) from error
    if not isinstance(value, Scalar) or free_symbols(value.expr) - {ARGUMENT}:
        raise NoLayersError(f"`{found.name}` is no function of one number")
    lower(value.expr)
    for known in FUNCTIONS.values():
        if known.body == value.expr or lower(known.body) == lower(value.expr):
            return known
    same = _proved_same(value.expr)
    if same is not None:
        return same
    return ScalarFunction(found.name, value.expr, latex=name or found.name)


def _proved_same(body: Expr) -> ScalarFunction | None:
    """A named activation that is proved to be this one: 1/(1 + e^{-t}) is the sigmoid."""
    if not any(node.op == "apply" and node.data == "exp" for node in postorder(body)):
        return None
    for name in ("sigmoid", "tanh", "softplus", "silu"):
        known = FUNCTIONS[name]
        t = {ARGUMENT: symbol("t")}
        if are_equal([substitute(body, t)], [substitute(known.body, t)]):
            return known
    return None
