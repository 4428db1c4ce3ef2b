r"""Threshold units that are told in words: "unit: output" 1 "if" w\cdot x+b\ge0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_UNIT: Final = (
    r"(?:(?:an?|the|each|every|one|our|this|single|simple|linear|binary) ){0,3}"
    r"(?:threshold |step |mcculloch-pitts |output )?(?:unit|neuron|perceptron|gate|node|cell)"
)
_TOLD: Final = regex(
    rf"\\(?:text|mbox)\{{\s*(?i:{_UNIT})(?:[:,]| with| has| that| which|)\s*(?:the )?"
    r"(?:outputs?|output is|returns|gives|answers|emits|fires with|its output is)\s*\}\s*"
    r"(?P<one>[-+]?[01])(?![\d.])\s*,?\s*"
    r"\\(?:text|mbox)\{,?\s*(?:if|when|whenever|for|where)\s*\}\s*"
    r"(?P<when>(?:(?!\\text|\\mbox|;|\\q?quad)[^=]){3,80}?)\s*,?\s*"
    r"\\(?:text|mbox)\{,?\s*(?:and|or|else|but)?(?: outputs?| it outputs)?\s*\}\s*"
    r"(?P<other>[-+]?[01])(?![\d.])\s*,?\s*\\(?:text|mbox)\{\s*(?:otherwise|else)\s*\}"
)

#: What a unit does, in words that are read: "the unit gives the majority", "computes NOT" x_2.
_GIVES: Final = regex(
    r"(?<=\b)(?P<verb>gives|outputs|returns|acts as|works as|behaves like|acts like)"
    r"(?= (?:an? |the )?(?:logical )?(?:majority|parity|AND|OR|NAND|NOR|XOR|XNOR|NOT)\b)"
)
_DOES: Final = regex(
    r"\\(?:text|mbox)\{[^{}]*\b(?:unit|neuron|perceptron|network|net|gate)\b[^{}]*\b"
    r"(?:computes?|implements?|represents?|reali[sz]es?|gives?|outputs?)\b"
)
_NOT: Final = regex(r"\b(?P<not>NOT\s*)\}\s*(?=[a-zA-Z])")
_JOINED: Final = regex(
    r"(?<=[\w})])\s*\\(?:text|mbox)\{\s*(?P<gate>AND|OR|XOR)(?P<not> NOT)?\s*\}\s*"
    r"(?=[a-zA-Z(]|\\neg)"
)
_SIGNS: Final = {"AND": r"\wedge ", "OR": r"\vee ", "XOR": r"\oplus "}

#: OR(1, 1), of bits that are written out, with the name of the gate as words.
_OF_BITS: Final = regex(
    r"\\(?:text|mbox|textrm|textsc|textbf)\{\s*(?P<gate>AND|OR|XOR|NAND|NOR|XNOR|NOT)\s*\}\s*"
    r"\(\s*(?P<bits>[01](?:\s*,\s*[01]){0,7})\s*\)"
)


def _of_bits(latex: str) -> Iterator[Piece]:
    """Gates at bits in numbers; of more than two, authors differ on what XOR and NAND are."""
    for one in _OF_BITS.finditer(latex):
        bits = [bit.strip() for bit in one["bits"].split(",")]
        both, some = (rf"\{end}({','.join(bits)})" for end in ("min", "max"))
        forms = {"AND": both, "OR": some} if len(bits) > 1 else {"NOT": f"(1-{bits[0]})"}
        if len(bits) == len(("a", "b")):
            odd = f"|{bits[0]}-{bits[1]}|"
            forms |= {"XOR": odd, "XNOR": f"(1-{odd})"}
            forms |= {"NAND": f"(1-{both})", "NOR": f"(1-{some})"}
        if one["gate"] in forms:
            yield Piece(*one.span(), forms[one["gate"]])


def _in_signs(latex: str) -> Iterator[Piece]:
    """The words for operations of logic as signs, where a unit is said to compute something."""
    if _DOES.search(latex) is None:
        return
    yield from (Piece(*one.span("verb"), "computes") for one in _GIVES.finditer(latex))
    joined = list(_JOINED.finditer(latex))
    for one in _NOT.finditer(latex):
        if not any(other.start() <= one.start() < other.end() for other in joined):
            yield Piece(*one.span(), r"}\neg ")
    for one in joined:
        yield Piece(*one.span(), _SIGNS[one["gate"]] + (r"\neg " if one["not"] else ""))


def with_units(latex: str) -> Rewriting:
    r"""The formula with the cases of a unit as those of its output.

    >>> said = r"\text{unit: output } 1 \text{ if } w\cdot x+b\ge0 \text{ and } 0 \text{ otherwise}"
    >>> with_units(said).text
    '\\operatorname{output}=\\begin{cases}1&w\\cdot x+b\\ge0\\\\0&\\text{otherwise}\\end{cases}'
    >>> with_units(r"\text{the unit computes NOT } x_2").text
    '\\text{the unit computes }\\neg x_2'
    >>> with_units(r"\text{the unit gives } x_1 \text{ AND NOT } x_2").text
    '\\text{the unit gives } x_1\\wedge \\neg x_2'
    >>> with_units(r"\text{OR}(1,1)=0").text
    '\\max(1,1)=0'
    """
    cases = r"\operatorname{output}=\begin{cases}%s&%s\\%s&\text{otherwise}\end{cases}"
    pieces = [
        Piece(*one.span(), cases % (one["one"], one["when"], one["other"]))
        for one in _TOLD.finditer(latex)
        if one["one"] != one["other"]
    ]
    return rewrite(latex, pieces or [*_of_bits(latex), *_in_signs(latex)])
