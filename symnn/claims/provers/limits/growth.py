"""How expressions grow: their leading terms as one symbol goes to infinity.

Of the exponential polynomials of `symnn.exact.exponential` this looks at one symbol k, which goes
to +oo. A term is a coefficient, free of k, times a scale

    exp(a_n k^n + … + a_1 k + a_0 log k) (log k)^j,

and two scales are compared by the sign of the first coefficient in which they differ. Signs of
parameters come from what is assumed; one that is needed and not known is asked for by
`SignNeeded`, so that the caller can tell the cases apart. Functions of growing arguments are
replaced by expansions: log(c s (1 + u)) = log s + log c + u (1 + o(1)) and e^u = 1 + u (1 + o(1))
for u -> 0. Every o(1) is an atom of its own, of which nothing is used but that it goes to 0; what
it is can be looked up in `Growth.remainders`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final, NamedTuple

from flint import fmpq

from symnn.claims.provers.limits.scales import (
    INFINITE,
    depends,
    free_part,
    is_exponential,
    is_small,
    levels,
    power_of,
    scale_part,
    to_power,
)
from symnn.claims.provers.limits.signs import Facts
from symnn.errors import SymnnError, UndefinedError, UnsupportedError
from symnn.exact.ball import compare
from symnn.exact.evaluate import outcomes
from symnn.exact.exponential import (
    ONE_POLY,
    UNIT,
    ZERO_POLY,
    Atom,
    Frac,
    Monomial,
    Poly,
    fraction,
    of_atom,
    of_number,
    of_poly,
)
from symnn.exact.expression import Expr, free_symbols, postorder
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number
from symnn.exact.rules import circular, exponential, log, nth_root, odd

_ONE: Final = of_poly(ONE_POLY)


class Infinite(UnsupportedError):  # noqa: N818
    """The values pass every bound."""


class Remainder(NamedTuple):
    """Something that goes to 0.

    erf: erf(1/u) - c for the sign c of u, where the one term u goes to 0;
    exp, log, sin, atan: (e^u - 1)/u - 1, log(1 + u)/u - 1, (sin u)/u - 1 and (atan u)/u - 1 for
    u of one scale, which goes to 0;
    function: f(F) - f(c) for a form F that goes to c; exponential: e^F - 1 for F that goes to 0;
    logarithm: log(N/m / c), where m is of greatest scale in the sum N and N/m goes to c.
    """

    kind: str
    form: Frac
    at: Frac
    name: str = ""
    scale: Monomial = UNIT


class Lead(NamedTuple):
    """The terms of greatest scale: one of them, their coefficient together, and the others."""

    monomial: Monomial
    coefficient: Poly
    ties: tuple[Monomial, ...]


class Growth:
    """Forms of expressions as k -> oo, with no function of k left in them but powers of scales."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known: dict[Expr, Frac | SymnnError] = {}
        self.remainders: list[Remainder] = []

    def form(self, root: Expr) -> Frac:
        """The form of a lowered expression, for large k.

        Raises:
            SignNeeded: the answer depends on a sign that the facts leave open.
            UndefinedError: it has no value for large k.
            UnsupportedError: an expression that is not covered.
        """
        algebraic = outcomes(root)
        for node in postorder(root):
            exact = algebraic[node]
            try:
                if isinstance(exact, Number):
                    self._known[node] = of_poly(of_number(exact))
                else:
                    self._known[node] = self._form(node)
            except SymnnError as error:
                self._known[node] = error
        return self._take(root)

    # --- scales -----------------------------------------------------------------------

    def _order(self, left: Monomial, right: Monomial) -> int:
        """1 if left / right goes to infinity, 0 if it is free of k, -1 if it goes to 0."""
        gaps = levels(left)
        for level, poly in levels(right).items():
            gaps[level] = gaps.get(level, ZERO_POLY) - poly
        signs = (self.facts.sign(gaps[level]) for level in sorted(gaps, reverse=True))
        return next((s for s in signs if s), 0)

    def lead(self, poly: Poly) -> Lead:
        """The terms that are greater than all others; their coefficient is not 0."""
        plain = [m for m in poly.terms if not is_small(m)]
        while plain:
            best, ties = plain[0], plain[:1]
            for monomial in plain[1:]:
                order = self._order(monomial, best)
                best = monomial if order > 0 else best
                ties = [monomial] if order > 0 else ties + [monomial] * (order == 0)
            coefficient = reduce(
                Poly.__add__, (Poly({free_part(m): poly.terms[m]}) for m in ties), ZERO_POLY
            )
            if self.facts.is_nonzero(coefficient):
                self._check_small(poly, best)
                return Lead(best, coefficient, tuple(ties))
            plain = [m for m in plain if m not in ties]
        raise UnsupportedError("the leading terms cancel beyond the order they were found to")

    def _check_small(self, poly: Poly, bound: Monomial) -> None:
        if any(self._order(m, bound) > 0 for m in poly.terms if is_small(m)):
            raise UnsupportedError("a remainder is not known to be smaller than the leading terms")

    def _sign(self, form: Frac) -> int:
        """The sign for all large k."""
        if not form.num.terms:
            return 0
        above, below = self.lead(form.num), self.lead(form.den)
        return self.facts.sign(above.coefficient) * self.facts.sign(below.coefficient)

    def limit(self, form: Frac) -> Frac:
        """The limit of a form.

        Raises:
            SignNeeded: the answer depends on a sign that the facts leave open.
            Infinite: it grows beyond all bounds.
            UnsupportedError: too little is known of a remainder.
        """
        below, total, above = self.lead(form.den), ZERO_POLY, False
        for monomial, c in form.num.terms.items():
            order = self._order(monomial, below.monomial)
            if is_small(monomial):
                if order > 0:
                    raise UnsupportedError("a remainder is not known to go to 0")
            elif order == 0:
                total = total + Poly({free_part(monomial): c})
            above = above or order > 0
        if above and self._order(self.lead(form.num).monomial, below.monomial) > 0:
            raise Infinite("the values grow beyond all bounds")
        return fraction(total, below.coefficient)

    def _finite(self, form: Frac) -> Frac:
        try:
            return self.limit(form)
        except Infinite:
            raise UnsupportedError("a function of an argument that grows") from None

    # --- functions of growing arguments --------------------------------------------------

    def _omega(self, remainder: Remainder) -> Frac:
        """The atom of a quantity that goes to 0."""
        if remainder not in self.remainders:
            self.remainders.append(remainder)
        return of_poly(of_atom(Atom("small", self.remainders.index(remainder))))

    def _log(self, form: Frac) -> Frac:
        if not depends(form):
            return log(form, self.facts.is_positive_atom)
        if self._sign(form) <= 0:
            raise UndefinedError("log of a value that is not positive in the end")
        above, below = self.lead(form.num), self.lead(form.den)
        total = log(fraction(above.coefficient, below.coefficient), self.facts.is_positive_atom)
        for poly, lead, side in ((form.num, above, 1), (form.den, below, -1)):
            total = total.add(self._log_of_terms(poly, lead).mul(of_poly(of_number(Number(side)))))
        return total

    def _log_of_terms(self, poly: Poly, lead: Lead) -> Frac:
        """log s + log(1 + u), with the coefficient of the leading terms left out."""
        total = ZERO_POLY
        for (n, j), poly_at in levels(lead.monomial).items():
            if (n, j) == (0, 0):
                raise UnsupportedError("the logarithm of a logarithm of the variable")
            total = total + poly_at.times_monomial(power_of(n, j))
        leading = Poly({lead.monomial: poly.terms[lead.monomial]})
        u = fraction(poly - leading, leading).polynomial()
        if len(lead.ties) == 1 and u is not None and not u.terms:
            return of_poly(total)
        if len(lead.ties) > 1 or u is None or not self._is_plain(u):
            to = of_poly(lead.coefficient)
            rest = Remainder("logarithm", of_poly(poly), to, scale=scale_part(lead.monomial))
            return of_poly(total).add(self._omega(rest))
        rest = Remainder("log", of_poly(u), of_poly(ZERO_POLY))
        return of_poly(total).add(of_poly(u)).add(of_poly(u).mul(self._omega(rest)))

    def _is_plain(self, u: Poly) -> bool:
        """Whether u is one scale with a coefficient that is not 0, and holds no remainder."""
        scales = {scale_part(m) for m in u.terms}
        if len(scales) != 1 or any(map(is_small, u.terms)):
            return False
        return self.facts.is_nonzero(Poly({free_part(m): c for m, c in u.terms.items()}))

    def _exp(self, form: Frac) -> Frac:
        """e^(growing + fixed + u), with u -> 0."""
        if not depends(form):
            return exponential(form, self.facts.is_positive_atom)
        if form.den is not ONE_POLY:
            to = self._finite(form)
            rest = self._omega(Remainder("function", form, to, "exp"))
            return exponential(to, self.facts.is_positive_atom).add(rest)
        growing, fixed, u = (dict[Monomial, Number]() for _ in range(3))
        for monomial, c in form.num.terms.items():
            order = self._order(monomial, UNIT)
            if order <= 0:
                (u if order < 0 or is_small(monomial) else fixed)[monomial] = c
            elif is_small(monomial) or is_exponential(monomial):
                raise UnsupportedError("an exponent that grows faster than every power")
            else:
                growing[monomial] = c
        result = exponential(of_poly(Poly(fixed)), self.facts.is_positive_atom)
        return result.mul(to_power(growing)).mul(self._near_one(Poly(u)))

    def _near_one(self, u: Poly) -> Frac:
        """e^u = 1 + u + u o(1), scale by scale; what holds remainders is one more of them."""
        total, small = _ONE, dict[Monomial, Number]()
        scales = dict[Monomial, dict[Monomial, Number]]()
        for monomial, c in u.terms.items():
            group = small if is_small(monomial) else scales.setdefault(scale_part(monomial), {})
            group[monomial] = c
        for group in scales.values():
            term = Poly(group)
            if self._is_plain(term):
                rest = Remainder("exp", of_poly(term), of_poly(ZERO_POLY))
                part = of_poly(term).mul(_ONE.add(self._omega(rest)))
                total = total.mul(_ONE.add(part))
        if small:
            rest = Remainder("exponential", of_poly(Poly(small)), of_poly(ZERO_POLY))
            total = total.mul(_ONE.add(self._omega(rest)))
        return total

    def _continuous(self, name: str, form: Frac) -> Frac:
        """f(c) + o(1) for an argument that goes to c; u (1 + o(1)) of sin and atan for c = 0."""
        function = circular if name in ("sin", "cos") else odd
        if not depends(form):
            return function(name, form)
        if name == "erf" and not self._is_bounded(form):
            return self._far(form)
        to, u = self._finite(form), form.polynomial()
        if name in ("sin", "atan") and not to.num.terms and u is not None and self._is_plain(u):
            rest = self._omega(Remainder(name, form, to))
            return form.mul(_ONE.add(rest))
        return function(name, to).add(self._omega(Remainder("function", form, to, name)))

    def _is_bounded(self, form: Frac) -> bool:
        try:
            self.limit(form)
        except Infinite:
            return False
        return True

    def _far(self, form: Frac) -> Frac:
        """erf(1/u) = ±1 + o(1) for one term u that goes to 0."""
        u = form.inverse().polynomial()
        if u is None or not self._is_plain(u):
            raise UnsupportedError("erf of a growing sum")
        sign = of_poly(of_number(Number(self._sign(form))))
        return sign.add(self._omega(Remainder("erf", of_poly(u), sign)))

    def _root(self, form: Frac, degree: int) -> Frac:
        if not depends(form):
            return nth_root(form, degree, self.facts.is_positive_atom)
        sign = self._sign(form)
        if sign < 0 and degree % 2 == 0:
            raise UndefinedError("an even root of a value that is negative in the end")
        side = of_poly(of_number(Number(sign)))
        if sign == 0:
            return side
        inside = self._log(form.mul(side)).mul(of_poly(of_number(Number(fmpq(1, degree)))))
        return self._exp(inside).mul(side)

    def _power(self, base: Frac, exponent: Frac) -> Frac:
        n = exponent.num.constant() if exponent.den is ONE_POLY else None
        if n is not None and n.is_rational and n.as_fmpq().q == 1:
            if n.sign() < 0:
                self._sign_differs(base)
            return base.power(int(n.as_fmpq().p))
        if n is not None and n.is_rational and not depends(base):
            q = n.as_fmpq()
            return self._root(base, int(q.q)).power(int(q.p))
        return self._exp(self._log(base).mul(exponent))

    def _sign_differs(self, form: Frac) -> None:
        """Refuse a divisor that is 0, ask about one that may be."""
        if not form.num.terms:
            raise UndefinedError("division by zero")
        self.lead(form.num)

    # --- nodes -----------------------------------------------------------------------------

    def _take(self, node: Expr) -> Frac:
        found = self._known[node]
        if isinstance(found, SymnnError):
            raise found
        return found

    def _form(self, node: Expr) -> Frac:
        match node.op:
            case "symbol":
                return of_poly(of_atom(Atom("symbol", str(node.data))))
            case "piecewise":
                return self._piecewise(node)
            case "add":
                return reduce(Frac.add, (self._take(a) for a in node.args), of_poly(ZERO_POLY))
            case "mul":
                return reduce(Frac.mul, (self._take(a) for a in node.args), _ONE)
            case "power":
                return self._power(*(self._take(a) for a in node.args))
            case "nth_root" if isinstance(node.data, int):
                return self._root(self._take(node.args[0]), node.data)
            case "apply":
                return self._apply(node, [self._take(a) for a in node.args])
            case "limit":
                raise UnsupportedError("a limit within a limit")
        return normal_form(node, self.facts.positive).value

    def _apply(self, node: Expr, args: Sequence[Frac]) -> Frac:
        match node.data:
            case "exp":
                return self._exp(args[0])
            case "log":
                return self._log(args[0])
            case "abs":
                return args[0].mul(of_poly(of_number(Number(self._sign(args[0])))))
            case "sign":
                return of_poly(of_number(Number(self._sign(args[0]))))
            case "max" | "min":
                side = 1 if node.data == "max" else -1
                return reduce(lambda a, b: b if self._above(b, a) == side else a, args)
            case "sin" | "cos" | "atan" | "erf":
                return self._continuous(str(node.data), args[0])
            case "tan":
                cos = self._continuous("cos", args[0])
                self._sign_differs(cos)
                return self._continuous("sin", args[0]).mul(cos.inverse())
        if INFINITE in free_symbols(node):
            raise UnsupportedError(f"the limit of {node.data} is not covered")
        return normal_form(node, self.facts.positive).value

    def _above(self, left: Frac, right: Frac) -> int:
        return self._sign(left.add(right.negative()))

    def _piecewise(self, node: Expr) -> Frac:
        relations = node.data if isinstance(node.data, tuple) else ()
        for k, relation in enumerate(relations):
            left, right, result = node.args[3 * k : 3 * k + 3]
            if compare(relation, self._above(self._take(left), self._take(right))):
                return self._take(result)
        return self._take(node.args[-1])
