"""Fixed points, spans, roots, inverses, points on lines, separable sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import in_order
from symnn.documents.phrases.gates import COMPUTES, GATE, computes
from symnn.documents.phrases.matrices import equal, product, refuse, rows_of, square, unit, vector
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import combination, rank_of
from symnn.documents.phrases.separation import TABLES, points_of, separable
from symnn.documents.phrases.subjects import PLACE, Speaker, Subject, split_domain, vectors_of
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, postorder, rational, substitute
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value, column

Rule: TypeAlias = "Callable[[], Phrase | None]"

MAX_ONES: Final = 16
_FIXED: Final = regex(
    rf"(?:an? )?fixed points?(?: of (?:the )?(?:function |map |update |network )?"
    rf"(?P<of>{PLACE})| of the (?:update|network|dynamics|hopfield network))?"
)
_SPACE: Final = regex(
    rf"in the (?P<what>column space|range|image|null ?space|kernel|span|row space) of"
    rf" (?:the )?(?:matrix |vectors? |columns of )?(?P<of>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_ROOT: Final = regex(
    rf"(?:an? )?(?:root|zero|solution|real root)s? (?:of|to) (?:the )?(?:polynomial |equation"
    rf"|function |system )?(?P<of>{PLACE})"
)
_LINE: Final = regex(
    rf"on (?:the )?(?:line|hyperplane|plane|curve|circle|decision boundary|boundary)(?: given by)?"
    rf" (?P<of>{PLACE})"
)
_BASIS: Final = regex(
    rf"(?P<ortho>an orthonormal |an orthogonal |a )basis (?:of|for) (?P<of>{PLACE})"
)
#: {-1, 1}² and {0, 1}², in any order.
_POWER: Final = r"\s?\^\{?\s?(?P<count>[2-8nd])\s?\}?"
_SIGNS: Final = regex(rf"\\\{{\s?(?:\\pm\s?1|-\s?1\s?,\s?\+?1|\+?1\s?,\s?-\s?1)\s?\\\}}{_POWER}")
_BITS: Final = regex(rf"\\\{{\s?(?:0\s?,\s?1|1\s?,\s?0)\s?\\\}}{_POWER}")
_SEPARABLE: Final = regex(r"linearly separable")
_CONTINUOUS: Final = regex(r"continuous(?: everywhere)?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause of these kinds; None if it is of none of them."""
    if verb in COMPUTES:
        if predicate.endswith("⟩") and GATE.fullmatch(predicate) is None:
            from symnn.documents.phrases.logic import formula_rule

            return formula_rule(speaker, subject, predicate)
        return _gate(speaker, subject, predicate)
    if verb in ("commute", "commutes") and not predicate:
        return partial(_commute, speaker, subject)
    if verb in ("form", "forms"):
        match = _BASIS.fullmatch(predicate)
        return None if match is None else partial(_basis, speaker, subject, match)
    if verb in ("span", "spans"):
        match = re.fullmatch(rf"(?:all of )?(?P<of>{PLACE})", predicate)
        return None if match is None else partial(_spans, speaker, subject, match)
    if verb in ("lies", "lie", "is", "are", "satisfies", "satisfy"):
        return _of_place(speaker, subject, verb, predicate)
    return None


def _gate(speaker: Speaker, subject: str, predicate: str) -> Rule | None:
    """The rule of "computes OR"; "on {-1, 1}²" a gate is a function of signs, with signs."""
    match = GATE.fullmatch(predicate)
    domains = [speaker.clause.part(place).latex for place in re.findall(PLACE, predicate)]
    if match is None or len(domains) > 1:
        return None
    if not domains:
        return partial(computes, speaker, subject, match["gate"])
    signs, bits = _SIGNS.fullmatch(domains[0]), _BITS.fullmatch(domains[0])
    if (power := signs or bits) is None:
        return None  # what it is to compute OR on {0, 2}² is not said
    inputs = int(power["count"]) if power["count"].isdigit() else None
    return partial(computes, speaker, subject, match["gate"], -1 if signs else 0, inputs)


def _of_place(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    table: list[tuple[re.Pattern[str], Callable[..., Phrase | None]]] = [
        (_SPACE, _space), (_LINE, _line), (_ROOT, _root),
        (_FIXED, _fixed), (_BASIS, _basis),
    ]  # fmt: skip
    if verb.startswith("satisf"):
        match = re.fullmatch(rf"(?:the equation )?(?P<of>{PLACE})", predicate)
        return None if match is None else partial(_line, speaker, subject, match)
    for pattern, rule in table:
        match = pattern.fullmatch(predicate)
        if match is not None:
            return partial(rule, speaker, subject, match)
    if _SEPARABLE.fullmatch(predicate) or _SEPARABLE.fullmatch(split_domain(predicate)[0]):
        return partial(_separable, speaker, subject)
    bare, domain = split_domain(predicate)
    for text, where in ((predicate, None), (bare, domain)):
        if _CONTINUOUS.fullmatch(text):
            return partial(_continuous, speaker, subject, where)
    return _gate(speaker, subject, predicate)


def _array(speaker: Speaker, place: str) -> Array:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix or vector here")
    return found


def _one(speaker: Speaker, text: str) -> Subject | None:
    subject = speaker.subject(text)
    return subject if subject is not None and len(subject.values) == 1 else None


# --- fixed points ---------------------------------------------------------------------


def _fixed(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or subject.groups:
        return None
    step = step_of(speaker, match["of"])
    return fixed_by(step, subject.values or (_ones(step, "one" in text),))


def fixed_by(step: Callable[[Value], Value], points: Sequence[Value]) -> Phrase:
    """That a step gives each of some points again; what it takes signs of is not 0."""
    formulas: list[Formula] = []
    support: list[Formula] = []
    for point in points:
        image = step(point)
        cells, images = _cells(point), _cells(image)
        if len(cells) != len(images):
            raise refuse("the update gives another number of entries")
        for a, b in zip(cells, images, strict=True):
            one, apart = Atomic("=", b, a), [Atomic("!=", e, ZERO) for e in _signs([b])]
            if _fails(one, apart):  # whatever the other signs are
                return Phrase("is", "", ((one, ()),), support=tuple(apart))
            formulas.append(one)
            support += apart
    return Phrase("is", "", ((conjunction(tuple(formulas)), ()),), support=tuple(support))


def _fails(claim: Formula, given: list[Atomic]) -> bool:
    """Whether it is false, and rests on no sign of 0."""
    holds = all(decide(Claim(each), seconds=2).proved for each in given)
    return holds and decide(Claim(claim), seconds=2).refuted


def step_of(speaker: Speaker, of: str | None) -> Callable[[Value], Value]:
    """One step: the function in a place, or the one update that the document gives."""
    reader = speaker.reader
    if of is not None:
        function = speaker.value(of)
        if not isinstance(function, (Defined, Builtin)):
            raise refuse(f"{speaker.said(of)} is no function here")
        return lambda point: reader.apply(function, [point], tree.Name("f"))
    updates = [b for known in reader.scope.history.values() for b in known[-1:] if _is_update(b)]
    if len(updates) != 1:
        raise refuse("of which function or update is not said")
    binding = updates[0]
    return lambda point: reader.varying({binding.key: point}).read(binding.body)


def _is_update(binding: Binding) -> bool:
    parts = tree.walk(binding.body)
    return binding.parameters is None and any(tree.key(n) == binding.key for n in parts)


def _ones(step: Callable[[Value], Value], ones: bool) -> Value:
    """The all-ones vector of the one size that the update takes."""
    fitting = []
    for size in range(2, MAX_ONES + 1):
        point = column(tuple(Scalar(ONE if ones else ZERO) for _ in range(size)))
        try:
            image = step(point)
        except MeaningError:
            continue
        if isinstance(image, Array) and len(list(image.cells())) == size:
            fitting.append(point)
    if len(fitting) != 1:
        raise refuse("how many entries the vector has is not said")
    return fitting[0]


def _cells(value: Value) -> list[Expr]:
    if isinstance(value, Scalar):
        return [value.expr]
    if isinstance(value, Array):
        return [cell.expr for cell in value.cells()]
    raise refuse("a function is no point")


def _signs(images: list[Expr]) -> list[Expr]:
    """What signs are taken of: at 0 authors differ."""
    nodes = (n for e in images for n in postorder(e) if n.op == "apply" and n.data == "sign")
    return [n.args[0] for n in dict.fromkeys(nodes)]


# --- separable sets -------------------------------------------------------------------


def _separable(speaker: Speaker, text: str) -> Phrase | None:
    """By a separating line, or by a common point of the two hulls."""
    several = re.split(r",? and |, ", text)
    if len(several) > 1 and all(part in TABLES for part in several):
        return _all_separable(speaker, several)
    sets = points_of(speaker, text)
    if sets is None:
        from symnn.documents.phrases.thresholds import is_separable

        return is_separable(speaker, text)
    yes, shown = separable(*sets)
    truth = Atomic("=", ONE, ONE if yes else ZERO)
    method = "a separating hyperplane" if yes else "a point in both convex hulls"
    return Phrase("are", "", ((truth, ()),), support=(shown,), method=method)


def _all_separable(speaker: Speaker, gates: list[str]) -> Phrase | None:
    """AND, OR and NAND: each of them."""
    sets = [points_of(speaker, gate) for gate in gates]
    found = [separable(*pair) for pair in sets if pair is not None]
    truth = Atomic("=", ONE, ONE if all(yes for yes, _ in found) else ZERO)
    support = tuple(shown for _, shown in found)
    return Phrase("are", "", ((truth, ()),), support=support, method="separating hyperplanes")


# --- spans and bases ------------------------------------------------------------------


def _space(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or subject.groups or not subject.values:
        return None
    places = re.findall(PLACE, match["of"])
    arrays = [_array(speaker, place) for place in places]
    vectors = [vector(a) for a in subject.arrays]
    what = match["what"]
    if what.replace(" ", "") in ("nullspace", "kernel"):
        if len(arrays) != 1:
            return None
        images = [product(rows_of(arrays[0]), tuple((e,) for e in v)) for v in vectors]
        parts = tuple(Atomic("=", row[0], ZERO) for image in images for row in image)
        return Phrase("is in", "", ((conjunction(parts), ()),))
    columns = rows_of(arrays[0])
    if what == "row space":
        columns = tuple(zip(*columns, strict=True))
    if what == "span" and (len(arrays) > 1 or arrays[0].is_vector):
        columns = tuple(zip(*(vector(a) for a in arrays), strict=True))
    if len(vectors) != 1 or len(columns) != len(vectors[0]):
        raise refuse(f"a vector of {len(vectors[0])} entries among columns of {len(columns)}")
    inside, shown = combination(columns, vectors[0])
    truth = Atomic("=", ONE, ONE if inside else ZERO)
    return Phrase("is in", "", ((truth, ()),), support=(shown,), method="elimination")


def _dimension(place: tree.Node | None) -> int:
    if isinstance(place, tree.Power) and isinstance(place.exponent, tree.Number):
        name = place.base
        if isinstance(name, tree.Name) and name.base == "R":
            return int(place.exponent.value)
    raise refuse("the space is not ℝⁿ for a number n")


def _spans(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None:
        return None
    size = _dimension(speaker.clause.part(match["of"]).node)
    vectors = vectors_of(subject)
    if any(len(v) != size for v in vectors):
        raise refuse(f"not all vectors have {size} entries")
    number, shown = rank_of(vectors)
    statement = (Atomic("=", rational(number), rational(size)), ())
    return Phrase("spans", "", (statement,), support=(shown,), method=f"the rank is {number}")


def _basis(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None:
        return None
    size = _dimension(speaker.clause.part(match["of"]).node)
    vectors = vectors_of(subject)
    if any(len(v) != size for v in vectors):
        raise refuse(f"not all vectors have {size} entries")
    number, shown = rank_of(vectors)
    same = number == size == len(vectors)
    parts: list[Formula] = [Atomic("=", ONE, ONE if same else ZERO)]
    if match["ortho"] != "a ":
        gram = product(vectors, tuple(zip(*vectors, strict=True)))
        wanted = unit(len(vectors)) if "normal" in match["ortho"] else None
        for i, row in enumerate(gram):
            for j, e in enumerate(row):
                if i != j or wanted is not None:
                    parts.append(Atomic("=", e, ONE if i == j else ZERO))
    return Phrase(
        "form",
        "",
        ((conjunction(tuple(parts)), ()),),
        support=(shown,),
        method=f"the rank is {number}",
    )


def _commute(speaker: Speaker, text: str) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or len(subject.values) != 2:
        return None
    left, right = (square(array) for array in subject.arrays)
    return Phrase("commute", "", ((equal(product(left, right), product(right, left)), ()),))


# --- roots and points -----------------------------------------------------------------


def _root(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """p(r) = 0 of an expression in one letter, of a function, or of an equation."""
    subject = speaker.subject(text)
    if subject is None or not subject.values or subject.groups:
        return None
    node = speaker.clause.part(match["of"]).node
    if isinstance(node, tree.Chain):
        return _line(speaker, text, match)
    points = [_cells(value) for value in subject.values]
    found = speaker.wide.read(node) if node is not None else None
    if isinstance(found, (Defined, Builtin)):
        images = [_cells(speaker.reader.apply(found, [v], tree.Name("f"))) for v in subject.values]
        parts = [Atomic("=", e, ZERO) for image in images for e in image]
        return Phrase("is", "", ((conjunction(tuple(parts)), ()),))
    if not isinstance(found, Scalar):
        raise refuse("of what it is a root is no expression")
    names = sorted(free_symbols(found.expr))
    if len(names) != 1 or any(len(point) != 1 for point in points):
        raise refuse("in which letter is not certain")
    values = [substitute(found.expr, {names[0]: point[0]}) for point in points]
    return Phrase("is", "", ((conjunction(tuple(Atomic("=", v, ZERO) for v in values)), ()),))


_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def _line(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """A relation in x and y, or x_1, …, x_n, at a point with as many coordinates."""
    subject = speaker.subject(text)
    if subject is None or not subject.values or subject.groups:
        return None
    node = speaker.clause.part(match["of"]).node
    if not isinstance(node, tree.Chain) or not all(li.relation in _RELATIONS for li in node.links):
        raise refuse("the line is given by no equation")
    sides = [(a, li) for a, li in node.pairs()]
    reader = speaker.wide
    atoms = [
        Atomic(
            _RELATIONS[li.relation], reader.read_scalar(a).expr, reader.read_scalar(li.operand).expr
        )
        for a, li in sides
    ]
    names = sorted(free_symbols(*(e for atom in atoms for e in (atom.left, atom.right))))
    parts: list[Formula] = []
    for value in subject.values:
        point = _cells(value)
        if not names or len(names) != len(point) or not in_order(names):
            raise refuse("which coordinate each letter is, is not certain")
        there = dict(zip(names, point, strict=True))
        parts += [
            Atomic(a.relation, substitute(a.left, there), substitute(a.right, there)) for a in atoms
        ]
    return Phrase("is on", "", ((conjunction(tuple(parts)), ()),))


def _continuous(speaker: Speaker, text: str, domain: str | None) -> Phrase | None:
    from symnn.documents.phrases import pieces

    subject = _one(speaker, text)
    if subject is None or not subject.is_function:
        return None
    function = speaker.function(subject, domain)
    expr = function.value(function.point("x"))
    if pieces.is_smooth_composition(expr):
        method, yes = "a composition of continuous functions", True
    elif function.inputs == 1 and domain is None:
        found = curves.agree(curves.jumps(curves.curve_of(function)))
        if found is None:
            raise refuse("whether both sides agree at one of its points is not decided")
        method, yes = "both sides of every point where it may turn", found
    else:
        method, yes = pieces.METHOD, pieces.is_continuous(function)
    return Phrase("is", "", ((Atomic("=", ONE, ONE if yes else ZERO), ()),), method=method)
