r"""What a sentence says of a lesson: at which moment, and which relations or classifications.

"after the second pair: ⟨0⟩ , ⟨1⟩" is a moment and two relations. Every word must be understood:
what is neither a moment nor one of a few words that only join makes it no sentence of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.training.moment_words import (
    AND_AFTER,
    CLAUSES,
    COUNT,
    FILLERS,
    GATE_CLAUSES,
    MOMENTS,
    NUMBERS,
    ORDINALS,
    OWN,
    PASS_BEFORE,
    THROUGH,
)
from symnn.documents.judging.training.names import NOW, named
from symnn.documents.judging.training.passages import Sentence
from symnn.latex import syntax as tree


class Moment(NamedTuple):
    """When something is said to hold.

    `kind` is "passes", "all", "nth", "step", "pattern", "during", "row", "through" or "" for none;
    `number` an ordinal or a number, `piece` the pattern that is named, `within` the number of the
    pass.
    """

    kind: str = ""
    ordinal: int | None = None
    piece: int | None = None
    within: int | None = None
    pieces: tuple[int, ...] = ()
    updates: int | None = None


class Clause(NamedTuple):
    """What is said of classifications: "good" or "bad", of some pieces or all; or "same"."""

    kind: str
    pieces: tuple[int, ...] = ()
    number: int | None = None
    of: int | None = None
    gate: str = ""


class Question(NamedTuple):
    """A moment, the pieces with relations, those that are supposed before a colon, and clauses.

    `own` are a kind of inputs and the piece with the formula of their targets;
    `where` is the sentence that tells of the moment, if it is another.
    """

    moment: Moment
    relations: tuple[int, ...]
    supposed: tuple[int, ...]
    clauses: tuple[Clause, ...]
    own: tuple[str, int] | None = None
    where: Sentence | None = None


def asked(sentence: Sentence) -> Question | None:
    """What a sentence says of a lesson; None if it is understood in no way."""
    words = f" {_within_first(sentence.words)} "
    own = OWN.search(words)
    if own is not None:
        words = words.replace(own[0], " ")
    words, moment = _moment(words, sentence)
    words, clauses = _clauses_in(words, sentence)
    relations = [
        k
        for k, piece in enumerate(sentence.pieces)
        if f"⟨{k}⟩" in words and isinstance(piece.node, tree.Chain)
    ]
    rest = regex(r"⟨\d+⟩").sub(" ", words)
    if any(word not in FILLERS for word in regex(r"[^\s:,;.]+|[:,;.]").findall(rest)):
        return None
    others = [int(k) for k in regex(r"⟨(\d+)⟩").findall(words)]
    if any(
        k not in relations and not _only_names(sentence.pieces[k].node, bool(clauses))
        for k in others
    ):
        return None
    supposed: tuple[int, ...] = ()
    if clauses and not moment.kind:
        supposed, relations = tuple(relations), []
    elif moment.kind and _sets(sentence, relations):
        return None
    if not relations and not clauses:
        return None
    made = None if own is None else (own["kind"], int(own["k"].strip("⟨⟩")))
    if own is not None and own["other"] not in (None, own["kind"]):
        return None
    return Question(moment, tuple(relations), supposed, clauses, made)


def _sets(sentence: Sentence, relations: Sequence[int]) -> bool:
    """Whether one of the relations is rather a setting: "with ⟨0⟩ …", "⟨0⟩ : …", or told twice."""
    words, names = f" {sentence.words} ", list[object]()
    for k in relations:
        at = words.index(f"⟨{k}⟩")
        before = words[:at].split()
        is_with = before[-1:] == ["with"] and before[-2:-1] not in (["ends"], ["end"], ["up"])
        if is_with or ":" in words[at:]:
            return True
        node = sentence.pieces[k].node
        names.append(named(node.first) if isinstance(node, tree.Chain) else None)
    known = [name for name in names if name is not None]
    return len(known) > len(set(known))


def parts_of(sentence: Sentence) -> list[Sentence]:
    """The parts of "after the first ⟨0⟩ ; after the second ⟨1⟩"; one for any other sentence."""
    cuts = [m.start() for m in AND_AFTER.finditer(sentence.words)]
    if not cuts:
        return [sentence]
    ends = [*cuts, len(sentence.words)]
    found = []
    for start, end in zip([0, *cuts], ends, strict=True):
        words = regex(r"^[ ,;]*(?:and |then )*").sub("", sentence.words[start:end]).strip()
        numbers = [int(k) for k in regex(r"⟨(\d+)⟩").findall(words)]
        for new, old in enumerate(numbers):
            words = words.replace(f"⟨{old}⟩", f"⟨{new}⟩", 1)
        pieces = tuple(sentence.pieces[k] for k in numbers)
        found.append(sentence._replace(words=words, pieces=pieces))
    return found


def _within_first(words: str) -> str:
    """In the second epoch, after the first pair, …: with the pass behind the pattern."""
    match = PASS_BEFORE.match(words)
    if match is None:
        return words
    return f"{match['pattern']} {match['pass']}{words[match.end() :]}"


def _only_names(node: tree.Node, is_clause: bool) -> bool:
    """The names of the weights: w_1', w_2' and θ' classify A and B rightly."""
    return is_clause and named(node) is not None


def _moment(words: str, sentence: Sentence) -> tuple[str, Moment]:
    through = THROUGH.search(words)
    if through is not None:
        pieces = tuple(int(k) for k in regex(r"⟨(\d+)⟩").findall(through["list"]))
        rest = words.replace(through[0], " ")
        count = COUNT.search(rest)
        made = None if count is None else _number(count["n"], sentence)
        rest = rest if count is None else rest.replace(count[0], " ")
        return rest, Moment("through", pieces=pieces, updates=made)
    for kind, pattern in MOMENTS:
        for match in pattern.finditer(words):
            found = _of_match(kind, match, sentence)
            if found is not None:
                return f"{words[: match.start()]} {words[match.end() :]}", found
    return words, Moment()


def _of_match(kind: str, match: re.Match[str], sentence: Sentence) -> Moment | None:
    groups = match.groupdict()
    groups["n"] = groups.get("n") or groups.get("n2")
    number = None if not groups["n"] else _number(groups["n"].strip(), sentence)
    if groups.get("n") and number is None and groups["n"].strip() not in ("all", "last", "both"):
        return None
    if (groups.get("n") or "").strip() == "last":
        number = -1
    piece = None if not groups.get("k") else int(groups["k"].strip("⟨⟩"))
    if piece is not None and not _is_pattern(sentence.pieces[piece].node):
        return None
    within = None if not groups.get("pass") else _number(groups["pass"], sentence)
    if groups.get("pass") and within is None:
        return None
    return Moment(kind, number, piece, within)


def _is_pattern(node: tree.Node) -> bool:
    """A list, a pair, a label, or `x = (0, 1)`: what names a pattern."""
    if isinstance(node, tree.Chain):
        operands = [link.operand for link in node.links]
        arrow = {link.relation for link in node.links} <= {"→", "↦"}
        lists = isinstance(operands[-1], (tree.Group, tree.Matrix, tree.Transpose))
        return arrow or (
            len(operands) == 1 and lists and named(node.first) is not None and _is_input(node.first)
        )
    return isinstance(node, (tree.Group, tree.Matrix, tree.Transpose)) or named(node) is not None


def _is_input(node: tree.Node) -> bool:
    ref = named(node)
    return ref is not None and ref.mark == NOW and ref.base in ("x", "X", "p", "P", "s", "xi")


def _number(text: str, sentence: Sentence) -> int | None:
    """A number or an ordinal in words or digits, or a piece that is one."""
    text = text.strip()
    if text in ORDINALS:
        return ORDINALS.index(text) + 1
    if text in NUMBERS:
        return NUMBERS.index(text) + 1
    if text in ("a", "single", "only"):
        return 1
    if text == "both":
        return 2
    if text.startswith("⟨"):
        node = sentence.pieces[int(text.strip("⟨⟩"))].node
        whole = isinstance(node, tree.Number) and node.value.denominator == 1
        return int(node.value) if whole and isinstance(node, tree.Number) else None
    digits = regex(r"\d+").match(text)
    return None if digits is None else int(digits[0])


def _clauses_in(words: str, sentence: Sentence) -> tuple[str, tuple[Clause, ...]]:
    found = []
    for kind, pattern in GATE_CLAUSES:
        if (match := pattern.search(words)) is not None:
            named_pieces = regex(r"⟨(\d+)⟩").findall(match.groupdict().get("list") or "")
            found.append(Clause(kind, tuple(map(int, named_pieces)), gate=match["gate"]))
            words = f"{words[: match.start()]} {words[match.end() :]}"
    for kind, pattern in CLAUSES:
        while (match := pattern.search(words)) is not None:
            groups = match.groupdict()
            pieces = tuple(int(k) for k in regex(r"⟨(\d+)⟩").findall(groups.get("list") or ""))
            said = groups.get("n") or groups.get("m")
            count = None if not said else _number(said, sentence)
            of = groups.get("of") or groups.get("of2")
            found.append(Clause(kind, pieces, count, None if not of else int(of.strip("⟨⟩"))))
            words = f"{words[: match.start()]} {words[match.end() :]}"
    return words, tuple(found)
