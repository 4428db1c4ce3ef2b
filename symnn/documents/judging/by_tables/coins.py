r"""Chances that are themselves random: a prior Beta(a, b) and counts of successes and failures.

With the likelihood \theta^m (1-\theta)^n the posterior is Beta(a + m, b + n); its mean, variance
and mode, the chance of the next success and that of the data are quotients of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple, final

from symnn.documents.judging.by_tables.grounding import spelled
from symnn.documents.judging.by_tables.knowledge import Knowledge, factors_of, is_chance
from symnn.documents.judging.by_tables.networks import UnsettledError
from symnn.documents.judging.by_tables.terms import (
    Call,
    Event,
    Fold,
    Letter,
    Number,
    Operation,
    Term,
    Word,
)

_MEANS: Final = frozenset({"mathbb E", "E", "mathrm E"})
_VARIANCES: Final = frozenset({"mathbb V", "“var”", "V"})
_BEST: Final = frozenset({"mle", "ml"})
_MODES: Final = frozenset({"map"})
_LARGEST: Final = 300


class Likelihood(NamedTuple):
    """θ^m (1-θ)^n of some data: the letter, the data, and the two counts."""

    letter: Letter
    data: Term
    successes: Term
    failures: Term


@final
class Coin:
    """What is known of a random chance; `value` gives the numbers of letters."""

    def __init__(self, known: Knowledge, value: Callable[[Term], object]) -> None:
        found = list(_likelihoods(known))
        if len(found) != 1:
            raise UnsettledError
        self.likelihood = found[0]
        self.known = known
        self._value = value

    def number(self, term: Term) -> Fraction:
        """The value of a count or a number of the prior."""
        found = self._value(term)
        if not isinstance(found, Fraction) or found < 0:
            raise UnsettledError
        return found

    def counts(self) -> tuple[Fraction, Fraction]:
        """How many successes and failures there were."""
        m, n = self.number(self.likelihood.successes), self.number(self.likelihood.failures)
        if m.denominator != 1 or n.denominator != 1 or m + n == 0:
            raise UnsettledError
        return m, n

    def prior(self) -> tuple[Fraction, Fraction]:
        """The numbers of the prior."""
        key = spelled(self.likelihood.letter)
        laws = [
            law
            for rule in self.known.rules
            if isinstance(rule.name, Call)
            and is_chance(rule.name)
            and [list(map(spelled, g)) for g in rule.name.groups] == [[key]]
            and (law := beta_of(rule.body)) is not None
        ]
        if len(laws) != 1:
            raise UnsettledError
        a, b = (self.number(term) for term in laws[0])
        if not (a > 0 and b > 0):
            raise UnsettledError
        return a, b

    def posterior(self) -> tuple[Fraction, Fraction]:
        """The numbers of the posterior."""
        (a, b), (m, n) = self.prior(), self.counts()
        return a + m, b + n

    def asked(self, term: Term) -> Fraction | None:
        """The value of a name that speaks of this chance; None for any other."""
        if isinstance(term, Letter) and term.base == f"hat {self.likelihood.letter.base}":
            return self._estimate(term)
        if isinstance(term, Fold) and term.name in ("argmax", "int"):
            return self._folded(term)
        if not isinstance(term, Call) or not isinstance(term.head, (Letter, Word)):
            return None
        groups = [list(map(spelled, group)) for group in term.groups]
        letter, data = spelled(self.likelihood.letter), spelled(self.likelihood.data)
        head = spelled(term.head)
        if groups == [[letter], [data]] and head in _MEANS | _VARIANCES:
            return _moment(head in _VARIANCES, *self.posterior())
        if not is_chance(term):
            return None
        if groups == [[data]]:
            return self._evidence()
        event = term.groups[0][0]
        if groups[1:] == [[data]] and len(groups[0]) == 1 and isinstance(event, Event):
            return self._next(event)
        return None

    def _estimate(self, name: Letter) -> Fraction | None:
        if len(name.lower) != 1 or name.upper:
            return None
        label = spelled(name.lower[0]).strip("“”").replace(" ", "")
        (m, n) = self.counts()
        if label in _BEST:
            return m / (m + n)
        return self._mode() if label in _MODES else None

    def _mode(self) -> Fraction:
        a, b = self.posterior()
        if a <= 1 or b <= 1:
            raise UnsettledError
        return (a - 1) / (a + b - 2)

    def _next(self, event: Event) -> Fraction | None:
        a, b = self.posterior()
        value = spelled(event.value)
        plain = isinstance(event.variable, Letter) and event.variable.base in "xyXY"
        if not plain or value not in ("0", "1"):
            return None
        return (a if value == "1" else b) / (a + b)

    def _evidence(self) -> Fraction:
        """B(a + m, b + n) / B(a, b), by rising products."""
        (a, b), (m, n) = self.prior(), self.counts()
        if m + n > _LARGEST:
            raise UnsettledError
        above = _rising(a, int(m)) * _rising(b, int(n))
        return above / _rising(a + b, int(m + n))

    def _folded(self, fold: Fold) -> Fraction | None:
        letter, data = spelled(self.likelihood.letter), spelled(self.likelihood.data)
        if [spelled(index) for index in fold.indices] != [letter]:
            return None
        factors = factors_of(fold.body)
        if not all(isinstance(f, Call) and is_chance(f) for f in factors):
            return None
        asked = sorted(
            "|".join(",".join(map(spelled, g)) for g in f.groups)
            for f in factors
            if isinstance(f, Call)
        )
        both = sorted([f"{data}|{letter}", letter])
        if fold.name == "int":
            ends = (fold.first, fold.last)
            unit = all(isinstance(end, Number) and end.value == k for k, end in enumerate(ends))
            return self._evidence() if asked == both and unit else None
        if asked == [f"{data}|{letter}"]:
            m, n = self.counts()
            return m / (m + n)
        return self._mode() if asked in (both, [f"{letter}|{data}"]) else None

    def is_posterior(self, term: Term) -> bool:
        """Whether a term is the density of the chance after the data."""
        if not isinstance(term, Call) or not is_chance(term):
            return False
        groups = [list(map(spelled, group)) for group in term.groups]
        return groups == [[spelled(self.likelihood.letter)], [spelled(self.likelihood.data)]]


def _moment(is_variance: bool, a: Fraction, b: Fraction) -> Fraction:
    return a * b / ((a + b) ** 2 * (a + b + 1)) if is_variance else a / (a + b)


def _rising(start: Fraction, count: int) -> Fraction:
    found = Fraction(1)
    for k in range(count):
        found *= start + k
    return found


def beta_of(term: Term) -> tuple[Term, Term] | None:
    """The two numbers of Beta(θ | a, b) or Beta(a, b)."""
    if not isinstance(term, Call) or spelled(term.head) not in ("“beta”", "mathcal B"):
        return None
    items = [item for group in term.groups for item in group]
    if len(items) == 3 and (len(term.groups) == 2 or isinstance(items[0], Letter)):
        items = items[1:]
    return (items[0], items[1]) if len(items) == 2 else None


def _likelihoods(known: Knowledge) -> Iterator[Likelihood]:
    for rule in known.rules:
        if not isinstance(rule.name, Call) or not is_chance(rule.name):
            continue
        groups = rule.name.groups
        if len(groups) != 2 or len(groups[0]) != 1 or len(groups[1]) != 1:
            continue
        letter = groups[1][0]
        if not isinstance(letter, Letter):
            continue
        powers: dict[str, Term] = {}
        for factor in factors_of(rule.body):
            base, exponent = _power(factor)
            kind = "m" if base == letter else "n" if _is_rest(base, letter) else ""
            if not kind or kind in powers:
                break
            powers[kind] = exponent
        else:
            if len(powers) == 2:
                yield Likelihood(letter, groups[0][0], powers["m"], powers["n"])


def _power(term: Term) -> tuple[Term, Term]:
    if isinstance(term, Operation) and term.name == "power":
        return term.terms[0], term.terms[1]
    return term, Number(Fraction(1), "1")


def _is_rest(term: Term, letter: Letter) -> bool:
    """Whether it is 1 - θ."""
    return term == Operation("add", (Number(Fraction(1), "1"), Operation("neg", (letter,))))
