r"""Formulas for a whole family of names: h_d = f(z_d), x_{t+1} = x_t - g(x_t), out = σ(net).

A formula in an index letter that stands for nothing holds for every whole number in its place;
one in bare names without values holds for every unit whose names carry the same index. A name
that nothing defines by itself is read by the formula of its family, written for it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.conventions import INDEX
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, unbound
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.subscripts import (
    DIMENSIONS,
    PARAMETERS,
    binds,
    indices_of,
    is_place,
    letter_of,
    reindexed,
)
from symnn.latex.meaning.values import Defined, Value

_NUMBER: Final = regex(r"\d{1,4}")
MAX_DEPTH: Final = 40


def note_family(name: tree.Node, scope: Scope) -> None:
    """Keep in mind that the latest definition of a name may be that of a family.

    So may be that of a function: f_m(x) = … holds for f_1(x) and f_2(x).
    """
    if isinstance(name, (tree.Call, tree.Apply)):
        name = name.head if isinstance(name, tree.Call) else name.function
    if isinstance(name, tree.Product) and len(name.factors) == 2:
        name = name.factors[0]  # V_D[r], which is a function by now
    key = tree.key(name)
    if not isinstance(name, tree.Name) or key is None:
        return
    if any(isinstance(part, tree.Name) for index in indices_of(name) for part in tree.walk(index)):
        scope.indexed.setdefault(name.base, {})[key] = name
    if letter_of(name, scope) is not None or _letters(name, scope) or _is_bare(name):
        scope.families.setdefault(name.base, {})[key] = name


def member(
    name: tree.Name, scope: Scope, way: frozenset[str] = frozenset()
) -> tuple[Binding, tree.Node] | None:
    """The formula of the family that a name belongs to, and what it says of this name.

    `way` are the families that led here: none of them is followed in a circle.

    Examples:
        >>> x, d, one = tree.Name("x"), tree.Name("d"), tree.Number("1", Fraction(1), 0)
        >>> pattern, scope = replace(x, subscript=d), Scope()
        >>> scope.bind(Binding("x_d", tree.Neg(replace(x, base="y", subscript=d)), 1, None, True))
        >>> note_family(pattern, scope)
        >>> found = member(replace(x, subscript=one), scope)
        >>> found is not None and found[1] == tree.Neg(replace(x, base="y", subscript=one))
        True
    """
    wanted = tree.key(name)
    for key, pattern in reversed(scope.families.get(name.base, {}).items()):
        known = scope.latest(key)
        if (
            key == wanted
            or key in way
            or known is None
            or known.parameters is not None
            or not known.computed
            or scope.is_listed_since(name.base, known)
        ):
            continue
        body = (
            _by_number(name, pattern, known, scope)
            or _by_place(name, pattern, known, scope)
            or _by_unit(name, pattern, known, scope, way | {key})
            or _by_expression(name, pattern, known, scope)
            or _by_word(name, pattern, known, scope)
        )
        if body is not None:
            return known, body
    if isinstance(name.subscript, tree.Name) and name.subscript.subscript is not None:
        from symnn.latex.meaning.unit_sums import term_of_unit

        return term_of_unit(name, scope)
    return None


def of_families(chain: tree.Chain, scope: Scope) -> bool:
    """Whether several of its names have the formula of a family: l_1 = l_2 = 0 of l_i = ….

    They are no new names then, and what is said of them is a claim.
    """
    names = [n for n in (chain.first, *(li.operand for li in chain.links)) if _is_new(n, scope)]
    found = [n for n in names if isinstance(n, tree.Name) and member(n, scope) is not None]
    plain = all(link.relation == "=" for link in chain.links)
    return plain and len(found) > 1 and chain.first in found


def _is_new(node: tree.Node, scope: Scope) -> bool:
    return isinstance(node, tree.Name) and scope.latest(tree.key(node) or "") is None


def index_letter(name: tree.Name, scope: Scope) -> str | None:
    """The letter of a family's pattern: t of x_t and x_{t+1}, if it stands for nothing."""
    return letter_of(name, scope)


def written_at(body: tree.Node, letter: str, number: int) -> tree.Node:
    """A formula with a number for its index letter.

    Examples:
        >>> x = tree.Name("x", subscript=tree.Name("t"))
        >>> tree.key(written_at(x, "t", 3))
        'x_3'
    """
    return _written(body, letter, number)


@unbound
def function_member(name: tree.Name, reader: Reader) -> Defined | None:
    """The function of a family f_m(x) = … that a name such as f_2 stands for."""
    scope = reader.scope
    if reader.local and name.subscript is not None:
        name = replace(name, subscript=reindexed(name.subscript, reader.local))
    wanted = tree.key(name)
    found: list[tuple[Binding, Defined]] = []
    for key, pattern in reversed(scope.families.get(name.base, {}).items()):
        known = scope.latest(key)
        parameters = None if known is None else known.parameters
        letter = letter_of(pattern, scope)
        if known is None or parameters is None or letter in parameters or key == wanted:
            continue
        body = _by_number(name, pattern, known, scope)
        if body is None and not _names_in(name.subscript).intersection(parameters):
            body = _by_expression(name, pattern, known, scope)
        if body is not None and all(tree.key(part) != wanted for part in tree.walk(body)):
            member_ = Defined(wanted or known.key, parameters, body, known.version)
            found.append((known, member_))
    if len({(one.parameters, one.body) for _, one in found}) > 1:
        return None  # f_a(x) = ax and f_b(x) = x + b: of which of them is f_2?
    for known, one in found[:1]:
        reader.track.used.add((known.key, known.version))
        return one
    return _component(name, reader)


def _names_in(index: tree.Node | None) -> set[str]:
    return set() if index is None else {tree.key(part) or "" for part in tree.walk(index)}


def _component(name: tree.Name, reader: Reader) -> Defined | None:
    """h_2 of a function h(x) whose formula is a column or a list."""
    index = name.subscript
    if not isinstance(index, tree.Number) or index.value.denominator != 1 or name.labels:
        return None
    known = reader.scope.lookup(tree.key(replace(name, subscript=None)) or "", reader.version)
    if known is None or known.parameters is None:
        return None
    first = 1 if reader.way(INDEX) == INDEX.ways[0] else 0
    cells, place = components(known.body), int(index.value) - first + 1
    if not cells:
        return None
    if not 1 <= place <= len(cells):
        raise MeaningError(Kind.SHAPE, f"{known.key} has no such entry", name.span)
    reader.track.used.add((known.key, known.version))
    return Defined(tree.key(name) or known.key, known.parameters, cells[place - 1], known.version)


def components(body: tree.Node) -> tuple[tree.Node, ...]:
    """What stands in a column, a row or a list of several.

    Examples:
        >>> one, two = tree.Name("x"), tree.Name("y")
        >>> components(tree.Group("()", (one, two), (",",))) == (one, two)
        True
    """
    if isinstance(body, tree.Transpose):
        return components(body.operand)
    if isinstance(body, tree.Matrix) and 1 in (len(body.rows), len(body.rows[0])):
        cells = tuple(cell for row in body.rows for cell in row)
    else:
        listed = isinstance(body, tree.Group) and body.fence in ("()", "[]")
        cells = body.items if listed and isinstance(body, tree.Group) else ()
    return cells if len(cells) > 1 else ()


@unbound
def member_of_family(name: tree.Name, reader: Reader) -> Value | None:
    """What the formula of its family gives for a name."""
    if reader.local:
        name = replace(
            name,
            subscript=None if name.subscript is None else reindexed(name.subscript, reader.local),
        )
    found = member(name, reader.scope)
    if found is None or reader.depth > MAX_DEPTH:
        return None
    known, body = found
    reader.track.used.add((known.key, known.version))
    deeper = replace(reader, depth=reader.depth + 1, local={})
    if reader.depth:
        from symnn.latex.meaning.settled import settled

        return settled(deeper.value(reader.told_apart(body)))
    try:
        return deeper.value(reader.told_apart(body))
    except RecursionError:  # x_{t-1} = f(x_t) begins nowhere, and its formula may be a long one
        text = f"what {known.key} rests on goes on too far"
        raise MeaningError(Kind.SIZE, text, name.span) from None


@unbound
def chosen_member(name: tree.Name, reader: Reader) -> Value | None:
    """p_{y_i} of a label y_i that has a value, and p_y of a y = 2, where p_k has a formula: p_2."""
    label = name.subscript
    bare = isinstance(label, tree.Name) and label.subscript is None
    if not isinstance(label, tree.Name) or (bare and not is_place(label, name, reader.scope)):
        return None
    known = reader.scope.lookup(reader.key(label), reader.version)
    number = None if known is None or known.parameters is not None else known.body
    if not isinstance(number, tree.Number) or number.value.denominator != 1:
        return None
    return reader.value(replace(name, subscript=replace(number, span=label.span)))


# --- an index letter ------------------------------------------------------------------


def _by_expression(
    name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope
) -> tree.Node | None:
    if name.subscript is None or isinstance(name.subscript, tree.Number):
        return None
    from symnn.latex.meaning.patterns import by_expression

    return by_expression(name, pattern, known, scope)


def _by_word(name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope) -> tree.Node | None:
    if name.subscript is None or isinstance(name.subscript, tree.Number):
        return None
    from symnn.latex.meaning.named_members import by_word

    return by_word(name, pattern, known, scope, member)


def _by_number(
    name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope
) -> tree.Node | None:
    letter = letter_of(pattern, scope)
    used = letter is not None and any(tree.key(part) == letter for part in tree.walk(known.body))
    earlier = isinstance(known.body, tree.Name) and known.body.base == pattern.base  # x_{k+4} = x_k
    if (
        letter is None
        or (letter in PARAMETERS | DIMENSIONS and not used)
        or (letter in DIMENSIONS and known.parameters is None)
        or (tree.key(known.body) is not None and not (earlier and _shift(pattern)))
        or any(binds(part, letter) for part in tree.walk(known.body))
    ):
        return None
    if letter in PARAMETERS:
        from symnn.latex.meaning.patterns import by_value

        return by_value(name, pattern, known.body, letter)
    wanted = tree.key(name)
    shifts = (0, -1, 1, *_shift(pattern))
    for number in sorted({int(n) + d for n in _NUMBER.findall(wanted or "") for d in shifts}):
        if number >= 0 and tree.key(_written(pattern, letter, number)) == wanted:
            return _written(known.body, letter, number)
    return None


def _shift(pattern: tree.Name) -> tuple[int, ...]:
    """-4 of x_{k+4}: by so much the letter is smaller than the number that is written."""
    parts = (part for index in indices_of(pattern) for part in tree.walk(index))
    numbers = (part for part in parts if isinstance(part, tree.Number))
    return tuple(-int(n.value) for n in numbers if n.value.denominator == 1 and n.value > 1)


def _by_place(
    name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope
) -> tree.Node | None:
    """Y_{12} by the formula of Y_{ij}; so is Y_{i2}, for the same i."""
    letters = _letters(pattern, scope)
    numbers = _numbers(name) or _numbers_beside(name, letters)
    if not letters or len(numbers) != len(letters) or name.labels != pattern.labels:
        return None
    if replace(name, subscript=None) != replace(pattern, subscript=None):
        return None
    if tree.key(known.body) is not None:
        return None
    if any(binds(part, letter) for part in tree.walk(known.body) for letter in letters):
        return None
    body = known.body
    for letter, number in zip(letters, numbers, strict=True):
        body = body if number is None else _written(body, letter, number)
    return body


def _letters(name: tree.Name, scope: Scope) -> tuple[str, ...]:
    """i and j of Y_{ij} and Y_{i,j}, if they stand for nothing."""
    keys = [tree.key(part) or "" for part in _places(name)]
    plain = all(len(k) == 1 and k.islower() and scope.latest(k) is None for k in keys)
    return tuple(keys) if len(keys) == 2 and plain and keys[0] != keys[1] else ()


def _numbers(name: tree.Name) -> tuple[int, ...]:
    """1 and 2 of Y_{12} and Y_{1,2}."""
    index = name.subscript
    if isinstance(index, tree.Number) and len(index.text) == 2 and index.text.isdigit():
        return int(index.text[0]), int(index.text[1])
    parts = _places(name)
    whole = [p for p in parts if isinstance(p, tree.Number) and p.value.denominator == 1]
    return tuple(int(p.value) for p in whole) if len(whole) == len(parts) else ()


def _numbers_beside(name: tree.Name, letters: tuple[str, ...]) -> tuple[int | None, ...]:
    """None and 2 of Y_{i2}: the letter is that of the pattern."""
    parts = _places(name)
    if len(parts) != len(letters) or not any(isinstance(p, tree.Number) for p in parts):
        return ()
    found: list[int | None] = []
    for part, letter in zip(parts, letters, strict=True):
        if isinstance(part, tree.Number) and part.value.denominator == 1:
            found.append(int(part.value))
        elif tree.key(part) == letter:
            found.append(None)
        else:
            return ()
    return tuple(found)


def _places(name: tree.Name) -> tuple[tree.Node, ...]:
    index = name.subscript
    if isinstance(index, tree.Product) and index.implicit:
        return index.factors
    if isinstance(index, tree.Group) and index.fence == "":
        return index.items
    return ()


def _written(node: tree.Node, letter: str, number: int) -> tree.Node:
    """A formula with a number in place of an index letter, in its indices and beside them."""
    if isinstance(node, tree.Name):
        if tree.key(node) == letter:
            return tree.Number(str(number), Fraction(number), 0, span=node.span)
        if node.base == letter and isinstance(node.subscript, tree.Number):
            text = f"{number}{node.subscript.text}"  # θ_{d0} is read as θ with the index d₀
            return tree.Number(text, Fraction(text), 0, span=node.span)
        inside = tree.map_children(node, lambda part: _written(part, letter, number))
        return tree.map_children(inside, lambda part: reindexed(part, {}))
    return tree.map_children(node, lambda part: _written(part, letter, number))


# --- the same formula for every unit --------------------------------------------------


def _by_unit(
    name: tree.Name, pattern: tree.Name, known: Binding, scope: Scope, way: frozenset[str]
) -> tree.Node | None:
    """out = σ(net) for out_h: the bare names without values get the index of the name."""
    if (
        not _is_bare(pattern)
        or _is_bare(name)
        or tree.key(known.body) is not None  # S = F says nothing of S_1
        or replace(name, subscript=None, labels=()) != (pattern)
    ):
        return None
    found = 0

    def indexed(node: tree.Node) -> tree.Node:
        nonlocal found
        if not isinstance(node, tree.Name):
            return tree.map_children(node, indexed)
        mine = replace(node, subscript=name.subscript, labels=name.labels)
        loose = _is_bare(node) and node.base not in SPELLINGS
        values = scope.latest(tree.key(node) or "")
        if not loose or (values is not None and not values.computed):
            return node
        if scope.latest(tree.key(mine) or "") is None and member(mine, scope, way) is None:
            return node
        found += 1
        return mine

    body = indexed(known.body)
    return body if found else None


def _is_bare(name: tree.Name) -> bool:
    return name.subscript is None and not name.labels
