"""Names and what they stand for, as a history: every definition makes a new version.

A formula sees the names as they were when it was written, and names that were only bound
later as they are when it is used. So `f(x) = W g(x)` may stand before W and g are given,
while `y = x + 1` keeps its value when x is used again for something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex.meaning.values import Defined, Value
from symnn.latex.syntax import Group, Matrix, Name, Node, Number, walk
from symnn.latex.syntax import key as name_key

#: The topics of documents that give π and Γ values of their own.
#: The unit of the value that is spoken of, which says what a plain log is.
IN_BITS: Final = "log is to the base 2"
IN_NATS: Final = "log is natural"
#: So many formulas are gone through from one to the next.
_MOST_NESTED: Final = 3
NAMED_PI: Final = "a value of π"
DUAL: Final = "an ε whose square is 0"
#: The topic of documents that speak of steps other than those of plain gradient descent.
OTHER_STEPS: Final = "steps of other kinds"
#: The topic of documents that climb, or look for what is greatest.
UPHILL: Final = "steps may lead uphill"
#: The topic of documents whose windows are dilated, or work the other way.
OTHER_WINDOWS: Final = "windows of another kind"
#: Of a document: what is least or largest may be sought among some points only.
RESTRICTED: Final = "places under a restriction"
#: The topic of documents that calculate with residues, or in a finite field.
RESIDUES: Final = "numbers are residues"
#: The topic of documents whose units are not free to have any weights and thresholds.
HELD_WEIGHTS: Final = "weights or thresholds of units are not free"
#: The topic of documents in which the n of T_n counts terms.
BY_TERMS: Final = "polynomials are told by how many terms they have"
NAMED_GAMMA: Final = "a Γ that is no function"
SPREAD: Final = "how values are spread"
S_DEVIATES: Final = "s is a standard deviation"
#: The topic of documents whose powers, products and quotients of lists are entry by entry.
BY_ENTRIES: Final = "operations on lists are entry by entry"
#: The topic of such documents that derive the sum of all entries, as programs do.
OF_SUMS: Final = f"{BY_ENTRIES}, and slopes are those of sums"
#: The topics of documents that say of what their variances are.
OF_POPULATION: Final = "variances are of a population"
OF_SAMPLE: Final = "variances are of a sample"
#: The topics of documents that define a star between lists: as the convolution, or otherwise.
CONVOLVED: Final = "a star is the convolution of lists"
OTHER_STAR: Final = "a star is a product of the document's own"
SLIDING_STAR: Final = "a star is some convolution"
#: The topics of documents in which powers of some functions are compositions, or f^{(n)} is one.
ITERATED: Final = "functions that are iterated"
BRACKETED: Final = f"{ITERATED}, with the number in brackets"


@final
@dataclass(frozen=True, slots=True)
class Binding:
    """A definition: what was written, and where.

    `parameters` is None for a value. `computed` tells a formula in other names from a value
    that was simply given. `section` is the heading it stands under. `shown` is the decimal
    that was printed for a computed value, as later lines may go on from it, `shown_at` the version
    of the names when it was. `together` is the
    version before the first of several updates in a row, if they may have been made at once.
    `called` are the words that introduce it: "perceptron". `formula` is what it was said to be
    before numbers were put in, where that has no value by itself. `member` tells that it is
    what the formula of a family says of the name.
    """

    key: str
    body: Node
    version: int
    parameters: tuple[str, ...] | None = None
    computed: bool = False
    line: int = 0
    section: tuple[str, ...] = ()
    shown: Node | None = None
    shown_at: int = 0
    together: int | None = None
    called: str = ""
    formula: Node | None = None
    member: bool = False

    def function(self) -> Defined | None:
        """The function that is bound, if it is one."""
        if self.parameters is None:
            return None
        return Defined(self.key, self.parameters, self.body, self.version)


#: The topic that superscripts of a name may count, or be powers.
COUNTED: Final = "steps that may be counted above"


def counted(key: str) -> str:
    """The topic that the superscripts of one name may count."""
    return f"{COUNTED}: {key}"


def signed(key: str) -> str:
    """The topic that a letter stands for numbers of either sign, as the σ of σ = ±1."""
    return f"{key} of either sign"


def restricted(key: str) -> str:
    """The note that a document does not let a letter be all numbers."""
    return f"{RESTRICTED}: {key}"


def dual_under(headings: tuple[str, ...]) -> str:
    """The note that a document computes with ε² = 0 under some headings."""
    return "\n".join((DUAL, *headings))


@final
@dataclass(slots=True)
class Track:
    """What an elaboration rested on: the bindings it used, and whether any was made later.

    `plain_log` tells whether a logarithm without a base was met, `met` which conventions were, and
    `supposed` what was taken for granted though it may be meant otherwise; `wholes` are the arrays
    of which an indexed name was read as an entry, `entries` those with an index that is a number,
    `ranged` those with one that runs. A value that rests on earlier bindings only never changes,
    so it is kept.
    """

    used: set[tuple[str, int]] = field(default_factory=set)
    late: bool = False
    plain_log: bool = False
    met: set[str] = field(default_factory=set)
    supposed: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    ranged: set[str] = field(default_factory=set)

    def add(self, other: Track) -> None:
        """Take over what another elaboration rested on."""
        self.used |= other.used
        self.late = self.late or other.late
        self.plain_log = self.plain_log or other.plain_log
        self.met |= other.met
        self.supposed |= other.supposed
        self.wholes |= other.wholes
        self.entries |= other.entries
        self.ranged |= other.ranged


@final
@dataclass(slots=True)
class Scope:
    """The history of all bindings of a document so far, and the values known for good.

    `ways` tells how conventions are read where they are not read in the usual way; `met` names
    those that were met, whether or not the reading came to an end. `families` are the names whose
    formulas may hold for a whole family, by their letter, `indexed` all that were defined with an
    index. `told` are the topics that the words of the document name, where notations depend on
    them. `tails` are the sequences whose members beyond an index are 0, with the headings above;
    `patterns` are chances p(y = k | x) with their formulas for every k.
    """

    version: int = 0
    history: dict[str, list[Binding]] = field(default_factory=dict)
    values: dict[tuple[str, int], tuple[Value, Track]] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    families: dict[str, dict[str, Name]] = field(default_factory=dict)
    indexed: dict[str, dict[str, Name]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    tails: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    patterns: dict[str, tuple[Node, Node]] = field(default_factory=dict)

    def under(self, ways: Mapping[str, str]) -> Scope:
        """The same names, with conventions read in other ways."""
        return replace(self, ways=ways, values={}, met=set())

    def copy(self) -> Scope:
        """As it is now; what is bound in one of the two is unknown to the other."""
        return replace(
            self,
            history={key: list(known) for key, known in self.history.items()},
            values=dict(self.values),
            met=set(self.met),
            families={base: dict(known) for base, known in self.families.items()},
            indexed={base: dict(known) for base, known in self.indexed.items()},
            tails=dict(self.tails),
            patterns=dict(self.patterns),
        )

    def before(self, version: int, keys: Iterable[str]) -> Scope:
        """As if these names had no newer bindings than a version, unless they had none yet."""
        cut = {key: [b for b in self.history[key] if b.version <= version] for key in keys}
        known = {key: kept for key, kept in cut.items() if kept}
        return replace(self, history={**self.history, **known}, values={}, met=set())

    def opaque_key(self, node: Node) -> str | None:
        """The place of an expression that is no name, if any such was set to a number."""
        if not any(key[0] == "⟨" for key in self.history):
            return None
        from symnn.latex.meaning.opaque import opaque_key

        return opaque_key(node)

    def by_pattern(self, node: Node) -> Node | None:
        """The formula for p(y = k | x), written for the k = 1 of p(y = 1 | x)."""
        if not self.patterns:
            return None
        from symnn.latex.meaning.opaque import by_pattern

        return by_pattern(node, self.patterns)

    def bind(self, binding: Binding) -> None:
        """Add a definition, made at the next version."""
        self.version = binding.version
        self.history.setdefault(binding.key, []).append(binding)

    def forget(self, version: int) -> None:
        """Drop all definitions made after a version."""
        for key, found in list(self.history.items()):
            kept = [binding for binding in found if binding.version <= version]
            if kept:
                self.history[key] = kept
            else:
                del self.history[key]
        for place in [place for place in self.values if place[1] > version]:
            del self.values[place]

    def show(self, key: str, decimal: Node) -> None:
        """Note the decimal that was printed for the latest value of a name."""
        known = self.history[key]
        known[-1] = replace(known[-1], shown=decimal, shown_at=self.version)

    def hide(self, key: str, decimal: Node) -> None:
        """Forget the decimal that was printed for the latest value of a name."""
        known = self.history.get(key)
        if known and known[-1].shown == decimal:
            known[-1] = replace(known[-1], shown=None)

    def shown_for(self, binding: Binding) -> Node | None:
        """The decimal that was printed for a value, unless a name in it has a new value since."""
        seen: set[str] = {binding.key}
        waiting = [binding] if binding.shown is not None else []
        while waiting:
            for part in walk(waiting.pop().body):
                key = name_key(part) or self.opaque_key(part)
                known = None if key is None or key in seen else self.latest(key)
                if known is None or known.parameters is not None:
                    continue
                if known.version > binding.shown_at:
                    return None
                seen.add(known.key)
                waiting.append(known)
        return binding.shown

    def lookup(self, key: str, version: int) -> Binding | None:
        """The binding in force at a version; else the latest one made after it."""
        known = self.history.get(key)
        if not known:
            return None
        place = bisect_right([b.version for b in known], version)
        return known[place - 1] if place else known[-1]

    def with_arity(self, key: str, count: int, version: int) -> Defined | None:
        """The latest function of this name with so many arguments: H(p) beside an H(p, q)."""
        for known in reversed(self.history.get(key, ())):
            if known.version <= version and len(known.parameters or ()) == count:
                return known.function()
        return None

    def was_function(self, name: Node) -> bool:
        """Whether a name with a value was a function before, under the same headings or above.

        In y(x) = x^2 and y = 8, what stands before a bracket may be the one or the other.
        """
        *earlier, latest = self.history.get(name_key(name) or "", ()) or (None,)
        return (
            latest is not None
            and latest.parameters is None
            and any(
                known.parameters and known.section == latest.section[: len(known.section)]
                for known in earlier
            )
        )

    def moved(self, track: Track) -> bool:
        """Whether a name that an elaboration used has another meaning by now."""
        return any(self.history[key][-1].version != version for key, version in track.used)

    def is_listed_since(self, base: str, known: Binding) -> bool:
        """Whether a whole got its entries behind a family: x = (1, 2).

        In the section of the family, these are numbers, and the formula gives none of its own.
        """
        whole = self.latest(base)
        if whole is None or whole.version <= known.version:
            return False
        items = whole.body.items if isinstance(whole.body, Group) else ()
        if isinstance(whole.body, Matrix):
            items = tuple(cell for row in whole.body.rows for cell in row)
        if whole.section == known.section:
            numbers = len(items) > 1 and all(isinstance(item, Number) for item in items)
            return numbers and self._is_open(known.body, 0)
        return len(items) > 1 or isinstance(whole.body, Matrix)

    def _is_open(self, body: Node, depth: int) -> bool:
        """Whether a formula rests on members or wholes that nothing gives: X of f_k in f = XW."""
        for part in walk(body):
            if not isinstance(part, Name) or (depth == 0 and part.subscript is None):
                continue
            given = self.latest(name_key(part) or "") or self.latest(part.base)
            if given is None and (part.subscript is not None or part.base.isupper()):
                return True
            if given is None or not given.computed or given.parameters is not None:
                continue
            if depth < _MOST_NESTED and self._is_open(given.body, depth + 1):
                return True
        return False

    def latest(self, key: str) -> Binding | None:
        """The binding in force now."""
        return self.lookup(key, self.version)
