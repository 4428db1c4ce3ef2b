r"""One step in one sentence: w' = w + \eta(t - y)x with w = (0, 1), …, x = (1, 2) gives w' = …."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.training.names import Ref, named, names_in
from symnn.documents.judging.training.passages import Sentence
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import Value, Vector
from symnn.latex import syntax as tree

_STEP: Final = regex(
    r"^(?P<rule>⟨\d+⟩)(?: ,)* (?:with|at|for|where)"
    r" (?P<list>⟨\d+⟩(?:(?: ,)*(?: and)? ⟨\d+⟩)*)(?: ,)* (?:gives?|yields?|becomes?|is)"
    r" (?P<result>⟨\d+⟩)(?: ,)*$"
)


def one_step(sentence: Sentence) -> tuple[int, Value] | None:
    """The piece that tells of the result, and its right value; None for any other sentence.

    Raises:
        UnknownError: a letter has no value there.
    """
    match = _STEP.match(sentence.words)
    if match is None:
        return None
    rule, result = (int(match[name].strip("⟨⟩")) for name in ("rule", "result"))
    chain, said = sentence.pieces[rule].node, sentence.pieces[result].node
    if (
        not isinstance(chain, tree.Chain)
        or len(chain.links) != 1
        or not isinstance(said, tree.Chain)
    ):
        return None
    if chain.links[0].relation not in ("=", ":=", "←") or said.first != chain.first:
        return None
    values: dict[tuple[str, int], Value] = {}
    plain: dict[str, Value] = {}
    for k in map(int, regex(r"⟨(\d+)⟩").findall(match["list"])):
        setting = sentence.pieces[k].node
        if not isinstance(setting, tree.Chain) or len(setting.links) != 1:
            return None
        ref = named(setting.first)
        if ref is None or ref.mark or setting.links[0].relation != "=":
            return None
        value = value_of(setting.links[0].operand, View({}))
        if isinstance(value, Vector):
            value = value._replace(turned=False)
        if ref.step is not None and not ref.step.letter and not ref.index:
            values[ref.base, ref.step.shift] = value
        elif ref.step is None and not ref.index:
            plain[ref.base] = value
        else:
            return None
    body = chain.links[0].operand
    if not _is_told(list(names_in(body)), values, plain):
        return None
    return result, value_of(body, View(plain, numbered=values))


def _is_told(
    refs: list[Ref], values: dict[tuple[str, int], Value], plain: dict[str, Value]
) -> bool:
    """Whether every letter of a formula has a value in the sentence itself."""
    for ref in refs:
        if ref.step is not None and (ref.step.letter or (ref.base, ref.step.shift) not in values):
            return False
        if ref.step is None and (ref.base not in plain or ref.mark not in ("", "old")):
            return False
    return bool(refs)
