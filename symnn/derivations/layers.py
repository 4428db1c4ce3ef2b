"""The layers of a network as lines: which names they get, what they are, what they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, final

from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ONE, ZERO, affine_column, combination, entries_of
from symnn.derivations.formulas.from_expressions import formula, settled, signed
from symnn.derivations.formulas.nodes import (
    Call,
    Fraction,
    Grid,
    Name,
    Negative,
    Node,
    Sum,
    column,
    matrix,
    times,
    total,
)
from symnn.derivations.formulas.rewriting import names_in, replaced, size_of
from symnn.derivations.stages import Stage, stages_of
from symnn.derivations.steps import Line
from symnn.derivations.typesetting.style import Depth
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.expression import Expr, symbol
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.windows import WindowMax

#: Functions that a reader of the page knows by name.
_KNOWN: Final = frozenset(
    {"relu", "sigmoid", "tanh", "softplus", "silu", "gelu", "log", "sin", "cos"}
)
#: Those of them that a page still has to define, as their letter is used for other things.
_DEFINED: Final = frozenset({"sigmoid"})
ARGUMENT: Final = Name("u")
#: The most nodes of a formula that is written with everything put in.
_LONGEST: Final = 80


def numeral(expr: Expr, name: Node | None = None) -> Node:
    """The exact number an expression denotes, else its name, else the expression as written."""
    try:
        return signed(formula(settled(expr)))
    except SymnnError:
        return formula(expr) if name is None else name


def is_settled(expr: Expr) -> bool:
    """Whether it denotes an algebraic number that can be written with radicals."""
    try:
        formula(settled(expr))
    except SymnnError:
        return False
    return True


def entry_of(name: Name, shape: tuple[int, int], i: int, j: int) -> Name:
    """The name of an entry of a matrix: with two indices, or one in a row or a column."""
    if shape == (1, 1):
        return name
    if 1 in shape:
        return name.at(max(i, j) + 1)
    return name.at(i + 1, j + 1)


def grid_of(layer: Affine) -> tuple[list[list[Node]], list[Node]]:
    """W and b as formulas."""
    weights = [[numeral(e) for e in row] for row in layer.weight]
    return weights, [numeral(e) for e in layer.bias]


@final
class Pass:
    """Writes the lines of the layers of one network into a draft."""

    def __init__(
        self, draft: Draft, network: Network, letters: Mapping[str, str] | None = None
    ) -> None:
        self.draft = draft
        self.stages = stages_of(network, letters or {})
        self.functions: dict[ScalarFunction, str] = {}
        self.written: dict[Name, Node] = {}
        self.least: Depth = "textbook"
        self.letter: str | None = None
        self.weights: dict[Stage, list[list[Name]]] = {}
        self.outputs: dict[Stage, Name] = {}
        self._name_functions(self.stages)

    # --- what is given ----------------------------------------------------------------

    def _name_functions(self, stages: Sequence[Stage]) -> None:
        for stage in stages:
            if isinstance(stage.layer, Elementwise):
                function = stage.layer.function
                if function.name in _KNOWN and not function.parameters:
                    self.functions[function] = function.name
                elif function.name != "identity":
                    self.functions.setdefault(function, "")
            for branch in stage.branches:
                self._name_functions(branch)
        open_ones = [f for f, name in self.functions.items() if not name]
        for place, function in enumerate(open_ones, 1):
            self.functions[function] = "varphi" if len(open_ones) == 1 else f"varphi_{place}"

    def data(self, *, known: bool = False) -> None:
        """Lines for weights and biases, and for the functions a reader may not know.

        Args:
            known: whether functions may have their lines already.
        """
        self._data(self.stages)
        for function, name in self.functions.items():
            if known and self._has_line(name):
                continue
            body = _without_bars(formula(lower(function.of(symbol(ARGUMENT.key)))))
            call = Call(name, (ARGUMENT,))
            if name in _DEFINED:
                self.draft.prove(call, Form(body), is_result=False)
            elif name not in _KNOWN:
                self.draft.define(call, Form(body), is_result=False)

    def _has_line(self, name: str) -> bool:
        firsts = (part.first for part in self.draft.parts if isinstance(part, Line))
        return any(isinstance(first, Call) and first.function == name for first in firsts)

    def _data(self, stages: Sequence[Stage]) -> None:
        for stage in stages:
            if isinstance(stage.layer, Affine):
                weights, shifts = grid_of(stage.layer)
                self._given(stage.name("W"), matrix(self._named(stage, weights)))
                if any(b != ZERO for b in shifts):
                    self._given(stage.name("b"), column(shifts))
            for branch in stage.branches:
                self._data(branch)

    def _named(self, stage: Stage, weights: list[list[Node]]) -> Sequence[Sequence[Node]]:
        """The weights by names of their own, w_1, w_2, …, if there is a letter for them."""
        if self.letter is None:
            return weights
        count = sum(len(row) for grid in self.weights.values() for row in grid)
        names = [
            [Name(self.letter, None, (count + len(row) * i + j,)) for j in range(1, len(row) + 1)]
            for i, row in enumerate(weights)
        ]
        for name_row, row in zip(names, weights, strict=True):
            for name, weight in zip(name_row, row, strict=True):
                self._given(name, weight)
        self.weights[stage] = names
        return names

    def weight(self, stage: Stage, i: int, j: int) -> Name:
        """The name of a weight: of its own, or as an entry of W."""
        if stage in self.weights:
            return self.weights[stage][i][j]
        shape = stage.layer.shape if isinstance(stage.layer, Affine) else (1, 1)
        return entry_of(stage.name("W"), shape, i, j)

    def _given(self, name: Name, value: Node) -> None:
        self.draft.define(name, Form(value), is_result=False)

    def whole(self, inner: Node) -> Node | None:
        """The network as one formula; None where a layer has none."""
        return self._whole(self.stages, inner)

    def _whole(self, stages: Sequence[Stage], inner: Node) -> Node | None:
        for stage in stages:
            layer = stage.layer
            if isinstance(layer, Affine):
                product = times(stage.name("W"), inner)
                shifted = any(b != ZERO for b in grid_of(layer)[1])
                inner = total(product, stage.name("b")) if shifted else product
            elif isinstance(layer, Elementwise):
                name = self.functions.get(layer.function)
                inner = inner if name is None else Call(name, (inner,))
            elif isinstance(layer, Softmax):
                inner = Call("softmax", (inner,))
            elif isinstance(layer, Residual):
                branch = self._whole(stage.branches[0], inner)
                if branch is None:
                    return None
                inner = total(inner, branch)
            else:
                return None
        return inner

    # --- what comes out ---------------------------------------------------------------

    def run(self, current: Name) -> Name:
        """The lines of all layers; the name of the output."""
        return self._run(self.stages, current)

    def _run(self, stages: Sequence[Stage], current: Name) -> Name:
        for stage in stages:
            current = self._layer(stage, current)
            self.outputs[stage] = current
        return current

    def activated(self, output: Name, unit: int, count: int) -> Name | None:
        """The name of a unit of the layer behind, if that works unit by unit."""
        names = list(self.outputs.items())
        for (_, before), (stage, after) in pairwise(names):
            if before == output and isinstance(stage.layer, Elementwise) and after != output:
                return entries_of(after, count)[unit]
        return None

    def values(self, name: Name) -> list[Expr]:
        """The entries of a vector."""
        return [row[0] for row in self.draft.meaning.values(name)]

    def numerals(self, name: Name) -> list[Node]:
        """The entries of a vector as numbers where they are algebraic, else by their names."""
        entries = self.values(name)
        names = entries_of(name, len(entries))
        return [numeral(e, n) for e, n in zip(entries, names, strict=True)]

    def _layer(self, stage: Stage, current: Name) -> Name:
        match stage.layer:
            case Affine():
                return self._affine(stage, stage.layer, current)
            case Elementwise():
                return self._elementwise(stage, stage.layer, current)
            case Softmax():
                return self._softmax(stage, current)
            case Maxout() | MaxPool() | WindowMax():
                return self._largest(stage, stage.layer, current)
            case Residual():
                return self._residual(stage, current)
            case Parallel():
                return self._parallel(stage, current)
        raise UnsupportedError(
            f"{stage.label}, {stage.layer.label}: no derivation is written for this kind of layer"
        )

    def _finished(self, name: Name, first: Form, *more: Form) -> Name:
        """name = first = more …; then its exact entries, where they have a short form."""
        values = [row[0] for row in self.draft.meaning.values(first.formula)]
        forms = [*more]
        if all(is_settled(e) for e in values):
            forms.append(Form(column([numeral(e) for e in values]), reason="arithmetic"))
        forms = _distinct(first, forms)
        self.draft.define(name, replace(first, depth=self.least), *forms, depth=self.least)
        last = forms[-1].formula if forms else first.formula
        cells = [row[0] for row in last.rows] if isinstance(last, Grid) else [last]
        if len(cells) == len(values):
            self.written |= zip(entries_of(name, len(values)), cells, strict=True)
        return name

    def inlined(self, name: Name) -> list[Node] | None:
        """The entries of a vector in terms of the input; None if that is long."""
        found = []
        for entry in entries_of(name, len(self.values(name))):
            node: Node = entry
            while any(inner in self.written for inner in names_in(node)):
                node = replaced(node, self.written.get)
                if size_of(node) > _LONGEST:
                    return None
            found.append(node)
        return found

    def _affine(self, stage: Stage, layer: Affine, current: Name) -> Name:
        weights, shifts = grid_of(layer)
        cells, weight, bias = self.numerals(current), stage.name("W"), stage.name("b")
        shifted = any(b != ZERO for b in shifts)
        product = times(weight, current)
        start = total(product, bias) if shifted else product
        expanded = affine_column(weights, cells, shifts)
        settled_input = all(is_settled(e) for e in self.values(current))
        forms: list[Form] = []
        if stage in self.weights:
            names = entries_of(current, layer.shape[1])
            added = entries_of(bias, layer.shape[0]) if shifted else shifts
            written = affine_column(self.weights[stage], names, added)
            forms.append(Form(written, "textbook", "row by row"))
        if settled_input:
            grid, vector = matrix(weights), column(cells)
            sign = "·" if len(cells) == 1 == len(weights) else ""
            placed = times(grid, vector, sign=sign)
            placed = total(placed, column(shifts)) if shifted else placed
            forms.append(Form(placed, "full", "the numbers put in"))
        depth: Depth = "full" if settled_input else "textbook"
        forms.append(Form(expanded, depth, "row by row"))
        return self._finished(stage.name("z"), Form(start, "textbook"), *forms)

    def _elementwise(self, stage: Stage, layer: Elementwise, current: Name) -> Name:
        name = self.functions.get(layer.function)
        if name is None:
            return current
        start = Form(Call(name, (current,)), "textbook")
        cells = self.numerals(current)
        placed = Form(Call(name, (column(cells),)), "full", "the numbers put in")
        values = [self.draft.meaning.scalar(Call(name, (c,))) for c in cells]
        mixed = [
            numeral(v) if is_settled(v) else Call(name, (c,))
            for v, c in zip(values, cells, strict=True)
        ]
        some = any(is_settled(v) for v in values)
        known = any(is_settled(v) for v in self.values(current))
        forms = [placed] if known else []
        forms.append(Form(column(mixed), "textbook" if some else "full", "entry by entry"))
        return self._finished(stage.name("a"), start, *forms)

    def _softmax(self, stage: Stage, current: Name) -> Name:
        cells = self.numerals(current)
        powers: list[Node] = [ONE if c == ZERO else Call("exp", (c,)) for c in cells]
        start = Form(Call("softmax", (current,)), "textbook")
        placed = Form(Call("softmax", (column(cells),)), "full", "the numbers put in")
        whole = column([Fraction(p, total(*powers)) for p in powers])
        forms = [placed] if cells != entries_of(current, len(cells)) else []
        return self._finished(stage.name("a"), start, *forms, Form(whole, "textbook", "softmax"))

    def _largest(self, stage: Stage, layer: Maxout | MaxPool | WindowMax, current: Name) -> Name:
        values = self.values(current)
        cells = self.numerals(current)
        names: list[Node] = [*entries_of(current, len(values))]

        def groups(entries: Sequence[Node]) -> list[list[Node]]:
            if isinstance(layer, WindowMax):
                return [[entries[i] for i in w] for w in layer.places]
            if isinstance(layer, MaxPool):
                return [[entries[i] for i in w] for w in layer.windows(len(entries))]
            pieces = [grid_of(piece) for piece in layer.pieces]
            count = layer.pieces[0].shape[0]
            return [[combination(ws[k], entries, bs[k]) for ws, bs in pieces] for k in range(count)]

        open_form, placed = (column([_maximum(g) for g in groups(e)]) for e in (names, cells))
        form = Form(placed, "full", "the numbers put in")
        return self._finished(stage.name("a"), Form(open_form, "textbook"), form)

    def _residual(self, stage: Stage, current: Name) -> Name:
        out = self._run(stage.branches[0], current)
        pairs = zip(self.numerals(current), self.numerals(out), strict=True)
        placed = column([Sum((x, y)) for x, y in pairs])
        forms = (Form(Sum((current, out)), "textbook"), Form(placed, "full", "the numbers put in"))
        return self._finished(stage.name("h"), *forms)

    def _parallel(self, stage: Stage, current: Name) -> Name:
        outs = [self._run(branch, current) for branch in stage.branches]
        entries = [e for out in outs for e in entries_of(out, len(self.values(out)))]
        return self._finished(stage.name("h"), Form(column(entries), "textbook"))


def _without_bars(body: Node) -> Node:
    """max(u, -u) for |u|, which would be read as the length of a vector that is put in."""
    if isinstance(body, Call) and body.function == "abs":
        return Call("max", (*body.arguments, Negative(body.arguments[0])))
    return body


def _maximum(group: Sequence[Node]) -> Node:
    return group[0] if len(group) == 1 else Call("max", tuple(group))


def _distinct(first: Form, forms: Sequence[Form]) -> list[Form]:
    """Without forms that only repeat the one before; the shallower depth of the two is kept."""
    found: list[Form] = []
    before: Any = first
    for form in forms:
        if form.formula == before.formula:
            if found:
                found[-1] = Form(form.formula, _shallower(found[-1], form), found[-1].reason)
            continue
        found.append(form)
        before = form
    return found


def _shallower(a: Form, b: Form) -> Any:
    order = ("result", "textbook", "full")
    return min((a.depth, b.depth), key=order.index)
