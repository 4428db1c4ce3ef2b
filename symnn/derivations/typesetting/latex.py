r"""Formulas as LaTeX that pdfLaTeX with amsmath, MathJax and KaTeX set alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.derivations.formulas import nodes as n
from symnn.derivations.typesetting.letters import GREEK, as_latex, refuse_number, split_letter
from symnn.derivations.typesetting.typesetter import POWER, TIGHT, Print, Typesetter

_SIGNS: Final = {
    "=": " = ", "<=": r" \le ", "<": " < ", ">=": r" \ge ", ">": " > ", "!=": r" \ne ",
    "≈": r" \approx ", "·": r" \cdot ", "×": r" \times ", "⊙": r" \odot ",
}  # fmt: skip
_FUNCTIONS: Final = {
    "relu": r"\operatorname{ReLU}", "sigmoid": r"\sigma", "tanh": r"\tanh", "exp": r"\exp",
    "softplus": r"\operatorname{softplus}", "silu": r"\operatorname{SiLU}", "log": r"\ln",
    "gelu": r"\operatorname{GELU}", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan",
    "max": r"\max", "min": r"\min", "atan": r"\arctan", "asin": r"\arcsin", "acos": r"\arccos",
    "sinh": r"\sinh", "cosh": r"\cosh", "diag": r"\operatorname{diag}",
    "softmax": r"\operatorname{softmax}", "erf": r"\operatorname{erf}",
    "sign": r"\operatorname{sign}", "det": r"\det", "tr": r"\operatorname{tr}",
    "rank": r"\operatorname{rank}",
}  # fmt: skip
_FENCES: Final = {
    "()": ("(", ")"), "||": ("|", "|"), "⌊⌋": (r"\lfloor ", r" \rfloor"), "[]": ("[", "]"),
}  # fmt: skip
#: A letter with an accent or a font, an index, and a sign of the transpose, as authors write them.
_LETTER: Final = regex(
    r"(?P<head>[A-Za-z]|\\[A-Za-z]+(?: [A-Za-z]|\{(?:[A-Za-z]|\\[A-Za-z]+)\})?)"
    r"(?:_(?:(?P<short>[A-Za-z0-9])|\{(?P<long>[A-Za-z0-9,]+)\}))?"
    r"(?P<turned>\^(?:T|\{T\}|\\top|\{\\top\}))?"
)
#: The columns that amsmath allows in a matrix; an array has any number.
_MOST_COLUMNS: Final = 10
_MATRIX_FENCES: Final = {
    "p": ("(", ")"), "b": ("[", "]"), "B": (r"\{", r"\}"), "v": ("|", "|"), "V": (r"\|", r"\|"),
    "": (".", "."),
}  # fmt: skip


class Latex(Typesetter):
    r"""Sets formulas as LaTeX.

    Examples:
        >>> from symnn.derivations.typesetting.style import Style
        >>> Latex(Style())(n.Fraction(n.Root(n.number(2)), n.number(2)))
        '\\frac{\\sqrt{2}}{2}'
    """

    def name(self, node: n.Name) -> Print:
        """A letter with its layer and indices."""
        names = self.style.names
        if node.key in names:
            return Print(names[node.key], TIGHT, _visible(names[node.key]))
        letter, below = split_letter(node.letter)
        if node.index and node.whole.key in names:
            return self._entry(names[node.whole.key], node.index)
        if node.letter in names:
            head, below = names[node.letter], ""
        elif letter.startswith("hat") and letter[3:].isalnum():
            head = rf"\hat{{{self.name(n.Name(letter[3:])).text}}}"
        elif "_" in node.letter:
            head, below = as_latex(node.letter), ""
        else:
            refuse_number(node.key)
            head = as_latex(letter)
        index = _joined(node.index)
        subs, above = [below] if below else [], ""
        if node.layer is not None:
            match self.style.layers:
                case "parentheses":
                    above = f"({node.layer})"
                case "brackets":
                    above = f"[{node.layer}]"
                case _:
                    subs.append(str(node.layer))
        if index:
            subs.append(index)
        text = head
        text += f"^{{{above}}}" if above else ""
        text += f"_{{{','.join(subs)}}}" if subs else ""
        text = (
            text
            if not (subs and not above and len(subs[0]) == 1 == len(subs))
            else (f"{head}_{subs[0]}")
        )
        return Print(text, TIGHT, _visible(head) + max(len(above), len(",".join(subs))))

    @staticmethod
    def _entry(whole: str, index: tuple[int, ...]) -> Print:
        """An entry of what an author named as a whole: h_2, U_{12}; of U^T it is U_{21}."""
        found = _LETTER.fullmatch(whole)
        if found is None:  # of a product, or of a sum
            text = f"({whole})_{{{_joined(index)}}}"
            return Print(text, TIGHT, _visible(text))
        below = found["short"] or found["long"]
        own = _joined(index[::-1] if found["turned"] else index)
        subs = f"{below},{own}" if below else own
        text = found["head"] + (f"_{subs}" if len(subs) == 1 else f"_{{{subs}}}")
        return Print(text, TIGHT, _visible(text))

    def stated(self, node: n.Stated) -> Print:
        """The text that a kind wrote itself."""
        tall = "\\begin" in node.latex or "\\frac" in node.latex
        return Print(node.latex, TIGHT, len(node.text), False, tall)

    def fenced(self, item: Print, fences: str = "()") -> Print:
        """In brackets."""
        left, right = _FENCES[fences]
        if item.tall:
            left, right = rf"\left{left}", rf"\right{right.strip()}"
        elif fences == "()" and "(" in item.text.replace("^{(", ""):
            left, right = r"\bigl(", r"\bigr)"
        return Print(f"{left}{item.text}{right}", TIGHT, item.width + 2, False, item.tall)

    def sized(self, item: Print, largest: bool) -> Print:
        """A norm."""
        left, right = (r"\left\|", r"\right\|") if item.tall else (r"\|", r"\|")
        mark = r"_\infty" if largest else ""
        return Print(f"{left} {item.text} {right}{mark}", TIGHT, item.width + 3, False, item.tall)

    def over(self, top: Print, bottom: Print) -> Print:
        """A fraction."""
        text = rf"\frac{{{top.text}}}{{{bottom.text}}}"
        return Print(text, POWER, max(top.width, bottom.width), False, True)

    def raised(self, base: Print, exponent: Print) -> Print:
        """A power; what has a superscript already gets brackets."""
        if _has_superscript(base.text) and base.lead != "fence":
            base = self.fenced(base)
        text = f"{base.text}^{{{exponent.text}}}"
        return Print(text, POWER, base.width + exponent.width, False, base.tall, base.lead)

    def root(self, radicand: Print, degree: int) -> Print:
        """A root."""
        index = "" if degree == 2 else f"[{degree}]"
        text = rf"\sqrt{index}{{{radicand.text}}}"
        return Print(text, TIGHT, radicand.width + 1, False, radicand.tall)

    def turned(self, base: Print) -> Print:
        """A transpose."""
        text, mark = base.text, self.style.transpose
        if _has_superscript(text) and not base.tall and base.lead != "fence":
            text = f"{{{text}}}"
        mark = mark if mark == "'" else f"^{{{mark}}}"
        return Print(text + mark, TIGHT, base.width + 1, False, base.tall)

    def function(self, name: str) -> Print:
        """The name of a function."""
        if name.endswith("'") and name not in self.style.functions:
            head = self.function(name[:-1])
            return head._replace(text=f"{head.text}'", width=head.width + 1)
        chosen = self.style.functions.get(name) or _FUNCTIONS.get(name)
        if chosen is None:
            from symnn.derivations.formulas.from_expressions import name_of

            found = name_of(name)
            if len(split_letter(found.letter)[0]) > 1 and found.letter not in GREEK:
                as_latex(name)  # TeX does not set every name
                return Print(rf"\operatorname{{{name.replace('_', ' ')}}}", TIGHT, len(name))
            return self.name(found)
        return Print(chosen, TIGHT, _visible(chosen))

    def slope(self, of: Print, by: Print) -> Print:
        """A partial derivative."""
        text = rf"\frac{{\partial {of.text}}}{{\partial {by.text}}}"
        return Print(text, POWER, max(of.width, by.width) + 1, False, True)

    def table(self, rows: Sequence[Sequence[Print]]) -> Print:
        """A matrix."""
        kind = f"{self.style.brackets}matrix"
        tall = any(cell.tall for row in rows for cell in row)
        high = any(_is_high(cell) for row in rows for cell in row)
        newline = r" \\[8pt] " if high else r" \\[4pt] " if tall else r" \\ "
        body = newline.join(" & ".join(cell.text for cell in row) for row in rows)
        widths = [max(cell.width for cell in column) for column in zip(*rows, strict=True)]
        text = rf"\begin{{{kind}}} {body} \end{{{kind}}}"
        if len(widths) > _MOST_COLUMNS:
            left, right = _MATRIX_FENCES[self.style.brackets]
            array = rf"\begin{{array}}{{{'c' * len(widths)}}} {body} \end{{array}}"
            text = rf"\left{left}{array}\right{right}"
        return Print(text, TIGHT, sum(widths) + 2 * len(widths), False, True)

    def branches(self, rows: Sequence[tuple[Print, str, Sequence[Print]]]) -> Print:
        """Cases."""
        tall = any(value.tall for value, _, _ in rows)
        newline = r" \\[4pt] " if tall else r" \\ "
        lines = []
        for value, word, conditions in rows:
            said = self.conjunction(conditions)
            lines.append(rf"{value.text} & \text{{{word}{' ' if said else ''}}} {said}".rstrip())
        body = newline.join(lines)
        width = max(
            value.width + len(word) + sum(c.width + 5 for c in conditions)
            for value, word, conditions in rows
        )
        return Print(rf"\begin{{cases}} {body} \end{{cases}}", SUM_OF_CASES, width, False, True)

    def conjunction(self, items: Sequence[Print]) -> str:
        """Relations that hold together."""
        return r" \text{ and } ".join(item.text for item in items)

    def wide(self) -> str:
        """A wide blank."""
        return r" \quad "

    def under(self, items: Sequence[Print]) -> str:
        """Conditions in brackets behind a formula."""
        tall = any(item.tall for item in items)
        inner = r",\ ".join(item.text for item in items)
        return self.fenced(Print(inner, TIGHT, sum(i.width + 2 for i in items), False, tall)).text

    def sign(self, sign: str) -> str:
        """A relation or a sign of a product."""
        return _SIGNS[sign]

    def pi(self) -> str:
        """The circle constant."""
        return r"\pi"


#: Cases stand alone, or in brackets.
SUM_OF_CASES: Final = 1


def _is_high(cell: Print) -> bool:
    """Whether rows of such cells would touch: derivatives, and fractions with exponents."""
    return r"\partial" in cell.text or (r"\frac" in cell.text and "^{" in cell.text)


def _joined(index: tuple[int, ...]) -> str:
    """12 for (1, 2), but 1,12 for (1, 12)."""
    comma = "," if any(i > 9 for i in index) else ""
    return comma.join(map(str, index))


def _visible(latex: str) -> int:
    """About how many characters of print some LaTeX makes."""
    count, place = 0, 0
    while place < len(latex):
        if latex[place] == "\\":
            end = place + 1
            while end < len(latex) and latex[end].isalpha():
                end += 1
            count += latex[place + 1 : end] not in ("operatorname", "mathrm", "text", "mathbf")
            place = max(end, place + 2)
        else:
            count += latex[place] not in "{}^_ "
            place += 1
    return count


def _has_superscript(text: str) -> bool:
    """Whether a mark above stands at the end of it, outside of braces and brackets."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "{(") - (character in "})")
        if depth == 0 and character in "^'" and text[place - 1 : place] != "\\":
            return True
    return False
