r"""Members of families at an index that stays open: sums and products are cut at t - 1.

What a recurrence makes of h_t is written in h_{t-1}; a sum up to t is the sum up to t - 1 and one
term more; a product from i + 1 to t is a quotient of two products from 1 on. So the sides of a
claim for all t become quotients of polynomials in few atoms: members, powers, sums, products.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final, final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.arrays import UnreadError
from symnn.documents.judging.sequences.indices import Linear, Member
from symnn.documents.judging.sequences.laurent import (
    ALONE,
    Atom,
    Monomial,
    Ratio,
    atom,
    constant,
)
from symnn.documents.judging.sequences.memory import Memory
from symnn.latex import syntax as tree

NOTHING: Final = constant(fmpq(0))
UNIT: Final = constant(fmpq(1))
#: So many terms are written out.
_MOST_TERMS: Final = 8
_DEEPEST: Final = 12
Letters = Mapping[str, Linear]


#: What every kind of expression is; filled in where that is said (`open_rules`).
RULES: Final[dict[type[tree.Node], Callable[..., Ratio]]] = {}


@final
@dataclass(slots=True)
class Generic:
    """Values at an open index `letter`; members from it on are made from those before it.

    `slope_of` is the name that is derived by, if any is.
    """

    memory: Memory
    letter: str
    cyclic: Callable[[str], bool]
    shares: frozenset[str] = frozenset()
    depth: int = 0
    floor: int = 0
    products: dict[Ratio, tuple[tree.Node, str, Letters]] = field(default_factory=dict)

    def value(self, node: tree.Node, letters: Letters) -> Ratio:
        """The value of an expression."""
        plain = isinstance(node, tree.Name) and node.subscript is None and not node.labels
        if plain and isinstance(node, tree.Name) and node.base in letters:
            return self.index(letters[node.base])
        found = self.memory.member(node)
        if found is not None:
            return self.of(found.put(letters))
        rule = RULES.get(type(node))
        if rule is None:
            raise UnreadError(f"{type(node).__name__} at an open index")
        return rule(self, node, letters)

    def index(self, index: Linear) -> Ratio:
        """A number that is linear in letters."""
        found = constant(fmpq(index.constant))
        for name, times in index.letters:
            found = found + constant(fmpq(times)) * atom("index", name)
        return found

    def of(self, found: Member) -> Ratio:
        """The value of a member."""
        known = self.memory.latest(found)
        if known is None or self.stays(found, known[0].is_general):
            return atom("member", found)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadError("a recurrence that does not end")
        try:
            return self.value(known[0].body, known[1])
        finally:
            self.depth -= 1

    def stays(self, found: Member, general: bool) -> bool:
        """Whether a member of a recurrence stays as it is: it stands before the open index."""
        if not general or not self.cyclic(found.key):
            return False
        if len(found.indices) != 1:
            raise UnreadError("a recurrence in several indices")
        index = found.indices[0]
        return index.lone != self.letter or index.constant < self.floor

    # --- powers, products, sums ---------------------------------------------------------

    def power(self, base: Ratio, exponent: Linear) -> Ratio:
        """A power whose exponent is linear in letters."""
        found = base.power(exponent.constant) if exponent.constant else UNIT
        if not exponent.letters:
            return found
        if len(base.above) != 1 or len(base.below) != 1:
            for name, times in exponent.letters:
                found = found * atom("power", base, name).power(times)
            return found
        ((monomial, coefficient),) = base.above
        parts = [(constant(coefficient), 1)] if coefficient != 1 else []
        parts += [(atom(*one), k) for one, k in monomial]
        for part, k in parts:
            for name, times in exponent.letters:
                found = found * atom("power", part, name).power(k * times)
        return found

    def product(
        self, body: tree.Node, name: str, ends: tuple[Linear, Linear], over: Letters
    ) -> Ratio:
        """The product of the body for the letter from one end to the other."""
        low, high = ends
        span = high.plus(low, -1)
        if not span.letters:
            found = UNIT
            for k in range(self._count(span.constant)):
                found = found * self.value(body, {**over, name: low.plus(Linear(k))})
            return found
        core = self.value(body, {**over, name: Linear(0, (("·", 1),))})
        self.products.setdefault(core, (body, name, over))
        return self.up_to(core, high) * self.up_to(core, low.plus(Linear(-1))).inverse

    @staticmethod
    def _count(span: int) -> int:
        if span + 1 > _MOST_TERMS:
            raise UnreadError("a product of many factors")
        return max(span + 1, 0)

    def up_to(self, core: Ratio, end: Linear) -> Ratio:
        """The product from 1 to an end, cut at t - 1 or i."""
        if not end.letters:
            found = UNIT
            for k in range(1, self._count(end.constant - 1) + 1):
                found = found * self.factor(core, Linear(k))
            return found
        name = end.lone
        if name is None:
            raise UnreadError("a product with an end in several letters")
        base = Linear(-1 if name == self.letter else 0, ((name, 1),))
        found = atom("product", core, base)
        steps = end.plus(base, -1).constant
        if abs(steps) > _MOST_TERMS:
            raise UnreadError("a product of many factors")
        for k in range(1, steps + 1):
            found = found * self.factor(core, base.plus(Linear(k)))
        for k in range(steps + 1, 1):
            found = found * self.factor(core, base.plus(Linear(k))).inverse
        return found

    def factor(self, core: Ratio, index: Linear) -> Ratio:
        """The factor of a product at an index."""
        body, name, over = self.products[core]
        return self.value(body, {**over, name: index})

    def sum(self, body: tree.Node, name: str, ends: tuple[Linear, Linear], over: Letters) -> Ratio:
        """The sum of the body for the letter from one end to the other."""
        low, high = ends
        span = high.plus(low, -1)
        if not span.letters:
            found = NOTHING
            for k in range(self._count(span.constant)):
                found = found + self.value(body, {**over, name: low.plus(Linear(k))})
            return found
        if name == self.letter or low.letters or not 0 <= low.constant <= 3:
            raise UnreadError("a sum from an open index on")
        inner = "′" + name
        value = self.value(body, {**over, name: Linear(0, ((inner, 1),))})
        if any(_has(one, inner) for monomial, _ in value.below for one, _ in monomial):
            raise UnreadError("a sum of quotients")
        found = NOTHING
        below = Ratio(value.below, UNIT.below).inverse
        for monomial, coefficient in value.above:
            moving = frozenset((a, k) for a, k in monomial if _has(a, inner))
            still = of_monomial(monomial - moving) * constant(coefficient)
            found = found + still * below * self._summed(moving, inner, low, high)
        return found

    def _summed(self, core: Monomial, inner: str, low: Linear, high: Linear) -> Ratio:
        if core == ALONE:
            return self.index(high.plus(low, -1).plus(Linear(1)))
        if high.lone != self.letter:
            raise UnreadError("a sum up to another index")
        found = atom("sum", core, inner, low.constant)
        for k in range(high.constant + 1):
            found = found + self._term(core, inner, Linear(k, ((self.letter, 1),)))
        for k in range(high.constant + 1, 0):
            minus = self._term(core, inner, Linear(k, ((self.letter, 1),)))
            found = found + minus.negative
        return found

    def _term(self, core: Monomial, inner: str, index: Linear) -> Ratio:
        found = UNIT
        for one, k in core:
            found = found * self._moved(one, inner, index).power(k)
        return found

    def _moved(self, one: Atom, inner: str, index: Linear) -> Ratio:
        """An atom with the letter of a sum put at an index."""
        known = {inner: index}
        if one[0] == "member":
            return self.of(one[1].put(known))
        if one[0] == "index":
            return self.index(index) if one[1] == inner else atom(*one)
        if one[0] == "power" and one[2] == inner:
            return self.power(one[1], index)
        if one[0] == "product":
            return self.up_to(one[1], one[2].put(known))
        if one[0] == "apply":
            argument = one[3].over(lambda other: self._moved(other, inner, index))
            return atom("apply", one[1], one[2], argument)
        if not _has(one, inner):
            return atom(*one)
        raise UnreadError("a term of a sum that is not put at an index")


def _has(one: Atom, letter: str) -> bool:
    """Whether a letter stands in an atom."""
    for part in one:
        if isinstance(part, Member):
            if any(letter in dict(index.letters) for index in part.indices):
                return True
        elif isinstance(part, Linear):
            if letter in dict(part.letters):
                return True
        elif isinstance(part, Ratio):
            if any(_has(inner, letter) for inner in part.atoms()):
                return True
        elif part == letter:
            return True
    return False


def of_monomial(monomial: Monomial) -> Ratio:
    """A monomial by itself."""
    return Ratio(frozenset([(monomial, fmpq(1))]), UNIT.below)
