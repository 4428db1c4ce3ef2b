"""Formulas on one line of Unicode text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.derivations.formulas import nodes as n
from symnn.derivations.typesetting.letters import GREEK, split_letter
from symnn.derivations.typesetting.typesetter import POWER, PRODUCT, TIGHT, Print, Typesetter

_SIGNS: Final = {"<=": " ≤ ", ">=": " ≥ ", "!=": " ≠ ", "·": "·", "×": " × ", "⊙": " ⊙ "}
_RAISED: Final = str.maketrans("0123456789()-+T", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻⁺ᵀ")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FUNCTIONS: Final = {"relu": "ReLU", "sigmoid": "σ", "log": "ln"}


class Text(Typesetter):
    """Sets formulas as text.

    Examples:
        >>> from symnn.derivations.typesetting.style import Style
        >>> Text(Style())(n.Fraction(n.Root(n.number(2)), n.number(2)))
        '√2/2'
    """

    def name(self, node: n.Name) -> Print:
        """A letter with its layer and indices."""
        head, below = split_letter(node.letter)
        if head.startswith("hat") and len(head) > len("hat"):
            head = GREEK.get(head[3:], head[3:]) + "\N{COMBINING CIRCUMFLEX ACCENT}"
        head = GREEK.get(head, head) + below.translate(_LOWERED)
        if node.layer is not None:
            head += f"({node.layer})".translate(_RAISED)
        comma = "," if any(i > 9 for i in node.index) else ""
        text = head + comma.join(map(str, node.index)).translate(_LOWERED)
        return self._print(text)

    @staticmethod
    def _print(text: str, binding: int = TIGHT, lead: str = "") -> Print:
        return Print(text, binding, len(text), text.startswith("-"), False, lead)

    def stated(self, node: n.Stated) -> Print:
        """The text that a kind wrote itself."""
        return self._print(node.text)

    def fenced(self, item: Print, fences: str = "()") -> Print:
        """In brackets."""
        left, right = fences[0], fences[1]
        return self._print(f"{left}{item.text}{right}")

    def sized(self, item: Print, largest: bool) -> Print:
        """A norm."""
        return self._print(f"‖{item.text}‖{'∞' if largest else ''}")

    def over(self, top: Print, bottom: Print) -> Print:
        """A fraction."""
        above = top if top.binding >= PRODUCT else self.fenced(top)
        below = bottom if bottom.binding >= POWER else self.fenced(bottom)
        return self._print(f"{above.text}/{below.text}", PRODUCT)

    def raised(self, base: Print, exponent: Print) -> Print:
        """A power."""
        text = exponent.text
        if text.translate(_RAISED) != text and all(c in "0123456789-" for c in text):
            return self._print(base.text + text.translate(_RAISED), POWER, base.lead)
        inner = exponent if exponent.binding >= TIGHT else self.fenced(exponent)
        return self._print(f"{base.text}^{inner.text}", POWER, base.lead)

    def root(self, radicand: Print, degree: int) -> Print:
        """A root."""
        inner = radicand if radicand.binding >= TIGHT else self.fenced(radicand)
        mark = {2: "√", 3: "∛", 4: "∜"}.get(degree, f"root{degree} ")
        return self._print(mark + inner.text, POWER)

    def turned(self, base: Print) -> Print:
        """A transpose."""
        return self._print(base.text + "ᵀ")

    def function(self, name: str) -> Print:
        """The name of a function."""
        if name.endswith("'"):
            return self._print(self.function(name[:-1]).text + "'")
        return self._print(GREEK.get(name) or _FUNCTIONS.get(name, name))

    def slope(self, of: Print, by: Print) -> Print:
        """A partial derivative."""
        return self._print(f"∂{of.text}/∂{by.text}", PRODUCT)

    def table(self, rows: Sequence[Sequence[Print]]) -> Print:
        """A matrix."""
        body = "; ".join(", ".join(cell.text for cell in row) for row in rows)
        return self._print(f"({body})")

    def branches(self, rows: Sequence[tuple[Print, str, Sequence[Print]]]) -> Print:
        """Cases."""
        lines = []
        for value, word, conditions in rows:
            said = self.conjunction(conditions)
            lines.append(f"{value.text} {word}{' ' if said else ''}{said}")
        return self._print("{" + "; ".join(lines) + "}")

    def conjunction(self, items: Sequence[Print]) -> str:
        """Relations that hold together."""
        return " and ".join(item.text for item in items)

    def wide(self) -> str:
        """A wide blank."""
        return "   "

    def under(self, items: Sequence[Print]) -> str:
        """Conditions in brackets behind a formula."""
        return f"({', '.join(item.text for item in items)})"

    def sign(self, sign: str) -> str:
        """A relation or a sign of a product."""
        return _SIGNS.get(sign, f" {sign} ")

    def pi(self) -> str:
        """The circle constant."""
        return "π"
