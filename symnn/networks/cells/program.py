"""A piecewise-linear network as a program of gates.

A state is the list 1, x_1, …, x_n, g_1, g_2, … of the inputs and the values of gates. A gate
compares affine forms of the state (its cuts) with 0 and takes, case by case, the value of an
affine form. Where the cases of a gate meet in equal values they share their border; where there
is a jump, every point belongs to one case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

from symnn.errors import NotAlgebraicError, UnsupportedError
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.exact.number import Number
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.piecewise_linear import absolute, sign
from symnn.functions.segments import Segments, segments
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, number_of
from symnn.networks.layers import Elementwise, Maxout, MaxPool
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax

#: An affine form of the state: coefficients by place; place 0 is the constant 1.
Form: TypeAlias = "dict[int, Number]"

_ZERO: Final = Number(0)
_ONE: Final = Number(1)
_HOLDS: Final = {
    "<": ("<",),
    "<=": ("<", "="),
    "=": ("=",),
    "!=": ("<", ">"),
    ">=": (">", "="),
    ">": (">",),
}
_FAILS: Final = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}


class Condition(NamedTuple):
    """Cut number `cut` of the gate compared with 0; both of >= and <= hold on the border."""

    cut: int
    sign: str


class Case(NamedTuple):
    """Where all conditions hold the gate has the value of the form; `label` names the piece."""

    conditions: tuple[Condition, ...]
    output: Form
    label: int


class Gate(NamedTuple):
    """One piecewise-linear step; `group` is the layer it belongs to, `level` when it can run."""

    cuts: tuple[Form, ...]
    cases: tuple[Case, ...]
    group: int
    level: int
    has_jump: bool


class Program(NamedTuple):
    """Gates in order; the value of gate k is at place 1 + inputs + k of the state."""

    inputs: int
    gates: tuple[Gate, ...]
    outputs: tuple[Form, ...]

    @property
    def has_jump(self) -> bool:
        """Whether a gate may be discontinuous."""
        return any(gate.has_jump for gate in self.gates)


def combine(pairs: Iterable[tuple[Number, Form]]) -> Form:
    """The sum of multiples of forms."""
    total: Form = {}
    for factor, form in pairs:
        for place, c in form.items():
            total[place] = total.get(place, _ZERO) + (c if factor == 1 else factor * c)
    return {place: c for place, c in total.items() if c}


def _difference(left: Form, right: Form) -> Form:
    return combine([(_ONE, left), (-_ONE, right)])


class Builder:
    """Collects gates while a network is read."""

    def __init__(self, inputs: int) -> None:
        self.inputs = inputs
        self.gates: list[Gate] = []
        self.group = -1

    def gate(self, cuts: Sequence[Form], cases: Sequence[Case], has_jump: bool) -> Form:
        """The value of a new gate."""
        used = {p for form in (*cuts, *(case.output for case in cases)) for p in form}
        first = 1 + self.inputs
        level = max((self.gates[p - first].level + 1 for p in used if p >= first), default=0)
        self.gates.append(Gate(tuple(cuts), tuple(cases), self.group, level, has_jump))
        return {first + len(self.gates) - 1: _ONE}

    def piecewise_affine(self, form: Form, pieces: Segments) -> Form:
        """A function of one variable, with its value at every break."""
        breaks = pieces.breaks
        lines = [
            combine([(s, form), (_ONE, {0: c})])
            for s, c in zip(pieces.slopes, pieces.intercepts, strict=True)
        ]
        if not breaks:
            return lines[0]
        cuts = [_difference({0: b}, form) for b in breaks]
        jumps = [
            not (pieces.on_piece(i, b) == pieces.on_piece(i + 1, b) == pieces.values[i])
            for i, b in enumerate(breaks)
        ]
        cases = []
        for i, line in enumerate(lines):
            conditions = []
            if i > 0:
                conditions.append(Condition(i - 1, "<" if jumps[i - 1] else "<="))
            if i < len(breaks):
                conditions.append(Condition(i, ">" if jumps[i] else ">="))
            cases.append(Case(tuple(conditions), line, i))
        for i, jump in enumerate(jumps):
            if jump:
                cases.append(
                    Case((Condition(i, "="),), combine([(pieces.values[i], {0: _ONE})]), i)
                )
        return self.gate(cuts, cases, any(jumps))

    def largest(self, forms: Sequence[Form]) -> Form:
        """The maximum; among equals the first counts."""
        if len(forms) == 1:
            return forms[0]
        pairs = [(i, j) for i in range(len(forms)) for j in range(i + 1, len(forms))]
        cuts = [_difference(forms[i], forms[j]) for i, j in pairs]
        cases = []
        for k, form in enumerate(forms):
            conditions = [
                Condition(number, ">=" if k == i else "<=")
                for number, (i, j) in enumerate(pairs)
                if k in (i, j)
            ]
            cases.append(Case(tuple(conditions), form, k))
        return self.gate(cuts, cases, False)

    def select(self, rows: Sequence[tuple[str, Form, Form]], default: Form) -> Form:
        """The value of the first row (relation, difference, value) whose relation to 0 holds."""
        cases = []
        for k in range(len(rows) + 1):
            signs = [_HOLDS[_FAILS[relation]] for relation, _, _ in rows[:k]]
            if k < len(rows):
                signs.append(_HOLDS[rows[k][0]])
            value = rows[k][2] if k < len(rows) else default
            for chosen in product(*signs):
                conditions = tuple(Condition(i, s) for i, s in enumerate(chosen))
                cases.append(Case(conditions, value, k))
        return self.gate([row[1] for row in rows], cases, True)

    # --- layers -----------------------------------------------------------------------

    def layer(self, layer: Layer, forms: Sequence[Form]) -> list[Form]:
        """The outputs of a layer."""
        if isinstance(layer, Network):
            for part in layer.layers:
                forms = self.layer(part, forms)
            return list(forms)
        if isinstance(layer, Affine):
            return self._affine(layer, forms)
        if isinstance(layer, Structured):
            return self._structured(layer, forms)
        if isinstance(layer, Residual):
            inner = self.layer(layer.branch, forms)
            return [combine([(_ONE, x), (_ONE, y)]) for x, y in zip(forms, inner, strict=True)]
        if isinstance(layer, Parallel):
            return [y for branch in layer.branches for y in self.layer(branch, forms)]
        self.group += 1
        if isinstance(layer, Elementwise):
            return self._elementwise(layer, forms)
        if isinstance(layer, Maxout):
            rows = [self._affine(piece, forms) for piece in layer.pieces]
            return [self.largest(column) for column in zip(*rows, strict=True)]
        if isinstance(layer, MaxPool):
            return [self.largest([forms[i] for i in w]) for w in layer.windows(len(forms))]
        if isinstance(layer, WindowMax):
            return [self.largest([forms[i] for i in w]) for w in layer.places]
        raise UnsupportedError(f"{layer.label} is not piecewise linear, so it has no cells")

    def _affine(self, layer: Affine, forms: Sequence[Form]) -> list[Form]:
        layer.output_size(len(forms))
        found = []
        for i, (row, shift) in enumerate(zip(layer.weight, layer.bias, strict=True), 1):
            weights = [_weight(w, f"W[{i},{j}] of {layer.label}") for j, w in enumerate(row, 1)]
            constant = {0: _weight(shift, f"b[{i}] of {layer.label}")}
            pairs = [(w, form) for w, form in zip(weights, forms, strict=True) if w]
            found.append(combine([*pairs, (_ONE, constant)]))
        return found

    def _structured(self, layer: Structured, forms: Sequence[Form]) -> list[Form]:
        layer.output_size(len(forms))
        found = []
        for row in layer.rows():
            pairs = [(_weight(w, f"a weight of {layer.label}"), forms[k]) for k, w in row.terms]
            constant = {0: _weight(row.bias, f"a bias of {layer.label}")}
            found.append(combine([*((w, f) for w, f in pairs if w), (_ONE, constant)]))
        return found

    def _elementwise(self, layer: Elementwise, forms: Sequence[Form]) -> list[Form]:
        pieces = segments(layer.function)
        if pieces is not None:
            return [self.piecewise_affine(form, pieces) for form in forms]
        body = layer.function.definition(VARIABLE)
        return [self.expression(body, {ARGUMENT: form}, layer.label) for form in forms]

    # --- expressions ------------------------------------------------------------------

    def expression(self, expr: Expr, symbols: Mapping[str, Form], name: str) -> Form:
        """A lowered expression whose symbols stand for forms.

        Raises:
            UnsupportedError: it is not piecewise linear in them.
        """
        known: dict[Expr, Form] = {}
        for node in postorder(expr):
            if node.op == "symbol" and str(node.data) in symbols:
                known[node] = symbols[str(node.data)]
            elif not free_symbols(node):
                known[node] = combine([(_weight(node, f"a constant of {name}"), {0: _ONE})])
            elif node.op == "symbol":
                _weight(node, f"a parameter of {name}")
            else:
                known[node] = self._node(node, [known[a] for a in node.args], name)
        return known[expr]

    def _node(self, node: Expr, args: list[Form], name: str) -> Form:
        match node.op, node.data:
            case "add", _:
                return combine((_ONE, a) for a in args)
            case "mul", _:
                factor, rest = _ONE, [a for a in args if not set(a) <= {0}]
                for a in args:
                    factor = factor * a.get(0, _ZERO) if set(a) <= {0} else factor
                if len(rest) <= 1:
                    return combine([(factor, rest[0] if rest else {0: _ONE})])
            case "apply", "abs":
                return self.piecewise_affine(args[0], _pieces_of(absolute))
            case "apply", "sign":
                return self.piecewise_affine(args[0], _pieces_of(sign()))
            case "apply", "max":
                return self.largest(args)
            case "apply", "min":
                return combine([(-_ONE, self.largest([combine([(-_ONE, a)]) for a in args]))])
            case "piecewise", tuple() as relations:
                rows = [
                    (str(r), _difference(args[3 * i], args[3 * i + 1]), args[3 * i + 2])
                    for i, r in enumerate(relations)
                ]
                return self.select(rows, args[-1])
        kind = str(node.data) if node.op == "apply" else node.op
        article = "an" if kind[0] in "aeiou" else "a"
        raise UnsupportedError(
            f"{name} is not piecewise linear: it has {article} {kind} of its inputs"
        )


def _pieces_of(function: Any) -> Segments:
    found = segments(function)
    if found is None:
        raise UnsupportedError(f"the pieces of {function!r} are not known")
    return found


def _weight(expr: Expr, place: str) -> Number:
    found = number_of(expr)
    if found is None:
        names = ", ".join(sorted(free_symbols(expr)))
        if names:
            raise UnsupportedError(
                f"{place} holds the symbol {names}; cells need numbers: use net.substitute"
            )
        raise NotAlgebraicError(
            f"{place} is not known to be algebraic; cells need algebraic numbers"
        )
    return found


def program_of(network: Network, size: int) -> Program:
    """The gates of a network with so many inputs.

    Raises:
        UnsupportedError: a layer that is not piecewise linear, or a weight with symbols.
        NotAlgebraicError: a weight that is not known to be algebraic.
        ShapeError: the network does not take this many inputs.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> absolute_value = Network(Affine([[1], [-1]]), relu, Affine([[1, 1]]))
        >>> len(program_of(absolute_value, 1).gates) == 2
        True
    """
    network.output_size(size)
    builder = Builder(size)
    outputs = builder.layer(network, [{i: _ONE} for i in range(1, size + 1)])
    return Program(size, tuple(builder.gates), tuple(outputs))


def program_of_expression(expr: Expr, names: Sequence[str]) -> Program:
    """The gates of a lowered expression; its symbols are the inputs in the order given.

    Raises:
        UnsupportedError: it is not piecewise linear in them.
    """
    builder = Builder(len(names))
    inputs = {name: {i: _ONE} for i, name in enumerate(names, 1)}
    output = builder.expression(expr, inputs, "the expression")
    gates = (gate._replace(group=gate.level) for gate in builder.gates)
    return Program(len(names), tuple(gates), (output,))


def value_at(program: Program, point: Sequence[Number]) -> tuple[Number, ...]:
    """The outputs at a point, gate by gate."""
    state = [_ONE, *point]
    for gate in program.gates:
        signs = [_at(form, state).sign() for form in gate.cuts]
        case = next(c for c in gate.cases if all(_is(signs[k], s) for k, s in c.conditions))
        state.append(_at(case.output, state))
    return tuple(_at(form, state) for form in program.outputs)


def _at(form: Form, state: Sequence[Number]) -> Number:
    return sum((c * state[place] for place, c in form.items()), _ZERO)


def _is(value: int, relation: str) -> bool:
    """Whether a number of this sign has the relation to 0."""
    return {-1: "<", 0: "=", 1: ">"}[value] in _HOLDS[relation]
