r"""Numbers of a network that a label before a colon names: "second network: 4+4+1=9 biases".

The sum may be right and the number wrong all the same, if the network was described: "first
network: 3 inputs, 2 outputs; second network: 3 inputs, two hidden layers of 4 neurons, 1 output".
A label may describe its own network, too; then the number is not one of any network before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.architectures.claims import (
    KIND,
    REMARK,
    compared,
    expression_of,
    number_held,
)
from symnn.documents.judging.architectures.descriptions import described
from symnn.documents.judging.architectures.displayed import known_before
from symnn.documents.judging.architectures.numbers import plain_text
from symnn.documents.judging.architectures.short_forms import in_full
from symnn.documents.judging.architectures.spoken import spoken_of
from symnn.documents.judging.architectures.values import Network, Volume
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.open_arrays.sizes import UnreadError
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sentence_entries import sentence_entry
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.model import Entry, left_open
from symnn.documents.phrases.nets.free_weights import ALIKE, CHANGED
from symnn.documents.phrases.nets.learning import says_fewer
from symnn.errors import SymnnError

OF_ANOTHER: Final = "the words before the colon describe a network of their own"
UNREAD: Final = "how the network of this label is described was not understood"
_NOUN: Final = r"(?:networks?|nets?|models?|mlps?|perceptrons?|classifiers?|auto-?encoders?)"
_CLAIM: Final = regex(
    r"(?P<who>[^:=]*[a-z]{3}[^:=]*): ?(?:(?:it |this )?(?:has|gives|needs|makes) |there are |= ?)?"
    rf"(?P<n>[^:a-z]+?|[a-z]+) {KIND.format('')}{REMARK}"
)
_NUMBER_OF: Final = regex(
    rf"(?:the )?(?:number of )?{KIND.format('')} (?:of|in) (?P<who>[^:=]*?)"
    rf" ?(?::|=| is ) ?(?P<n>[^:a-z]+){REMARK}"
)
#: Each description behind a label of its own.
_LABELLED: Final = regex(
    r"(?:^|[;.,:] |\n)(?:[-*] )?"
    rf"(?P<who>(?:[A-Za-z0-9-]+ ){{0,3}}{_NOUN}(?: [A-Za-z0-9]{{1,2}})?): ?"
    r"(?P<rest>[^:;=\n]*?)(?=;|\n|\.(?:\s|$)|,? (?:[a-z]+ ){0,3}(?:network|net|model)(?: \w{1,2})?:"
    r"|$)"
)
_COUNTED: Final = regex(r"\b(?:parameters|weights|bias(?:es)?)\b")
_WITHOUT: Final = regex(r"\b(?:no|without|tied|shared|frozen) (?:\w+ )?(?:bias|weight|param)")
_DISPLAY: Final = regex(r"(?s)\$\$(.*?)\$\$|\\\[(.*?)\\\]")
_BREAKS: Final = regex(r"\\\\(?![a-zA-Z])|\\q?quad(?![A-Za-z])")
#: A label that tells sizes: it is no name, but a description.
_SIZES: Final = regex(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)[a-z -]*?"
    r"(?:layers?|units?|neurons?|nodes?|inputs?|outputs?|filters?|channels?)\b"
)
_LAYERS: Final = regex(r"\b(?P<l>\w+) layers of (?P<n>\w+) hidden (?P<units>units|neurons|nodes)\b")
#: Networks of other kinds.
_OTHERWISE: Final = regex(r"(?i)\b(?:recurrent|elman|rnns?|lstm|gru|residual|skip|attention)\b")
_INPUTS: Final = regex(r"\w+ (?:input|inputs|input features|input units)")
_BY_LAYERS: Final = "counted by layers"
_NUMBERS: Final = ("parameters", "weights", "biases", "bias", "neurons", "units")


def may_be_labelled(latex: str) -> bool:
    """Whether a formula may be a number of something, with a label in words."""
    return any(noun in latex for noun in _NUMBERS) and (":" in latex or "=" in latex)


def with_labelled(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula; those of a number are by the network that its label names."""
    text = in_full(plain_text(place.latex).strip(" .,;"))
    match = _CLAIM.fullmatch(text) or _NUMBER_OF.fullmatch(text)
    if match is None:
        yield from entries
        return
    try:
        found = _found(place, match)
    except (SymnnError, ArithmeticError, ValueError):
        found = None
    if found is None:
        own = _SIZES.search(match["who"]) is not None
        unread = _is_described(place, match["who"])
        for entry in entries:
            if unread and entry.verdict == "proved":
                yield left_open(entry, UNREAD)
                continue
            other = own and ":" not in entry.latex and entry.evidence.startswith(_BY_LAYERS)
            yield left_open(entry, OF_ANOTHER) if other else entry
        return
    proved = [entry for entry in entries if entry.verdict == "proved"]
    if found.outcome == "proved" and proved:
        yield from entries
        return
    yield from (entry for entry in entries if entry.kind == "definition")
    yield sentence_entry(place, found, relation="has")


def _is_described(place: Place, who: str) -> bool:
    """Whether the document describes the network of a label: a right sum says nothing of it."""
    return _bare(who) in _labelled(place.state.source.text[: place.formula.outer_start])


def _found(place: Place, match: re.Match[str]) -> Judgement | None:
    """The number beside that of the network; None where that is not known.

    Raises:
        UnreadError: the network, or the number, is not understood.
    """
    source = place.state.source.text[: place.formula.outer_start]
    if _OTHERWISE.search(source) or ALIKE.search(source) or CHANGED.search(source):
        return None
    net = _network(match["who"].strip(" ,"), source)
    if net is None or not net.layers or net.input == Volume(None) or says_fewer(source):
        return None
    what = match["what"]
    number, other = number_held(net, what, match["remark"] or "")
    claimed = expression_of(match["n"])
    if number.letters or any(member.letters for member in claimed):
        return None
    found = compared(number, claimed, f"{number} {what}", other)
    if found.outcome != "refuted":
        return found
    distance = held_at_distance(place.formula, place.state.source.text)
    if distance is not None or may_be_posed_in_words(place.formula):
        return Judgement("undecided", reason=distance or "the words around it may ask for it")
    return found


def _network(who: str, source: str) -> Network | None:
    """The network that a label names, or describes."""
    labelled = _labelled(source)
    name = _bare(who)
    if name in labelled:
        return labelled[name]
    if _SIZES.search(who) is not None:
        return described(_as_layers(re.sub(r"^(?:the|an?) ", "", who)))
    known = known_before(source)
    return spoken_of(who, known) if name and known.networks else None


def _labelled(source: str) -> dict[str, Network | None]:
    """The networks that stand behind labels; None for what is not understood."""
    found: dict[str, Network | None] = {}
    displays = (m[1] or m[2] for m in _DISPLAY.finditer(source))
    shown = (plain_text(_BREAKS.sub(" ; ", one)) for one in displays)
    prose = (plain_text(line) for line in _DISPLAY.sub("\n", source).splitlines())
    for text in (*shown, *prose):
        for match in _LABELLED.finditer(re.sub(r"\s*;[\s;]*", "; ", text).strip(" .;")):
            if _COUNTED.search(match["rest"]) is not None:
                if _WITHOUT.search(match["rest"]) is not None:
                    found[_bare(match["who"])] = None
                continue
            name, net = _bare(match["who"]), _understood(in_full(match["rest"].strip(" ,.")))
            found[name] = net if found.get(name, net) == net else None
    return found


def _understood(text: str) -> Network | None:
    try:
        return described(_as_layers(text))
    except UnreadError:
        return None


def _as_layers(text: str) -> str:
    """Two hidden layers of three units, for "two layers of three hidden units"; inputs first."""
    text = _LAYERS.sub(r"\g<l> hidden layers of \g<n> \g<units>", text)
    pieces = re.split(r",? and |, ", text)
    return ", ".join(sorted(pieces, key=lambda piece: _INPUTS.fullmatch(piece) is None))


def _bare(who: str) -> str:
    return re.sub(r"^(?:the|an?|for the|in the|of the|for) ", "", who.strip())
