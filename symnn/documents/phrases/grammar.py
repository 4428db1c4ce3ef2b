"""From a clause to a phrase: which subject, which predicate, which formula.

A clause is understood as a whole or not at all. `Obscure` tells of a clause whose verb and whose
subject are known, but whose predicate or whose objects are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeAlias, final

from symnn.claims.formula import Atomic
from symnn.deferred import dataclass, regex
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.phrases import predicates
from symnn.documents.phrases.equivalent import equivalent, sides_of, solvable
from symnn.documents.phrases.firing import just_when
from symnn.documents.phrases.functions import Domain, Statement, everywhere, function_of
from symnn.documents.phrases.nets.descriptions import Description
from symnn.documents.phrases.notation.comparisons import Equation, equations
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.sentences import Clause
from symnn.documents.phrases.subjects import Speaker
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, free_symbols, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader


@final
@dataclass(frozen=True, slots=True)
class Obscure:
    """A clause that claims something, and why it is not understood."""

    relation: str
    reason: str


Said: TypeAlias = "Phrase | Equation | Obscure"

#: Notations of the spaces of a matrix.
SPACES: Final = {*("Col", "col", "Nul", "nul", "Null", "null", "ker", "Ker", "im", "Im", "Row")}
#: So many words that may be the verb are tried.
_MOST_VERBS: Final = 4
#: Clauses of more characters are not looked at.
LONGEST: Final = 400

_NEGATIONS: Final = (
    (regex(r"\b(is|are|does|do|has|have)n't\b"), r"\1 not"),
    (regex(r"\bcan ?not be\b"), "is not"),
    (regex(r"\bcan ?not\b"), "does not"),
)
_VERB: Final = regex(
    r"(?P<subject>.+?) (?P<deny>does not |do not )?(?P<verb>is|are|has|have|sums? to"
    r"|sum up to|adds? up to|forms?|spans?|lies|lie|satisf(?:y|ies)|computes?|implements?"
    r"|represents?|intersect|meet|cross|belongs?"
    r"|realizes?|equals?|commutes?|vanish(?:es)?|attains?|takes?|reach(?:es)?|achieves?"
    r"|solves?|assumes?|minimi[sz]es?|maximi[sz]es?|agrees?|coincides?|maps?|turns?|sees?|covers?|contains?|includes?|differs?|contributes?|crosses|hits|rotates|reflects|mirrors|projects|scales"
    r"|multiplies|sends|transforms|flips|reverses|leaves|coincide|changes|holds?|classify|classifies|passes|contain|leads?|moves?|converges?|diverges?"
    r"|preserves?|keeps?|gives?|yields?|produces?)(?P<no> not| no)?(?P<rest> .+)?"
)
#: Two adjectives of a matrix, with nothing between them.
_BOTH: Final = regex(
    r"^(?:a )?(?:real )?symmetric,? ((?:positive|negative) (?:semi-?)?definite)(?: matrix)?$"
)
_AND: Final = r"symmetric and \1"
_NEITHER: Final = regex(r"neither (?P<a>.+?) nor (?P<b>.+)")
#: "symmetric with zero diagonal", "an orthogonal projection of rank 1".
_WITH: Final = regex(
    r" with (?=(?:an? )?(?:zero|full|rank|eigenvalues?|determinant|trace|norm|unit|kinks?|ones on))"
)
_OF_RANK: Final = regex(r" of rank (⟨\d+⟩|one|two|three|\d+)$")
#: "positive everywhere" says no more than "positive".
_STILL: Final = regex(r" (?:still|also|indeed|now|always) (?=[a-z]+s )")
_EVERYWHERE: Final = regex(
    r"(?<=.) (?:everywhere|for all inputs|on its (?:whole )?domain|as well|too)$"
)
_QUANTIFIER: Final = r"for (?:all|every|any|each)(?: real| angle| value of| choice of)?"
_EVERY: Final = regex(rf"(?P<rest>.+?),? {_QUANTIFIER} (?P<place>⟨\d+⟩)")
_EVERY_FIRST: Final = regex(rf"{_QUANTIFIER} (?P<place>⟨\d+⟩),? (?P<rest>.+)")
_HOLLOW: Final = regex(r"(?:also|always|clearly|indeed|therefore|thus|hence|in fact|both|all) ")


def has_verb(clause: Clause) -> bool:
    """Whether the words have a verb of this grammar, with something before and behind it."""
    match = _VERB.fullmatch(clause.words)
    return match is not None and match["rest"] is not None


def understood(
    clause: Clause,
    reader: Reader,
    wide: Reader,
    within: Domain = everywhere,
    known: tuple[tuple[Description, ...], int, tuple[Any, ...], Any] = ((), 0, (), None),
) -> Iterator[Said]:
    """The phrases of a clause, or what is not understood of it; nothing for plain prose.

    Args:
        clause: the words.
        reader: the names in force.
        wide: the same, with letters that nothing defines as numbers.
        within: the domain of functions of which none is said.
        known: the networks described before, the version before the formula, the probabilities
            that were given, and the shapes of names.
    """
    words = clause.words
    if len(words) > LONGEST:
        return
    for pattern, new in _NEGATIONS:
        words = pattern.sub(new, words)
    words = _STILL.sub(" ", words, count=1)
    words, reader, wide = _for_all(clause, words, reader, wide)
    speaker = Speaker(clause, reader, wide, within, *known)
    if "⇔" in words:
        yield from _just_when(speaker, words)
        return
    found = list(_by_rules(speaker, words))
    if not any(isinstance(said, Phrase) for said in found):
        found = _of_linear_maps(speaker, words) or _of_families(speaker, words, found) or found
    if not any(isinstance(said, Phrase) for said in found):
        found = _two_clauses(speaker, words) or found
    if not any(isinstance(said, Phrase) for said in found):
        compared = [replace(e, reading=speaker.said(words)) for e in equations(speaker, words)]
        found = list(compared) or found
    yield from found


_AND_THEN: Final = regex(
    r"(?P<a>.*⟨\d+⟩.* .+?),? (?:and|but|while|whereas) (?P<b>(?:the [a-z ]+ )?⟨\d+⟩"
    r" (?:computes|implements|represents|has|is|equals|fires|attains|lies|exceeds|contains|maps"
    r"|rotates|vanishes) .+)"
)


def _two_clauses(speaker: Speaker, words: str) -> list[Said]:
    """Both of "A is symmetric and B has rank 1", each of which has to be understood."""
    match = _AND_THEN.fullmatch(words)
    if match is None:
        return []
    both: list[Said] = []
    for part in (match["a"], match["b"]):
        found = list(_by_rules(speaker, part))
        if not any(isinstance(said, Phrase) for said in found):
            found = [replace(e, reading=speaker.said(part)) for e in equations(speaker, part)]
        if not found or any(isinstance(said, Obscure) for said in found):
            return []
        both += found
    return both


def _of_linear_maps(speaker: Speaker, words: str) -> list[Said]:
    """What is said where maps that are linear are the matrices they are."""
    scope = speaker.reader.scope
    parts = [part.node for part in speaker.clause.parts]
    known = [scope.latest(tree.key(node) or "") for node in parts if isinstance(node, tree.Name)]
    if all(binding is None or not binding.parameters for binding in known):
        return []
    from symnn.documents.phrases.linear_maps import with_matrices

    view = with_matrices(speaker.reader, parts)
    if view is None:
        return []
    found = list(_by_rules(replace(speaker, reader=view, wide=view), words))
    return found if all(isinstance(said, Phrase) for said in found) else []


#: Letters that rules for functions take for their own.
_TAKEN: Final = frozenset("xyzstcpuv")


def _of_families(speaker: Speaker, words: str, found: list[Said]) -> list[Said]:
    """What is said of g(x) = a x + b, for all a and b: it can be proved, and is never refuted."""
    if not any(isinstance(s, Obscure) and s.reason.startswith("how many numbers") for s in found):
        return []
    for part in speaker.clause.parts:
        key = tree.key(part.node) if isinstance(part.node, tree.Name) else None
        known = speaker.reader.scope.latest(key) if key is not None else None
        function = known.function() if known is not None else None
        if function is None:
            continue
        try:
            f = function_of(function, function.name, speaker.wide)
            own = [symbol(f"symnn_{k}") for k in range(f.inputs)]
            letters = free_symbols(*f.at(own)) - free_symbols(*own)
        except SymnnError:
            return []
        if any(letter.split("_")[0] in _TAKEN for letter in letters):
            return []
    again = list(_by_rules(replace(speaker, reader=speaker.wide), words))
    if not all(isinstance(said, Phrase) for said in again):
        return []
    nothing: Statement = (Atomic("=", ZERO, ZERO), ())
    return [replace(s, statements=(*s.statements, nothing)) for s in again if isinstance(s, Phrase)]


def _just_when(speaker: Speaker, words: str) -> Iterator[Said]:
    """A claim with the condition under which alone it holds."""
    firing = just_when(words)
    if firing is not None:
        yield from _guarded(partial(firing, speaker))
        return
    sides = sides_of(words)
    if sides is None:
        return
    claim, place = sides

    def solved() -> Phrase | None:
        made = solvable(speaker, claim, place)
        return None if made is None else replace(made, reading=speaker.said(words))

    found = list(_guarded(solved))
    if found:
        yield from found
        return
    said = list(_by_rules(replace(speaker, reader=speaker.wide), claim))
    if len(said) != 1 or not isinstance(said[0], Phrase):
        return
    phrase = said[0]
    whole = partial(equivalent, speaker, phrase, place)
    yield from _guarded(lambda: replace(whole(), reading=speaker.said(words)))


def _by_rules(speaker: Speaker, words: str) -> Iterator[Said]:
    """What the rules for subjects and predicates make of a clause."""
    found = predicates.without_subject(words)
    if found is not None:
        yield from _guarded(partial(found, speaker))
        return
    for match in _splits(words):
        said = list(_by_verb(speaker, words[: match.end("subject")], match))
        if said:
            yield from said
            return


def _splits(words: str) -> Iterator[re.Match[str]]:
    """The clause cut at its first verb, at its second, …: "with weights equal to 1 computes"."""
    match = _VERB.fullmatch(words)
    for _ in range(_MOST_VERBS):
        if match is None:
            return
        yield match
        start = match.end("verb")
        match = _VERB.fullmatch("." * start + words[start:])


def _by_verb(speaker: Speaker, subject: str, match: re.Match[str]) -> Iterator[Said]:
    """What the rules make of a subject, a verb and what follows it."""
    denied = bool(match["deny"]) or match["no"] == " not"
    rest = ("no " if match["no"] == " no" else "") + (match["rest"] or "").strip()
    rest = _EVERYWHERE.sub("", rest)
    if rest.endswith("⟩") and (" in ⟨" in rest or "function of ⟨" in rest):
        from symnn.documents.phrases.in_letter import without_letter

        rest = without_letter(speaker, subject, rest)
    pieces = _conjuncts(speaker, subject, match["verb"], rest)
    if denied and len(pieces) > 1:
        return  # "is not symmetric and singular": what is denied is not certain
    for verb, predicate, also_denied in pieces:
        opened = _HOLLOW.match(predicate) if verb not in ("classifies", "classify") else None
        bare = predicate[opened.end() :] if opened else predicate
        found_here = list(_one(speaker, subject, verb, bare, denied ^ also_denied))
        if not found_here and len(pieces) > 1 and not (denied or also_denied):
            whole = f"{subject} {verb} {bare}"
            found_here = [
                replace(e, reading=speaker.said(whole)) for e in equations(speaker, whole)
            ]
        if not found_here and len(pieces) > 1:
            found_here = [Obscure(verb, "a part of the sentence is not understood")]
        yield from found_here


def _for_all(
    clause: Clause, words: str, reader: Reader, wide: Reader
) -> tuple[str, Reader, Reader]:
    """The words without "for every θ", and the views in which such names are all real numbers."""
    match = _EVERY.fullmatch(words) or _EVERY_FIRST.fullmatch(words)
    node = clause.part(match["place"]).node if match is not None else None
    if match is None or node is None:
        return words, reader, wide
    found = assumptions(reader.scope, [Condition("for all", node)])
    if found.unread is not None or found.domain or found.narrow or not found.universal:
        return words, reader, wide
    return match["rest"], found.view(reader), found.view(wide)


def _conjuncts(speaker: Speaker, subject: str, verb: str, rest: str) -> list[tuple[str, str, bool]]:
    """What is claimed one by one, and whether it is denied: "symmetric and has rank 2"."""
    neither = _NEITHER.fullmatch(rest)
    if neither is not None:
        return [(verb, neither[k], True) for k in "ab"]
    if predicates.find(speaker, subject, verb, rest) is not None:
        return [(verb, rest, False)]
    text = _OF_RANK.sub(r" and has rank \1", _WITH.sub(" and has ", _BOTH.sub(_AND, rest)))
    found: list[tuple[str, str, bool]] = []
    for part in re.split(r",? and (?!⟨)|, (?!⟨)", text):
        again = re.match(r"(is|are|has|have) (?!not |no )(.+)", part)
        own, bare = (again[1], again[2]) if again and found else (verb, part)
        if not _is_known(speaker, subject, own, bare):
            return [(verb, rest, False)]
        found.append((own, bare, False))
    return found


def _is_known(speaker: Speaker, subject: str, verb: str, predicate: str) -> bool:
    if predicates.find(speaker, subject, verb, predicate) is not None:
        return True
    return any(True for _ in equations(speaker, f"{subject} {verb} {predicate}"))


def _one(speaker: Speaker, subject: str, verb: str, predicate: str, denied: bool) -> Iterator[Said]:
    rule = predicates.find(speaker, subject, verb, predicate)
    if rule is None:
        return

    def phrase() -> Phrase | None:
        made = rule()
        if made is None:
            return None
        told = verb if not denied else f"{verb} not" if verb in _COPULAS else f"does not {verb}"
        said = speaker.said(f"{subject} {told} {predicate}")
        reading = made.reading or said
        return replace(made, negated=denied ^ made.negated, reading=reading)

    yield from _guarded(phrase)


_COPULAS: Final = ("is", "are", "has")


def _guarded(make: Callable[[], Phrase | None]) -> Iterator[Said]:
    try:
        found = make()
    except MeaningError as obstacle:
        yield Obscure("is", obstacle.message)
        return
    except SymnnError as error:
        yield Obscure("is", str(error))
        return
    if found is not None:
        yield found
