r"""What a document writes in its own way, read in the usual one before its formulas are.

Each way has a room of its own, which is entered only where a sign of it stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeAlias, final

from symnn.deferred import dataclass, regex
from symnn.documents.regions import Formula
from symnn.latex.rewriting import Piece, Rewriting, rewrite


class Respelling(Protocol):
    """One way of writing."""

    def pieces(self, text: str) -> Iterable[Piece]:
        """What is read otherwise in a formula, in its order."""
        ...


@final
@dataclass(frozen=True, slots=True)
class Respellings:
    """The ways of writing of a document, each after those before it."""

    several: tuple[Respelling, ...] = ()

    def rewritten(self, before: Rewriting) -> Rewriting:
        """The formula in the usual spelling.

        Args:
            before: the formula as it is read so far.
        """
        for one in self.several:
            pieces = list(one.pieces(before.text))
            before = before.then(rewrite(before.text, pieces)) if pieces else before
        return before


def names_in_a_row(runs: frozenset[str], latex: str) -> frozenset[str]:
    """Those of the runs of letters that are names of a document which a formula speaks of."""
    if not any(run in latex for run in runs):
        return frozenset()
    from symnn.documents.judging.notations.runs import runs_in

    return runs_in(latex, runs)


def respellings_of(text: str, formulas: Sequence[Formula]) -> Respellings:
    """The ways of writing that a document has.

    Args:
        text: the whole document.
        formulas: what is read in it.
    """
    found = (find(text, formulas) for sign, find in _WAYS if sign.search(text) is not None)
    return Respellings(tuple(one for one in found if one is not None))


def _typefaces(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.arrays.typefaces import typefaces_of

    del text
    return typefaces_of(formulas)


def _samples(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.sample_superscripts import (
        SampleSuperscripts,
        samples_in,
    )

    del formulas
    return SampleSuperscripts(letters) if (letters := samples_in(text)) else None


def _patterns(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.pattern_superscripts import (
        PatternSuperscripts,
        patterns_in,
    )

    del formulas
    return PatternSuperscripts(letters) if (letters := patterns_in(text)) else None


def _labelled(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.labelled_patterns import labelled_patterns_in

    del text
    return labelled_patterns_in(formulas)


def _tensor_signs(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.arrays.told_tensor_signs import told_tensor_signs

    del formulas
    return told_tensor_signs(text)


def _for_each(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.rules_for_each import rules_for_each_in

    del formulas
    return rules_for_each_in(text)


def _gradients(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.slopes.named_gradients import named_gradients_in

    del formulas
    return named_gradients_in(text)


def _primed(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.primed_families import PrimedFamilies, primed_in

    del formulas
    return PrimedFamilies(letters) if (letters := primed_in(text)) else None


def _new(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.new_and_old import NewAndOld, plainly_given

    del formulas
    return NewAndOld(plainly_given(text))


def _fences(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.chances.spellings import ChanceFences

    del text, formulas
    return ChanceFences()


def _joined(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.chances.spellings import joined_events

    del formulas
    return joined_events(text)


def _events(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.chances.event_words import EventWords, names_events

    del formulas
    return EventWords() if names_events(text) else None


def _complements(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.primed_events import PrimedEvents, complements_in

    del formulas
    return PrimedEvents(letters) if (letters := complements_in(text)) else None


def _steps(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.members.steps_apart import steps_apart

    del text
    return steps_apart(formulas)


def _classes(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.numerals.counted_classes import counted_classes

    del text
    return counted_classes([formula.latex for formula in formulas])


def _commas(text: str, formulas: Sequence[Formula]) -> Respelling | None:
    from symnn.documents.judging.notations.numerals.decimal_commas import decimal_commas

    return decimal_commas(text, formulas)


#: [9+, 5-], examples of two classes.
CLASSES: Final = regex(
    r"\d\s*(?:[\^_]\s*)?\{?\s*\+\s*\}?\s*,\s*(?:\\[ ,;])?\s*\d+\s*(?:[\^_]\s*)?\{?\s*-"
)
_Find: TypeAlias = Callable[[str, Sequence[Formula]], "Respelling | None"]
_WAYS: Final[tuple[tuple[re.Pattern[str], _Find], ...]] = (
    # a comma between digits, in a language that writes decimals so
    (regex(r"\d(?:,|\{,\})\d"), _commas),
    # letters in bold or under an arrow, which may be others than those without
    (regex(r"\\(?:mathbf|boldsymbol|bm|pmb|textbf|vec)(?![A-Za-z])"), _typefaces),
    # a sample with its number above, in a document with sums
    (regex(r"\\sum[^$]{0,200}\^\s*\{\s*\([a-z]\)\s*\}"), _samples),
    # a sum over patterns, which have their number above
    (regex(r"\\sum\s*(?:\\limits)?\s*_\s*\{?\s*\\[mn]u(?![A-Za-z])"), _patterns),
    # the letter of a pattern above a name that is given
    (
        regex(r"[A-Za-z}]\s*\^\s*\{?\s*(?:p(?![A-Za-z])|\\[mn]u(?![A-Za-z]))\s*\}?\s*&?\s*:?="),
        _labelled,
    ),
    # a sign for a product, and words for products entry by entry
    (regex(r"\\otimes(?![A-Za-z])|⊗"), _tensor_signs),
    # a primed letter with an index, on the left of a rule
    (
        regex(
            r"(?:_(?:[a-z]|\{[a-z, ]{1,5}\})(?:'|\^\{?(?:\\prime|\+))|(?:'|\^\{?\+\}?)_)"
            r"\}?\w?[a-z, ]{0,5}\}?\s*&?\s*(?::=|=|\\l|\\g)"
        ),
        _primed,
    ),
    # dY = \\partial L/\\partial Y, the name of a gradient
    (
        regex(r"(?<![A-Za-z\\{])d[A-Za-z]\s{0,3}&?\s?:?=\s*\\[dt]?frac\s*\{\s*\\partial"),
        _gradients,
    ),
    # a rule of a bare letter, whose members alone have values
    (
        regex(
            r"[A-Za-z](?:'|\^\s*(?:\+|\{?\s*(?:\+|\\prime|\\?[a-z]*\s*\{?\s*new)))\s*\}*\s*&?:?=\s*&?\s*"
            r"\\?[A-Za-z]+\s*[-+][^=$]*\\frac"
        ),
        _for_each,
    ),
    # the value after a step: the word "new" in brackets behind a name, or before it
    (
        regex(
            r"[\w}]\s*(?:\\left)?\(\s*(?:\\(?:text|textrm|mathrm|mbox)\s?\{\s*)?new\s*\}?\s*"
            r"(?:\\right)?\)|(?<![A-Za-z])new(?:\\[ ,;:!]|\s*\}\s*\\?[A-Za-z])"
        ),
        _new,
    ),
    # the next step of what is in bold, or of a layer above
    (
        regex(
            r"\\(?:mathbf|boldsymbol|bm|pmb|vec)\s*\{?\s*\\?[A-Za-z]+\s*\}?\s*_\s*\{\s*[kntijms]"
            r"\s*\+\s*1"
            r"|\^\s*(?:\d|\{[^{}]{1,5}\})\s*(?:\\left)?\(\s*[ntk]\s*\+\s*1\s*(?:\\right)?\)"
        ),
        _steps,
    ),
    (CLASSES, _classes),
    # a probability with square brackets or braces behind its sign
    (
        regex(
            r"(?:P|Pr|Prob)\s*\}?\s*(?:\\left|\\[bB]igg?l?)?\s*\\\{"
            r"|(?:Pr|Prob|bb\s*\{?\s*P|\{\s*P)\s*\}?\s*(?:\\left|\\[bB]igg?l?)?\s*\["
        ),
        _fences,
    ),
    # a probability with "and", "or" or a sign for "not" in it
    (
        regex(
            r"(?:P|p|Pr|Prob)\s*\}?\s*(?:\\left|\\[bB]igg?l?)?\s*(?:\(|\[|\\\{)"
            r"[^()$]{0,80}(?:\b(?:and|or|but|AND|OR)\b|\\sim|!)"
        ),
        _joined,
    ),
    # a probability with words or signs in it
    (
        regex(
            r"(?:P|p|Pr|Prob|P\}|Prob\}|Pr\})\s*(?:\\left)?\([^()]{0,60}"
            r"(?:\\(?:text|mathrm|mbox)|[+-]\s*(?:\||\\mid|\)))"
        ),
        _events,
    ),
    # a probability with a primed event in it
    (
        regex(
            r"(?:P|Pr|P\})\s*(?:\\left)?\((?:[^()=]*[^()=A-Za-z])?[A-Z](?:_\{?\w\}?)?\s*"
            r"(?:'|’|\^\s*\{?\s*\\prime)"
        ),
        _complements,
    ),
)
