"""How many numbers the parts of a transformer hold, by the names that authors give their sizes.

A feed-forward block of widths d and m has 2dm weights and d + m biases. One attention block with h
heads of sizes k and v has 2dhk weights of queries and keys, dhv of values and hvd of the output.
An embedding has a vector of d numbers for each token, or for each position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.counting import holds
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ONE, Expr, add, free_symbols, mul, quotient, rational, symbol
from symnn.exact.plain import plain
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

#: What a size is, by its letter without fonts and braces.
_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "model": ("d_model", "D_model", "d_{model}", "n_embd", "d_emb"),
    "inner": ("d_ff", "d_ffn", "d_hidden", "D_ff", "d_inner", "d_mlp"),
    "key": ("d_k", "d_q", "d_key", "d_head"),
    "value": ("d_v", "d_value", "d_head"),
    "heads": ("h", "H", "n_heads", "n_head"),
    "words": ("V", "n_vocab", "d_vocab", "N_vocab"),
    "positions": ("T", "n_ctx", "T_max", "n_positions", "L_max"),
}
_PART: Final = r"(?: block| layer| sub-?layer| network| module| part)"
_EACH: Final = r"(?:(?:the|a|an|one|each|every|single) )*"
_OF: Final = rf"(?: (?:of|in) {_EACH}(?:[a-z-]+ )?(?:block|layer|decoder|encoder|model))?"
_WITH: Final = rf"(?:,? (?:with|of|for) (?P<with>[^,]*{PLACE}(?: (?:attention )?heads)?))?"
_SUBJECTS: Final = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (
            "feedforward",
            rf"{_EACH}(?:position-?wise )?(?:feed-?forward|ffn){_PART}?{_OF}{_WITH}",
        ),
        ("attention", rf"{_EACH}(?:(?:multi-?head|self)[ -])*attention{_PART}{_OF}{_WITH}"),
        ("attention", rf"{_EACH}(?:multi-?head(?:ed)? (?:self-)?attention){_OF}{_WITH}"),
        (
            "attention",
            (
                rf"(?:the )?(?:four|4|⟨\d+⟩) (?:attention )?projection(?: matrice)?s{_OF}"
                rf"(?: of {_EACH}attention{_PART})?{_WITH}"
            ),
        ),
        ("words", rf"{_EACH}(?:token|word) embeddings?(?: matrix| table| layer)?{_WITH}"),
        (
            "positions",
            rf"{_EACH}(?:learned )?position(?:al)? embeddings?(?: matrix| table| layer)?{_WITH}",
        ),
        ("head", rf"{_EACH}(?:attention )?head{_OF}{_WITH}"),
    )
)
_COUNTED: Final = regex(
    r"(?P<count>.+?) (?:trainable |learnable |projection )*"
    r"(?P<what>parameters|weights and biases|weights|entries|numbers)(?: in total| altogether)?"
    r"(?P<bias>,? (?:including|with|counting) (?:the |all )?bias(?:es)?"
    r"|,? (?:without|excluding|not counting) (?:the |any )?bias(?:es)?)?"
)
#: The size of each head: the width of the model over their number.
_WIDE: Final = regex(
    r"(?:an? )?(?:dimension|size|width)(?: of)? (?P<count>⟨\d+⟩|\d+)|(?P<count2>⟨\d+⟩|\d+)"
    r" dimensions"
)
_SPOKEN: Final = regex(
    r"(?P<bias>(?:including|with|counting|without|excluding) (?:the |any |all )?bias(?:es)?),?"
    r" (?P<rest>.+)"
)


class _Count(NamedTuple):
    weights: Expr
    biases: Expr


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause that counts what a part of a transformer holds; None for others."""
    if verb not in ("has", "have", "contains", "contain", "holds", "hold"):
        return None
    wide = _WIDE.fullmatch(predicate)
    head = next(p for kind, p in _SUBJECTS if kind == "head").fullmatch(subject)
    if wide is not None and head is not None:
        return partial(_is_wide, speaker, head["with"], wide["count"] or wide["count2"])
    counted = _COUNTED.fullmatch(predicate)
    said = _SPOKEN.fullmatch(subject)
    bare = said["rest"] if said is not None else subject
    for kind, pattern in _SUBJECTS if counted is not None else ():
        match = pattern.fullmatch(bare)
        if match is not None and counted is not None:
            bias = (said["bias"] if said is not None else counted["bias"]) or ""
            bias = "without" if "matri" in bare else bias
            return partial(_has, speaker, kind, match["with"], counted, bias)
    return None


def _has(
    speaker: Speaker, kind: str, given: str | None, counted: re.Match[str], bias: str
) -> Phrase | None:
    sizes = _Sizes(speaker, given)
    found = _count(sizes, kind)
    whole = add(found.weights, found.biases)
    bare = "without" in bias or "not" in bias or "excluding" in bias
    what = counted["what"]
    usual = found.weights if bare or what == "weights" else whole
    compared = COMPARED.fullmatch(counted["count"])
    if compared is None:
        return None
    relation = RELATIONS[compared["how"]]
    members = _members(speaker, compared["n"], sizes.letters)
    fits = all(holds(relation, usual, number) for number in members)
    other = whole if usual is found.weights else found.weights
    if not bias and not fits and all(holds(relation, other, number) for number in members):
        raise refuse("whether biases count is not said")
    if not fits and (not sizes.explicit or kind in ("attention", "head")):
        raise refuse("which of its sizes are meant is not certain")
    over = tuple(Atomic(">=", symbol(n), ONE) for n in sorted(free_symbols(usual, *members)))
    statement = conjunction(tuple(Atomic(relation, usual, number) for number in members))
    said = f"{plain(found.weights)} weights and {plain(found.biases)} biases"
    return Phrase("has", "", ((statement, over),), method=f"counted: {said}", of_sizes=True)


def _is_wide(speaker: Speaker, given: str | None, claimed: str) -> Phrase | None:
    """The numbers of one head are those of the model, divided among all heads."""
    sizes = _Sizes(speaker, given)
    own, heads = sizes.value("key"), sizes.value("heads")
    if own is None and heads is None:
        raise refuse("how many heads there are is not said")
    found = own if own is not None or heads is None else quotient(sizes.width(), heads)
    members = _members(speaker, claimed, sizes.letters)
    right = found is not None and all(holds("=", found, number) for number in members)
    if found is None or not (right or sizes.explicit):
        raise refuse("which of its sizes are meant is not certain")
    over = tuple(Atomic(">=", symbol(n), ONE) for n in sorted(free_symbols(found, *members)))
    statement = conjunction(tuple(Atomic("=", found, number) for number in members))
    return Phrase("has", "", ((statement, over),), method="d/h numbers of each head")


def _members(speaker: Speaker, place: str, letters: Mapping[str, Scalar]) -> list[Expr]:
    """The number; of a chain such as `4d² = 2,359,296` all of its members."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    if node is None:
        return [speaker.number(place)]
    view = (
        speaker.reader.varying({**speaker.reader.varied, **letters}) if letters else speaker.reader
    )
    sides = (
        [node]
        if not isinstance(node, tree.Chain)
        else [node.first, *(link.operand for link in node.links)]
    )
    if isinstance(node, tree.Chain) and any(link.relation != "=" for link in node.links):
        raise refuse("a number is needed in it")
    return [view.read_scalar(side).expr for side in sides]


# --- sizes ----------------------------------------------------------------------------


class _Sizes:
    """The sizes that the words give, or names of the document; `explicit` tells of the former."""

    def __init__(self, speaker: Speaker, given: str | None) -> None:
        self.speaker = speaker
        self.letters: dict[str, Scalar] = {}
        self.own: dict[str, Expr] = {}
        self.explicit = True
        for place, heads in re.findall(rf"({PLACE})( (?:attention )?heads)?", given or ""):
            node = speaker.clause.part(place).node
            for chain in _chains(node):
                value = speaker.reader.read_scalar(chain.links[-1].operand)
                names = (chain.first, *(link.operand for link in chain.links[:-1]))
                for key in (tree.key(name) for name in names):
                    if key is not None:
                        self.own[key] = value.expr
                        self.letters[key] = value
            if heads and "h" not in self.own and node is not None and not _chains(node):
                self.own["h"] = speaker.reader.read_scalar(node).expr

    def value(self, role: str) -> Expr | None:
        """The number of a size; None if nothing gives it."""
        for key in _ROLES[role]:
            if key in self.own:
                return self.own[key]
        for key in _ROLES[role]:
            known = self.speaker.reader.varied.get(key)
            if known is None and self.speaker.reader.scope.latest(key) is None:
                continue
            found = known if known is not None else self._read(key)
            if isinstance(found, Scalar):
                self.explicit = self.explicit and len(key) > 1
                return found.expr
        return None

    def _read(self, key: str) -> Scalar | None:
        base, _, below = key.partition("_")
        subscript = tree.Name(below) if below else None
        try:
            return self.speaker.reader.read_scalar(tree.Name(base, subscript=subscript))
        except MeaningError:
            return None

    def needed(self, role: str) -> Expr:
        """The number of a size.

        Raises:
            MeaningError: nothing gives it.
        """
        found = self.value(role)
        if found is None:
            raise refuse(f"the {role} size of it is not said")
        return found

    def width(self) -> Expr:
        """The width of the model, which many call d."""
        found = self.value("model")
        if found is None:
            found = self.own.get("d") or self._plain_width()
        return found

    def _plain_width(self) -> Expr:
        scope, varied = self.speaker.reader.scope, self.speaker.reader.varied
        if scope.latest("d") is None and "d" not in varied:
            raise refuse("the width of the model is not said")
        self.explicit = False
        found = self._read("d")
        if found is None:
            raise refuse("the width of the model is not said")
        return found.expr


def _chains(node: tree.Node | None) -> list[tree.Chain]:
    items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
    return [item for item in items if isinstance(item, tree.Chain)]


def _count(sizes: _Sizes, kind: str) -> _Count:
    width = sizes.width()
    if kind == "feedforward":
        inner = sizes.needed("inner")
        return _Count(mul(rational(2), width, inner), add(width, inner))
    if kind in ("words", "positions"):
        return _Count(mul(sizes.needed(kind), width), rational(0))
    keys, values = sizes.value("key"), sizes.value("value")
    if kind == "head":
        if keys is None or values is None:
            raise refuse("the sizes of the head are not said")
        return _Count(
            add(mul(rational(2), width, keys), mul(width, values)),
            add(mul(rational(2), keys), values),
        )
    heads = sizes.value("heads")
    if heads is None or keys is None or values is None:
        return _Count(mul(rational(4), width, width), mul(rational(4), width))
    across, out = mul(heads, keys), mul(heads, values)
    weights = add(mul(rational(2), width, across), mul(rational(2), width, out))
    return _Count(weights, add(mul(rational(2), across), out, width))
