"""Proofs by cases: which argument of a maximum is largest, which relation holds.

Every node is a form: a combination of base nodes (1, symbols, what is not affine) and of gates. A
branch decides gates and supposes relations; it ends where the formula is true by the signs
supposed, or where what is supposed is shown to be inconsistent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq, fmpq_mat

from symnn.claims.replay import SIGNS, holds, need, reading, spend
from symnn.claims.replay.algebraic import Number
from symnn.claims.replay.evaluators import exist
from symnn.claims.replay.graph import followed
from symnn.claims.replay.reading import Atom, Formula, Object, Statement, conjuncts, placed
from symnn.claims.replay.systems import Refute, Relation, System
from symnn.errors import EvidenceError

from .combinations import Combinations

_COVERS: Final = ({"<", ">="}, {"<=", ">"}, {"<", "=", ">"})
Pair: TypeAlias = tuple[int, int]
Options: TypeAlias = Sequence[Sequence[object]]  # names and proofs
Rows: TypeAlias = fmpq_mat  # of a form: a row a base node, its coefficient in powers of alpha


class Branch(NamedTuple):
    """What is supposed: relations, signs, values of gates, the forms of those that are not 0."""

    relations: tuple[tuple[str, Rows], ...]
    facts: Mapping[Pair, Set[int]]
    chosen: Mapping[int, int]
    values: Mapping[int, Rows]

    def suppose(self, sign: str, rows: Rows, pair: Pair | None = None) -> Branch:
        """With the relation that the form, of left - right of a pair, is >, >=, =, <= or < 0."""
        spend(1000 + 20 * len(self.relations) + 50 * rows.nrows() * rows.ncols())
        rows, facts = -rows if sign[0] == "<" else rows, self.facts
        relations = (*self.relations, (sign.replace("<", ">"), rows))
        if pair:
            facts = {**facts, pair: SIGNS[sign] & facts.get(pair, SIGNS[sign])}
        return Branch(relations, facts, self.chosen, self.values)


Part: TypeAlias = tuple[Branch, int | None, int, object]  # with the gate decided, its value, proof


class Cases:
    """The forms of the pairs and gates of a statement, and the walk through a tree of cases."""

    def __init__(self, stated: Statement, raw: Object, refute: Refute) -> None:
        graph, at, _, _ = stated
        self.graph, self.at, self.numbers = graph, at, reading.numbers(raw, at)
        self.refute = refute
        self.sides = [at[side] for atom in stated.atoms() for side in atom[1:]]
        self.combinations, numbers = Combinations(graph, self.numbers), self.numbers
        exist(graph, self.sides, [self.combinations.closed])
        self.gates = gates = [reading.place(at, g) for g in reading.items(raw["gates"])]
        rows = [reading.items(pair, 2) for pair in reading.items(raw["pairs"])]
        self.pairs = [(reading.place(at, left), reading.place(at, right)) for left, right in rows]
        self.d = len(numbers[0].p) - 1
        self.powers = [numbers[0].polynomial([0] * k + [1]) for k in range(2 * self.d - 1)]
        self.others = [self.block(p) for p in self.powers[1 : self.d]]
        self.balls = [p.ball(96) for p in self.powers]
        self.options = {g: self.values(g) for g in gates}
        keys: list[int | Pair] = [*self.pairs, *(v for g in gates for v in self.options[g])]
        self.index = {key: k for k, key in enumerate(dict.fromkeys(keys))}
        of, gap = self.combinations.of, self.combinations.gap
        sums = [gap(*key) if isinstance(key, tuple) else of(key) for key in self.index]
        need(len(set(gates)) == len(gates), "a gate is listed twice")
        self.base = [graph.number(1), *({n for s in sums for n in s} - {graph.number(1), *gates})]
        place, d = {n: k for k, n in enumerate(self.base)}, self.d
        spend(1000 * d * (len(sums) * len(place) + d * sum(map(len, sums))))
        self.starts = [fmpq_mat(len(place), d) for _ in sums]
        self.uses = [{g: self.block(s[g]) for g in s if g not in place} for s in sums]
        for start, s in zip(self.starts, sums, strict=True):
            for node in s.keys() & place.keys():
                for j, q in enumerate(coordinates(s[node], d)):
                    start[place[node], j] = q
        one = fmpq_mat(len(place), d, [1, *[0] * (len(place) * d - 1)])
        branch = Branch(((">", one),), {}, {}, {})
        self.sure = self._defined(branch)
        self.root, self.claim = self._supposing(stated, branch)

    def _supposing(self, stated: Statement, branch: Branch) -> tuple[Branch, Formula]:
        """The branch on which the domain holds; what of it is no plain relation is a premise."""
        claim, *over = (placed(f, self.at) for f in (stated.claim, *stated.over))
        for part in conjuncts(over):
            pair = part[1:] if isinstance(part, Atom) and part.relation != "!=" else None
            if pair in self.index and not self.uses[self.index[pair]]:
                branch = branch.suppose(part[0], self.rows(pair, branch), pair)
            else:
                claim = "implies", [part, claim]
        return branch, claim

    def values(self, gate: int) -> list[int]:
        """The nodes whose value a gate may take; of a floor its argument."""
        op, _, args = self.graph.nodes[gate]
        if op == "abs":
            return [args[0], self.graph.build(("mul", -1, "x"), x=args[0])]
        need(op in ("max", "piecewise", "floor"), f"{op} is no gate")
        return [*args[2:-1:3], args[-1]] if op == "piecewise" else list(args)

    # --- values that exist ------------------------------------------------------------

    def exist(self, branch: Branch, *nodes: int) -> None:
        """What is split on must have a value wherever both sides of the statement have one.

        Else the parts of a split are no cover: at x = -1 neither √x < 0 nor √x >= 0 holds.
        """
        if not self.sure.issuperset(nodes):
            need(self._defined(branch) >= {*nodes}, "a value that is split on may not exist")

    def _defined(self, branch: Branch) -> set[int]:
        """The nodes that certainly have values on a branch."""
        return self.combinations.defined(self.sides, lambda gate: self._asked(gate, branch))

    def _asked(self, gate: int, branch: Branch) -> list[int]:
        """The sides that a piecewise compares as far as is known, and its value if it is."""
        asked, value = self._followed(gate, branch)
        return asked if value is None else [*asked, value]

    def _followed(self, gate: int, branch: Branch) -> tuple[list[int], int | None]:
        return followed(self.graph.nodes[gate], lambda *atom: self._holds(atom, branch))

    # --- the walk ---------------------------------------------------------------------

    def rows(self, key: int | Pair, branch: Branch) -> Rows:
        """The form of a value or a pair, whose gates are all decided."""
        f = self.index[key]
        total, uses = self.starts[f], self.uses[f]
        spend(self.d * len(self.base) * (200 + 50 * self.d * len(uses)))
        need(uses.keys() <= branch.chosen.keys(), "a gate is used before it is decided")
        for gate, block in uses.items():
            if gate in branch.values:
                total = total + branch.values[gate] * block
        return total

    def block(self, c: Number) -> fmpq_mat:
        """Coordinates times this are those of the product by c."""
        rows = (coordinates(c * power, self.d) for power in self.powers[: self.d])
        return fmpq_mat(self.d, self.d, [q for row in rows for q in row])

    def walk(self, tree: object, branch: Branch) -> None:
        """Follow the steps of a tree; each splits, and at most one of its parts goes on."""
        *steps, end = reading.items(tree) if isinstance(tree, list) else [tree]
        for step in steps:
            on = self._step(step, branch)
            need(len(on) == 1, "a step after the end of a branch, or two parts that go on")
            branch = on[0]
        if isinstance(end, list):
            need(not self._step(end, branch), "a branch has no end")
        elif end == "true":
            need(self._truth(branch) is True, "the formula is not shown to hold on a branch")
        else:
            self._refute(end, branch)

    def _step(self, step: object, branch: Branch) -> list[Branch]:
        """The parts of a split that go on; all others are followed to their end."""
        spend(20_000)
        on = []
        if isinstance(step, list) and len(step) > 1 and isinstance(step[1], int):
            return [self._won(*step, branch=branch)]
        for part, gate, value, proof in self._split(step, branch):
            if isinstance(proof, dict):
                self._refute(proof, part)
                continue
            if gate is not None:
                part = self._decide(part, gate, value)
            if proof is None:
                on.append(part)
            else:
                self.walk(proof, part)
        return on

    def _split(self, step: object, branch: Branch) -> Iterator[Part]:
        """The parts, which together are everything: the gate k >= 0, or the pair -1 - k."""
        which, *options = reading.items(step) or [None]
        k = reading.integer(which, -len(self.pairs), len(self.gates) - 1)
        rows = [reading.items(option, 2) for option in options]
        need(all(len(row) == 2 for row in rows), "an option is its name and its proof")
        if k < 0:
            need({str(name) for name, _ in rows} in _COVERS, "these relations are no cover")
            yield from self._compared(self.pairs[-1 - k], rows, branch)
        else:
            gate = self.gates[k]
            self.exist(branch, gate)
            op = self.graph.nodes[gate].op
            ways = {"piecewise": self._piecewise, "floor": self._floor}
            yield from ways.get(op, self._largest)(gate, rows, branch)

    def _compared(self, pair: Pair, rows: Options, branch: Branch) -> Iterator[Part]:
        self.exist(branch, *pair)
        gap = self.rows(pair, branch)
        for name, proof in rows:
            yield branch.suppose(str(name), gap, pair), None, 0, proof

    def _largest(self, gate: int, rows: Options, branch: Branch) -> Iterator[Part]:
        """The first listed argument that no other exceeds."""
        values = self._places(gate, [i for i, _ in rows])
        forms = [self.rows(v, branch) for v in values]
        for i, (_, proof) in enumerate(rows):
            part = branch
            for j in range(len(values)):
                if j != i:
                    part = part.suppose(">" if j < i else ">=", forms[i] - forms[j])
            yield part, gate, values[i], proof

    def _won(self, k: object, winner: object, *losers: object, branch: Branch) -> Branch:
        """The value of a maximum that is shown to be at least each other."""
        gate = self.gates[reading.integer(k, 0, len(self.gates) - 1)]
        rows = [reading.items(loser) or [None] for loser in losers]
        values = self._places(gate, [winner, *(row[0] for row in rows)])
        need(self.graph.nodes[gate].op in ("max", "abs"), "only a maximum has a largest value")
        self.exist(branch, gate)
        top = self.rows(values[0], branch)
        for value, (_, *use) in zip(values[1:], rows, strict=True):
            gap = top - self.rows(value, branch)
            if len(use) == 1:
                at = reading.integer(use[0], 0, len(branch.relations) - 1)
                need(branch.relations[at][1] == gap, "this relation says something else")
            else:
                self._linear(use, (*branch.relations, (">", -gap)))
            branch = branch.suppose(">=", gap)
        return self._decide(branch, gate, values[0], top)

    def _places(self, gate: int, places: Sequence[object]) -> list[int]:
        """The values of a gate, all in the order given."""
        values = [reading.place(self.at, i) for i in places]
        need(sorted(values) == sorted(self.options[gate]), "each argument is listed once")
        return values

    def _piecewise(self, gate: int, rows: Options, branch: Branch) -> Iterator[Part]:
        """The value of the first relation that holds, all signs being known."""
        need(not rows, "a piecewise follows from relations that are known")
        value = self._followed(gate, branch)[1]
        if value is None:
            raise EvidenceError("a relation in a piecewise is not known")
        yield branch, gate, value, None

    def _floor(self, gate: int, rows: Options, branch: Branch) -> Iterator[Part]:
        """Below the first integer listed, from each to the next, from the last on."""
        (_, low), *inner, (_, high) = rows
        x, one = self.rows(self.graph.nodes[gate].args[0], branch), branch.relations[0][1]
        numbers = [reading.integer(m, -(1 << 63), 1 << 63) for m, _ in inner]
        need(numbers == [*range(numbers[0], numbers[0] + len(numbers))], "integers in a row")
        yield branch.suppose("<", x - one * fmpq(numbers[0])), None, 0, low
        for m, (_, proof) in zip(numbers, inner, strict=True):
            part = branch.suppose(">=", x - one * fmpq(m)).suppose("<", x - one * fmpq(m + 1))
            yield part, gate, self.graph.number(m), proof
        yield branch.suppose(">=", x - one * fmpq(numbers[-1] + 1)), None, 0, high

    def _decide(self, branch: Branch, gate: int, value: int, form: Rows | None = None) -> Branch:
        """The branch with the value for the gate; `form` is that of the value, if it is known."""
        need(gate not in branch.chosen, "a gate is decided twice")
        c = self.graph.nodes[value].data if self.graph.nodes[gate].op == "floor" else None
        if form is None:
            form = self.rows(value, branch) if c is None else branch.relations[0][1] * c
        values = {**branch.values, gate: form} if form else branch.values
        return Branch(branch.relations, branch.facts, {**branch.chosen, gate: value}, values)

    # --- ends -------------------------------------------------------------------------

    def _holds(self, atom: tuple[str, int, int], branch: Branch) -> bool | None:
        """Whether a relation holds, by the signs supposed, or as both sides are numbers."""
        relation, pair = atom[0], atom[1:]
        known, f = branch.facts.get(pair), self.index.get(pair)
        if known is None and f is not None and self.uses[f].keys() <= branch.chosen.keys():
            first, *rest = self.rows(pair, branch).tolist()
            if not any(x for row in rest for x in row):
                known = {self._number(first).sign()}
        return None if known is None else holds(relation, known)

    def _truth(self, branch: Branch) -> bool | None:
        atoms = reading.atoms_of(self.claim)
        spend(2000 * len(atoms))
        return reading.truth(self.claim, {a: self._holds(a, branch) for a in atoms})

    def _number(self, row: Sequence[fmpq]) -> Number:
        return self.numbers[0].polynomial(row)

    def _refute(self, proof: object, branch: Branch) -> None:
        """Show that the relations of a branch are inconsistent."""
        if reading.kind(proof) == "linear":
            self._linear(reading.items(reading.fields(proof, "kind use")["use"]), branch.relations)
            return
        nodes, relations = self._resolved(branch.chosen), []
        for sign, rows in branch.relations:
            terms = [(self._number(row), n) for row, n in zip(rows.tolist(), nodes, strict=True)]
            relations.append(Relation(sign, tuple((c, n) for c, n in terms if c)))
        self.refute(System(self.graph, self.numbers, tuple(relations)), proof)

    def _resolved(self, chosen: Mapping[int, int]) -> list[int]:
        """The base nodes with the values of the decided gates put in, inner ones first."""
        graph, new = self.graph, dict[int, int]()
        for gate in sorted(chosen.keys() & set(graph.reachable(*self.base))):
            new[gate] = graph.replaced(chosen[gate], new)
        return [graph.replaced(node, new) for node in self.base]

    def _linear(self, use: Sequence[object], relations: Sequence[tuple[str, Rows]]) -> None:
        """Farkas: multiples of the relations, of those >= 0 nonnegative, add up to 0 > 0."""
        d, total, strict = self.d, fmpq_mat(len(self.base), self.d), False
        numbers = [x for x in use if type(x) is int]
        size = max(map(int.bit_length, numbers), default=0)
        good = len(numbers) == len(use) and len(use) % (d + 1) == 0 and size <= reading.BITS
        need(good, "a multiplier is a position and coordinates, integers that are not too large")
        spend(len(use) * (2000 + len(self.base) * d * (200 + size * size // 500)))
        for k in range(0, len(use), d + 1):
            at, *c = numbers[k : k + d + 1]
            need(0 <= at < len(relations), "there is no relation of this position")
            sign, rows = relations[at]
            need(sign == "=" or self._is_positive(c), "a multiplier is not positive")
            strict |= sign == ">"
            total = total + (rows if c[0] == 1 else rows * c[0])
            for x, block in zip(c[1:], self.others, strict=True):
                total = total + rows * (block * x) if x else total
        need(strict and not total, "the multiples do not add up to 0 > 0")

    def _is_positive(self, c: Sequence[int]) -> bool:
        if not any(c[1:]):
            return c[0] > 0
        ball = sum(x * b for x, b in zip(c, self.balls, strict=False))
        return bool(ball > 0) or self._number([*map(fmpq, c)]).sign() > 0


def coordinates(c: Number, d: int) -> list[fmpq]:
    """The number in powers of alpha."""
    return c.c.coeffs() + [fmpq(0)] * (d - len(c.c))


def prove(stated: Statement, proof: object, refute: Refute) -> None:
    """Follow the proof of a claim over a domain, all of whose closed parts must exist."""
    raw = reading.fields(proof, "kind field roots nodes gates pairs tree")
    cases = Cases(stated.extended(raw["nodes"]), raw, refute)
    cases.walk(raw["tree"], cases.root)
