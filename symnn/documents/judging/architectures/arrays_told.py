r"""Shapes of products, Jacobians and lists that are told in words alone.

"the product of a 3×4 and a 4×2 matrix is 3×2", "since A is 2×3 and D is 3×4, DA is a 3×3 matrix",
"the shapes (3,1) and (1,4) broadcast to (3,4)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import Rule, compared, worst
from symnn.documents.judging.architectures.descriptions import Known
from symnn.documents.judging.architectures.numbers import SIDES, N, expression, sides, size
from symnn.documents.judging.open_arrays.equal_sizes import holds
from symnn.documents.judging.open_arrays.sizes import ONE, Size, UnreadError, number
from symnn.documents.judging.relations import Judgement

Shape: TypeAlias = "tuple[Size, Size]"

_METHOD: Final = "the shapes of its factors"
_IS: Final = r"(?:is|has (?:the )?(?:shape|size)|gives|yields|will be|is of (?:shape|size))"
_MATRIX: Final = rf"(?:an? )?(?P<{{0}}>{SIDES})(?: matri(?:x|ces))?"
_END: Final = rf"(?:(?:an? )?(?P<c>{SIDES})(?: matrix)?|(?P<none>undefined|not defined))"
_PRODUCT: Final = regex(
    rf"(?:the )?(?:matrix )?product of {_MATRIX.format('a')} (?:and|with|by) {_MATRIX.format('b')}"
    rf" {_IS} {_END}"
)
_TIMES: Final = regex(
    rf"(?:multiplying )?{_MATRIX.format('a')} (?:times|by|multiplied by) {_MATRIX.format('b')}"
    rf" {_IS} {_END}"
)
_VECTOR: Final = r"(?:an? )?(?P<{0}>column|row)(?: vector)? (?:of|with) length ?(?P<{1}>\S+)"
_VECTORS: Final = regex(
    rf"{_VECTOR.format('one', 'm')} times {_VECTOR.format('two', 'n')}"
    rf" {_IS} (?:{_END}|an? (?P<number>number|scalar))"
)
_KRONECKER: Final = regex(
    rf"the (?:kronecker|tensor) product of {_MATRIX.format('a')} and {_MATRIX.format('b')}"
    rf" {_IS} {_END}"
)
_DECLARED: Final = rf"[A-Za-z] (?:is|has (?:the )?(?:shape|size)) (?:an? )?{SIDES}(?: matrix)?"
_TURNED: Final = r"\^\{?(?:T|t|\\top|\\intercal|\\mathsf\{?T\}?|\\mathrm\{?T\}?)\}?"
_FACTOR: Final = rf"[A-Za-z](?:{_TURNED})?"
_NAMED: Final = regex(
    r"(?P<how>since|as|because|if|when|where)"
    rf" (?P<told>{_DECLARED}(?:(?:,| and|, and) {_DECLARED})*)"
    rf",? (?:then )?(?:the )?(?:matrix )?(?:product )?(?P<p>(?:{_FACTOR}|{_FACTOR} ?·? ?{_FACTOR}"
    rf"|\({_FACTOR} ?{_FACTOR}\)(?:{_TURNED})?))"
    rf" {_IS} {_END}"
)
_SPACE: Final = r"\\(?:mathbb|bb|mathbf)[{]?R[}]?\^[{]?(?P<@>[A-Za-z0-9]+)[}]?"
_JACOBIAN: Final = regex(
    r"the jacobian(?: matrix)? (?:of|for) (?:an?|any|every|the) (?:differentiable )?(?:function"
    rf"|map|mapping)(?: [a-zA-Z])? (?:from )?{_SPACE.replace('@', 'n')} (?:to|into|→|\\to)"
    rf" {_SPACE.replace('@', 'm')} {_IS} (?:an? )?(?P<c>{SIDES})(?: matrix)?"
)
_JOINED: Final = regex(
    r"(?:concatenating|the concatenation of) (?:two |three )?vectors of (?:lengths|dimensions"
    rf"|sizes) (?P<list>{N}(?:(?:,| and|, and) {N})+) (?:gives|is|yields|has) (?:an? )?"
    r"(?:vector (?:of|with) )?"
    r"(?:(?:length|dimension|size) )?(?P<b>\S.*)"
)
_HEADS: Final = regex(
    rf"(?:with )?(?:[a-zA-Z]=)?(?P<h>{N}) heads of (?:dimension|size|width) (?:[a-zA-Z_]+=)?"
    rf"(?P<d>{N}),?"
    r" (?:the )?(?:concatenat\w+|joined|combined) (?:output|result|vector|heads)? ?(?:has|have)"
    r" (?:the )?(?:dimension|size|width|length) (?P<b>\S.*)"
)
_TUPLE: Final = r"\((?P<{0}>\d+(?:, ?\d+)*,?)\)"
_BROADCAST: Final = regex(
    r"(?:the |two )?(?:(?:tensors|arrays|matrices|vectors)(?: of| with)?(?: the)? )?shapes?"
    rf" {_TUPLE.format('a')} and (?:shape )?{_TUPLE.format('b')} (?:(?:can be )?broadcast(?:ed)?"
    rf"(?: together)? to (?:the )?(?:shape )?{_TUPLE.format('c')}|(?P<can>can be broadcast(?:ed)?"
    r"(?: together)?|are (?:broadcast )?compatible))"
)


def _found(shape: Shape | None, match: re.Match[str]) -> Judgement:
    """The shape of a product, which may be undefined, beside what is said."""
    groups = match.groupdict()
    if shape is None:
        note = ("its sizes do not fit",)
        return Judgement("proved" if groups.get("none") else "refuted", _METHOD, notes=note)
    note = ("×".join(map(str, shape)),)
    if groups.get("none"):
        return Judgement("refuted", _METHOD, notes=note)
    claimed = sides(groups["c"])
    if len(claimed) != 2:
        raise UnreadError("a shape with another number of sides")
    pairs = zip(shape, claimed, strict=True)
    return worst([compared(a, [b], f"{note[0]} entries") for a, b in pairs])


def _times(one: Shape, two: Shape) -> Shape | None:
    """The shape of a product; None if it has none.

    Raises:
        UnreadError: that depends on letters.
    """
    if holds("=", one[1], two[0]):
        return one[0], two[1]
    if one[1].letters or two[0].letters:
        raise UnreadError("whether its sizes fit depends on letters")
    return None


def _shape(text: str) -> Shape:
    found = sides(text)
    if len(found) != 2:
        raise UnreadError("a matrix with another number of sides")
    return found[0], found[1]


def _product(match: re.Match[str], known: Known) -> Judgement:
    del known
    return _found(_times(_shape(match["a"]), _shape(match["b"])), match)


def _vectors(match: re.Match[str], known: Known) -> Judgement:
    del known
    m, n = size(match["m"]), size(match["n"])
    one = (m, ONE) if match["one"] == "column" else (ONE, m)
    two = (n, ONE) if match["two"] == "column" else (ONE, n)
    shape = _times(one, two)
    if match["number"]:
        single = shape is not None and all(holds("=", side, ONE) for side in shape)
        return Judgement("proved" if single else "refuted", _METHOD)
    return _found(shape, match)


def _kronecker(match: re.Match[str], known: Known) -> Judgement:
    del known
    one, two = _shape(match["a"]), _shape(match["b"])
    return _found((one[0] * two[0], one[1] * two[1]), match)


def _named(match: re.Match[str], known: Known) -> Judgement:
    shapes = {text[0]: _shape(_sides_in(text)) for text in re.findall(_DECLARED, match["told"])}
    if match["how"] not in ("if", "when"):
        for name, told in shapes.items():
            given = known.given(name)
            if given is not None and not all(map(_is, told, given)):
                raise UnreadError(f"{name} has another shape")
    return _found(_of_factors(match["p"], shapes), match)


def _is(told: Size, given: int) -> bool:
    return holds("=", told, number(given))


def _sides_in(text: str) -> str:
    found = re.search(SIDES, text[2:])
    if found is None:
        raise UnreadError("a shape is missing")
    return found[0]


def _of_factors(text: str, shapes: Mapping[str, Shape]) -> Shape | None:
    text = text.replace(" ", "").replace("·", "")
    whole = re.fullmatch(rf"\((?P<in>[^()]*)\)(?P<t>{_TURNED})?", text)
    factors = re.findall(rf"([A-Za-z])({_TURNED})?", text if whole is None else whole["in"])
    if any(name not in shapes for name, _ in factors):
        raise UnreadError("the shape of a factor is not said")
    first, *rest = (shapes[name][::-1] if mark else shapes[name] for name, mark in factors)
    shape: Shape | None = (first[0], first[1])
    for other in rest:
        shape = None if shape is None else _times(shape, (other[0], other[1]))
    turned = whole is not None and whole["t"] is not None
    return None if shape is None else (shape[1], shape[0]) if turned else shape


def _jacobian(match: re.Match[str], known: Known) -> Judgement:
    del known
    shape = size(match["m"]), size(match["n"])
    claimed = sides(match["c"])
    if len(claimed) == 2 and all(map(_same, claimed, shape[::-1])) and shape[0] != shape[1]:
        return Judgement("undecided", reason="in another layout of derivatives it is so")
    return _found(shape, match)


def _same(one: Size, two: Size) -> bool:
    return holds("=", one, two)


def _joined(match: re.Match[str], known: Known) -> Judgement:
    del known
    found = number(0)
    for part in re.split(r",? and |, ?", match["list"]):
        found = found + size(part)
    return compared(found, expression(match["b"]), f"{found} numbers")


def _heads(match: re.Match[str], known: Known) -> Judgement:
    del known
    found = size(match["h"]) * size(match["d"])
    return compared(found, expression(match["b"]), f"{found} numbers")


def _broadcast(match: re.Match[str], known: Known) -> Judgement:
    del known
    one, two = (_numbers(match[key]) for key in "ab")
    length = max(len(one), len(two))
    pairs = list(zip(_padded(one, length), _padded(two, length), strict=True))
    fits = all(a == b or 1 in (a, b) for a, b in pairs)
    shape = [b if a == 1 else a for a, b in pairs]
    note = (f"({', '.join(map(str, shape))})" if fits else "its sizes do not fit",)
    right = fits if match["can"] else fits and shape == _numbers(match["c"])
    return Judgement("proved" if right else "refuted", _METHOD, notes=note)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip()]


def _padded(shape: Sequence[int], length: int) -> list[int]:
    return [*([1] * (length - len(shape))), *shape]


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (_KRONECKER, _kronecker),
    (_PRODUCT, _product),
    (_TIMES, _product),
    (_VECTORS, _vectors),
    (_NAMED, _named),
    (_JACOBIAN, _jacobian),
    (_JOINED, _joined),
    (_HEADS, _heads),
    (_BROADCAST, _broadcast),
)
