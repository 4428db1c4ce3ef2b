r"""What a document has said of families: recurrences, closed forms, layers, and their ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.sequences.indices import Linear, Member, linear, member, members
from symnn.documents.judging.sequences.spelled import as_products
from symnn.latex import syntax as tree

#: Names that are no names of quantities.
WORDS: Final = frozenset({"diag", "exp", "ln", "log", "sqrt", "max", "min", "e", "pi"})
#: Letters for the last time or layer.
LAST: Final = ("T", "L", "N", "K")
_BOUNDS: Final = frozenset({"<", "≤", ">", "≥"})
Bound: TypeAlias = "tuple[tree.Node, str, tree.Node]"


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """A formula for the members of a family: h_t = … for t from `low` on, or h_0 = … ."""

    pattern: Member
    body: tree.Node
    low: int | None = None
    section: tuple[str, ...] = ()

    def match(self, found: Member) -> dict[str, Linear] | None:
        """What the letters of the pattern are for a member; None if it is another one."""
        if len(found.below) != len(self.pattern.below) or found.key != self.pattern.key:
            return None
        if len(found.above) != len(self.pattern.above):
            return None
        known: dict[str, Linear] = {}
        for wanted, index in zip(self.pattern.indices, found.indices, strict=True):
            letter = wanted.lone
            if letter is None or letter in LAST:
                if wanted != index:
                    return None
                continue
            value = index.plus(Linear(wanted.constant), -1)
            if known.setdefault(letter, value) != value:
                return None
        return known if self._is_in_range(known) else None

    def _is_in_range(self, known: dict[str, Linear]) -> bool:
        if self.low is None:
            return True
        return all(v.letters or v.constant >= self.low for v in known.values())

    @property
    def is_general(self) -> bool:
        """Whether it holds for a letter, and not for one member."""
        return any(
            index.lone is not None and index.lone not in LAST for index in self.pattern.indices
        )


@final
@dataclass(frozen=True, slots=True)
class Function:
    """A function of one argument that the document defines."""

    parameter: str
    body: tree.Node


@final
@dataclass(slots=True)
class Memory:
    """The families of a document.

    `older` are formulas that a family had before another one; `depends` are names of which only is
    said what they depend on; `labelled` those that carry an index above them; `spaces` the arrays
    that are declared; `entries` the names of entries, as the w of W = (w_{ij}); `bounds` the ranges
    of letters and of all members of a family; `seen` are all names so far, with their number of
    indices, `counts` those with one below, `pairs` those with two, `whole` those without any;
    `section` are the headings that the document has come to, `doubtful` the families that have a
    value at one moment only, under words that are not understood, or two recurrences; `tied` those
    whose members are not free.
    """

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    depends: dict[str, tuple[tree.Node, ...]] = field(default_factory=dict)
    labelled: set[str] = field(default_factory=set)
    spaces: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    bounds: list[Bound] = field(default_factory=list)
    functions: dict[str, Function] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    older: dict[str, list[list[Rule]]] = field(default_factory=dict)
    section: tuple[str, ...] = ()
    doubtful: set[str] = field(default_factory=set)
    tied: set[str] = field(default_factory=set)

    def ways(self) -> Iterator[Memory]:
        """The same as it is, and with the formulas that families had before their latest."""
        yield self
        for key, before in self.older.items():
            for rules in before:
                other = self.copy()
                other.rules[key] = list(rules)
                yield other

    def copy(self) -> Memory:
        """The same; what is told to one of the two is unknown to the other."""
        return replace(
            self,
            rules={key: list(known) for key, known in self.rules.items()},
            bounds=list(self.bounds),
            counts=dict(self.counts),
        )

    def member(self, node: tree.Node) -> Member | None:
        """The member of a family that a name is."""
        return member(node, frozenset(self.labelled))

    def look(self, node: tree.Node) -> None:
        """Note how the names in a formula are written."""
        for part in tree.walk(node):
            if isinstance(part, tree.Name) and part.labels:
                found = member(part)
                if found is not None and found.above:
                    self.labelled.add(found.key)
            elif isinstance(part, tree.Power) and _is_layer(part):
                found = member(part.base)
                if found is not None and not found.above:
                    self.labelled.add(found.key)
        for found in members(node, frozenset(self.labelled)):
            self.seen.add(signature(found))
            if not found.above and len(found.below) == 1:
                self.counts[found.key] = 1
            if found.above and len(found.below) == 2:
                self.pairs.add(found.key)
            if not found.below:
                self.whole.add(found.key)

    def learn(self, chain: tree.Chain, low: int | None, anew: bool, settles: bool = False) -> None:
        """Take up a definition.

        Args:
            chain: h_t = … .
            low: the first index it is said to hold for, if it is said.
            anew: whether a family with a formula may get another one.
            settles: whether it holds for one claim only, beside what is known.
        """
        if chain.links[0].relation not in ("=", ":=", "≡") or self._is_bound(chain):
            return
        names = [chain.first, *(link.operand for link in chain.links[:-1])]
        for name in names if all(map(self.member, names)) else names[:1]:
            self._learn(name, chain.links[-1].operand, low, (anew, settles))

    def _learn(
        self, first: tree.Node, body: tree.Node, low: int | None, how: tuple[bool, bool]
    ) -> None:
        anew, settles = how
        body = as_products(body, self.functions)
        if isinstance(first, tree.Call) and isinstance(first.head, tree.Name):
            self._learn_function(first, body)
            return
        found = self.member(first)
        if found is None:
            return
        entry = self._entries_in(body)
        if entry is not None:
            self.entries[entry] = found.key
            return
        if self._tells_dependence(found, body):
            return
        rule = Rule(found, body, low, self.section)
        if any(index.letters and index.lone is None for index in found.indices):
            return
        known = self.rules.setdefault(found.key, [])
        if any(other.section != rule.section for other in known) and not settles:
            known.clear()  # under another heading the name is given anew
        clashing = [other for other in known if _overlap(rule, other)]
        if not settles and (self._is_doubtful(rule, clashing) or self._is_settled(rule, known)):
            self.doubtful.add(found.key)
        if anew and known and not settles:
            self.older.setdefault(found.key, []).append(list(known))
            known.clear()
        if anew or not clashing:
            known.insert(0, rule)

    def _is_doubtful(self, rule: Rule, clashing: Sequence[Rule]) -> bool:
        """Whether it is a second recurrence, or the value at the moment: f_t = 0.7."""
        labelled = frozenset(self.labelled)
        others = any(other.body != rule.body for other in clashing)
        if others and any(m.key == rule.pattern.key for m in members(rule.body, labelled)):
            return True
        letters = {index.lone for index in rule.pattern.indices}
        return rule.is_general and not letters & _letters_in(rule.body) and rule.low is None

    def _is_settled(self, rule: Rule, known: Sequence[Rule]) -> bool:
        """Whether a value is given to a member that follows from the others: no beginning."""
        if rule.is_general or len(rule.pattern.indices) != 1 or not _is_number(rule.pattern):
            return False
        at = rule.pattern.indices[0].constant
        numbered = [o for o in known if not o.is_general and len(o.pattern.indices) == 1]
        starts = [o for o in numbered if o.pattern.indices[0].constant < at]
        for other in known:
            if not other.is_general or other.match(rule.pattern) is None:
                continue
            inside = members(other.body, frozenset(self.labelled))
            own = [m for m in inside if m.key == rule.pattern.key and m.indices]
            top = other.pattern.indices[0].constant
            back = [top - m.indices[0].constant for m in own if not _is_number(m)]
            if min(back, default=0) < 0 or rule.pattern in own:
                continue  # it begins with the last, or this is where it begins
            if len(starts) >= max(back, default=0):
                return True
        return False

    def touches_doubt(self, nodes: Sequence[tree.Node]) -> bool:
        """Whether expressions are made from doubtful families, through their formulas."""
        labelled = frozenset(self.labelled)
        stack, seen = list(nodes), set[str]()
        while stack:
            for one in members(stack.pop(), labelled):
                if one.indices and one.key in self.doubtful:
                    return True
                if one.key not in seen:
                    seen.add(one.key)
                    stack += [rule.body for rule in self.rules.get(one.key, ())]
        return False

    def _is_bound(self, chain: tree.Chain) -> bool:
        links = chain.links
        return len(links) > 1 and any(link.relation != "=" for link in links)

    def _learn_function(self, first: tree.Call, body: tree.Node) -> None:
        items = first.arguments.items
        key = tree.key(first.head)
        if key is None or len(items) != 1:
            return
        parameter = tree.key(items[0])
        if parameter is None or not isinstance(items[0], tree.Name):
            return
        if items[0].subscript is not None and key in self.functions:
            return  # L(w_k) = 2^{-k} is said of the L that is known
        self.functions[key] = Function(parameter, body)

    def _entries_in(self, node: tree.Node) -> str | None:
        """The w of W = (w_{ij})."""
        if not isinstance(node, tree.Group) or len(node.items) != 1:
            return None
        found = self.member(node.items[0])
        return found.key if found is not None and len(found.below) == 2 else None

    def _tells_dependence(self, found: Member, body: tree.Node) -> bool:
        """C = C(a_4), or what is only a function of several names."""
        if not isinstance(body, tree.Call) or tree.key(body.head) is None:
            return False
        if tree.key(body.head) == found.key and not found.indices:
            self.depends[found.key] = body.arguments.items
            return True
        return False

    def latest(self, found: Member) -> tuple[Rule, dict[str, Linear]] | None:
        """The rule for a member, with its letters: one of its own before one for all."""
        general = None
        for rule in self.rules.get(found.key, ()):
            known = rule.match(found)
            if known is None or found in self._fixed(rule):
                continue
            if not rule.is_general:
                return rule, known
            general = general or (rule, known)
        return general

    def _fixed(self, rule: Rule) -> list[Member]:
        """Members at numbers that stand in a rule for all, as the η_0 of η_k = η_0 κ^k."""
        if not rule.is_general:
            return []
        inside = members(rule.body, frozenset(self.labelled))
        return [m for m in inside if m.key == rule.pattern.key and m.indices and _is_number(m)]

    def at(self, last: Mapping[str, int]) -> Memory:
        """The same with numbers for the letters of the last time or layer."""
        known = {letter: Linear(k) for letter, k in last.items()}
        rules = {
            key: [replace(rule, pattern=_ended(rule.pattern, known)) for rule in old]
            for key, old in self.rules.items()
        }
        return replace(self, rules=rules)

    def note_bound(self, chain: tree.Chain) -> None:
        r"""Note 0 < \beta_t < 1."""
        for left, link in chain.pairs():
            if link.relation in _BOUNDS:
                self.bounds.append((left, link.relation, link.operand))

    def note_space(self, node: tree.Node, space: tree.Node) -> None:
        r"""Note x_t \in \mathbb{R}^d: a vector, or a matrix."""
        items = node.items if isinstance(node, tree.Group) else (node,)
        if not isinstance(space, tree.Power):
            return
        exponent = space.exponent
        by = isinstance(exponent, tree.Product) and "×" in exponent.operators
        for item in items:
            found = self.member(item)
            if found is not None:
                self.spaces[found.key] = "matrix" if by else "vector"


def _is_layer(node: tree.Power) -> bool:
    """a_j^l and a_j^{l-1}: the letter of a layer above a name with entries."""
    index = linear(node.exponent)
    letters = () if index is None else tuple(name for name, _ in index.letters)
    return letters in (("l",), ("L",)) and isinstance(node.base, tree.Name)


def _is_number(found: Member) -> bool:
    return not any(index.letters for index in found.indices)


def _ended(pattern: Member, known: Mapping[str, Linear]) -> Member:
    """The pattern, with a number where the last index stands alone."""
    alone = {k: v for k, v in known.items() if k in LAST}
    return pattern.put(alone)


def signature(found: Member) -> str:
    """A name with how many indices it has: x and x_t may be of different kinds."""
    return f"{found.key}/{len(found.below)}/{len(found.above)}"


def _letters_in(node: tree.Node) -> set[str | None]:
    """The letters anywhere in an expression, those of indices among them."""
    found = set[str | None]()
    for part in tree.walk(node):
        if isinstance(part, tree.Name):
            found.add(part.base)
            one = member(part)
            found |= {name for i in (one.indices if one else ()) for name, _ in i.letters}
    return found


def _overlap(one: Rule, two: Rule) -> bool:
    if one.is_general and two.is_general:
        return True
    if one.is_general or two.is_general:
        return False
    return one.pattern == two.pattern


def lowest(node: tree.Node) -> tuple[str, int] | None:
    """The letter and the first number of t ≥ 1, of t = 1, 2, …, and of t = 1, …, T."""
    if isinstance(node, tree.Group) and node.items:
        return lowest(node.items[0])
    if not isinstance(node, tree.Chain):
        return None
    index = linear(node.first)
    link = node.links[0]
    operand = link.operand
    if isinstance(operand, tree.Group) and operand.items:
        operand = operand.items[0]
    value = linear(operand)
    if index is None or index.lone is None or value is None or value.letters:
        return None
    if link.relation in ("=", "≥", "∈") and not index.constant:
        return index.lone, value.constant
    return (index.lone, value.constant + 1) if link.relation == ">" else None


def chains_in(nodes: Sequence[tree.Node]) -> Iterator[tree.Chain]:
    """The relations that conditions hold, one by one."""
    for node in nodes:
        if isinstance(node, tree.Chain):
            yield node
        elif isinstance(node, tree.Group):
            yield from chains_in(node.items)
