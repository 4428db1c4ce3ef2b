"""What stands right behind a relation, or how it is bracketed, says that it means another thing."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.values.bounds import RESTATED, is_restated
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Side
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array

#: x^2 + y^2 > 0 ≠ 0: what differs from zero is greater than it.
_BEHIND_ORDER: Final = regex(r"(?:[<>≤≥]|\\(?:[lg]t|[lg]eq?|[lg]eqslant))\s*$")
_DIFFERS: Final = "behind < or > it may be said of what stands before"
#: If f(y) > 0, then …: so it is where the condition holds.
_IF_ORDER: Final = regex(
    r"\b(?:if|when|whenever|where) ([^.;:]{0,120}(?:[<>≠≤≥]|\\(?:[lg]eq?|neq?|[lg]t)(?![a-z]))"
    r"[^.;:]{0,60}(?:\$|\\\)))(?:,? (?:then|we have|we get))?,?$"
)
_LETTER: Final = regex(r"(?<![a-z\\])[a-z](?![a-z])")
_FAR: Final = 300
_INTERVALS: Final = frozenset({"[]", "()", "[)", "(]"})
_OTHER_SHAPE: Final = "a matrix of another shape may be another one of the same name"
#: What the name of a unit or a large number begins with.
_UNIT: Final = regex(r"[\s~,\\*_]*[kKMGTPEmµμunptb%万亿]")
_TWO_DIGITS: Final = 10
#: Words that give a function, with its formula and "and" behind them.
_GIVES: Final = regex(
    r"\b(?:let|defined?|defines|described?|given by|consider|set|put|extend\w*|periodic)\b"
)
_AND: Final = regex(r"[$\]).,\s]\s*(?:and|while|with|but)\s*$")
_STOP: Final = regex(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
#: So many characters may lie between the formula of a function and a value of it.
_NEAR: Final = 30
#: m = n = k: three names or more.
_ALIKE: Final = regex(
    r"\s*\\?[A-Za-z]+(?:_\{?\w+\}?)?(?:\s*=\s*\\?[A-Za-z]+(?:_\{?\w+\}?)?){2,8}\s*"
)
#: u_{n+1} = …, or u_n = … of what came before.
_RECURRENCE: Final = regex(
    r"[^A-Za-z\\=]{0,12}(?:\\q?quad|and|with|et|und|y|e)?[^A-Za-z\\=]{0,12}(?:\\\()?\s*([A-Za-z])_"
    r"\{?\s*[a-z]\s*(?:\+\s*1)?\s*\}?\s*=[^$=]*[a-z]_"
)
#: D = 0 when Z = 1: in one of several cases.
_WHEN: Final = regex(r"\s*,?\s*(?:when(?:ever)?|if|in case)\s+(?:\$|\\\()[^$]{1,40}=")
_LONE_NAME: Final = regex(r"\s*\\?[A-Za-z]+(?:_\{?\w+\}?)?\s*&?\s*=\s*&?\s*")
_ERRORS: Final = regex(r"\berrors?\b|\bresiduals?\b|误差|誤差|残差")
_ERRORS_NEAR: Final = 400
_AHEAD: Final = 160
_GLUED: Final = "another formula goes on right behind it"

#: So many terms are shown of a sum with dots, at least.
_SHOWN: Final = 2


def beside_doubt(
    place: Place, sides: tuple[Side, Side], left: tree.Node, link: tree.Link
) -> str | None:
    """Why a false relation may mean something else; None if nothing beside it says so.

    Args:
        place: where it stands.
        sides: its sides as they were read.
        left, link: the relation as it is written.
    """
    if (said := _said_around(place, left, link)) is not None:
        return said
    if is_restated(place):
        return RESTATED
    if link.relation == "≠":
        if tree.key(left) is not None and not place.formula.display:
            return "it may be a condition on a name"
        return _DIFFERS if _BEHIND_ORDER.search(place.latex[: left.span.start]) else None
    if RELATIONS[link.relation] not in ("=", "≈"):
        return None
    if is_image_of_interval(left, link.operand):
        return "it may be about all values of the function in an interval"
    if isinstance(left, (tree.Call, tree.Power)) and has_other_shape(sides):
        return _OTHER_SHAPE
    if isinstance(link.operand, tree.Matrix) and _is_boolean(place, link.operand):
        return "the words near it speak of boolean matrices"
    if any(_sums_errors(place, side) for side in (left, link.operand)):
        return "e may be an error, with the letter above as its number"
    if (anew := _named_anew(place, left, link) or _targets(place, left, link)) is not None:
        return anew
    if isinstance(left, tree.Abs) and _is_of_other_size(place, left.operand, link.operand):
        return _OTHER_SHAPE
    return _of_figures(place, sides, left, link)


def _said_around(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """What the sentence says before a relation, or behind it, of the names in it."""
    if not place.formula.display and "$" in place.formula.after:
        from symnn.documents.judging.doubts.values.set_behind import SET_BEHIND, is_set_behind

        if is_set_behind(place, left, link):
            return SET_BEHIND
    under = _is_under_order(place, left, link)
    return "it is said for the values of the condition before it" if under else None


def _sums_errors(place: Place, node: tree.Node) -> bool:
    """The sum of e^i over i, in a text that calls e^i an error."""
    if not isinstance(node, tree.BigOperator) or not isinstance(node.lower, tree.Chain):
        return False
    index = tree.key(node.lower.first)
    powers = (p for p in tree.walk(node.body) if isinstance(p, tree.Power))
    numbered = any(tree.key(p.base) == "e" and tree.key(p.exponent) == index for p in powers)
    begin = place.formula.outer_start
    near = place.state.source.text[max(begin - _ERRORS_NEAR, 0) : begin + _AHEAD].lower()
    return numbered and _ERRORS.search(near) is not None


def _targets(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    if isinstance(left, tree.Product) and isinstance(link.operand, tree.Product):
        from symnn.documents.judging.doubts.arrays.shifted import RECALLED, is_recalled

        if is_recalled(place, left, link.operand):
            return RECALLED
    if r"\l" not in place.latex:
        return None
    from symnn.documents.judging.doubts.meanings.targets import target_doubt

    return target_doubt(place.state.scope, left, link.operand)


def _named_anew(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why what stands on the left may be another thing of its name than before."""
    if tree.key(left) and tree.key(link.operand) and _ALIKE.fullmatch(place.latex):
        return "names that are all set equal may have another value here"
    if isinstance(left, tree.Call) and _is_shorter_than_shown(place, left):
        return "of the terms that dots stand for, fewer than are shown would be left"
    if isinstance(left, tree.Call) and _is_function_anew(place, left, link.operand):
        return "it may say which function this is from here on"
    if tree.key(left) and _WHEN.match(place.formula.after) and _is_told(place, left):
        return "it is said for the case behind it"
    if isinstance(left, tree.Name) and _begins_sequence(place, left, link.operand):
        return "another sequence of this name may begin here"
    if isinstance(left, tree.Name) and left.font == "bold" and _is_of_entries(place, left):
        return "in bold type it may be a vector, and no entry of one"
    return None


def _is_function_anew(place: Place, left: tree.Call, formula: tree.Node) -> bool:
    """The f(x) of y = f(x) = 2x + 1: behind a lone name, its letters are variables again."""
    names = {tree.key(item) for item in left.arguments.items}
    known = place.state.scope.latest(tree.key(left.head) or "")
    if known is None or names != set(known.parameters or ()) or not names:
        return False
    used = {tree.key(part) for part in tree.walk(formula)}
    return bool(names & used) and _LONE_NAME.fullmatch(place.latex[: left.span.start]) is not None


def _is_shorter_than_shown(place: Place, left: tree.Call) -> bool:
    """r(0) of r(k) = c_1 + ⋯ + c_k, whose dots stand for no terms at 0, or mean another k."""
    known = place.state.scope.latest(tree.key(left.head) or "")
    few = any(isinstance(a, tree.Number) and a.value < _SHOWN for a in left.arguments.items)
    if known is None or not few or not known.parameters:
        return False
    sums = (part for part in tree.walk(known.body) if isinstance(part, tree.BigOperator))
    if not any(part.upper and tree.key(part.upper) in known.parameters for part in sums):
        return False
    lines = place.state.source.text.split("\n")[known.line - 1 : known.line + 1]
    return any("dots" in line for line in lines)


def _is_told(place: Place, name: tree.Node) -> bool:
    """Whether a name was given its value, here or before, and it was not worked out."""
    known = place.state.scope.latest(tree.key(name) or "")
    return known is None or (known.parameters is None and not known.computed)


def _begins_sequence(place: Place, left: tree.Name, value: tree.Node) -> bool:
    """u_0 = 5 right before u_{n+1} = 3u_n - 2, whatever u_n was before."""
    if not isinstance(left.subscript, tree.Number) or not isinstance(value, tree.Number | tree.Neg):
        return False
    end = place.formula.outer_start + len(place.latex)
    behind = place.state.source.text[end - 1 : end + _AHEAD]
    found = _RECURRENCE.match(place.latex[value.span.end :].strip() or _past(behind))
    return found is not None and found[1] == left.base


def _past(text: str) -> str:
    """The text behind the end of a formula."""
    return text.split("$", 1)[-1].lstrip(" $,;") if "$" in text else text.split(")", 1)[-1]


def _is_of_entries(place: Place, name: tree.Name) -> bool:
    """Whether a bold v_2 was said to be -v_1 in plain type, which is about the entries of v."""
    known = place.state.scope.latest(tree.key(name) or "")
    parts = tree.walk(known.body) if known is not None else iter(())
    same = [part.font for part in parts if isinstance(part, tree.Name) and part.base == name.base]
    return bool(same) and "bold" not in same


def _is_whole(node: tree.Node) -> bool:
    """A whole number of two digits or more."""
    return isinstance(node, tree.Number) and not node.decimals and node.value >= _TWO_DIGITS


def _of_figures(
    place: Place, sides: tuple[Side, Side], left: tree.Node, link: tree.Link
) -> str | None:
    """The doubts about a printed result, each imported where it may arise."""
    right, formula = link.operand, place.formula
    if isinstance(right, tree.Degrees) or _is_whole(right):
        from symnn.documents.judging.doubts.decimals.whole_numbers import (
            ROUNDED,
            is_rounded_to_whole,
        )

        if is_rounded_to_whole(place, sides):
            return ROUNDED
    if isinstance(right, tree.Number) and _UNIT.match(formula.after):
        from symnn.documents.judging.doubts.decimals.scales import SCALED, holds_in_unit

        if holds_in_unit(place, sides, link):
            return SCALED
    if place.latex.count("(") > 1 and isinstance(right, (tree.Group, tree.Product)):
        from symnn.documents.judging.doubts.meanings.cycles import CYCLES, may_be_cycles

        if may_be_cycles(left, right):
            return CYCLES
    if is_given_with_function(place, left, link):
        return "the value may belong to the definition of the function, at this point"
    return _GLUED if _is_glued(place, link) else None


def _is_under_order(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """If $f(y) > 0$, then $y' > 0$: an inequality before it is about the same names."""
    found = _IF_ORDER.search(" ".join(place.formula.before[-_FAR:].lower().split()))
    if found is None:
        return False
    keys = {tree.key(n) for side in (left, link.operand) for n in tree.walk(side)} - {None}
    letters = set(_LETTER.findall(found[1]))
    return any(key is not None and key.lower() in letters for key in keys)


def is_image_of_interval(left: tree.Node, right: tree.Node) -> bool:
    """f([-1, 2]) = [0, 4] for a function of one letter: intervals, if they go up.

    >>> from symnn.latex.parser import parse
    >>> body = parse("f([-1, 2]) = [0, 4]").statements[0].body
    >>> is_image_of_interval(body.first, body.links[0].operand)
    True
    """
    if not isinstance(left, tree.Call) or not isinstance(left.head, tree.Name):
        return False
    arguments = left.arguments.items
    single = len(arguments) == 1 and len(tree.key(left.head) or "") == 1
    return single and _is_interval(arguments[0]) and _is_interval(right)


def _is_interval(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or len(node.items) != 2 or node.fence not in _INTERVALS:
        return False
    ends = [_signed(item) for item in node.items]
    return None in ends or (ends[0] or 0) < (ends[1] or 0)


def _signed(node: tree.Node) -> Fraction | None:
    inner = node.operand if isinstance(node, tree.Neg) else node
    if not isinstance(inner, tree.Number):
        return None
    return -inner.value if inner is not node else inner.value


def has_other_shape(sides: tuple[Side, Side]) -> bool:
    """Whether both sides are matrices, the right one with its numbers, of different shapes."""
    first, second = (side.value for side in sides)
    if not isinstance(first, Array) or not isinstance(second, Array):
        return False
    node = sides[1].node
    names = any(isinstance(part, tree.Name) for part in tree.walk(node))
    written = isinstance(node, tree.Matrix) or not names
    return written and first.shape != second.shape


def _is_of_other_size(place: Place, name: tree.Node, right: tree.Node) -> bool:
    """|A| and a determinant that is written out with another number of rows than A has."""
    if not isinstance(right, tree.Matrix) or right.fence != "||" or tree.key(name) is None:
        return False
    try:
        value = place.view().read(name)
    except MeaningError:
        return False
    return isinstance(value, Array) and value.shape[0] != len(right.rows)


def _is_boolean(place: Place, matrix: tree.Matrix) -> bool:
    """A matrix of zeros and ones, near the word: 1 + 1 = 1 there."""
    text, begin = place.state.source.text, place.formula.outer_start
    near = f"{text[max(begin - _FAR, 0) : begin]} {' '.join(place.formula.headings[-1:])}"
    digits = [part for part in tree.walk(matrix) if isinstance(part, tree.Number)]
    return "boolean" in near.lower() and all(part.value in (0, 1) for part in digits)


def _is_glued(place: Place, link: tree.Link) -> bool:
    r"""$252=2.$$\stackrel{126}{…}$: the last number of an inline formula is no number yet."""
    rest = place.latex[link.operand.span.end :].strip(" {}")
    opens = place.formula.after.startswith(("$", r"\("))
    return not place.formula.display and opens and rest in (".", r"\cdot", r"\times")


def is_of_blocks(side: Side) -> bool:
    """Whether the entries of a matrix are matrices: what follows it puts these in."""
    node, value = side.node, side.value
    if not isinstance(node, tree.Matrix) or not isinstance(value, Array):
        return False
    return (len(node.rows), len(node.rows[0])) != (len(value.rows), len(value.rows[0]))


def is_given_with_function(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation says what a function is at a point, right behind its formula.

    Args:
        place: where it stands.
        left, link: the relation; one of its sides is a function of plain numbers.
    """
    formula, text = place.formula, place.state.source.text
    before = text[max(formula.outer_start - _FAR, 0) : formula.outer_start]
    if formula.display or not _AND.search(before[-12:]):
        return False
    if not _GIVES.search(_STOP.split(before)[-1].lower()):
        return False
    heads = (side.head for side in (left, link.operand) if isinstance(side, tree.Call))
    for head in heads:
        known = place.state.scope.latest(tree.key(head) or "")
        end = None if known is None else place.state.ends.get(known.version)
        if end is not None and 0 <= formula.outer_start - end <= _NEAR:
            return True
    return False
