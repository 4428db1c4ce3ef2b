"""Entries, rows and columns of arrays: x_2, A_{12}, A_{1,:}, (AB)_{ij}."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias, TypeVar

from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import INDEX
from symnn.latex.meaning.families import MAX_DEPTH, index_letter, member
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, unbound
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, Scalar, Value, column, shape_text

_WHOLE_SIDE: Final = frozenset({":", "·", "*", "∙"})

#: A place counted as the author counts, or None for a whole row or column.
Place: TypeAlias = "int | None"
_T = TypeVar("_T")


def whole_of(name: tree.Name, reader: Reader) -> tuple[str, Array] | None:
    """The array that an indexed name is an entry of, with its key.

    a_{ij} is an entry of A if there is no a; so is z_1 of a vector Z that was worked out, and x_1
    of a vector x with an arrow where x alone is none.
    """
    if name.subscript is None:
        return None
    plain = replace(name, subscript=None)
    candidates = [plain]
    if len(name.base) == 1 and name.base.islower() and not name.font:
        candidates.append(replace(plain, base=name.base.upper()))
    found = _first_array(name, candidates, reader)
    if found is not None or name.accents:
        return found
    return _first_array(name, [replace(plain, accents=("vec",))], reader)


def _first_array(
    name: tree.Name, candidates: list[tree.Name], reader: Reader
) -> tuple[str, Array] | None:
    """The first of some arrays that has a value."""
    for number, candidate in enumerate(candidates):
        key = tree.key(candidate)
        if key is None or not reader.knows(key) or _is_unfolding(key, reader):
            continue
        try:
            value = reader.lookup(candidate)
        except MeaningError:
            if member(name, reader.scope) is None:
                raise
            return None  # out_{h1} by the out of each unit, which alone has no value
        own = number == 0 or _is_worked_out(key, reader)
        if isinstance(value, Array) and (own or not value.is_vector):
            return key, value
        return None
    return None


def confirmed_entries(key: str) -> str:
    """What a text has told once an entry of a vector Z was stated rightly as z_1."""
    return f"entries of {key}"


def _is_worked_out(key: str, reader: Reader) -> bool:
    binding = None if key in reader.local else reader.scope.lookup(key, reader.version)
    return binding is not None and binding.computed and binding.parameters is None


def _is_unfolding(key: str, reader: Reader) -> bool:
    """Whether it is the array itself that is being put together: x = (x_1, x_2) gives no x_1."""
    binding = None if key in reader.local else reader.scope.lookup(key, reader.version)
    return binding is not None and f"{key}@{binding.version}" in reader.active


def own_entries(known: Binding) -> tuple[str, ...]:
    """The names of the entries of x = (x_1, x_2), a vector that is given by them; else none.

    Examples:
        >>> one, two = (tree.Name("x", subscript=tree.Number(k, 0)) for k in "12")
        >>> pair = tree.Group("()", (one, two), (",",))
        >>> own_entries(Binding("x", pair, 1)) == ("x_1", "x_2")
        True
    """
    body = known.body
    while isinstance(body, tree.Transpose):
        body = body.operand
    if isinstance(body, tree.Matrix):
        cells = [cell for row in body.rows for cell in row]
    else:
        cells = list(body.items) if isinstance(body, tree.Group) else []
    names = [cell for cell in cells if isinstance(cell, tree.Name) and cell.subscript is not None]
    own = len(names) == len(cells) > 0 and all(
        tree.key(replace(name, subscript=None)) == known.key for name in names
    )
    keys = tuple(tree.key(name) or "" for name in names)
    return keys if own and len(set(keys)) == len(keys) else ()


#: What is taken for granted of A_{12}; nobody derives by a cofactor, though.
NO_BLOCK: Final = "and no block or cofactor"


@unbound
def entry_of_name(name: tree.Name, reader: Reader) -> Value | None:
    """What an indexed name without a meaning of its own stands for, if it is an entry."""
    found = array_and_index(name, reader)
    if found is None:
        return None
    key, array, index = found
    places = index_places(index, array, reader)
    if places is None:
        return None
    _refuse_other_count(name, key, reader)
    reader.track.wholes.add(key)
    letters = (part for one in _parts(index, 2) for part in tree.walk(one))
    running = any(tree.key(part) in reader.local for part in letters)
    (reader.track.ranged if running else reader.track.entries).add(key)
    if array.is_vector and is_of_other_letter(key, name):
        if not reader.told(confirmed_entries(key)):
            reader.suppose(f"an indexed {name.base} is an entry of {key}")
    elif not (array.is_vector or running):
        reader.suppose(f"an indexed {name.base} is an entry of {key}, {NO_BLOCK}")
    return picked(array, places, reader, name)


def is_of_other_letter(key: str, name: tree.Name) -> bool:
    """Whether an indexed name is written with another letter than its array: z_1 of Z."""
    return key[:1] != name.base[:1] and key != tree.key(replace(name, subscript=None))


def marked_whole(node: tree.Node, reader: Reader) -> tuple[str, Array] | None:
    """The array w⁺ or w′ that w_5⁺ or w_5′ is an entry of, with its key."""
    if not isinstance(node, (tree.Mark, tree.Prime)) or not isinstance(node.operand, tree.Name):
        return None
    if node.operand.subscript is None or reader.knows(key_of(node)):
        return None
    key = key_of(replace(node, operand=replace(node.operand, subscript=None)))
    if not key or not reader.knows(key):
        return None
    try:
        value = reader.named(key, node)
    except MeaningError:
        return None  # θ* by a formula in letters without values
    return (key, value) if isinstance(value, Array) and value.is_vector else None


def key_of(node: tree.Node) -> str:
    """The key of a node; "" if it is no name."""
    return tree.key(node) or ""


def entry_of_marked(node: tree.Mark | tree.Prime, reader: Reader) -> Value | None:
    """w_5⁺ of an array w⁺, if it has no meaning of its own."""
    found = marked_whole(node, reader)
    index = node.operand.subscript if isinstance(node.operand, tree.Name) else None
    places = None if found is None or index is None else index_places(index, found[1], reader)
    if found is None or places is None:
        return None
    reader.track.wholes.add(found[0])
    reader.track.entries.add(found[0])
    return picked(found[1], places, reader, node)


def _refuse_other_count(name: tree.Name, key: str, reader: Reader) -> None:
    """Of x = (x_1, x_2) there is no x_0, however entries are counted elsewhere."""
    known = None if key in reader.local else reader.scope.lookup(key, reader.version)
    own = own_entries(known) if known is not None else ()
    if own and isinstance(name.subscript, tree.Number) and tree.key(name) not in own:
        raise MeaningError(Kind.SHAPE, f"the entries of {key} are {', '.join(own)}", name.span)


def array_and_index(name: tree.Name, reader: Reader) -> tuple[str, Array, tree.Node] | None:
    """The array that an indexed name is an entry of, with its key, and the index in it.

    a_2 is an entry of a, and a_{1,2} one of a_1 if there is no a.
    """
    index = name.subscript
    found = whole_of(name, reader)
    if found is not None and index is not None:
        return *found, index
    if not isinstance(index, tree.Group) or len(index.items) < 2 or index.fence:
        return None
    candidate = replace(name, subscript=index.items[0])
    key = tree.key(candidate)
    if key is None or not reader.knows(key) or _is_unfolding(key, reader):
        return None
    value = reader.lookup(candidate)
    rest = index.items[1:]
    inner = rest[0] if len(rest) == 1 else tree.Group("", rest, (",",) * (len(rest) - 1))
    return (key, value, inner) if isinstance(value, Array) else None


def index_places(index: tree.Node, array: Array, reader: Reader) -> tuple[Place, ...] | None:
    """The row and column, or the place in a vector; None if the index is none of these."""
    wanted = 1 if array.is_vector and not _is_row_and_column(index, array) else 2
    parts = list(_parts(index, wanted))
    if len(parts) not in (wanted, 2):
        return None
    places: list[Place] = []
    for part in parts:
        if _is_whole(part):
            places.append(None)
            continue
        try:
            places.append(reader.integer(part))
        except MeaningError:
            return None
    return tuple(places)


def _is_row_and_column(index: tree.Node, array: Array) -> bool:
    """w_{12} of a matrix with one row or column, which has no twelfth entry."""
    if not isinstance(index, tree.Number) or len(index.text) != 2 or not index.text.isdigit():
        return False
    rows, columns = array.shape
    row, column_ = int(index.text[0]), int(index.text[1])
    return int(index.text) > rows * columns and 1 <= row <= rows and 1 <= column_ <= columns


def _parts(index: tree.Node, wanted: int) -> Iterator[tree.Node]:
    if isinstance(index, tree.Group) and index.fence in ("", "()", "[]"):
        yield from _listed(index)
    elif isinstance(index, tree.Product) and index.implicit and wanted == 2:
        yield from index.factors
    elif isinstance(index, tree.Number) and wanted == 2 and len(index.text) == 2:
        for digit in index.text:
            yield tree.Number(digit, index.value.__class__(int(digit)), span=index.span)
    elif isinstance(index, tree.Name) and isinstance(index.subscript, tree.Number) and wanted == 2:
        yield from (replace(index, subscript=None), index.subscript)  # the i1 of W_{i1}
    else:
        yield index


def _listed(index: tree.Group) -> Iterator[tree.Node]:
    """The items between commas; a colon by itself is a whole side."""
    marks = (*index.separators, ",")
    held: list[tree.Node] = []
    colon = False
    for item, mark in zip(index.items, marks, strict=True):
        held.append(item)
        colon = colon or mark == ":"
        if mark == ",":
            blank = all(isinstance(h, tree.Empty) for h in held)
            yield tree.Name(":") if colon and blank else held[0] if len(held) == 1 else index
            held, colon = [], False


def _is_whole(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and node.base in _WHOLE_SIDE


def picked(array: Array, places: tuple[Place, ...], reader: Reader, node: tree.Node) -> Value:
    """The entry, row or column at places counted from 1 or from 0."""
    offset = 1 if reader.way(INDEX) == INDEX.ways[0] else 0
    at = [None if place is None else place - offset for place in places]
    if len(at) == 1:
        cells = tuple(array.cells())
        return _checked(cells, at[0], array, node) if at[0] is not None else array
    row, col = at
    if row is None and col is None:
        return array
    if row is None:
        return column(tuple(_checked(r, col, array, node) for r in array.rows))
    chosen = _checked(array.rows, row, array, node)
    return _checked(chosen, col, array, node) if col is not None else Array((chosen,))


def changed(
    array: Array, places: tuple[Place, ...], value: Scalar, reader: Reader, node: tree.Node
) -> Array:
    """The array with another entry at a place counted from 1 or from 0."""
    marked = iter(range(len(array.rows) * len(array.rows[0])))
    numbers = Array(tuple(tuple(Scalar(rational(next(marked))) for _ in row) for row in array.rows))
    place = picked(numbers, places, reader, node)
    cells = iter(
        value if number == place else cell
        for number, cell in zip(numbers.cells(), array.cells(), strict=True)
    )
    return Array(tuple(tuple(next(cells) for _ in row) for row in array.rows), array.loose)


def _checked(items: tuple[_T, ...], place: int | None, array: Array, node: tree.Node) -> _T:
    if place is None or not 0 <= place < len(items):
        text = f"a {shape_text(array)} array has no such entry"
        raise MeaningError(Kind.SHAPE, text, node.span)
    return items[place]


# --- a family as one vector ---------------------------------------------------------------


@unbound
def all_members(name: tree.Name, reader: Reader) -> Value | None:
    """w of w_i = x_i y: as many members as the vectors have whose entries its formula names."""
    if name.subscript is not None or name.labels or reader.depth > MAX_DEPTH:
        return None
    for key, pattern in reversed(reader.scope.families.get(name.base, {}).items()):
        known = reader.scope.latest(key)
        letter = index_letter(pattern, reader.scope)
        bare = replace(pattern, subscript=None)
        if known is None or letter is None or tree.key(bare) != tree.key(name):
            continue
        if known.parameters is not None or tree.key(pattern.subscript or bare) != letter:
            continue
        size = _size_of_vectors(known.body, letter, reader)
        if size is None:
            continue
        numbers = (tree.Number(str(k), Fraction(k)) for k in range(1, size + 1))
        cells = [reader.value(replace(pattern, subscript=number)) for number in numbers]
        if all(isinstance(cell, Scalar) for cell in cells):
            return column(tuple(c for c in cells if isinstance(c, Scalar)), loose=True)
    return None


def _size_of_vectors(body: tree.Node, letter: str, reader: Reader) -> int | None:
    """How many entries the vectors have that a formula takes at its letter, if all have as many."""
    sizes: set[int] = set()
    for part in tree.walk(body):
        if not isinstance(part, tree.Name) or part.subscript is None:
            continue
        if tree.key(part.subscript) != letter:
            continue
        whole = reader.scope.latest(tree.key(replace(part, subscript=None)) or "")
        if whole is None or whole.parameters is not None:
            return None
        value = reader.named(whole.key, part)
        if not isinstance(value, Array) or not value.is_vector:
            return None
        sizes.add(len(list(value.cells())))
    return sizes.pop() if len(sizes) == 1 else None
