r"""Letters that are the variable of a function again, whatever they stood for before it.

After x = 2 and then f(x) = x^2, f'(x) = 2x is said of all x, as is \frac{d}{dx} f(x) = 2x. So is
(1 + e^{-x})^{-1} = \sigma(x) in a text where x is a vector elsewhere, and e^{-x} has no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.stated import is_stated
from symnn.documents.judging.links import general, reading_text
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.exact.expression import free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

_BOLD: Final = ("mathbf", "boldsymbol", "bm", "vec")


def judged_in_variables(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement of an identity in the variables of functions; None if it may be none.

    Args:
        place: where the relation stands.
        left, link: the relation.
        assumed: what the words beside it let hold.
    """
    keys = set(_variables(place.state.scope, left, link.operand)) - set(assumed.values)
    if not keys or place.seen is not None or RELATIONS.get(link.relation) in (None, "≈"):
        return None
    opened = Assumptions({key: Scalar(symbol(key)) for key in keys})
    view = assumed.also(opened).view(reader(place.state.scope, open_names=True))
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    if not all(isinstance(side.value, (Scalar, Array)) for side in sides) or view.track.supposed:
        return None
    if not _free(*sides) & keys:
        return None
    found = judge_over(link.relation, *sides, assumed)
    if found.outcome == "undecided":
        return None
    if found.outcome == "refuted":
        section = place.formula.headings
        stated = link.relation == "=" and is_stated(left, link.operand, sides, view, section)
        if not stated or may_be_posed_in_words(place.formula) or _holds_now(place, left, link):
            return None
        return general(place, found, left, link, view, assumed), reading_text(view, left, link)
    note = f"for all real {', '.join(sorted(_free(*sides)))}"
    return replace(found, notes=(*found.notes, note)), reading_text(view, left, link)


def _free(*sides: Side) -> frozenset[str]:
    cells = (
        side.value.cells() if isinstance(side.value, Array) else (side.value,) for side in sides
    )
    return free_symbols(*(c.expr for some in cells for c in some if isinstance(c, Scalar)))


def _holds_now(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether it holds with the values that the letters have, or cannot be told."""
    view = reader(place.state.scope)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return False
    if any(isinstance(side.value, (Builtin, Defined)) for side in sides):
        return True
    found = judge_over(link.relation, *sides, Assumptions())
    return found.outcome == "proved" or (found.outcome == "undecided" and not found.shapes)


def _variables(scope: Scope, *sides: tree.Node) -> Iterator[str]:
    """The parameters of functions that are applied to just these, and were given before them."""
    for node in (part for side in sides for part in tree.walk(side)):
        items: tuple[tree.Node, ...] = ()
        head: tree.Node | None = None
        yield from _of_slopes(scope, node)
        if isinstance(node, tree.Call):
            head, items = node.head, node.arguments.items
        elif isinstance(node, tree.Apply):
            group = node.argument
            head, items = node.function, group.items if isinstance(group, tree.Group) else (group,)
        while isinstance(head, tree.Prime):
            head = head.operand
        known = scope.latest(tree.key(head) or "") if head is not None else None
        keys = tuple(tree.key(item) or "" for item in items)
        if known is not None and known.parameters == keys:
            yield from (key for key in keys if _is_older(scope.latest(key), known))


def _of_slopes(scope: Scope, node: tree.Node) -> Iterator[str]:
    """The parameters of the g in a slope ∂g/∂x and a gradient ∇g that have a value elsewhere."""
    function: tree.Node | None = None
    if isinstance(node, tree.Derivative):
        function = node.operand
    elif isinstance(node, tree.Product) and len(node.factors) == 2:
        first = node.factors[0]
        sign = first.base if isinstance(first, tree.Power) else first
        nabla = isinstance(sign, tree.Name) and sign.base == "nabla" and sign.subscript is None
        function = node.factors[1] if nabla else None
    known = scope.latest(tree.key(function) or "") if isinstance(function, tree.Name) else None
    names = () if known is None else known.parameters or ()
    if len(names) > 1:
        yield from (key for key in names if known and _is_older(scope.latest(key), known))


def _is_older(letter: Binding | None, function: Binding) -> bool:
    return letter is not None and letter.parameters is None and letter.version < function.version


def for_all_numbers(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions, obstacle: MeaningError
) -> tuple[Judgement, str] | None:
    """An identity in a letter that is an array elsewhere, and without a meaning as one.

    Args:
        place: where the relation stands.
        left, link: the relation.
        assumed: what the words beside it let hold.
        obstacle: why it has no meaning with the arrays.
    """
    if obstacle.kind not in (Kind.SHAPE, Kind.UNSUPPORTED, Kind.UNDEFINED, Kind.UNREADABLE):
        return None
    scope = place.state.scope
    opened = _letters_of_arrays(place, left, link.operand)
    if not opened or RELATIONS.get(link.relation) in (None, "≈") or assumed.is_closed:
        return None
    bare = scope.latest(SIGMA) is None and is_applied(scope, left, link.operand)
    values = {**opened, SIGMA: Builtin("sigmoid")} if bare else opened
    view = assumed.also(Assumptions(values)).view(reader(scope, open_names=True))
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return None
    if not all(isinstance(side.value, Scalar) for side in sides) or view.track.supposed:
        return None
    found = judge_over(link.relation, *sides, assumed) if _free(*sides) & set(opened) else None
    if found is None or found.outcome != "proved":
        return None
    note = f"for all real {', '.join(sorted(_free(*sides)))}"
    return replace(found, notes=(*found.notes, note)), reading_text(view, left, link)


def _letters_of_arrays(place: Place, *sides: tree.Node) -> dict[str, Value]:
    """Lower-case letters that stand for arrays of the document, as numbers instead.

    So are those that are bold where they were given, and plain here.
    """
    found: dict[str, Value] = {}
    scope = place.state.scope
    for node in (part for side in sides for part in tree.walk(side)):
        key = tree.key(node)
        plain = isinstance(node, tree.Name) and len(node.base) == 1 and node.base.islower()
        if not isinstance(node, tree.Name) or not plain or key is None or key in found:
            continue
        known = scope.latest(key)
        if known is None or known.parameters is not None or node.font or node.accents:
            continue
        try:
            value = reader(scope).named(key, node)
        except MeaningError:
            text = place.state.source.text
            if _is_unreadable(known) or _is_bold_elsewhere(text, node.base):
                found[key] = Scalar(symbol(key))
            continue
        if isinstance(value, Array):
            found[key] = Scalar(symbol(key))
    return found


def _is_unreadable(known: Binding) -> bool:
    """Whether what was said of a name is not understood, or has dots in it, and is no list."""
    if isinstance(known.body, (tree.Group, tree.Matrix)):
        return False
    return any(isinstance(n, (tree.Unreadable, tree.Dots)) for n in tree.walk(known.body))


def _is_bold_elsewhere(text: str, letter: str) -> bool:
    r"""Whether a text has \boldsymbol{a} for its vectors, so that a plain a is a number."""
    bold = (rf"\{font}{begin}{letter}" for font in _BOLD for begin in ("{", " "))
    return any(one in text for one in bold)
