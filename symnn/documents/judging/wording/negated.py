r"""Words around a formula that may deny all of it: "it is not the case that", "gilt nicht".

In other languages than English the words of a sentence are known by their negations alone. What
may be denied is neither proved nor refuted: the sentence says the contrary, or something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula

NEGATED: Final = "the words around it may deny it"
_DECIDED: Final = ("proved", "refuted")
_NOT: Final = r"(?:\s*not\b|n['’]t\b)"
#: English words right before a formula that deny what it says.
_ENGLISH: Final = (
    rf"\b(?:(?:is|was|be|it['’]s)(?:{_NOT})(?:\s+[a-z]+){{0,4}}?\s+that"
    r"|(?:false|untrue|wrong|incorrect|impossible|a myth|a mistake)\s+(?:[a-z]+\s+){0,2}that"
    rf"|(?:do|does|did|ca|can|could|would|wo|will|should|must|may|might)(?:{_NOT})(?:\s+[a-z]+)?\s+"
    r"(?:have|get|obtain|imply|hold|give|mean|say|claim|conclude|find|write|follow|become|yield"
    r"|equal|assume|be|satisfy|expect|believe|guarantee|show|prove)(?:\s+(?:in general|always))?"
    r"(?:\s+that)?|(?:cannot|never)(?:\s+[a-z]+){0,2}|(?:is|was|are)n['’]t(?:\s+[a-z]+)?"
    r"|(?:nobody|no one|no-one|nowhere|no way|hardly anyone)\b[^,;:$]{0,40})\s*$"
)
_IN_ENGLISH: Final = regex(_ENGLISH)
#: English words right behind a formula that deny it.
_BEHIND: Final = regex(
    rf"^[\s,]*(?:(?:do|does|did)(?:{_NOT})\s+(?:\w+\s+)?(?:hold|apply|follow)\b"
    rf"|(?:is|was)(?:{_NOT})?\s+(?:\w+\s+)?(?:false|wrong|untrue|incorrect|impossible)\b"
    rf"|(?:is|was)(?:{_NOT})\s+(?:\w+\s+)?(?:true|correct|right|possible|the case)\b"
    r"|(?:never|nowhere) holds?\b|fails(?! to)\b|cannot (?:hold|be)\b)"
)
#: A denial of English that only begins like one: "not only", "no wonder that", "why not".
_NO_DENIAL: Final = regex(
    r"\b(?:not|n['’]t)\s+(?:only|surprising\w*|difficult|hard|necessary|forget|be|just|by accident"
    r"|a coincidence|matter)\b|\bdo(?:\s*not|n['’]t)\s+(?:forget|have to)|\?"
)
#: What denies in other languages with letters, as whole words.
_WORDS: Final = (
    r"nicht|kein(?:e[rsnm]?)?|niemals|weder|falsch(?:e[rsnm]?)?|unwahr|keineswegs|keinesfalls"
    r"|niet|geen|nooit|onjuist|onwaar|faux|fausses?|inexacte?s?|aucune?|jamais"
    r"|n(?:e\s|['’]\s?)[\w'’-]+(?:\s+[\w'’-]+){0,2}?\s+(?:pas|plus|point|guère)"
    r"|no\s+(?:es|se|son|vale|hay|está|puede|tiene|cumple|siempre|ocurre|sucede|existe|tenemos"
    r"|podemos|resulta|da|era|sea|fue|debe|cierto|verdad|necesariamente|satisface|implica|és|val"
    r"|obtenemos|coincide|equivale)|falso|falsa|falsi|false\s+che|tampoco|nunca|jamás"
    r"|incorrect[oa]|erróne[oa]|non(?!-)|nemmeno|neppure|neanche|mai|sbagliat[oa]|errat[oa]"
    r"|não|nem|tampouco|errad[oa]|inte|icke|ikke|ikkje|aldrig?|felaktigt?|falskt?|feil|forkert"
    r"|ei|eivät|väärin|epätosi|nie|nieprawda\w*|nigdy|fałsz\w*|błędn\w+|není|neplatí|nepravda|nikdy"
    r"|nije|nisu|nu\s+(?:este|e|avem|are|sunt)|niciodată|hamis|soha|değil\w*|yanlış\w*|asla"
    r"|δεν|όχι|ψευδ\w+|λάθος|не|нельзя|неверно|неправда|никогда|нет|ложно|неправильн\w+|невірно"
    r"|tidak|bukan|không|לא|ليس|ليست|नहीं|गलत"
)
_WHOLE: Final = rf"(?<![\w-])(?:{_WORDS})(?![\w-])"
#: The same where words are not set apart.
_JOINED: Final = (
    r"不成立|不是|不对|不對|错误(?![率分概])|錯誤(?![率分概])|并非|並非|不等于|不等於|不正确|不正確|有误|并不|不满足|是错|不可能|不能|不会"
    r"|ではない|ではな|でない|じゃない|成り立たない|成立しない|誤り|間違|ありません|ならない"
    r"|아니|않|틀리|틀린|거짓"
)
_FOREIGN: Final = regex(rf"(?i){_WHOLE}|{_JOINED}")
#: Words behind which the contrary of what was denied is said.
_CONTRASTS: Final = regex(
    r"(?i)(?<![\w-])(?:but|rather|sondern|aber|jedoch|mais|sino|pero|ma|bensì|mas|porém|maar|utan|men"
    r"|ale|lecz|nýbrž|но|а|hanem|ama)(?![\w-])|而是|但是|で?はなく|하지만"
)
_ENDS: Final = regex(r"[.!?;:](?=\s|\Z)|[。！？；]|\n[ \t]*\n")
_COMMA: Final = regex(r"[,，、]")
_MATH: Final = regex(r"\$[^$]*\$|\\\((?:(?!\\\)).)*\\\)")


def unless_negated(formula: Formula, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula; those that the words around it may deny are left open."""
    denied: bool | None = None
    for entry in entries:
        if entry.verdict in _DECIDED and denied is None:
            denied = is_negated(formula)
        yield left_open(entry, NEGATED) if entry.verdict in _DECIDED and denied else entry


def is_negated(formula: Formula) -> bool:
    """Whether the words in the sentence of a formula may deny all of what it says."""
    before = _ENDS.split(_MATH.sub(" § ", formula.before.strip() or formula.lead_in))[-1]
    before = " ".join(_CONTRASTS.split(before)[-1].split())
    nearest = before.rsplit("§", 1)[-1].lower()
    if _IN_ENGLISH.search(nearest) and not _NO_DENIAL.search(nearest):
        return True
    if nearest.strip(" (:,") == "not":
        return True
    after = _ENDS.split(_MATH.sub(" § ", formula.after), maxsplit=1)[0]
    if _BEHIND.search(after.lower()):
        return True
    after = _COMMA.split(_CONTRASTS.split(after, maxsplit=1)[0], maxsplit=1)[0]
    return _FOREIGN.search(before) is not None or _FOREIGN.search(after) is not None
