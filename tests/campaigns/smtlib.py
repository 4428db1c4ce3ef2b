"""Claims as SMT-LIB text, for solvers that share nothing with the package.

Roots of numbers become constants r with r^n = c and r >= 0; activations are written out by
`ite`. What has no such form (exponentials, quotients by unknowns) is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from flint import fmpq

from symnn.claims.formula import Claim, Compound, Formula
from symnn.exact.expression import Expr, free_symbols, postorder

_CONNECTIVES: Final = {"and": "and", "or": "or", "not": "not", "implies": "=>"}


class NoTextError(Exception):
    """The claim has no SMT-LIB form here."""


def number(value: fmpq | int) -> str:
    """A rational literal."""
    value = fmpq(value)
    size = f"{abs(int(value.p))}.0" if value.q == 1 else f"(/ {abs(int(value.p))}.0 {value.q}.0)"
    return f"(- {size})" if value < 0 else size


def _ite(condition: str, then: str, otherwise: str) -> str:
    return f"(ite {condition} {then} {otherwise})"


def _larger(a: str, b: str) -> str:
    return _ite(f"(>= {a} {b})", a, b)


def _smaller(a: str, b: str) -> str:
    return _ite(f"(<= {a} {b})", a, b)


def _between(a: str, low: str, high: str) -> str:
    return _ite(f"(<= {a} {low})", low, _ite(f"(>= {a} {high})", high, a))


def _folded(two: Callable[[str, str], str]) -> Callable[..., str]:
    """max(a, b, c) = max(max(a, b), c); the text of an argument occurs twice in each step."""

    def many(first: str, *rest: str) -> str:
        for other in rest:
            first = f"(let ((l {first}) (r {other})) {two('l', 'r')})"
        return first

    return many


FUNCTIONS: Final[dict[str, Callable[..., str]]] = {
    "abs": lambda a: _ite(f"(>= {a} 0.0)", a, f"(- {a})"),
    "max": _folded(_larger),
    "min": _folded(_smaller),
    "relu": lambda a: _ite(f"(>= {a} 0.0)", a, "0.0"),
    "leaky_relu": lambda a, s: _ite(f"(>= {a} 0.0)", a, f"(* {s} {a})"),
    "hard_tanh": lambda a: _between(a, "(- 1.0)", "1.0"),
    "relu6": lambda a: _between(a, "0.0", "6.0"),
    "hard_sigmoid": lambda a: _between(f"(+ (/ {a} 6.0) (/ 1.0 2.0))", "0.0", "1.0"),
    "step": lambda a, v: _ite(f"(< {a} 0.0)", "0.0", _ite(f"(= {a} 0.0)", v, "1.0")),
    "sign": lambda a: _ite(f"(< {a} 0.0)", "(- 1.0)", _ite(f"(= {a} 0.0)", "0.0", "1.0")),
    "floor": lambda a: f"(to_real (to_int {a}))",
}


class Text:
    """The lines of one problem: every node of the graph is named once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[Expr, str] = {}
        self.nonlinear = self.integers = False

    def name(self, node: Expr) -> str:
        """The name of an expression; its parts are defined first."""
        for part in postorder(node):
            if part not in self.names:
                self.names[part] = self._define(part, [self.names[a] for a in part.args])
        return self.names[node]

    def _define(self, node: Expr, args: Sequence[str]) -> str:
        if node.op == "rational":
            assert isinstance(node.data, fmpq)
            return number(node.data)
        if node.op == "symbol":
            name = f"|{node.data}|"
            self.lines.append(f"(declare-const {name} Real)")
            return name
        fresh = f"n{len(self.names)}"
        text = self._text(node, args, fresh)
        if text:
            self.lines.append(f"(define-fun {fresh} () Real {text})")
        return fresh

    def _text(self, node: Expr, args: Sequence[str], fresh: str) -> str:
        match node.op:
            case "add":
                return f"(+ {' '.join(args)})" if args else "0.0"
            case "mul":
                moving = [a for a in node.args if a.op != "rational" and not _is_rational(a)]
                self.nonlinear = self.nonlinear or len(moving) > 1
                return f"(* {' '.join(args)})" if args else "1.0"
            case "power":
                return self._power(node, args, fresh)
            case "nth_root":
                return self._root(node.args[0], args[0], int(str(node.data)), fresh)
            case "piecewise":
                return _cases(node, args)
            case "apply" if node.data in FUNCTIONS:
                self.integers = self.integers or node.data == "floor"
                self.nonlinear = self.nonlinear or (
                    node.data == "leaky_relu" and not _is_rational(node.args[1])
                )
                return FUNCTIONS[str(node.data)](*args)
        raise NoTextError(f"{node.op} {node.data}")

    def _power(self, node: Expr, args: Sequence[str], fresh: str) -> str:
        base, exponent = node.args[0], node.args[1].data
        if not isinstance(exponent, fmpq):
            raise NoTextError("a power that is no rational number")
        if exponent.q != 1:
            if exponent.p != 1:
                raise NoTextError("a power of a root")
            return self._root(base, args[0], int(exponent.q), fresh)
        n = int(exponent.p)
        if n < 0:
            if free_symbols(base):
                raise NoTextError("a quotient by an unknown")
            self.nonlinear = self.nonlinear or not _is_rational(base)
            return f"(/ 1.0 {_product(args[0], -n)})"
        self.nonlinear = self.nonlinear or (n > 1 and not _is_rational(base))
        return _product(args[0], n)

    def _root(self, base: Expr, text: str, degree: int, fresh: str) -> str:
        if free_symbols(base):
            raise NoTextError("a root of an unknown")
        self.nonlinear = True
        self.lines.append(f"(declare-const {fresh} Real)")
        self.lines.append(f"(assert (= {_product(fresh, degree)} {text}))")
        if degree % 2 == 0:
            self.lines.append(f"(assert (>= {fresh} 0.0))")
        return ""

    def formula(self, formula: Formula) -> str:
        """A formula over the named expressions."""
        if isinstance(formula, Compound):
            parts = [self.formula(part) for part in formula.parts]
            return f"({_CONNECTIVES[formula.connective]} {' '.join(parts)})"
        left, right = self.name(formula.left), self.name(formula.right)
        if formula.relation == "!=":
            return f"(not (= {left} {right}))"
        return f"({formula.relation} {left} {right})"


def _is_rational(node: Expr) -> bool:
    return all(
        part.op in ("rational", "add", "mul")
        or (part.op == "power" and part.args[1].op == "rational" and part.args[1].data.q == 1)
        for part in postorder(node)
    )


def _product(name: str, count: int) -> str:
    if count == 0:
        return "1.0"
    return name if count == 1 else f"(* {' '.join([name] * count)})"


def _cases(node: Expr, args: Sequence[str]) -> str:
    assert isinstance(node.data, tuple)
    text = args[-1]
    for i, relation in reversed(list(enumerate(node.data))):
        left, right, value = args[3 * i : 3 * i + 3]
        same = f"(= {left} {right})"
        condition = f"(not {same})" if relation == "!=" else f"({relation} {left} {right})"
        text = _ite(condition, value, text)
    return text


def problem(claim: Claim) -> tuple[str, str]:
    """The logic, and the text that asks for a point where the claim fails.

    Raises:
        NoTextError: the claim is not polynomial.
    """
    text = Text()
    domain = [text.formula(part) for part in claim.over]
    wanted = text.formula(claim.formula)
    lines = [*text.lines, *(f"(assert {part})" for part in domain), f"(assert (not {wanted}))"]
    kind = "N" if text.nonlinear else "L"
    logic = f"QF_{kind}{'I' if text.integers else ''}RA"
    return logic, "\n".join(lines)
