"""Which rule a predicate follows: an adjective, "has rank 2", "is an eigenvector of A"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import comb
from typing import Final, TypeAlias, TypeVar

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases import (
    boundaries,
    chances,
    classified,
    constants,
    curves,
    dependence,
    descent,
    eigenwords,
    expansions,
    having,
    images,
    inverses,
    levels,
    nameless,
    planar,
    projections,
    quantities,
    roots,
    shapes,
    slopes,
    solvability,
    spaces,
    special,
    states,
    steepness,
    subspaces,
    uniform,
)
from symnn.documents.phrases.functions import (
    FUNCTIONS,
    Statement,
    bounded,
    lipschitz,
    periodic,
)
from symnn.documents.phrases.matrices import (
    DISPUTED,
    MATRICES,
    VECTORS,
    eigenvector,
    independent,
    is_eigenvalue,
    mutually,
    parallel,
    refuse,
    vector,
)
from symnn.documents.phrases.nets import claims as nets
from symnn.documents.phrases.phrase import Phrase, counted
from symnn.documents.phrases.subjects import (
    COUNT,
    PLACE,
    Speaker,
    Subject,
    split_domain,
    vectors_of,
)
from symnn.exact.expression import ONE, ZERO, add
from symnn.latex.meaning.values import Array, Scalar

T = TypeVar("T")
Rule: TypeAlias = "Callable[[], Phrase | None]"

_SETS: Final = {
    "orthogonal": False, "mutually orthogonal": False, "pairwise orthogonal": False,
    "perpendicular": False, "orthonormal": True,
}  # fmt: skip
_DEPENDENT: Final = {
    "linearly independent": True, "independent": True,
    "linearly dependent": False, "dependent": False,
}  # fmt: skip
_SIGNS: Final = {
    "positive": ">", "strictly positive": ">", "negative": "<", "nonnegative": ">=",
    "non-negative": ">=", "nonpositive": "<=", "non-positive": "<=", "nonzero": "!=",
    "non-zero": "!=",
}  # fmt: skip
_NOUNS: Final = regex(r"(?:an? )?(?P<bare>.+?)(?: (?:matrix|square matrix))?")
_COLLECTIONS: Final = regex(
    rf"there (?:are|is) (?:exactly |only |precisely )?(?P<n>{COUNT}) (?:different |distinct "
    rf"|possible )?(?:collections?|subsets?|choices|sets|groups|ways to choose|selections)"
    rf"(?: of)? (?P<k>{COUNT}) (?P<which>columns|rows)(?: of| from| in| among the columns of)"
    rf"(?: the matrix)? (?P<of>{PLACE})"
)
_EIGENVECTOR: Final = regex(
    rf"an eigenvector of (?:the matrix )?(?P<of>{PLACE})(?:,? (?:with|to|for)(?: the)?"
    rf"(?: corresponding)? eigenvalue (?P<value>{COUNT}|{PLACE}))?"
)
_EIGENVALUE: Final = regex(
    rf"(?:an eigenvalue|(?:both )?eigenvalues) of (?:the )?(?:matrix )?(?P<of>{PLACE})"
)
_BOUNDED: Final = regex(
    rf"(?:bounded (?:between|from below by)|between) (?P<low>{PLACE}|{COUNT}) and (?:above by )?"
    rf"(?P<high>{PLACE}|{COUNT})"
)
_ONE_SIDE: Final = regex(rf"bounded (?:from )?(?P<side>above|below) by (?P<end>{PLACE}|{COUNT})")
_LIPSCHITZ: Final = regex(
    rf"(?:(?P<a>{PLACE}|{COUNT})-lipschitz(?: continuous)?|lipschitz(?: continuous)? with"
    rf"(?: lipschitz)? constant (?P<b>{PLACE}|{COUNT}))"
)
_PERIODIC: Final = regex(rf"periodic with period (?P<p>{PLACE}|{COUNT})")


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of a clause that begins with "there are"."""
    match = _COLLECTIONS.fullmatch(words)
    if match is None:
        return nameless.without_subject(words)

    def collections(speaker: Speaker) -> Phrase:
        vectors = speaker.vectors(match["of"], match["which"])
        found = comb(len(vectors), speaker.integer(match["k"]))
        claimed = speaker.number(match["n"])
        return counted("are", speaker.said(words), found, "=", claimed, "binomial coefficient")

    return collections


def is_adjective(text: str) -> bool:
    """Whether a word alone can be claimed of something."""
    tables: tuple[Mapping[str, object], ...] = (_SETS, _DEPENDENT, _SIGNS)
    own = text in ("parallel", "normalized") or any(text in table for table in tables)
    return own or _is_listed(text)


def _linear_maps(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if not predicate.endswith(("jective", "onto", "to-one", "morphism", "isometry")):
        return None
    from symnn.documents.phrases import linear_maps

    return linear_maps.find(speaker, subject, verb, predicate)


def _classes(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if "class" not in subject and "class" not in predicate:
        return None
    from symnn.documents.phrases import classes

    return classes.find(speaker, subject, verb, predicate)


_HOLDS: Final = frozenset({"has", "have", "contains", "contain", "holds", "hold"})
_HELD: Final = regex(r"\b(?:parameters|entries|elements|numbers|weights|rows?)\b")


def _parameters(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if verb not in _HOLDS or _HELD.search(predicate) is None:
        return None
    from symnn.documents.phrases import parameters

    return parameters.find(speaker, subject, verb, predicate)


_ATTENDING: Final = regex(r"\b(?:feed-?forward|ffn|attention|embeddings?|projections?|head)\b")


def _transformers(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if verb not in _HOLDS or _ATTENDING.search(subject) is None:
        return None
    from symnn.documents.phrases.nets import transformers

    return transformers.find(speaker, subject, verb, predicate)


_PLANES: Final = regex(r"\b(?:boundary|boundaries|surface|hyperplanes?|lines?|planes)\b")


def _decisions(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    found = None
    if _PLANES.search(f"{subject} {predicate}") is not None:
        from symnn.documents.phrases import decisions

        found = decisions.find(speaker, subject, verb, predicate)
    if found is None and ("distance" in subject or predicate.startswith("on ")):
        from symnn.documents.phrases import hyperplanes

        found = hyperplanes.find(speaker, subject, verb, predicate)
    return found


def _steps(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    if re.search("step|iteration|update|gradient|newton", subject) is None:
        return None
    from symnn.documents.phrases import steps

    return steps.find(speaker, subject, verb, predicate)


_SOURCES: Final = (
    _transformers,
    _parameters,
    _classes,
    nets.find,
    _linear_maps,
    _decisions,
    chances.find,
    boundaries.find,
    inverses.find,
    spaces.find,
    subspaces.find,
    dependence.find,
    states.find,
    expansions.find,
    projections.find,
    _steps,
    descent.find,
    classified.find,
    uniform.find,
    eigenwords.find,
    planar.find,
    steepness.find,
    levels.find,
    solvability.find,
    roots.find,
    slopes.find,
    special.find,
    quantities.find,
    having.find,
    shapes.find,
    constants.find,
    images.find,
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule for a clause; None if its words are not known."""
    for source in _SOURCES:
        rule = source(speaker, subject, verb, predicate)
        if rule is not None:
            return rule
    if "tangent" in subject:
        from symnn.documents.phrases.tangents import find as touching

        return touching(speaker, subject, verb, predicate)
    if verb not in ("is", "are"):
        return None
    if " in ⟨" in predicate or "function of ⟨" in predicate:
        from symnn.documents.phrases.in_letter import find as in_one_letter

        own = in_one_letter(speaker, subject, predicate)
        if own is not None:
            return own
    bare, domain = split_domain(predicate)
    for text, where in ((predicate, None), (bare, domain)):
        if is_adjective(text) or _patterned(text):
            return lambda: _of_subject(speaker, subject, text, where)
    return None


def _patterned(text: str) -> bool:
    patterns = (_EIGENVECTOR, _EIGENVALUE, _BOUNDED, _ONE_SIDE, _LIPSCHITZ, _PERIODIC)
    return any(pattern.fullmatch(text) for pattern in patterns)


def _is_listed(text: str) -> bool:
    """Whether a word is in one of the tables."""
    tables: tuple[Mapping[str, object], ...] = (MATRICES, DISPUTED, VECTORS, FUNCTIONS)
    return any(_entry(table, text) is not None for table in tables)


def _entry(table: Mapping[str, T], text: str) -> T | None:
    """What a table has for a word, with or without its article and its "matrix"."""
    match = _NOUNS.fullmatch(text)
    one = re.sub(r"matrices$", "matrix", text)
    one = re.sub(r"(?<=[a-z]{3})s$", "", one) if one == text else one
    words = (text, match["bare"] if match else text, one)
    for word in (*words, *(f"a {w}" for w in words), *(f"an {w}" for w in words)):
        if word in table:
            return table[word]
    return None


def _of_subject(speaker: Speaker, text: str, predicate: str, domain: str | None) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None:
        return None
    statements = _statements(speaker, subject, predicate, domain)
    return None if statements is None else Phrase(predicate, "", statements)


def _statements(
    speaker: Speaker, subject: Subject, predicate: str, domain: str | None
) -> tuple[Statement, ...] | None:
    """What is said of the subject, whatever kind of thing it is."""
    if subject.is_function:
        return _of_function(speaker, subject, predicate, domain)
    if domain is not None:
        return None
    if predicate in _DEPENDENT:
        return ((_dependence(subject, _DEPENDENT[predicate]), ()),)
    if predicate in _SETS and (subject.groups or len(subject.values) > 1):
        return ((mutually(vectors_of(subject), _SETS[predicate]), ()),)
    if subject.groups:
        return None
    if predicate == "parallel" and len(subject.values) == 2:
        return ((parallel(*vectors_of(subject)), ()),)
    parts = [_of_value(speaker, value, predicate, subject) for value in subject.values]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or not known:
        return None
    count = max(len(part) for part in known)
    padded = [part if len(part) == count else part * count for part in known]
    return tuple((conjunction(formulas), ()) for formulas in zip(*padded, strict=True))


def _dependence(subject: Subject, wanted: bool) -> Formula:
    groups = subject.groups or (vectors_of(subject),)
    parts = tuple(independent(group) for group in groups)
    if not wanted:
        parts = tuple(Compound("not", (part,)) for part in parts)
    if len(parts) == 1:
        return parts[0]
    return Compound("and" if subject.every else "or", parts)


def _of_value(
    speaker: Speaker, value: object, predicate: str, subject: Subject
) -> tuple[Formula, ...] | None:
    if isinstance(value, Scalar):
        return _of_number(speaker, value, predicate)
    if not isinstance(value, Array):
        raise refuse(f"{subject.text} has no value here")
    eigen = _EIGENVECTOR.fullmatch(predicate)
    if eigen is not None:
        matrix = speaker.value(eigen["of"])
        if not isinstance(matrix, Array):
            raise refuse(f"{speaker.said(eigen['of'])} is no matrix here")
        number = None if eigen["value"] is None else speaker.number(eigen["value"])
        return (eigenvector(matrix, vector(value), number),)
    if predicate in ("normalized", "normalised"):
        return _normalized(value)
    if predicate == "orthogonal" and value.is_vector:
        raise refuse("to what the vector is orthogonal is not said")
    disputed = _entry(DISPUTED, predicate)
    if disputed is not None:
        return tuple(rule(value) for rule in disputed)
    for table in (MATRICES, VECTORS):
        rule = _entry(table, predicate)
        if rule is not None:
            return (rule(value),)
    return None


def _of_number(speaker: Speaker, value: Scalar, predicate: str) -> tuple[Formula, ...] | None:
    relation = _SIGNS.get(predicate)
    between, whose = _BOUNDED.fullmatch(predicate), _EIGENVALUE.fullmatch(predicate)
    if between is not None:
        low, high = speaker.number(between["low"]), speaker.number(between["high"])
        ends = (Atomic("<=", low, value.expr), Atomic("<=", value.expr, high))
        return (Compound("and", ends),)
    if whose is not None:
        array = speaker.value(whose["of"])
        if not isinstance(array, Array):
            raise refuse(f"{speaker.said(whose['of'])} is no matrix here")
        return (is_eigenvalue(array, value.expr),)
    return None if relation is None else (Atomic(relation, value.expr, ZERO),)


def _normalized(value: Array) -> tuple[Formula, ...]:
    """Of length 1, or of sum 1: both readings live."""
    return (VECTORS["a unit vector"](value), Atomic("=", add(*vector(value)), ONE))


def _of_function(
    speaker: Speaker, subject: Subject, predicate: str, domain: str | None
) -> tuple[Statement, ...] | None:
    f = speaker.function(subject, domain)
    rules = _entry(FUNCTIONS, predicate)
    bent = curves.by_second_derivative(f, predicate) if rules is not None else None
    grown = curves.by_derivative(f, predicate) if rules is not None else None
    if grown is not None:
        return grown
    if rules is not None:
        return (bent,) if bent is not None else tuple(rule(f) for rule in rules)
    match = _BOUNDED.fullmatch(predicate)
    if match is not None:
        return (bounded(f, speaker.number(match["low"]), speaker.number(match["high"])),)
    match = _ONE_SIDE.fullmatch(predicate)
    if match is not None:
        end = speaker.number(match["end"])
        low, high = (end, None) if match["side"] == "below" else (None, end)
        return (bounded(f, low, high),)
    match = _LIPSCHITZ.fullmatch(predicate)
    if match is not None:
        return (lipschitz(f, speaker.number(match["a"] or match["b"])),)
    match = _PERIODIC.fullmatch(predicate)
    if match is not None:
        return (periodic(f, speaker.number(match["p"])),)
    return None
