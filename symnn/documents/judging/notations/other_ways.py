r"""Other ways to read a relation that is false in the usual one.

``[3.7]`` may be the integer part, ``17 = 2 \bmod 5`` a congruence, ``100 - 20\%`` a share of the
hundred, ``(3 \times 4)(4 \times 2)`` a product of shapes, 3.10 a version, and under the words "in
binary" 10 is two. A relation that holds in such a reading is no error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.notations.habits import habit_doubt
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.judging.sets.collections import congruence, is_of_residues
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar

#: So many characters before a relation are searched for words about another arithmetic.
NEAR_WORDS: Final = 400
_ARITHMETIC = regex(
    r"\b(modulo|mod|modular|clock|residues?|integer division|integer arithmetic|hexadecimal|octal"
    r"|in (binary|hex|base)|binary (arithmetic|addition|numbers?|digits?|notation|system)"
    r"|(numbers?|numerals?|digits?) (here |below )?(are|is) (all )?(written )?(in )?binary"
    r"|binary (numerals?|representations?|form|words?)|base \$?([2-9]|1[1-6])\b"
    r"|(finite|galois) fields?|wraps? around|overflows?|saturating arithmetic|floating[- ]point"
    r"|tropical|max-plus|min-plus|(trivial|zero) ring|of characteristic|characteristic \$?\d"
    r"|o'clock|(8|16|32|64)[- ]bits?|afternoon|ramanujan|p-adic|2-adic|or[- ]operation)\b"
    r"|\b(?:binärsystem|dualsystem|binaire|binari[oa]|binário)\b|二进制|十六进制|八进制|двоичн|\bGF\s*\(|\\mathrm\{GF\}|\\pmod|\\bmod"
    r"|\\math(?:bb|bf|rm)\s*\{?[ZF]\}?\s*(?:_|/)",
    re.IGNORECASE,
)
_BITS = regex(r"\b(xor|boolean|logical\w*|parity|truth|bits?|gates?|disjunction)\b", re.IGNORECASE)
_GATES = regex(r"\b(?:OR|AND|NOR|NAND|XOR|XNOR)\b")
#: The greatest and least numbers of some bits, or of a unit, to which others are clipped.
_LIMITS: Final = frozenset({0, 1, 127, 255, 32767, 65535})
_CLIPS = regex(r"\b(?:saturat|clamp|clipp?)")
_BY_CHOICE = regex(r"\b(conventions?|in excel|in a spreadsheet|in python)\b", re.IGNORECASE)
_SLASHES: Final = frozenset({"/", "÷"})
_SIGNS: Final = frozenset({"sign", "sgn", "step", "H", "heaviside", "Heaviside"})


def in_any_notation(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """A refutation, unless the relation may be right in another notation."""
    if found.outcome != "refuted":
        return found
    doubt = habit_doubt(place, left, link) or _doubt(place, left, link)
    return found if doubt is None else Judgement("undecided", reason=doubt)


def _doubt(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    right = link.operand
    if _is_by_other_rules(place, left, right):
        return "the words near it speak of another arithmetic"
    if link.relation in ("<", ">", "≤", "≥") and _are_versions(left, right):
        return "the numbers in it may be versions or sections, counted behind the point"
    if link.relation not in ("=", "≈", "≡"):
        return None
    if _says_operation(left, right) or _has_own_operation(place, left, right):
        return "an operation in it may be given a meaning of its own"
    if _is_of_shapes(left, right):
        return "the products may be shapes"
    if _has_sign_of_zero(place, left, right):
        return "the sign of zero, or the step there, is chosen by each author"
    if _is_congruence(place, left, right):
        return "it may be meant modulo a number"
    for text, change in _OTHERS:
        if "π" in text and place.view().knows("pi"):
            continue
        for sides in _changed(left, right, change):
            if not _is_refuted(place, link, *sides):
                return text
    return None


def speaks_of_other_arithmetic(text: str) -> bool:
    """Whether words speak of residues, of numbers to another base, or of machine numbers.

    Examples:
        >>> speaks_of_other_arithmetic("in arithmetic modulo seven")
        True
    """
    return _ARITHMETIC.search(text) is not None


def _is_by_other_rules(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether a relation of numbers stands near words about residues, digits or bits."""
    parts = [n for side in (left, right) for n in tree.walk(side)]
    if is_of_residues(place):
        return True
    if any(isinstance(n, tree.Name) or _takes_remainders(n) for n in parts):
        return False
    formula = place.formula
    start = max(formula.outer_start - NEAR_WORDS, 0)
    text = place.state.source.text
    near = " ".join((text[start : formula.start], formula.after, *formula.headings))
    beside = f"{formula.before[-120:]} {formula.after[:120]}"
    bits = all(n.value in (0, 1) for n in parts if isinstance(n, tree.Number))
    limit = isinstance(right, tree.Number) and right.value in _LIMITS
    return bool(
        (limit and _CLIPS.search(beside.lower()))
        or speaks_of_other_arithmetic(near)
        or (bits and (_BITS.search(near) or _GATES.search(near)))
        or _BY_CHOICE.search(beside)
    )


def _has_own_operation(place: Place, *sides: tree.Node) -> bool:
    """Whether the text before says what a * b is, for an operation in the relation."""
    defined = place.state.source.text[: place.formula.outer_start]
    for part in (n for side in sides for n in tree.walk(side)):
        if isinstance(part, tree.Product):
            signs = [_SIGNS_OF.get(operator, "") for operator in part.operators if operator]
            if any(sign and re.search(_OWN.format(sign), defined) for sign in signs):
                return True
    return bool(re.search(_OWN.format(r"\+"), defined)) and any(
        isinstance(n, tree.Sum) for side in sides for n in tree.walk(side)
    )


#: a ∘ b = a + b - ab: a formula that begins with two names and an operation between them, and goes
#: on with these two. Entries, sums, lengths and angles tell of vectors, whose product is another.
_OWN: Final = (
    r"\$\s*(\\?[a-zA-Z]+)\s*(?:{0})\s*(\\?[a-zA-Z]+)\s*(?::=|:?=|\\equiv|\\coloneqq)"
    r"(?=[^$]*\1)(?=[^$]*\2)(?![^$]*(?:_|\\sum|\\cos|\\top|\^\s*\{{?\s*(?:T|\\top)|\|))"
)
_SIGNS_OF: Final = {
    "*": r"\*|\\ast", "·": r"\\cdot", "∘": r"\\circ", "×": r"\\times", "⊙": r"\\odot",
    "⊗": r"\\otimes", "⊕": r"\\oplus",
}  # fmt: skip


def _says_operation(left: tree.Node, right: tree.Node) -> bool:
    """x ∘ y = x + y - xy: two names with a sign of one's own between them, and both again."""
    if not isinstance(left, tree.Product) or len(left.factors) != 2:
        return False
    names = [tree.key(factor) for factor in left.factors]
    again = {tree.key(n) for n in tree.walk(right)}
    own = set(left.operators) <= {"⊙", "∘", "⊗", "⊕", "*"}
    return own and None not in names and names[0] != names[1] and again >= set(names)


def has_own_product(place: Place, left: tree.Node, right: tree.Node) -> bool:
    r"""Whether a \odot b, a \circ b or a * b was defined, and not as a plain product."""
    text = place.state.source.text[: place.formula.outer_start]
    nodes = (n for side in (left, right) for n in tree.walk(side))
    used = {op for n in nodes if isinstance(n, tree.Product) for op in n.operators}
    signs = [_SIGNS_OF[op] for op in used & {"⊙", "∘", "*"}]
    return any(re.search(_OWN_PRODUCT.format(sign), text) for sign in signs)


#: The same anywhere in a formula, where what follows is not the product again.
_OWN_PRODUCT: Final = (
    r"(?:\$|,|;|quad)\s*([a-zA-Z])\s*(?:{0})\s*([a-zA-Z])\s*(?::=|:?=|\\equiv|\\coloneqq)"
    r"(?!\s*\1\s*(?:\\cdot|\\times)?\s*\2\s*(?:[$,;.]|\\q?quad))"
    r"(?=[^$]*\1)(?=[^$]*\2)(?![^$]*(?:_|\\sum|\\cos|\\top|\^\s*\{{?\s*(?:T|\\top)|\|))"
)


def _takes_remainders(node: tree.Node) -> bool:
    return isinstance(node, tree.Product) and bool({"mod", "pmod"} & set(node.operators))


def _are_versions(left: tree.Node, right: tree.Node) -> bool:
    """3.10 > 3.9: two bare numbers with different numbers of digits behind the point."""
    if not isinstance(left, tree.Number) or not isinstance(right, tree.Number):
        return False
    return bool(left.decimals and right.decimals) and left.decimals != right.decimals


def _is_of_shapes(left: tree.Node, right: tree.Node) -> bool:
    """(3×4)(4×2) = 3×2: each factor is a pair, and neighbours share a number.

    Or (28×28) * (5×5) = 24×24, the sizes of a convolution.
    """
    factors = left.factors if isinstance(left, tree.Product) else ()
    pairs = [_pair(f) for f in factors]
    outer = _pair(right)
    known = [p for p in pairs if p is not None]
    if len(known) != len(pairs) or len(known) < 2 or outer is None:
        return False
    inner = all(a[1] == b[0] for a, b in pairwise(known))
    if inner and outer == (known[0][0], known[-1][1]):
        return True
    return len(known) == 2 and all(map(_is_convolved, *known, outer))


def _is_convolved(image: tree.Node, kernel: tree.Node, result: tree.Node) -> bool:
    """28, 5 and 24: the sizes of an image, a kernel and their convolution, padded or not."""
    nodes = (image, kernel, result)
    sizes = [n.value for n in nodes if isinstance(n, tree.Number)]
    if len(sizes) < len(nodes):
        return False
    a, b, c = sizes
    return c in (a - b + 1, a, a + b - 1)


def _pair(node: tree.Node) -> tuple[tree.Node, tree.Node] | None:
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _pair(node.items[0])
    if isinstance(node, tree.Group) and len(node.items) == 2:
        return node.items[0], node.items[1]
    if isinstance(node, tree.Product) and node.operators in (("×",), ("*",)):
        return node.factors[0], node.factors[1]
    return None


def _has_sign_of_zero(place: Place, *sides: tree.Node) -> bool:
    view = place.view()
    for part in (n for side in sides for n in tree.walk(side)):
        if not isinstance(part, tree.Apply) or tree.key(part.function) not in _SIGNS:
            continue
        try:
            value = view.read(part.argument)
        except MeaningError:
            continue
        node = part.argument
        zero = Side(Scalar(ZERO), node)
        if isinstance(value, Scalar) and judge("=", Side(value, node), zero).outcome == "proved":
            return True
    return False


def _is_congruence(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """17 = 2 mod 5, where the left side is no remainder, and 7 + 19 mod 10 = 6."""
    if not any(_takes_remainders(n) for side in (left, right) for n in tree.walk(side)):
        return False
    from symnn.documents.judging.sets.congruence_chains import residue

    found = residue(right) or residue(left)
    if found is None:
        return False
    sides = [side if (own := residue(side)) is None else own.rest for side in (left, right)]
    try:
        judged = congruence(place.view(), sides[0], (sides[1], found.modulus))
    except (MeaningError, SymnnError):
        return True
    return judged.outcome != "refuted"


def _is_refuted(place: Place, link: tree.Link, left: tree.Node, right: tree.Node) -> bool:
    view = place.view()
    try:
        sides = Side(view.read(left), left), Side(view.read(right), right)
        return judge(link.relation, *sides).outcome == "refuted"
    except (MeaningError, SymnnError):
        return True


Change = Callable[[tree.Node], tree.Node]


def _changed(
    left: tree.Node, right: tree.Node, change: Change
) -> Iterator[tuple[tree.Node, tree.Node]]:
    """The sides with a change made wherever it can be, if it can be made at all."""

    def visit(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Call):  # the brackets of its arguments are nothing else
            items = tuple(visit(item) for item in node.arguments.items)
            arguments = replace(node.arguments, items=items)
            return change(replace(node, head=visit(node.head), arguments=arguments))
        return change(tree.map_children(node, visit))

    def visit_all(side: tree.Node) -> tree.Node:
        return tree.children(change(tree.Group("", (visit(side),))))[0]

    sides = visit_all(left), visit_all(right)
    if sides != (left, right):
        yield sides


def _lone(node: tree.Node, fence: str) -> tree.Node | None:
    """The single number in brackets."""
    if not isinstance(node, tree.Group) or node.fence != fence or len(node.items) != 1:
        return None
    return node.items[0]


def _number_in(node: tree.Node) -> tree.Node | None:
    """The single number in square brackets, no condition and no list."""
    inner = _lone(node, "[]")
    others = (tree.Chain, tree.Logic, tree.Group, tree.Matrix, tree.Dots)
    return None if isinstance(inner, others) else inner


def _integer_part(node: tree.Node) -> tree.Node:
    inner = _number_in(node)
    return node if inner is None else tree.Floor(inner, span=node.span)


def _nearest_integer(node: tree.Node) -> tree.Node:
    inner = _number_in(node)
    if inner is None:
        return node
    half = tree.Number("0.5", Fraction(1, 2), 1)
    return tree.Floor(tree.Sum((inner, half)), span=node.span)


def _fractional_part(node: tree.Node) -> tree.Node:
    inner = _lone(node, "{}")
    if not isinstance(inner, tree.Quotient) and not (
        isinstance(inner, tree.Number) and inner.decimals
    ):
        return node
    return tree.Sum((inner, tree.Neg(tree.Floor(inner))), span=node.span)


def _share(node: tree.Node) -> tree.Node:
    """10 + 10 % as 10 and a tenth of it."""
    if not isinstance(node, tree.Sum):
        return node
    total = node.terms[0]
    for term in node.terms[1:]:
        bare = term.operand if isinstance(term, tree.Neg) else term
        total = _sum(total, tree.Product((total, term), ("*",)) if _percent(bare) else term)
    return total


def _percent(node: tree.Node) -> bool:
    return isinstance(node, tree.Percent)


def _sum(first: tree.Node, second: tree.Node) -> tree.Node:
    return tree.Group("()", (tree.Sum((first, second)),))


def _signed_bases(node: tree.Node) -> tree.Node:
    """-2^2 as (-2)^2, as spreadsheets and careless authors do; not 1 - 2^2 as 1 + (-2)^2."""
    if not isinstance(node, tree.Sum):
        return tree.map_children(node, _signed_base)
    first, *rest = node.terms
    differences = (
        tree.Neg(_signed_base(t.operand)) if isinstance(t, tree.Neg) else t for t in rest
    )
    return replace(node, terms=(_signed_base(first), *differences))


def _signed_base(node: tree.Node) -> tree.Node:
    if not isinstance(node, tree.Neg) or not isinstance(node.operand, tree.Power):
        return node
    power = node.operand
    if not isinstance(power.base, tree.Number):
        return node
    return replace(power, base=tree.Group("()", (tree.Neg(power.base),)))


def _divided_by_all(node: tree.Node) -> tree.Node:
    """8 ÷ 2 × 4 as 8 divided by 2 × 4."""
    if not isinstance(node, tree.Product) or not isinstance(node.factors[0], tree.Quotient):
        return node
    first = node.factors[0]
    if first.style not in _SLASHES:
        return node
    below = tree.Product((first.denominator, *node.factors[1:]), node.operators)
    return replace(first, denominator=tree.Group("()", (below,)))


def _usual_product(node: tree.Node) -> tree.Node:
    """2 * 3 as 6 after all, though a * b was given a meaning: the text may have gone on to code."""
    product = node.operation if isinstance(node, tree.Call) else None
    if product is None or product.operators != ("*",):
        return node
    return product if all(isinstance(f, tree.Number) for f in product.factors) else node


def _pi_as(value: tree.Node) -> Change:
    """π as the half turn in degrees, or as the figure that schools put in for it."""

    def change(node: tree.Node) -> tree.Node:
        return value if isinstance(node, tree.Name) and tree.key(node) == "pi" else node

    return change


_OTHERS: Final[tuple[tuple[str, Change], ...]] = (
    ("square brackets may take the integer part", _integer_part),
    ("square brackets may round to the nearest integer", _nearest_integer),
    ("braces may take the fractional part", _fractional_part),
    ("a percentage that is added may be meant of the number before it", _share),
    ("a sign before a power may be meant to be in the power", _signed_bases),
    (
        "π may be the half turn of 180 degrees on one side",
        _pi_as(tree.Number("180", Fraction(180))),
    ),
    ("a figure may stand for π", _pi_as(tree.Number("3.14", Fraction(314, 100), 2))),
    ("a whole number may stand for π", _pi_as(tree.Number("3", Fraction(3)))),
    ("a fraction may stand for π", _pi_as(tree.Number("22/7", Fraction(22, 7)))),
    ("the star may be that of the usual product", _usual_product),
    ("a division before a product may be meant by the whole product", _divided_by_all),
)
