"""A sentence that fills a formula: its words, its mathematics, and what holds beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import dataclass, regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition, assumptions
from symnn.documents.phrases.sentences import Clause, from_formula
from symnn.documents.phrases.settings import parted
from symnn.exact.expression import Expr, symbol
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import NOTHING, Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse
from symnn.latex.walking import both_signs

SECONDS: Final = 5
RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
PLACE: Final = r"⟨\d+⟩"
_COLON: Final = regex(r"(?P<settings>⟨\d+⟩(?:,? (?:and )?⟨\d+⟩)*): ?(?P<rest>.+)")
#: A range in front of a sentence, up to its comma: "on x > 0, f(x) is …".
_BEFORE_COMMA: Final = regex(
    r"^(\s*\\(?:text|mbox)\s*\{\s*(?:on|for|over|within|where|when|if)(?: all)?\s*\}"
    r"[^,\\{}]*(?:(?:\\(?!text|mbox)|\{|\})[^,\\{}]*)*),"
)
_ARROW: Final = regex(r"\\(?:iff|(?:[Ll]ong)?[Ll]eftrightarrow)(?![A-Za-z])")
_TEXT: Final = regex(r"\\(?:text|mbox)(?![A-Za-z])")
#: A word alone, which may be a name: \\mbox{output}.
_KNOWN: Final = frozenset({"softmax", "sigmoid", "ReLU", "relu", "tanh"})
_ONE_WORD: Final = regex(r"\\(?:text|mbox)\s*\{\s*([A-Za-z]{1,20})\s*\}")


@final
@dataclass(frozen=True, slots=True)
class Sentence:
    """The clause without the values and ranges at its ends, which `assumed` has."""

    place: Place
    clause: Clause
    whole: Clause
    assumed: Assumptions
    view: Reader
    settings: tuple[tree.Chain, ...] = ()

    @property
    def words(self) -> str:
        """The words with places for the mathematics."""
        return self.clause.words

    def node(self, place: str) -> tree.Node:
        """The mathematics in a place.

        Raises:
            MeaningError: it is no single expression or relation.
        """
        found = self.clause.part(place).node
        if found is None:
            raise MeaningError(Kind.UNSUPPORTED, "a part of the sentence", tree.Span(0, 0))
        return found

    def formula(self, node: tree.Node) -> Formula:
        """A chain of relations between numbers as a formula; letters of no meaning are open.

        Raises:
            MeaningError: it is none.
        """
        return formula_of(self.view, node)


def formula_of(view: Reader, node: tree.Node) -> Formula:
    """A chain of relations between numbers as a formula.

    Raises:
        MeaningError: it is none.
    """
    if not isinstance(node, tree.Chain):
        raise MeaningError(Kind.UNSUPPORTED, "no relation", node.span)
    parts: list[Formula] = []
    for left, link in node.pairs():
        relation = RELATIONS.get(link.relation)
        if relation is None:
            raise MeaningError(Kind.UNSUPPORTED, "no relation between numbers", node.span)
        others = both_signs(link.operand)
        atoms = [Atomic(relation, number_of(view, left), number_of(view, o)) for o in others]
        joined = "or" if relation == "=" else "and"
        parts.append(Compound(joined, tuple(atoms)) if len(atoms) > 1 else atoms[0])
    return conjunction(tuple(parts))


def number_of(view: Reader, node: tree.Node) -> Expr:
    """A value that is one number.

    Raises:
        MeaningError: it is none.
    """
    found = view.read(node)
    if not isinstance(found, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "no number", node.span)
    return found.expr


def sentence_of(place: Place) -> Sentence | None:
    """The sentence that a formula is; None for what has no words or hedged ones."""
    latex = _BEFORE_COMMA.sub(r"\1\\text{,}", _with_names(place), count=1)
    first = _before_words(latex)
    whole = from_formula(first.replace(":", r"\text{:}", 1) + latex[len(first) :])
    if whole is None:
        return None
    whole = replace(whole, words=whole.words.strip(" ."))
    conditions: tuple[Condition, ...] = ()
    clause = whole
    before = _COLON.fullmatch(clause.words)
    if before is not None:
        places = [p for p in before["settings"].replace(",", " ").split() if p.startswith("⟨")]
        nodes = [node for p in places for node in _settings(clause, p)]
        if not nodes or any(node is None for node in nodes):
            return None
        conditions = tuple(Condition("with", node) for node in nodes)
        clause = replace(clause, words=before["rest"])
    clause, more = parted(clause)
    conditions += more
    scope = place.state.scope
    assumed = assumptions(scope, conditions) if conditions else NOTHING
    view = replace(assumed.view(reader(scope, version=place.seen)), open_names=True)
    chains = tuple(c.body for c in conditions if isinstance(c.body, tree.Chain))
    return Sentence(place, clause, whole, assumed, view, chains)


def _with_names(place: Place) -> str:
    """The formula with names in upright type that the document defined set as mathematics."""
    known = place.state.scope.history.keys() | _KNOWN
    latex = _ARROW.sub(r"\\text{ if and only if }", place.latex)
    return _ONE_WORD.sub(lambda m: rf"\mathrm{{{m[1]}}}" if m[1] in known else m[0], latex)


def as_before(sentence: Sentence) -> Sentence:
    """The sentence with the names as they were before it: its own h = 1 gives h no value."""
    place = sentence.place
    scope, since = place.state.scope, place.state.since
    version = since if place.seen is None else place.seen
    view = sentence.assumed.view(reader(scope, version=version))
    own = {
        key: Scalar(symbol(key))
        for key, found in scope.history.items()
        if found[0].version > since and found[0].parameters is None
        if key not in view.varied and not isinstance(found[0].body, (tree.Group, tree.Matrix))
    }
    view = view.varying({**view.varied, **own}) if own else view
    return replace(sentence, view=replace(view, open_names=True))


def _before_words(latex: str) -> str:
    """What stands before the first words; those in an index are none."""
    for found in _TEXT.finditer(latex):
        before = latex[: found.start()]
        if before.count("{") == before.count("}"):
            return before
    return latex


def _settings(clause: Clause, place: str) -> list[tree.Node | None]:
    """The relations in a place: several in "a = 1, b = 2"."""
    part = clause.part(place)
    if part.node is not None:
        return [part.node]
    return [s.body for s in parse(part.latex).statements if isinstance(s, tree.Statement)]


def judged(
    formula: Formula, over: tuple[Formula, ...] = (), note: str = "", seconds: int = SECONDS
) -> Judgement:
    """What `decide` finds about a formula."""
    found = decide(Claim(formula, over), seconds=seconds)
    notes = (note,) if note else ()
    if found.proved:
        if "domain being empty" in found.method:
            return Judgement("undecided", reason="nothing lies in its domain")
        return Judgement("proved", found.method, notes=notes)
    if found.refuted:
        point = tuple((name, plain(value)) for name, value in sorted(found.point.items()))
        return Judgement("refuted", found.method, counterexample=point or None, notes=notes)
    return Judgement("undecided", reason=found.reason.value if found.reason else None)


def denied(found: Judgement) -> Judgement:
    """The judgement of what is denied."""
    if found.outcome == "proved":
        return Judgement("refuted", found.method, notes=found.notes)
    if found.outcome == "refuted":
        return Judgement("proved", found.method, notes=found.notes)
    return found
