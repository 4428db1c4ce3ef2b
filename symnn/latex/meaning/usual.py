r"""What names stand for that nobody defines: I, \mathbf{0}, \mathbf{1}, e_i, \bar{x}."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.exact.expression import ONE, ZERO
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader, unbound
from symnn.latex.meaning.samples import mean
from symnn.latex.meaning.sized import MAX_SIDE, identity, ones, unit, zeros
from symnn.latex.meaning.values import Array, Scalar, Sized, Value

_IDENTITIES: Final = frozenset({"I", "Id", "bb I", "bb 1"})
_MEANS: Final = frozenset({"bar"})


#: Functions that libraries name, and mathematics spells in several ways.
CUSTOMARY: Final = frozenset(
    {"clip", "clamp", "logit", "softsign", "Softsign", "artanh", "arctanh", "atanh", "arsinh"}
    | {"arcsinh", "asinh", "arcosh", "arccosh", "acosh", "coth", "mish", "Mish", "hardswish"}
    | {"JS", "D_JS", "JSD"}
    | {"KL", "D_KL", "HardSwish", "Hardswish", "logsigmoid", "LogSigmoid", "swish", "Swish"}
)


#: What libraries call their losses, in small letters without spaces, and what these are made of.
LOSSES: Final = {
    **dict.fromkeys(("mse", "meansquarederror", "mseloss"), "squares"),
    **dict.fromkeys(("rmse", "rootmeansquarederror"), "root of squares"),
    **dict.fromkeys(("mae", "meanabsoluteerror", "l1loss"), "sizes"),
    **dict.fromkeys(("bce", "binarycrossentropy", "bceloss"), "binary"),
    **dict.fromkeys(("categoricalcrossentropy", "cce"), "categorical"),
    **dict.fromkeys(("hinge", "hingeloss"), "hinge"),
    "squaredhinge": "squared hinge",
    **dict.fromkeys(("huber", "huberloss", "smoothl1loss"), "huber"),
    **dict.fromkeys(("logcosh", "logcoshloss"), "log of cosh"),
    **dict.fromkeys(("kldivergence", "kld"), "divergence"),
    **dict.fromkeys(("cosinesimilarity", "cossim", "cosinesim"), "cosine"),
}


def plain_key(name: tree.Name) -> str:
    """A name in small letters, without spaces and marks between its words.

    Examples:
        >>> plain_key(tree.Name("mean_squared error"))
        'meansquarederror'
    """
    return "".join(letter for letter in name.base if letter.isalnum()).lower()


@unbound
def customary_function(name: tree.Name, reader: Reader) -> Value | None:
    r"""\operatorname{clip}, \mathrm{logit}, \operatorname{artanh} by their usual formulas."""
    if name.accents or name.labels or name.font or tree.key(name) not in CUSTOMARY:
        return None
    from symnn.latex.meaning.customary import WITH_PARAMETER, customary

    if name.base in WITH_PARAMETER:
        reader.suppose(f"{name.base} is taken with its usual parameter")
    return customary(tree.key(name) or "")


@unbound
def sized_name(name: tree.Name, reader: Reader) -> Value | None:
    r"""I and I_3, \mathbf{0} and \mathbf{1}, e_2: of the size that their surroundings ask for."""
    if name.accents or name.labels:
        return None
    plain = tree.key(replace(name, subscript=None))
    if plain == "e" and name.subscript is not None:
        return _unit(name.subscript, reader)
    kinds = {"bold 0": zeros(), "bb 0": zeros(), "bold 1": ones()}
    made: Sized | None = identity() if plain in _IDENTITIES else kinds.get(plain or "")
    if made is None or name.subscript is None:
        return made
    return _of_size(made, name.subscript, reader)


def _of_size(made: Sized, index: tree.Node, reader: Reader) -> Value | None:
    """I_3 has three rows; I_n has as many as it needs, unless n is known."""
    sides = list(index.factors) if isinstance(index, tree.Product) else [index]
    sides = sides if len(sides) in (1, 3) else []
    if len(sides) == 3:
        sides = [sides[0], sides[2]]
    numbers: list[int] = []
    for side in sides:
        try:
            numbers.append(reader.integer(side))
        except MeaningError as error:
            return made if error.kind is Kind.UNDEFINED else None
    if not numbers or not all(0 < n <= MAX_SIDE for n in numbers):
        return None
    rows, columns = numbers[0], numbers[-1]
    if len(numbers) == 1 and made.form in ("column", "any"):
        columns = 1
    return made.build(rows, columns)


def _unit(index: tree.Node, reader: Reader) -> Value | None:
    try:
        place = reader.integer(reader.reindexed(index))
    except MeaningError:
        return None
    if not 1 <= place <= MAX_SIDE:
        return None
    reader.suppose(f"e_{place} is the unit vector")
    return unit(place - 1)


@unbound
def average(name: tree.Name, reader: Reader) -> Value | None:
    r"""\bar{x} of a list x."""
    if not name.accents or name.accents[-1] not in _MEANS:
        return None
    inner = replace(name, accents=name.accents[:-1])
    key = tree.key(inner)
    if key is None:
        return None
    if not reader.knows(key):
        return _of_entries(inner, reader)
    known = reader.scope.lookup(key, reader.version)
    if known is not None and any(tree.key(p) == tree.key(name) for p in tree.walk(known.body)):
        return None  # z = tanh(\\bar z) is made of a letter of its own
    value = reader.lookup(inner)
    if not isinstance(value, Array) or not value.is_vector:
        return None
    if not reader.told(confirmed_mean(tree.key(name) or "")):
        reader.suppose(f"\\bar{{{key}}} is the mean of {key}")
    return mean(value)


def confirmed_mean(key: str) -> str:
    r"""What a text has told once it stated rightly that \bar x is the mean of x."""
    return f"mean {key}"


def _of_entries(name: tree.Name, reader: Reader) -> Value | None:
    """The mean of y_1, …, y_n, where all of these were given numbers and y was not."""
    if name.subscript is not None or name.accents:
        return None
    found: list[Scalar] = []
    while len(found) < MAX_SIDE:
        number = tree.Number(str(len(found) + 1), Fraction(len(found) + 1))
        entry = replace(name, subscript=number)
        known = reader.scope.lookup(tree.key(entry) or "", reader.version)
        if known is None or known.computed or known.parameters is not None:
            break
        value = reader.lookup(entry)
        if not isinstance(value, Scalar):
            return None
        found.append(value)
    if len(found) < 2 or reader.scope.lookup(f"{tree.key(name)}_0", reader.version) is not None:
        return None
    reader.suppose(f"\\bar{{{tree.key(name)}}} is the mean of its {len(found)} values")
    return mean(Array(tuple((cell,) for cell in found)))


@unbound
def kronecker_delta(name: tree.Name, reader: Reader) -> Value | None:
    r"""\delta_{ij} with numbers for i and j."""
    index = None if name.subscript is None else reader.reindexed(name.subscript)
    if name.base != "delta" or name.accents or name.labels or index is None:
        return None
    parts: tuple[tree.Node, ...] = ()
    if isinstance(index, tree.Product) and index.implicit:
        parts = index.factors
    elif isinstance(index, tree.Group) and not index.fence:
        parts = index.items
    elif isinstance(index, tree.Number) and len(index.text) == 2:
        parts = tuple(tree.Number(d, index.value - index.value + int(d)) for d in index.text)
    if len(parts) != 2:
        return None
    try:
        first, second = (reader.integer(part) for part in parts)
    except MeaningError:
        return None
    reader.suppose("δ is Kronecker's delta")
    return Scalar(ONE if first == second else ZERO)
