"""Shows box by box that some relation fails: by ranges, slopes and positive factors.

A goal says that a node is >= 0, or > 0 if strict, at each point of a box where it is defined.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import ctx

from symnn.claims.replay import need, reading
from symnn.claims.replay.algebraic import Number
from symnn.claims.replay.evaluators import Enclosure, NormalForm
from symnn.claims.replay.intervals import CONTEXT
from symnn.claims.replay.systems import System
from symnn.errors import EvidenceError

from .ranges import STAY, Box, End, Far, Range, Ranges

FREE: Final = (End(), End())


def refute(system: System, proof: object) -> None:
    """Raise EvidenceError unless the proof shows that the relations hold together nowhere."""
    raw = reading.fields(proof, "kind bits nodes roots alpha box tree")
    with CONTEXT, ctx.workprec(reading.integer(raw["bits"], 16, 4000)):
        goals = _Goals(system, raw)
        goals.cover(goals.box, raw["tree"])


class _Goals:
    """The nodes and the outer box of a proof; the rules by which goals are reached."""

    def __init__(self, system: System, raw: reading.Object) -> None:
        self.graph, self.relations, (field, values) = *system[::2], system.numbers
        self.closed, self.box = Enclosure(self.graph, ctx.prec), dict[str, tuple[End, End]]()
        self.at = reading.program(self.graph, raw["nodes"], [])
        rows = [reading.items(row, 2) for row in reading.items(raw["roots"])]
        more = {self.place(i): field.polynomial(reading.rationals(c)) for i, c in rows}
        self.numbers = field, {**values, **more}
        self.forms = self.normal_form(frozenset())
        self.sums = [self.combination(r.terms, self.place(raw["alpha"])) for r in self.relations]
        for row in reading.items(raw["box"]):
            self.bound(*reading.items(row, 3))
        x = {name: self.range(self.symbol(name), self.box) for name in self.box}
        self.forms = self.normal_form(frozenset(n for n in x if x[n].is_positive(strict=True)))

    def normal_form(self, positive: frozenset[str]) -> NormalForm:
        """Forms in which the roots of numbers are known as numbers."""
        forms = NormalForm(self.graph, self.numbers, positive)
        for node in self.numbers[1]:
            forms.find(node)
        return forms

    def place(self, place: object) -> int:
        """A node of the program."""
        return reading.place(self.at, place)

    def symbol(self, name: object) -> int:
        """The node of a symbol."""
        return self.graph.make("symbol", data=str(name))

    def range(self, node: int, box: Box, far: Far = STAY) -> Range:
        """The range of a node, which is then defined on the whole box."""
        return Ranges(self.closed, box, far)(node)

    def same(self, left: int, right: int) -> None:
        """Two nodes must be equal where both are defined."""
        need(self.forms.is_zero(left, right), "two nodes are not shown to be equal")

    def combination(self, terms: tuple[tuple[Number, int], ...], alpha: int) -> int:
        """The node of a combination of nodes; its coefficients are polynomials in alpha."""
        laws, parts = self.forms.laws, []
        for number, x in terms:
            for k, c in enumerate(number.c.coeffs()):
                power = (("power", "a", k),) if k else ()
                parts.append(self.graph.build(("mul", c, *power, "x"), x=x, a=alpha))
        generator = laws.constant(laws.field.polynomial([0, 1]))
        rational = all(len(number.c) < 2 for number, _ in terms)
        need(rational or self.forms(alpha) == generator, "the generator is not the one given")
        return self.graph.make("add", *parts)

    def bound(self, which: object, name: object, place: object) -> None:
        """An end of a symbol: a relation is c·(x - end) > 0 or >= 0; c is its value at end + 1."""
        i, end, name = reading.integer(which, 0, len(self.sums) - 1), self.place(place), str(name)
        sign, line = self.relations[i].sign, ("mul", "c", ("add", "x", ("mul", -1, "end")))
        c = self.graph.substitute(self.sums[i], {name: self.graph.build(("add", 1, "x"), x=end)})
        self.same(self.sums[i], self.graph.build(line, c=c, x=self.symbol(name), end=end))
        number = self.forms.laws.number(self.forms(c))
        slope = number.sign() if number else 0
        need(sign != "=" and slope != 0, "a relation bounds no symbol")
        (low, high), new = self.box.get(name, FREE), End(end, sign == ">")
        self.box[name] = (low, new) if slope < 0 else (new, high)
        inner = {n for n in self.box if self.outside(self.box[n])}
        need(not any(inner & self.outside(e) for e in self.box.values()), "ends go in a circle")

    def outside(self, ends: tuple[End, End]) -> set[str]:
        """The symbols that the ends of a symbol depend on."""
        return {n for e in ends if e.node is not None for n in self.graph.symbols[e.node]}

    def halves(
        self, box: Box, name: object, place: object, parts: object
    ) -> Iterator[tuple[Box, object]]:
        """The parts of a box on both sides of a closed node, each with its proof."""
        end, (low, high) = End(self.place(place), open=False), box.get(str(name), FREE)
        need(not self.outside((end, end)), "a box is cut at no number")
        for ends, part in zip(((low, end), (end, high)), reading.items(parts, 2), strict=True):
            yield {**box, str(name): ends}, part

    def cover(self, box: Box, tree: object) -> None:
        """At each point of the box some relation fails."""
        match reading.items(tree):
            case ["split", name, place, *parts]:
                for half, part in self.halves(box, name, place, parts):
                    self.cover(half, part)
            case ["fails", which, direction, goal]:
                i = reading.integer(which, 0, len(self.sums) - 1)
                sign, d = self.relations[i].sign, reading.integer(direction, -1, 1)
                need(d == -1 or (d == 1 and sign == "="), "a relation does not fail like that")
                against = self.graph.build(("mul", d, "x"), x=self.sums[i])
                self.show(against, sign != ">", box, goal)
            case _:
                raise EvidenceError("a cover of a box is malformed")

    def show(self, g: int, strict: bool, box: Box, proof: object) -> None:
        """g >= 0, or g > 0, wherever g is defined in the box."""
        match reading.items(proof):
            case ["range"]:
                need(self.range(g, box).is_positive(strict), "a range is not positive")
            case ["split", name, place, *parts]:
                for half, part in self.halves(box, name, place, parts):
                    self.show(g, strict, half, part)
            case ["times", factor, product, goal]:  # g has the sign of g·f, for f > 0
                f, p = self.place(factor), self.place(product)
                need(self.range(f, box).is_positive(strict=True), "a factor is not positive")
                self.range(p, box)
                self.same(self.graph.make("mul", g, f), p)
                self.show(p, strict, box, goal)
            case ["let", name, place, whole, goal]:  # g = h(t), and t exists wherever g does
                t, h, line = self.place(place), self.place(whole), {str(name): FREE}
                below = self.graph.reachable(g)
                known = t in below and all(self.graph.nodes[i].op != "piecewise" for i in below)
                need(known and self.graph.symbols[h] <= set(line) - set(self.box), "no such form")
                self.same(g, self.graph.substitute(h, {str(name): t}))
                self.range(h, line)
                self.show(h, strict, line, goal)
            case ["slope", *rule]:
                self.slope(g, strict, box, rule)
            case ["mean", *rows]:
                self.mean(g, strict, box, rows)
            case _:
                raise EvidenceError("a proof on a box is malformed")

    def slope(self, g: int, strict: bool, box: Box, rule: list[object]) -> None:
        """g >= g(p), as g' >= 0 up from the end p, or <= 0 down from it (mean value theorem).

        For p infinite g(p) is a limit. Strict is the goal at p (`first`), or that between.
        """
        which, end, claimed, there, goal = rule
        name, side, first = str(which), reading.integer(end, 0, 1), claimed is True
        graph, ends = self.graph, list(box.get(name, FREE))
        rest = {n: e for n, e in box.items() if n != name}
        p, ends[side] = ends[side], End(ends[side].node)
        need(not strict or first or p.open, "a bound may be attained at an end")
        need(not any(name in self.outside(e) for e in rest.values()), "a symbol is in an end")
        change = graph.derivative(name, g, self.symbol(name))
        inner = {**box, name: (ends[0], ends[1])}
        self.range(change, inner)  # so that g is smooth there
        if p.node is None:
            limit = self.range(g, rest, (name, side))
            positive = limit.lo > 0 or (limit.lo >= 0 and not (strict and first))
            need(positive, "a limit is not positive")
        else:
            value = graph.substitute(g, {name: p.node})
            self.range(value, rest)  # so that g is continuous at p
            self.show(value, strict and first, rest, there)
        change = graph.build(("mul", -1, "x"), x=change) if side else change
        self.show(change, strict and not first, inner, goal)

    def mean(self, g: int, strict: bool, box: Box, rows: list[object]) -> None:
        """g(x) = g(m) + the sum of g_v(…)(x_v - m_v), the derivatives at some point of the box."""
        graph, centre, parts = self.graph, dict[str, int](), list[int]()
        for name, middle, derivative in (reading.items(row, 3) for row in rows):
            x, m, d = self.symbol(name), self.place(middle), self.place(derivative)
            at, (low, high) = self.range(m, {}), box.get(str(name), FREE)
            inside = low.node is None or self.range(low.node, {}).hi <= at.lo
            inside &= high.node is None or at.hi <= self.range(high.node, {}).lo
            need(inside and str(name) not in centre, "a centre is not in the box, or stated twice")
            exact = graph.derivative(str(name), g, x)
            self.range(exact, box)
            self.same(exact, d)
            centre[str(name)] = m
            parts.append(graph.build(("mul", "d", ("add", "x", ("mul", -1, "m"))), d=d, x=x, m=m))
        need(set(centre) == graph.symbols[g], "a mean value form needs all derivatives")
        value = graph.make("add", graph.substitute(g, centre), *parts)
        need(self.range(value, box).is_positive(strict), "a range is not positive")
