"""Limits as k -> oo, k being the symbol without a name, which is positive.

Cases are told apart by signs of sums d. In each, f(k) = R(t(k)) for large k with an R that is
continuous where the t arrive, which is at 0 or at 1; the value is that of R there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import reduce
from typing import Final, TypeAlias

from symnn.claims.replay import SIGNS, holds, need, reading
from symnn.claims.replay.algebraic import Numbers
from symnn.claims.replay.evaluators import NormalForm
from symnn.claims.replay.forms import POSITIVE, Form, Mono, Poly
from symnn.claims.replay.graph import Graph, Node
from symnn.claims.replay.reading import Atom, Statement

Puts: TypeAlias = tuple[Mapping[str, int], ...]
Facts: TypeAlias = Sequence[tuple[int, Set[int]]]  # nodes free of k, and the signs they may have
ANY: Final = frozenset((-1, 0, 1))
_KEYS: Final = "kind nodes field roots values evidence"
PARTIAL: Final = {"log", "floor", "power", "nth_root", "nonzero"}
VARIABLE: Final = "\N{INFINITY}"  # stands for k in what goes to 0
OVER_X: Final = ("power", "x", -1)
#: What goes to 1 as x goes to 0.
QUOTIENTS: Final = {name: ("mul", (name, "x"), OVER_X) for name in ("sin", "atan")} | {
    "exp": ("mul", ("add", ("exp", "x"), -1), OVER_X),
    "log": ("mul", ("log", ("add", 1, "x")), OVER_X),
    "erf": ("erf", OVER_X),  # to 1 or -1, as x goes to 0 from above or below
}


def remainder(stated: Statement, proof: object, proved: bool) -> object:
    """The evidence of what remains to be shown, where the values of limits are verified here."""
    graph, raw = stated.graph, reading.fields(proof, _KEYS, "point")
    put = not proved and "point" in raw
    need(put or proved or not stated.unknown(), "free symbols are refuted at a point only")
    stated = stated.put(raw["nodes"], raw["point"]) if put else stated.extended(raw["nodes"])
    at, plain = stated.at, [f for f in stated.over if isinstance(f, Atom)]
    facts = [(graph.gap(at[f.left], at[f.right]), SIGNS[f.relation]) for f in plain]
    known = Limits(graph, reading.numbers(raw, at), at).values(raw["values"], facts)
    inner = reading.fields(raw["evidence"], "symnn_evidence status statement proof")
    rest = reading.statement(graph, inner["statement"])
    want, have = (
        [reading.placed(f, places) for f in (s.claim, *s.over)]
        for s, places in ((stated, [graph.replaced(i, known) for i in at]), (rest, rest.at))
    )
    same = have == want or (proved and have == want[:1])
    good = same and inner["status"] == ("proved" if proved else "refuted")
    need(good, "what remains to be shown is something else")
    return inner


class Known(NormalForm):
    """Forms for large k by what is known of signs; strict, of what is continuous there only."""

    def __init__(self, graph: Graph, numbers: Numbers, facts: Facts, strict: bool = True) -> None:
        symbols = [graph.nodes[i] for i, signs in facts if signs == {1}]
        names = [str(node.data) for node in symbols if node.op == "symbol"]
        super().__init__(graph, numbers, frozenset(["", *names]))
        self.rows, self.strict = list[tuple[Poly, Set[int]]](), False
        k = self(graph.make("symbol", data=""))
        ((((self.k, _),), _),), ((((self.log_k, _),), _),) = k.num, self.laws.log(k).num
        self.laws.atoms[self.log_k] = self.laws.atoms[self.log_k]._replace(sign=POSITIVE)
        forms = [(f, s) for i, s in facts if (f := self.find(i)) is not None]
        self.rows = [(f.num, s) for f, s in forms if f.num and f.den == self.laws.one]
        self.restart(strict)

    def restart(self, strict: bool) -> None:
        """Forget all forms."""
        self.strict, self.values = strict, {}

    def signs(self, f: Form, depth: int = 8) -> Set[int]:
        """The signs that a form may have for large k.

        By those of its terms, by a fact that divides it, as a sum of two, or by its greatest term.
        """
        laws, number = self.laws, self.laws.number(f)
        found: Set[int] = ANY
        for side in (1, -1):
            found = {side} if laws.positive(*laws.scaled(f, side)) else found
        if number is not None or found != ANY or not depth:
            return found if number is None else {number.sign()}
        if f.den != laws.one:
            above, below = (self.signs(Form(p, laws.one), depth - 1) for p in f)
            return {a * b for a in above for b in below}
        low = min(dict(mono).get(self.k, 0) for mono, _ in f.num)
        f = laws.product(f, laws.power(Form(laws.monomial(self.k), laws.one), -low))
        for fact, signs in self.rows:
            term, parts = next(iter(f.num)), [laws.quotient(f.num, fact)]
            if 0 not in signs and not self._is_whole(f):
                parts.append(laws.product(f, Form(fact, laws.one)))
            for part in filter(self._is_whole, parts):
                found = found & {a * b for a in signs for b in self.signs(part, depth - 1)}
            if term in fact and len(signs - {0}) == 1:
                c = f.num[term] * fact[term].inverse()
                rest = laws.sum([f, laws.scaled(Form(fact, laws.one), -c)])
                more, way = self.signs(rest, depth - 1), c.sign() * sum(signs)
                if more <= {0, way}:
                    found = found & ({way} if 0 not in signs or more == {way} else {0, way})
        for key, c in f.num.items() if len(f.num) > 1 and self.mentions_k(f.num) else ():
            first = self.signs(Form({key: c}, laws.one), depth - 1)
            others = laws.sum([laws.quotient(f.num, {key: c}), laws.constant(-1)])
            if 0 not in first and all(self.vanishes(*t) for t in others.num):
                found = found & first
        return found

    def _is_whole(self, f: Form) -> bool:
        """Whether nothing is divided by but what is positive."""
        powers = [p for mono, _ in f.num for p in mono]
        whole = all(k > 0 or self.laws.atoms[a].sign == POSITIVE for a, k in powers)
        return whole and f.den == self.laws.one

    def of_node(self, i: int) -> Set[int]:
        """The signs that a node may have; of a closed one by its enclosure too."""
        x, found = None if self.graph.symbols[i] else self.enclosure.find(i), self.signs(self(i))
        return found if x is None or x.lo <= 0 <= x.hi else {1 if x.lo > 0 else -1}

    def node(self, i: int, node: Node, args: list[Form]) -> Form:
        """The form; of |x| by the sign of x, of a^b as e^(b log a)."""
        if node.op == "abs" and len(signs := self.signs(args[0])) == 1:
            return self.laws.scaled(args[0], max(signs))
        n = self.graph.integer(node.args[-1]) if node.op == "power" else None
        if (self.strict and node.op in PARTIAL) or (node.op == "power" and n is None):
            signs = ANY if node.op == "floor" else self.of_node(node.args[0])
            good = signs == {1} or (n is not None and (n >= 0 or 0 not in signs))
            need(good, f"{node.op} is not shown to be continuous where a limit is taken")
        if node.op == "power" and self.laws.number(args[1]) is None:
            return self.laws.exp(self.laws.product(args[1], self.laws.log(args[0])))
        return super().node(i, node, args)

    def _maximum(self, a: Form, b: Form) -> Form:
        signs = self.signs(self.laws.sum([a, self.laws.scaled(b, -1)]))
        return a if signs <= {0, 1} else b if signs <= {0, -1} else super()._maximum(a, b)

    def holds(self, relation: str, left: int, right: int) -> bool | None:
        """By the sign of the difference; strict, if it is not 0, so that it stays near by."""
        signs = self.signs(self.gap(left, right))
        known = len(signs) == 1 and not (self.strict and signs == {0})
        return holds(relation, signs) if known else None

    def mentions_k(self, p: Poly) -> bool:
        """Whether k stands anywhere in a sum."""
        atoms = [a for mono, _ in p for a, _ in mono]
        parts = [q for a in atoms for q in self.laws.atoms[a].argument or ()]
        parts += [self.laws.exponents[e] for _, e in p]
        return self.k in atoms or any(map(self.mentions_k, parts))

    def vanishes(self, mono: Mono, e: int) -> bool:
        """Whether a term goes to 0: e^(sum of c k^n (log k)^j), by the sign of the greatest c."""
        laws, levels = self.laws, dict[tuple[int, int], list[Form]]()
        (m, _), rest = self._level(mono)
        free, levels[0, 1] = [{(rest, 0): laws.field.number(1)}], [laws.constant(m)]
        for (inner, e2), c in laws.exponents[e].items():
            level, rest = self._level(inner)
            levels.setdefault(level, []).append(Form({(rest, e2): c}, laws.one))
        sums = {level: laws.sum(parts) for level, parts in levels.items()}
        free += [rate.num for rate in sums.values()]
        top = max((level for level, rate in sums.items() if rate.num), default=(0, 0))
        good = top > (0, 0) and min(map(min, sums)) >= 0 and not any(map(self.mentions_k, free))
        return good and self.signs(sums[top]) == {-1}

    def _level(self, mono: Mono) -> tuple[tuple[int, int], Mono]:
        powers, own = dict(mono), (self.k, self.log_k)
        rest = tuple(p for p in mono if p[0] not in own)
        return (powers.get(own[0], 0), powers.get(own[1], 0)), rest


class Limits:
    """Verifies the values of limits, each given as a tree of cases."""

    def __init__(self, graph: Graph, numbers: Numbers, at: list[int]) -> None:
        self.graph, self.numbers, self.at = graph, numbers, at
        self.k = graph.make("symbol", data="")

    def _place(self, i: object, put: Puts = (), k: bool = False) -> tuple[int, int]:
        """The node that a proof means, and that with substitutions; k may stand in it or not."""
        node = reading.place(self.at, i)
        need("" not in self.graph.symbols[node], "a part of a limit holds its variable")
        values = ({VARIABLE: self.k},) if k else put
        return node, reduce(self.graph.substitute, values, node)

    def values(self, rows: object, facts: Facts) -> dict[int, int]:
        """The values of all limits listed; a closed one must be of what exists for large k."""
        known: dict[int, int] = {}
        for i, tree in (reading.items(row, 2) for row in reading.items(rows)):
            limit = self._place(i)[0]
            op, _, bodies = self.graph.nodes[limit]
            need(op == "limit", "a value is given for a node that is no limit")
            known[limit] = self.value(bodies, tree, facts, self.graph.number(0))
            for body in () if self.graph.symbols[limit] else bodies:
                Known(self.graph, self.numbers, ())(body)
        return known

    def value(
        self, bodies: tuple[int, ...], tree: object, facts: Facts, zero: int, put: Puts = ()
    ) -> int:
        """The node of the common limit of the bodies, verified in each case the facts allow.

        Where there is none, it is 1/zero.
        """
        graph, known = self.graph, Known(self.graph, self.numbers, facts)
        if not isinstance(tree, Mapping) or "split" not in tree:
            v = self._leaf(bodies, reading.fields(tree, "value ways"), known, put)
            return graph.build(OVER_X, x=zero) if v is None else v
        cases = reading.fields(tree, "split", "solve < = >")
        (d, moved), rows = self._place(cases["split"], put), list[tuple[str, int]]()
        zero = graph.build(("mul", 0, "d"), d=d)
        for relation in (r for r in ("<", "=", ">") if SIGNS[r] <= known.of_node(moved)):
            new = self._solved(moved, cases) if relation == "=" else {}
            more = [(graph.substitute(i, new), s) for i, s in (*facts, (moved, SIGNS[relation]))]
            inner = tuple(graph.substitute(body, new) for body in bodies)
            rows.append((relation, self.value(inner, cases.get(relation), more, zero, (*put, new))))
        need(bool(rows), "the cases of a limit exclude each other")
        default = rows.pop()[1]
        while rows and rows[-1][1] == default:
            rows.pop()
        flat = [i for _, v in rows for i in (d, graph.number(0), v)]
        data = tuple(relation for relation, _ in rows)
        return graph.make("piecewise", *flat, default, data=data) if rows else default

    def _solved(self, d: int, cases: reading.Object) -> dict[str, int]:
        """s = s + c d, for d = 0."""
        pattern = ("add", "s", ("mul", "c", "d"))
        for name, c in [reading.items(cases["solve"], 2)] if "solve" in cases else ():
            s, q = self.graph.make("symbol", data=str(name)), self.graph.number(reading.rational(c))
            return {str(name): self.graph.build(pattern, s=s, c=q, d=d)}
        return {}

    def _leaf(
        self, bodies: tuple[int, ...], leaf: reading.Object, known: Known, put: Puts
    ) -> int | None:
        """The value of a limit in one case; no value where the bodies grow or do not agree."""
        ways, laws = reading.items(leaf["ways"], 2), known.laws
        need(len(ways) == len(bodies), "each side of a limit needs its way")
        ends = [self._end(b, way, known) for b, way in zip(bodies, ways, strict=True)]
        if leaf["value"] is None:
            sides = [laws.scaled(end, s) for end, s in zip(ends, (1, -1), strict=False) if end]
            differ = len(sides) == 2 and 0 not in known.signs(laws.sum(sides))
            need(None in ends or differ, "a limit is not shown not to exist")
            return None
        v, moved = self._place(leaf["value"], put)
        need(all(end == known(moved) for end in ends), "the value of a limit is wrong")
        return v

    def _end(self, body: int, way: object, known: Known) -> Form | None:
        """The limit of one body, by R; None if that of 1/body is 0."""
        way, graph, one = reading.fields(way, "to form", "inverse"), self.graph, known.laws.one
        nodes, ends = dict[str, int](), dict[str, int]()
        known.restart(strict=True)
        for item in reading.items(way["to"], 1000):
            name, kind, i = reading.items(item, 3)
            end = 0
            u = self._place(i, k=True)[1]
            small = known(u).den == one and kind in ("small", *QUOTIENTS)
            small = small and all(known.vanishes(*term) for term in known(u).num)
            need(small, "what is said to go to 0 is not shown to")
            if kind != "small":
                signs = known.signs(known(u))
                need(0 not in signs, "a divisor of a quotient may be 0")
                need(kind != "erf" or len(signs) == 1, "the sign of an argument is not known")
                end = max(signs) if kind == "erf" else 1
                u = graph.build(QUOTIENTS[str(kind)], x=u)
            nodes[str(name)], ends[str(name)] = u, graph.number(end)
        form = self._place(way["form"])[0]
        body = graph.build(OVER_X, x=body) if "inverse" in way else body
        known.restart(strict=False)
        need(known.is_zero(body, graph.substitute(form, nodes)), "a form of a limit is wrong")
        known.restart(strict=True)
        value = known(graph.substitute(form, ends))
        need(not ("inverse" in way and value.num), "1/f does not go to 0 where f is said to grow")
        return None if "inverse" in way else value
