r"""The values of families at given indices: their recurrences unrolled, layer by layer.

Names of which nothing is said are open letters or numbers (`leaves`). Arrays have two entries on
every side, so that a transpose is seen, and sums over an index without bounds run over these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.arrays import Grid, UnreadError, Value
from symnn.documents.judging.sequences.indices import Linear, Member, bound_letters, linear, members
from symnn.documents.judging.sequences.leaves import Leaves
from symnn.documents.judging.sequences.memory import Memory, Rule
from symnn.exact.expression import PI, Expr, rational
from symnn.latex import syntax as tree

SIZE: Final = 2
_DEEPEST: Final = 60
_MOST_TERMS: Final = 400


#: What every kind of expression is; filled in where that is said (`unrolled_rules`).
RULES: Final[dict[type[tree.Node], Callable[..., Value]]] = {}
#: How the body of a function is derived by its parameter; filled in by `slopes`.
BY_PARAMETER: Final[list[Callable[..., Expr]]] = []


class Env(NamedTuple):
    """What letters of indices are, and the values of parameters of functions."""

    letters: Mapping[str, Linear]
    locals: Mapping[str, Value] = {}


@final
@dataclass(frozen=True, slots=True)
class Seat:
    """A member, and which entry of it, if it is an array: what may be derived by."""

    whole: Member
    entry: tuple[int, ...] | None = None


@final
@dataclass(slots=True)
class Unrolled:
    """Values in one document.

    `loose` tells that something was read as only some authors mean it, `shallow` that what a
    formula is made from stays fixed where it is derived. `turned` is the layout of derivatives of
    vectors by vectors.
    """

    memory: Memory
    leaves: Leaves
    last: Mapping[str, int] = field(default_factory=dict)
    shallow: bool = False
    turned: bool = False
    is_laid_out: bool = False
    loose: bool = False
    done: dict[Member, Value] = field(default_factory=dict)
    cyclic: dict[str, bool] = field(default_factory=dict)
    depth: int = 0
    slopes: Any = None
    reached: bool = False

    # --- names --------------------------------------------------------------------------

    def env(self, letters: Mapping[str, Linear]) -> Env:
        """The letters of a formula, with those of the last time or layer."""
        memory = self.memory
        named = memory.depends.keys() | memory.rules.keys()
        last = {letter: Linear(k) for letter, k in self.last.items() if letter not in named}
        return Env({**last, **letters})

    def kind(self, found: Member) -> str:
        """Whether a name is a number, a vector or a matrix."""
        memory = self.memory
        if found.key in memory.spaces:
            return memory.spaces[found.key]
        if found.bold:
            return "matrix" if found.upper else "vector"
        plain = any(not key.startswith("bold ") for key in memory.spaces)
        if plain and not memory.labelled and not found.indices:
            return _usual(found.key)
        if not self.has_layers():
            return ""
        if found.key in memory.labelled:
            if found.key in memory.pairs or found.key in memory.entries.values():
                return "matrix"
            return "matrix" if found.upper else "vector"
        entries = memory.counts.get(found.key) == 1 and found.key in memory.whole
        return "vector" if entries else ""

    def has_layers(self) -> bool:
        """Whether superscripts number layers of arrays."""
        memory = self.memory
        return bool(memory.labelled) and bool(memory.pairs or memory.entries)

    def seat(self, found: Member) -> Seat:
        """Which entry of which array a name is."""
        owner = self.memory.entries.get(found.key)
        if owner is not None:
            found = replace(found, key=owner, upper=True)
        kind = self.kind(found)
        layered = not found.bold and found.key not in self.memory.spaces
        if not kind or not found.below or not layered:
            return Seat(found)
        numbers = []
        for index in found.below:
            if index.letters or not 1 <= index.constant <= SIZE:
                raise UnreadError("an entry that is not there")
            numbers.append(index.constant - 1)
        if len(numbers) != (2 if kind == "matrix" else 1):
            raise UnreadError("an entry with another number of indices")
        return Seat(replace(found, below=()), tuple(numbers))

    def of(self, found: Member) -> Value:
        """The value of a member."""
        seat = self.seat(found)
        if seat.entry is None:
            return self.whole(seat.whole)
        own = self.entry_rule(seat)
        if own is not None:
            return self.value(own[0].body, self.env(own[1]))
        value = self.whole(seat.whole)
        if not isinstance(value, Grid):
            raise UnreadError("an entry of a number")
        return value.at(*(seat.entry if len(seat.entry) == 2 else (*seat.entry, 0)))

    def entry_rule(self, seat: Seat) -> tuple[Rule, dict[str, Linear]] | None:
        """The formula that is given for an entry."""
        if seat.entry is None:
            return None
        below = tuple(Linear(k + 1) for k in seat.entry)
        keys = [k for k, owner in self.memory.entries.items() if owner == seat.whole.key]
        for key in (seat.whole.key, *keys):
            found = self.memory.latest(replace(seat.whole, key=key, below=below))
            if found is not None and self.applies(seat.whole, found[0]):
                return found
        return None

    def rule(self, whole: Member) -> tuple[Rule, dict[str, Linear]] | None:
        """The formula for a whole member, unless the sequence begins there."""
        found = self.memory.latest(whole)
        return found if found is not None and self.applies(whole, found[0]) else None

    def applies(self, whole: Member, rule: Rule) -> bool:
        """Whether a rule reaches down to a member."""
        if not rule.is_general or not self.is_cyclic(whole.key):
            return True
        for index in whole.indices:
            if index.letters:
                raise UnreadError("a member of a recurrence at an open index")
            if index.constant <= 0 and not self._goes_up(rule):
                return rule.low is not None and index.constant >= rule.low
        return True

    def _goes_up(self, rule: Rule) -> bool:
        """Whether a member is made from later ones: G_t from G_{t+1}."""
        own = [m for m in members(rule.body) if m.key == rule.pattern.key and m.below]
        ends = rule.pattern.below
        return bool(own and ends) and all(m.below[0].constant > ends[0].constant for m in own)

    def is_cyclic(self, key: str) -> bool:
        """Whether a family is made from its own members, perhaps through others."""
        if key not in self.cyclic:
            seen, stack = set[str](), [key]
            while stack:
                for rule in self.memory.rules.get(stack.pop(), ()):
                    for name in self._names(rule.body):
                        if name not in seen:
                            seen.add(name)
                            stack.append(name)
            self.cyclic[key] = key in seen
        return self.cyclic[key]

    def _names(self, node: tree.Node) -> set[str]:
        found = self.memory.member(node)
        if found is not None:
            fixed = not any(index.letters for index in found.indices)
            return set() if fixed else {self.memory.entries.get(found.key, found.key)}
        return set[str]().union(*(self._names(part) for part in tree.children(node)))

    def whole(self, whole: Member) -> Value:
        """The value of a whole member."""
        if whole not in self.done:
            self._from_below(whole)
            self.depth += 1
            if self.depth > _DEEPEST:
                raise UnreadError("a recurrence that does not end")
            try:
                self.done[whole] = self._whole(whole)
            finally:
                self.depth -= 1
        return self.done[whole]

    def _from_below(self, whole: Member) -> None:
        """What a late member is made from first, so that nothing is nested deeply."""
        if len(whole.below) != 1 or whole.above or whole.below[0].letters:
            return
        last = whole.below[0].constant
        if self.depth or last > _MOST_TERMS or not self.is_cyclic(whole.key):
            return
        for index in range(1, last):
            member = replace(whole, below=(Linear(index),))
            if member not in self.done:
                self.done[member] = self._whole(member)

    def _whole(self, whole: Member) -> Value:
        found = self.rule(whole)
        if found is not None:
            return self.value(found[0].body, self.env(found[1]))
        kind = self.kind(whole)
        text = text_of(whole)
        if not kind:
            return self.leaves.of(whole.key, text)
        rows, columns = (SIZE, SIZE) if kind == "matrix" else (SIZE, 1)
        places = [(i, j) for i in range(rows) for j in range(columns)]
        cells = []
        for i, j in places:
            entry = (i, j) if kind == "matrix" else (i,)
            own = self.entry_rule(Seat(whole, entry))
            name = f"{text}_{i + 1}{j + 1}" if kind == "matrix" else f"{text}_{i + 1}"
            value = (
                self.value(own[0].body, self.env(own[1]))
                if own
                else self.leaves.of(whole.key, name)
            )
            if not isinstance(value, Expr):
                raise UnreadError("an array as an entry")
            cells.append(value)
        return Grid(rows, columns, tuple(cells))

    # --- expressions --------------------------------------------------------------------

    def value(self, node: tree.Node, env: Env) -> Value:
        """The value of an expression."""
        if isinstance(node, tree.Name) and tree.key(node) in env.locals:
            return env.locals[tree.key(node) or ""]
        plain = isinstance(node, tree.Name) and node.subscript is None and not node.labels
        plain = plain and isinstance(node, tree.Name) and not node.font
        if plain and isinstance(node, tree.Name) and node.base in env.letters:
            return _index_value(env.letters[node.base])
        if isinstance(node, tree.Name) and node.base == "pi" and plain:
            return PI
        found = self.memory.member(node)
        if found is not None:
            return self.of(found.put(env.letters))
        rule = RULES.get(type(node))
        if rule is None:
            raise UnreadError(f"{type(node).__name__} is not read in sequences")
        return rule(self, node, env)

    def scalar(self, node: tree.Node, env: Env) -> Expr:
        """The value of an expression that must be a number."""
        value = self.value(node, env)
        if not isinstance(value, Expr):
            raise UnreadError("an array where a number should stand")
        return value

    def indices(self, node: tree.BigOperator, env: Env) -> list[Env]:
        """The letters of a sum at each of its terms."""
        names = sorted(bound_letters(node))
        if not names or not (node.upper is None or len(names) == 1):
            raise UnreadError("a sum of unknown range")
        chain = node.lower
        if node.upper is None:
            if isinstance(chain, tree.Chain) or not self.memory.labelled:
                raise UnreadError("a sum of unknown range")
            low, high = 1, SIZE
        else:
            if not isinstance(chain, tree.Chain) or chain.links[0].relation != "=":
                raise UnreadError("a sum of unknown range")
            low, high = self.whole_number(chain.links[0].operand, env), self.end(node.upper, env)
        found = [env]
        for name in names:
            found = [
                Env({**one.letters, name: Linear(k)}, one.locals)
                for one in found
                for k in range(low, high + 1)
            ]
        if len(found) > _MOST_TERMS:
            raise UnreadError("a sum of too many terms")
        return found

    def end(self, node: tree.Node, env: Env) -> int:
        """The last index of a sum; sizes such as n count the entries of arrays."""
        return self.whole_number(node, env)

    def whole_number(self, node: tree.Node, env: Env) -> int:
        """An index that must be a number."""
        index = linear(node)
        found = None if index is None else index.put(env.letters)
        if found is None or found.letters:
            raise UnreadError("a sum whose ends are open")
        return found.constant


def _usual(key: str) -> str:
    """Weights and biases beside declared vectors: W_{xh} and b_h."""
    if key[0] in "WUV" and key[1:2] in ("", "_"):
        return "matrix"
    return "vector" if key[0] == "b" and key[1:2] in ("", "_") else ""


def text_of(whole: Member) -> str:
    """h_3 for a member, a_2^3 for one of a layer.

    Examples:
        >>> text_of(Member("h", (Linear(3),)))
        'h_3'
    """
    below = ",".join(map(str, whole.below))
    above = ",".join(map(str, whole.above))
    return whole.key + (f"_{below}" if below else "") + (f"^({above})" if above else "")


def _index_value(index: Linear) -> Expr:
    if index.letters:
        raise UnreadError("an open index as a number")
    return rational(index.constant)
