"""What the words beside a formula let hold: names for all values, ranges, values for the moment.

"f(x) ≥ 0 for all x ∈ [0, 1]" is f(x) ≥ 0 over 0 ≤ x ≤ 1. Where words leave open which numbers
are meant (`for all n`, ℕ, ℝ₊), `domain` holds of the widest set and `narrow` cuts it down to the
smallest: a proof is one over the first, a refutation one over both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final, final

from symnn.claims.formula import Formula
from symnn.deferred import dataclass
from symnn.exact.expression import free_symbols
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.syntax import Chain, Group, Name, Power, key, walk

#: Said of entries whose sum is known, and that are not.
SUMMED: Final = "the sum of open entries beside it is a number"
#: Said of arrays of open sizes, which are as free as before.
OPEN_SPACE: Final = "what runs over a real space of open size beside it is no number"
#: Said of a vector of unknown size that is not 0.
NONZERO: Final = "a vector beside it is not 0"


@final
@dataclass(frozen=True, slots=True)
class Assumptions:
    """What holds besides the definitions of a document while one relation is judged.

    Attributes:
        values: what names stand for here, whatever they stand for elsewhere: unknowns of a
            stated kind (a number, a vector of ℝ², …), or values "at x = 1".
        universal: the names among them that stand for all values of the domain.
        domain, narrow: relations that hold of the unknowns, under the widest and under the
            narrowest reading of the words.
        relations: the conditions as written, for rules of their own (i ≠ j, m ≠ n).
        words: how the conditions were read.
        unread: words that are not understood; with them nothing may be refuted.
        denied: whether the words say that it does not hold; then nothing is said at all.
        elsewhere: whether names may be no numbers; then nothing is said of them as numbers.
        nonzero: vectors that are not 0; `unread` is NONZERO then, unless more is not understood,
            so that only a rule that knows their entries says anything false.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    universal: frozenset[str] = frozenset()
    domain: tuple[Formula, ...] = ()
    narrow: tuple[Formula, ...] = ()
    relations: tuple[Chain, ...] = ()
    words: tuple[str, ...] = ()
    unread: str | None = None
    denied: bool = False
    elsewhere: bool = False
    nonzero: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether nothing may be said of the claim as one about numbers."""
        return self.denied or self.elsewhere

    def view(self, reader: Reader) -> Reader:
        """The same view of the names with these values in front."""
        return reader.varying(self.values) if self.values else reader

    def covers(self, names: frozenset[str]) -> bool:
        """Whether words let all of these names stand for all values of a domain.

        >>> Assumptions(universal=frozenset("xy")).covers(frozenset("x"))
        True
        """
        return self.unread is None and names <= self.universal

    def is_tied(self, name: str) -> bool:
        """Whether a name was given a value in other letters: p = q, to which p = 1 - q is more."""
        value = self.values.get(name)
        letters = free_symbols(value.expr) if isinstance(value, Scalar) else frozenset()
        return bool(letters - {name})

    def is_met(self, name: str) -> bool:
        """Whether a name is a number in them already."""
        return name in self.universal or self.is_tied(name)

    def opened(self, why: str) -> Assumptions:
        """The same with words that are not understood; the first ones are kept."""
        return replace(self, unread=_first(self.unread, why))

    def also(self, other: Assumptions) -> Assumptions:
        """Both together; what the second says of a name counts."""
        return Assumptions(
            {**self.values, **other.values},
            self.universal | other.universal,
            self.domain + other.domain,
            self.narrow + other.narrow,
            self.relations + other.relations,
            self.words + other.words,
            _first(self.unread, other.unread),
            self.denied or other.denied,
            self.elsewhere or other.elsewhere,
            self.nonzero | other.nonzero,
        )


def _first(one: str | None, other: str | None) -> str | None:
    """The words that are not understood; what is only half understood gives way to others."""
    if one == NONZERO:
        return other or one
    return one or other


#: No words beside the formula.
NOTHING: Final = Assumptions()


def is_in_open_space(body: Chain) -> bool:
    r"""h \in \mathbb{R}^k, which leaves the entries of h as they were: any real numbers."""
    space = body.links[0].operand
    if [link.relation for link in body.links] != ["∈"] or not isinstance(space, Power):
        return False
    reals = isinstance(space.base, Name) and space.base.base == "R"
    items = body.first.items if isinstance(body.first, Group) and not body.first.fence else ()
    named = all(key(item) is not None for item in items or (body.first,))
    return named and reals and any(isinstance(p, Name) for p in walk(space.exponent))
