"""What brackets behind a name may mean: arguments, a factor, or where something is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import given_names
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.documents.source import says
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.dependent import open_letter
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar


def says_slope_of_argument(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """f'(e^{2x}) = 2e^{2x}: a prime before brackets for the derivative of what is inside."""
    head = left.head if isinstance(left, tree.Call) else None
    if not isinstance(head, tree.Prime) or not isinstance(left, tree.Call):
        return False
    inside = left.arguments.items[0] if len(left.arguments.items) == 1 else None
    if inside is None or isinstance(inside, (tree.Name, tree.Number)):
        return False
    view = reader(place.state.scope, open_names=True, version=place.seen)
    for key in sorted({tree.key(part) or "" for part in tree.walk(inside)} - {"", "e"}):
        slope = tree.Derivative(inside, (tree.Name(key),), (head.count,), False)
        try:
            sides = Side(view.read(slope), slope), Side(view.read(link.operand), link.operand)
        except MeaningError:
            continue
        if judge(link.relation, *sides).outcome == "proved":
            return True
    return False


def is_put_in_later(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """φ'(0) = λe^t: whether it holds for φ'(t), so that the 0 is yet to be put in."""
    head = left.head if isinstance(left, tree.Call) else None
    if not isinstance(head, tree.Prime) or not isinstance(left, tree.Call):
        return False
    known = place.state.scope.latest(tree.key(head.operand) or "")
    names = () if known is None else known.parameters or ()
    items = left.arguments.items
    if len(names) != 1 or len(items) != 1 or not isinstance(items[0], tree.Number):
        return False
    letter = tree.Name(names[0])
    if not any(tree.key(part) == names[0] for part in tree.walk(link.operand)):
        return False
    open_ = replace(left, arguments=replace(left.arguments, items=(letter,)))
    view = reader(place.state.scope, open_names=True, version=place.seen)
    view = view.varying({names[0]: Scalar(symbol(names[0]))})
    try:
        sides = Side(view.read(open_), open_), Side(view.read(link.operand), link.operand)
    except MeaningError:
        return False
    return judge(link.relation, *sides).outcome == "proved"


def behind_slopes(*nodes: tree.Node) -> bool | None:
    """Whether a bracket behind a slope holds a sum or a product; None if there is no bracket."""
    found = [part for node in nodes for part in tree.walk(node) if _is_behind_slope(part)]
    if not found:
        return None
    single = (tree.Name, tree.Number, tree.Neg)
    return any(isinstance(p, tree.Call) and not isinstance(p.arguments.items[0], single)
               for p in found)  # fmt: skip


def _is_behind_slope(node: tree.Node) -> bool:
    is_call = isinstance(node, tree.Call) and isinstance(node.head, tree.Derivative)
    return is_call and isinstance(node, tree.Call) and len(node.arguments.items) == 1


def holds_as_factor(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether it holds with such brackets as factors, or as what is derived as well."""
    for change in (_as_factor, _as_derived):
        sides = [_changed(node, change) for node in (left, link.operand)]
        view = reader(place.state.scope, open_names=True, version=place.seen)
        try:
            one, two = (Side(view.read(side), side) for side in sides)
        except MeaningError:
            continue
        if judge(link.relation, one, two).outcome == "proved":
            return True
    return False


def _changed(
    node: tree.Node, change: Callable[[tree.Call, tree.Derivative], tree.Node]
) -> tree.Node:
    node = tree.map_children(node, lambda part: _changed(part, change))
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Derivative):
        return change(node, node.head) if _is_behind_slope(node) else node
    return node


def _as_factor(node: tree.Call, slope: tree.Derivative) -> tree.Node:
    return tree.Product((slope, node.arguments), ("·",), span=node.span)


def _as_derived(node: tree.Call, slope: tree.Derivative) -> tree.Node:
    if slope.operand is None:
        return node
    return replace(slope, operand=tree.Product((slope.operand, node.arguments), ("·",)))


def may_be_function(place: Place, node: tree.Node) -> bool:
    """γ(p) = 3 - p for a γ that is a number elsewhere: it is given anew, as a function."""
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Name):
        return False
    known = place.state.scope.latest(tree.key(node.head) or "")
    names = all(isinstance(item, tree.Name) for item in node.arguments.items)
    return names and known is not None and known.parameters is None


def is_unknown_function(place: Place, *sides: tree.Node) -> str | None:
    """A letter without a value that stands before brackets as only a function does; else None.

    Alone on its side before one letter or number, y(x) = xy, or before several products, as in
    r(wx) = r(cwx)/c: who multiplies has no need of such brackets. Not p(1 - p), not a(bc) = (ab)c.
    """
    inside: dict[str, set[tree.Node]] = {}
    parts = [part for side in sides for part in tree.walk(side)]
    greek = _greek_function(place, parts, sides)
    if greek is not None:
        return greek
    slopes = [part for part in parts if isinstance(part, tree.Derivative)]
    variables = {tree.key(variable) for part in slopes for variable in part.variables}
    variables |= {key for part in parts for key in _run_through(part)}
    for side in sides:
        for node in tree.walk(side):
            key = _open_head(place, node)
            if key is not None and isinstance(node, tree.Call):
                by = tree.key(node.arguments.items[0]) in variables - {None}
                calls = sum(isinstance(p, tree.Call) and tree.key(p.head) == key for p in parts)
                if by and calls == sum(tree.key(p) == key for p in parts):
                    return key  # a(η) under a derivative or an integral by η; not p(x) + px^2
                inside.setdefault(key, set()).add(node.arguments.items[0])
                if node is side and _is_single(node.arguments.items[0]):
                    return key
    for key, arguments in inside.items():
        if len(arguments) > 1 and all(isinstance(a, tree.Product) for a in arguments):
            return key
        if any(isinstance(a, tree.Neg) and a.operand in arguments for a in arguments):
            return key  # g(-x) = -g(x)
    return always_called(place, *sides)


def _greek_function(
    place: Place, parts: Sequence[tree.Node], sides: Sequence[tree.Node]
) -> str | None:
    """The η of η(0), or of η(1) alone on its side; not the h_1 of an h that is known."""
    for part in parts:
        key = _open_head(place, part, greek=True)
        if key is None or "_" in key or not isinstance(part, tree.Call):
            continue
        argument = part.arguments.items[0]
        zero = isinstance(argument, tree.Number) and not argument.value
        if zero or (part in sides and _is_single(argument)):
            return key
    return None


def _run_through(node: tree.Node) -> Iterator[str | None]:
    """The letters that an integral, a sum or a product runs through."""
    if not isinstance(node, tree.BigOperator):
        return
    if node.operator == "int":
        from symnn.latex.meaning.integrals import integrand

        try:
            yield tree.key(integrand(node)[1])
        except MeaningError:
            return
    elif node.lower is not None:
        first = node.lower.first if isinstance(node.lower, tree.Chain) else node.lower
        yield tree.key(first)


def always_called(place: Place, *sides: tree.Node) -> str | None:
    """The s_2 of s_2(2n) = s_2(n): a name that stands only before single terms, several of them.

    Who multiplies has no need of brackets around n.
    """
    inside: dict[str, set[tree.Node]] = {}
    parts = [part for side in sides for part in tree.walk(side)]
    for part in parts:
        head = part.head if isinstance(part, tree.Call) else None
        if isinstance(part, tree.Call) and isinstance(head, tree.Name):
            known = place.state.scope.latest(tree.key(head) or "")
            one = part.arguments.items[0] if len(part.arguments.items) == 1 else None
            single = isinstance(one, tree.Name | tree.Product | tree.Number)
            if one is not None and single and known is None:
                inside.setdefault(tree.key(head) or "", set()).add(one)
    for key, arguments in inside.items():
        calls = [p for p in parts if isinstance(p, tree.Call) and tree.key(p.head) == key]
        if len(arguments) > 1 and len(calls) == sum(tree.key(p) == key for p in parts):
            return key
    return None


def _is_single(node: tree.Node) -> bool:
    return isinstance(node, tree.Name | tree.Number)


def _open_head(place: Place, node: tree.Node, greek: bool = False) -> str | None:
    """The letter without a value, or any meaning by itself, before brackets with one argument."""
    head = node.head if isinstance(node, tree.Call) and len(node.arguments.items) == 1 else None
    key = tree.key(head) if isinstance(head, tree.Name) and not head.labels else None
    scope = place.state.scope
    if not isinstance(head, tree.Name) or key is None or scope.latest(key) is not None:
        return None
    indexed = head.subscript is not None and head.base not in scope.families
    letter = len(key) == 1 or (greek and may_be_a_number(head))
    return key if letter or indexed else None


def is_value_at_zero(place: Place, node: tree.Node) -> bool:
    """w_1(0), alone on its side: nobody writes a product with 0 like that."""
    head = node.head if isinstance(node, tree.Call) and len(node.arguments.items) == 1 else None
    known = None if head is None else place.state.scope.latest(tree.key(head) or "")
    if not isinstance(node, tree.Call) or not isinstance(head, tree.Name):
        return False
    inside = node.arguments.items[0]
    zero = isinstance(inside, tree.Number) and not inside.value
    function = head.subscript is None if known is None else known.parameters is not None
    if not zero or function or head.base in SPELLINGS:
        return False
    return open_letter(head, reader(place.state.scope)) is None


def may_be_taken_at(place: Place, node: tree.Node) -> bool:
    """y(3) of a y that was worked out from other names: its value there, or three times y.

    So is V(5) of a list V: its fifth entry, or five times the list; R(90°) of a matrix R, which is
    that of another angle; and t(15) of a number t, if the document writes t(n) as well.
    """
    if not isinstance(node, tree.Call) or tree.key(node.head) is None:
        return False
    items = [n.operand if isinstance(n, tree.Neg) else n for n in node.arguments.items]
    known = place.state.scope.latest(tree.key(node.head) or "")
    if known is not None and known.parameters is None and len(items) == 1 and _is_angle(items[0]):
        return True
    plain = len(items) == 1 and isinstance(items[0], tree.Number)
    if not plain or known is None or known.parameters is not None:
        return False
    if is_several(known.body):
        return isinstance(node.arguments.items[0], tree.Number)
    if says(place.state.source.text, _written_with_letter(known.key)):
        return True
    return known.computed and open_letter(node.head, reader(place.state.scope)) is None


def is_number_called(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether a name with a number above stands before brackets, where a function may.

    So does y^{(2)}(1), a slope beside samples y^{(2)}.
    """
    parts = (part for side in (left, right) for part in tree.walk(side))
    calls = [part for part in parts if isinstance(part, tree.Call) and _is_labelled(part)]
    return any(_is_of_number(place, call) for call in calls)


def _is_labelled(call: tree.Call) -> bool:
    return isinstance(call.head, tree.Name) and bool(call.head.labels)


def _is_of_number(place: Place, call: tree.Call) -> bool:
    key = tree.key(call.head) if isinstance(call.head, tree.Name) else None
    known = None if key is None else place.state.scope.latest(key)
    if known is None or known.parameters is not None or is_several(known.body):
        return False
    if any(isinstance(part, tree.Name) for part in tree.walk(known.body)):
        return False  # a formula, whose letter may be put in
    items = [n.operand if isinstance(n, tree.Neg) else n for n in call.arguments.items]
    return len(items) == 1 and isinstance(items[0], tree.Number | tree.Name)


def _is_angle(node: tree.Node) -> bool:
    r"""90^\circ, \pi, \frac{\pi}{4}: nobody multiplies by an angle in brackets of its own."""
    kinds = (tree.Number, tree.Name, tree.Degrees, tree.Quotient, tree.Product)
    parts = list(tree.walk(node))
    names = [part for part in parts if isinstance(part, tree.Name)]
    told = names or any(isinstance(part, tree.Degrees) for part in parts)
    return (
        bool(told)
        and all(isinstance(part, kinds) for part in parts)
        and all(tree.key(name) == "pi" for name in names)
    )


@lru_cache(maxsize=64)
def _written_with_letter(key: str) -> re.Pattern[str]:
    """t(n) or w_i(t), as a function is written; never found for names of other kinds."""
    base, mark, _ = key.partition("_")
    if not base.isalpha():
        return regex(r"(?!)")
    before = r"(?<![A-Za-z\\])" if len(base) == 1 else r"\\"
    index = r"_\{?\w{1,9}\}?" if mark else ""
    return regex(rf"{before}{base}{index}\s?\(\s?[A-Za-z]\s?\)")


def has_number_of_variable(place: Place, node: tree.Node) -> bool:
    """Whether N(t) stands in the formula of a function of t that it calls, and N is a number.

    Behind U_i(t) = m_i(t) + 1/N_i(t) and N_1 = 1, what U_1(4) is rests on N_1(4), no product.
    """
    if not isinstance(node, tree.Call) or not isinstance(node.head, tree.Name):
        return False
    scope = place.state.scope
    keys = {tree.key(node.head) or "", *scope.families.get(node.head.base, {})}
    for known in filter(None, map(scope.latest, keys)):
        for part in tree.walk(known.body) if known.parameters else ():
            if not isinstance(part, tree.Call) or len(part.arguments.items) != 1:
                continue
            of_variable = tree.key(part.arguments.items[0]) in (known.parameters or ())
            if of_variable and _is_number_in(place, part.head):
                return True
    return False


def _is_number_in(place: Place, head: tree.Node) -> bool:
    """Whether a name, or one with another index, was given as no function."""
    key = tree.key(head)
    if not isinstance(head, tree.Name) or key is None:
        return False
    base = tree.key(replace(head, subscript=None))
    history = place.state.scope.history
    names = [name for name in history if name == key or name.startswith(f"{base}_")]
    known = [place.state.scope.latest(name) for name in names]
    return bool(known) and all(k is not None and k.parameters is None for k in known)


def is_several(node: tree.Node) -> bool:
    """Whether an expression is a list or a matrix as it is written.

    Examples:
        >>> is_several(tree.Group("[]", (tree.Empty(), tree.Empty())))
        True
    """
    if isinstance(node, tree.Transpose):
        return is_several(node.operand)
    return isinstance(node, tree.Matrix) or (isinstance(node, tree.Group) and len(node.items) > 1)


def lists_names(place: Place, node: tree.Node) -> bool:
    """[x_1, x_2]^T, or with indices above: a list of names, none of them worked out."""
    if isinstance(node, tree.Transpose):
        return lists_names(place, node.operand)
    if isinstance(node, tree.Matrix):
        cells = [cell for row in node.rows for cell in row]
    else:
        cells = list(node.items) if isinstance(node, tree.Group) else []
    bases = [cell.base if isinstance(cell, tree.Power) else cell for cell in cells]
    if len(cells) < 2 or not all(isinstance(base, tree.Name) for base in bases):
        return False
    if all(isinstance(cell, tree.Power) for cell in cells) and len(set(map(tree.key, bases))) == 1:
        return True  # x^1, x^2 are entries, no powers
    return not any(k.computed for k in given_names(place.state.scope, bases))
