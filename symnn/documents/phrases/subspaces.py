"""The four subspaces of a matrix in words: dimensions, pivots, special solutions, solvability.

"the column space of A is a plane in ℝ³", "the pivot columns of A are columns 1 and 3",
"Ax = b is solvable exactly when b_3 = b_1 + b_2". All of it rests on exact elimination.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import Rows, product, refuse, rows_of, transpose, vector
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import combination, pivots_of, rank_of, reals
from symnn.documents.phrases.subjects import COUNT, ORDINALS, PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, Expr, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"

_WHAT: Final = (
    r"(?P<what>left[ -]null ?space|left kernel|null ?space|kernel|column space|row space|range"
    r"|image|span of (?:the )?columns|span of (?:the )?rows)"
)
_SPACE: Final = regex(rf"(?:the )?{_WHAT} of (?:the )?(?:matrix )?(?P<of>{PLACE})")
_DIMENSION: Final = regex(
    r"(?P<n>one|two|three|four|zero|1|2|3|4)[ -]dimensional"
    rf"|(?:only )?(?P<shape>a line|a plane|a hyperplane|a point|the origin|the zero vector|trivial"
    r"|a (?P<k>one|two|three|four|1|2|3|4)[ -]dimensional subspace)"
    r"(?: through (?:the origin|zero))?"
    rf"(?: (?:in|of) (?P<in>{PLACE}))?(?: through (?:the origin|zero))?"
    rf"|(?:all )?of (?P<all>{PLACE})|the (?:whole|entire) (?:of )?(?:space )?(?P<all2>{PLACE})"
)
_INSIDE: Final = regex(rf"(?:a )?(?:linear )?(?:subspace of|contained in) (?P<in>{PLACE})")
_EVERY: Final = regex(
    rf"(?:every|each|any|all) (?:vectors?|elements?) (?:in|of) (?:the )?{_WHAT} of (?:the )?"
    rf"(?:matrix )?(?P<of>{PLACE})"
)
_ORTHOGONAL: Final = regex(
    r"(?:orthogonal|perpendicular) to (?:the vectors? )?(?P<list>(?:every row|all rows|each row"
    r"|the rows|the row space|every vector in the row space|every column|all columns|each column"
    r"|the columns|the column space|every vector in the column space) of"
    rf" (?:the matrix )?{PLACE}|{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_LINES: Final = regex(
    rf"[a-z ]*?(?P<which>row|column)s?(?: space)? of (?:the matrix )?(?P<of>{PLACE})"
)
_NUMBERS: Final = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_CONTAINS: Final = regex(
    rf"(?:the )?(?:vectors? |points? )?(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_IN_LEFT: Final = regex(
    rf"in the (?P<what>left[ -]null ?space|left kernel) of (?:the matrix )?(?P<of>{PLACE})"
)
_ORDINAL: Final = "first|second|third|fourth|fifth|last"
_PIVOT_COLUMNS: Final = regex(
    rf"(?:the )?(?P<what>pivot|free) columns? of (?:the matrix )?(?P<of>{PLACE})"
)
_WHICH: Final = regex(
    rf"(?:columns? )?(?:number )?(?P<numbers>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
    rf"|(?:columns? )?(?P<digits>\d+(?:(?:,| and|, and) \d+)*)"
    rf"|(?:the |its )?(?P<ordinals>(?:{_ORDINAL})(?:(?:,| and|, and) (?:the )?(?:{_ORDINAL}))*)"
    r"(?: columns?| ones?)?"
)
_COUNTED: Final = regex(
    rf"(?P<count>(?:[a-z ]+ )?{COUNT}) (?P<what>pivots?|pivot columns?|free variables?"
    r"|free columns?|pivot variables?|special solutions?)"
)
_SPECIAL: Final = regex(
    r"(?:the )?(?:two |three |only )?special solutions? (?:of|to|for)(?: the)?"
    rf"(?: (?:equation|system))? (?P<of>{PLACE})"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the subspaces of a matrix; None if it is none."""
    if verb in ("has", "have"):
        match = _COUNTED.fullmatch(predicate)
        counted = COMPARED.fullmatch(match["count"]) if match is not None else None
        if match is not None and counted is not None:
            return partial(_number, speaker, subject, match["what"], counted)
        return None
    of = _SPACE.fullmatch(subject)
    found = _of_space(speaker, of, verb, predicate) if of is not None else None
    if found is None and ("pivot" in subject or "pivot" in predicate):
        from symnn.documents.phrases.pivots import find as of_pivots

        found = of_pivots(speaker, subject, verb, predicate)
    if found is not None:
        return found
    if verb in ("is", "are", "lies", "lie"):
        match = _IN_LEFT.fullmatch(predicate)
        if match is not None:
            return partial(_contains, speaker, match, subject)
    if verb not in ("is", "are"):
        return None
    whole = of or _EVERY.fullmatch(subject)
    across = _ORTHOGONAL.fullmatch(predicate) if whole is not None else None
    if whole is not None and across is not None:
        return partial(_across, speaker, whole, across["list"])
    return _of_pivots(speaker, subject, predicate)


def _of_space(speaker: Speaker, of: re.Match[str], verb: str, predicate: str) -> Rule | None:
    """What is said of "the column space of A"."""
    if verb in ("contains", "contain", "includes"):
        match = _CONTAINS.fullmatch(predicate)
        return None if match is None else partial(_contains, speaker, of, match["list"])
    match = _DIMENSION.fullmatch(predicate) if verb in ("is", "are") else None
    if match is not None:
        return partial(_dimension, speaker, of, match)
    inside = _INSIDE.fullmatch(predicate) if verb in ("is", "are", "lies") else None
    return None if inside is None else partial(_inside, speaker, of, inside["in"])


def _of_pivots(speaker: Speaker, subject: str, predicate: str) -> Rule | None:
    """What is said of pivots, their columns, and special solutions."""
    match, which = _PIVOT_COLUMNS.fullmatch(subject), _WHICH.fullmatch(predicate)
    if match is not None and which is not None:
        return partial(_pivots, speaker, match, which)
    match, list_ = _SPECIAL.fullmatch(subject), _CONTAINS.fullmatch(predicate)
    if match is not None and list_ is not None:
        return partial(_special, speaker, match["of"], list_["list"])
    return None


def _matrix(speaker: Speaker, place: str) -> Rows:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix here")
    return rows_of(found)


def _place(of: re.Match[str]) -> tuple[str, str]:
    """Which space, and the matrix."""
    return of["what"].replace("-", " ").replace("null space", "nullspace"), of["of"]


def _size(what: str, rows: Rows) -> tuple[int, int, Formula]:
    """The dimension of a space of a matrix, that of the space around it, and what shows it."""
    rank, shown = rank_of(rows)
    if what.startswith("left"):
        return len(rows) - rank, len(rows), shown
    if what in ("nullspace", "kernel"):
        return len(rows[0]) - rank, len(rows[0]), shown
    inside = len(rows[0]) if "row" in what else len(rows)
    return rank, inside, shown


def _dimension(speaker: Speaker, of: re.Match[str], match: re.Match[str]) -> Phrase:
    """A plane is a space of dimension 2, whatever it lies in; the ℝⁿ around it has to fit."""
    what, place = _place(of)
    size, around, shown = _size(what, _matrix(speaker, place))
    space = match["all"] or match["all2"] or match["in"]
    parts: list[Formula] = []
    if space is not None:
        parts.append(Atomic("=", rational(around), rational(_exponent(speaker, space))))
    parts.append(Atomic("=", rational(size), rational(_claimed(match, around))))
    method = f"its dimension is {size}, in ℝ^{around}"
    return Phrase("is", "", ((conjunction(tuple(parts)), ()),), support=(shown,), method=method)


def _inside(speaker: Speaker, of: re.Match[str], place: str) -> Phrase:
    """Such a space lies in the ℝⁿ of its vectors, and in no other."""
    size, around, shown = _size(_place(of)[0], _matrix(speaker, of["of"]))
    statement = (Atomic("=", rational(around), rational(_exponent(speaker, place))), ())
    method = f"its dimension is {size}, in ℝ^{around}"
    return Phrase("is", "", (statement,), support=(shown,), method=method)


def _across(speaker: Speaker, of: re.Match[str], text: str) -> Phrase:
    """Every vector of a space is orthogonal to some: they lie in its complement."""
    what, place = _place(of)
    rows = _matrix(speaker, place)
    kernel = what.startswith("left") or what in ("nullspace", "kernel")
    turned = what.startswith("left") or "row" in what
    matrix = transpose(rows) if turned else rows  # its columns, or what its rows are across
    parts: list[Formula] = []
    support: list[Formula] = []
    for v in _others(speaker, text):
        if len(v) != (len(matrix[0]) if kernel else len(matrix)):
            raise refuse(f"a vector of {len(v)} entries is across no vector of the space")
        if kernel:
            inside, shown = combination(transpose(matrix), v)
            support.append(shown)
            parts.append(Atomic("=", ONE, ONE if inside else ZERO))
        else:
            parts += [Atomic("=", row[0], ZERO)
                      for row in product(transpose(matrix), tuple((e,) for e in v))]  # fmt: skip
    return Phrase("is", "", ((conjunction(tuple(parts)), ()),), support=tuple(support))


def _others(speaker: Speaker, text: str) -> list[tuple[Expr, ...]]:
    """Vectors in places, or the rows of a matrix."""
    lines = _LINES.fullmatch(text)
    if lines is None:
        return vectors_in(speaker, text)
    rows = _matrix(speaker, lines["of"])
    return list(rows if "row" in lines["which"] else transpose(rows))


def _claimed(match: re.Match[str], around: int) -> int:
    if match["all"] or match["all2"]:
        return around
    word = match["n"] or match["k"]
    if word is not None:
        return _NUMBERS[word] if word in _NUMBERS else int(word)
    shapes = {"a line": 1, "a plane": 2, "a hyperplane": around - 1}
    return shapes.get(match["shape"], 0)


def _exponent(speaker: Speaker, place: str) -> int:
    found = reals(speaker.clause.part(place).node)
    if found is None:
        raise refuse("the space is not ℝⁿ for a number n")
    return found


def vectors_in(speaker: Speaker, text: str) -> list[tuple[Expr, ...]]:
    """The vectors in the places of a text.

    Raises:
        MeaningError: something else stands there.
    """
    found: list[tuple[Expr, ...]] = []
    for place in re.findall(PLACE, text):
        node = speaker.clause.part(place).node
        items = node.items if isinstance(node, tree.Group) and node.fence == "" else None
        values = [speaker.reader.read(i) for i in items] if items else [speaker.value(place)]
        for value in values:
            if not isinstance(value, Array):
                raise refuse("a vector is needed in it")
            found.append(vector(value))
    if not found:
        raise refuse("which vectors are meant is not said")
    return found


def _contains(speaker: Speaker, of: re.Match[str], text: str) -> Phrase | None:
    """v in N(A) if A v = 0, in the left null space if v A = 0, in a span if it is a combination."""
    if _CONTAINS.fullmatch(text) is None:
        return None
    what, place = _place(of)
    rows = _matrix(speaker, place)
    parts: list[Formula] = []
    support: list[Formula] = []
    turned = what.startswith("left") or "row" in what
    matrix = transpose(rows) if turned else rows
    kernel = what.startswith("left") or what in ("nullspace", "kernel")
    wanted = len(matrix[0]) if kernel else len(matrix)
    for v in vectors_in(speaker, text):
        if len(v) != wanted:
            raise refuse(f"a vector of {len(v)} entries is in no space of vectors of {wanted}")
        if kernel:
            parts += [Atomic("=", row[0], ZERO) for row in product(matrix, tuple((e,) for e in v))]
            continue
        inside, shown = combination(matrix, v)
        support.append(shown)
        parts.append(Atomic("=", ONE, ONE if inside else ZERO))
    return Phrase("contains", "", ((conjunction(tuple(parts)), ()),), support=tuple(support))


# --- pivots ---------------------------------------------------------------------------


def _pivots(speaker: Speaker, match: re.Match[str], which: re.Match[str]) -> Phrase:
    """The columns that are no combination of those before them."""
    rows = _matrix(speaker, match["of"])
    found, shown = pivots_of(rows)
    if match["what"] == "free":
        found = tuple(k for k in range(len(rows[0])) if k not in found)
    claimed = _columns(speaker, which, len(rows[0]))
    yes = sorted(found) == sorted(claimed)
    said = ", ".join(str(k + 1) for k in found)
    statement = (Atomic("=", ONE, ONE if yes else ZERO), ())
    return Phrase("are", "", (statement,), support=shown, method=f"elimination: columns {said}")


def _columns(speaker: Speaker, which: re.Match[str], width: int) -> list[int]:
    if which["ordinals"]:
        words = re.findall(_ORDINAL, which["ordinals"])
        found = [ORDINALS[word] % width if word == "last" else ORDINALS[word] for word in words]
    elif which["digits"]:
        found = [int(n) - 1 for n in re.findall(r"\d+", which["digits"])]
    else:
        found = []
        for place in re.findall(PLACE, which["numbers"]):
            node = speaker.clause.part(place).node
            items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
            found += [speaker.reader.integer(item) - 1 for item in items if item is not None]
    if not found or not all(0 <= k < width for k in found):
        raise refuse("which columns are meant is not certain")
    return found


def _number(speaker: Speaker, text: str, what: str, counted: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    place = re.fullmatch(rf"(?:the )?(?:equation |system )?({PLACE})", text)
    node = speaker.clause.part(place[1]).node if place else None
    if isinstance(node, tree.Chain):
        rows = system_of(speaker, node)[0]
    elif subject is None or subject.groups or len(subject.arrays) != 1:
        return None
    else:
        rows = rows_of(subject.arrays[0])
    rank, shown = rank_of(rows)
    found = rank if what.startswith("pivot") else len(rows[0]) - rank
    relation = RELATIONS[counted["how"]]
    statement = (Atomic(relation, rational(found), speaker.number(counted["n"])), ())
    return Phrase("has", "", (statement,), support=(shown,), method=f"the rank is {rank}")


def _special(speaker: Speaker, place: str, text: str) -> Phrase:
    """One for each free column: 1 there, 0 in the other free columns, A s = 0."""
    node = speaker.clause.part(place).node
    if not isinstance(node, tree.Chain):
        raise refuse("the equation is not written in it")
    rows, right = system_of(speaker, node)
    if right is not None and any(e != ZERO for e in right):
        raise refuse("special solutions are those of A x = 0")
    found, shown = pivots_of(rows)
    free = [k for k in range(len(rows[0])) if k not in found]
    vectors = vectors_in(speaker, text)
    if any(len(v) != len(rows[0]) for v in vectors):
        raise refuse(f"not all vectors have {len(rows[0])} entries")
    parts: list[Formula] = [Atomic("=", rational(len(vectors)), rational(len(free)))]
    for v in vectors:
        image = product(rows, tuple((e,) for e in v))
        parts += [Atomic("=", row[0], ZERO) for row in image]
    for k in free:
        ones = tuple(Compound("and", tuple(Atomic("=", v[j], ONE if j == k else ZERO)
                                           for j in free)) if len(free) > 1
                     else Atomic("=", v[k], ONE) for v in vectors)  # fmt: skip
        parts.append(Compound("or", ones) if len(ones) > 1 else ones[0])
    return Phrase("are", "", ((conjunction(tuple(parts)), ()),), support=shown)


def system_of(speaker: Speaker, node: tree.Chain) -> tuple[Rows, tuple[Expr, ...] | None]:
    """The matrix of `A x = b` for a letter x without a value, and b; None for a letter b.

    Raises:
        MeaningError: it is no such equation.
    """
    left, link = node.first, node.links[0]
    shape = isinstance(left, tree.Product) and len(left.factors) == 2
    if len(node.links) != 1 or link.relation != "=" or not isinstance(left, tree.Product):
        raise refuse("it is no equation A x = b")
    if not shape or left.operators[0] not in ("", "·") or not _is_open(speaker, left.factors[1]):
        raise refuse("it is no equation A x = b")
    matrix = speaker.reader.read(left.factors[0])
    if not isinstance(matrix, Array):
        raise refuse("A is no matrix in it")
    rows = rows_of(matrix)
    if isinstance(link.operand, tree.Number) and link.operand.value == 0:
        return rows, (ZERO,) * len(rows)
    if _is_open(speaker, link.operand):
        return rows, None
    right = speaker.reader.read(link.operand)
    if not isinstance(right, Array) or len(vector(right)) != len(rows):
        raise refuse("the right side does not fit")
    return rows, vector(right)


def _is_open(speaker: Speaker, node: tree.Node) -> bool:
    key = tree.key(node)
    reader = speaker.reader
    return key is not None and key not in reader.varied and reader.scope.latest(key) is None
