r"""Words by which an author shows that something cannot be: the false relation is not asserted.

"We would get $1 = 2$, which is impossible." "This ends in $0 = 5$. The system has no solution."
So it is with what stands in a quotation: "„then $2 + 2 = 5$ as one sees at once“".
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula

#: Why a false relation is no claim where its words suppose it.
SUPPOSED: Final = "the words before it suppose it"
#: Words in its own sentence, before or behind it.
_CANNOT: Final = regex(
    r"\b(?:impossib\w+|absurd\w*|inconsisten\w+|contradict\w*|unsolvable|insoluble|infeasible"
    r"|no (?:[a-z-]+ )?solutions?|no roots?|not solvable|cannot (?:be|hold|happen|occur)"
    r"|can't be|can never|nonsens\w+|ridiculous|ludicrous|untenable|unsatisfiable"
    r"|(?:divid\w+|division) by (?:zero|\$0\$)|false (?:statement|equation|proposition)"
    r"|not so|not true|(?:is|are|was) never|exclude[sd]?|excluding|famous(?:ly)?|infamous)\b"
)
#: A bare 1 = 2 behind "would" cannot be; behind it, 3 · 4 = 13 is a computation.
_WOULD: Final = regex(r"\bwould\b|\b(?:we|you|they|it|one)['’]d\b|\b(?:no|every)body\b|\bhoped\b")
_BARE: Final = regex(
    r"(?:[\s\d.,-]|\\pi(?:\s*\^2)?)+(?:[=<>]|\\[a-z]+)(?:[\s\d.,-]|\\pi(?:\s*\^2)?)+"
)
#: Words in the sentence behind its own, which speak of it; not "it is not true that …".
_NEXT: Final = regex(
    r"(?!\s*(?:[a-z]+,? ){0,2}it (?:is|was|would be|['’]s)(?: [a-z]+){0,2}? "
    r"(?:impossib\w+|absurd|wrong"
    r"|false|incorrect|not (?:true|correct|right|so|the case|possible))"
    r" (?:that|to|for|if|whether)\b)"
    r"\s*(?:[-+*] +)?(?:but |so |hence |thus |therefore |and |clearly |however |of course )*"
    r"(?:,\s*)?(?:(?:this|that|it|which|the (?:last|second) (?:line|equation|statement))"
    r"(?: (?:is|would be|can|cannot|says|contradicts|makes)|['’]s)\b[^.]{0,60}"
    r"|(?:a |an )?(?=contradict|absurd|impossib)|(?:the|our) system[^.]{0,40}"
    r"|there (?:is|are) [^.]{0,20}|we (?:have |reach |arrive at |get )[^.]{0,30})"
    r"\b(?:contradict\w*|absurd\w*|impossib\w+|nonsens\w+|inconsistent|no solutions?|false|wrong"
    r"|incorrect|not (?:true|correct|right|so|the case)|cannot be|never true)\b"
)
#: Words at the end of the paragraph before, which go on with what is false.
_LEADS: Final = regex(
    r"\b(?:this|that|it|(?:the )?following(?: \w+)?|these) (?:is|are)"
    r" (?:false|wrong|untrue|incorrect|not (?:true|correct))\W{0,3}"
    r"(?:\.\.\.|…|:)[\s>*_]*(?:[a-z]+:)?[^.:]{0,60}$"
)
_INDIRECT: Final = regex(r"\b(?:by|for|towards?) (?:a )?contradiction\b|\breductio\b|\babsurdum\b")
_SENTENCE_END = regex(r"[.!?;](?=\s|$)|\n\s*\n")
_MATHEMATICS = regex(r"\$\$[^$]*\$\$|\$[^$]*\$")
#: So many characters behind a formula that ends its paragraph.
NEXT: Final = 150
_PAIRS: Final = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"), ("``", "''"))

# In German, French, Spanish, Portuguese, Italian, Turkish, Russian and Chinese. The word for an
# error does not count by itself, a quantity of networks: "der Fehler ist", "l'erreur est", 误差.
#: Between the formula before and this one.
_SUPPOSES_THERE: Final = regex(
    r"(?<!\w)(?:angenommen|annahme|nehmen wir an|nimmt man an|nähme|wäre|wenn"
    r"|suppos(?:ons|ant|er|é)|admettons|imaginons|supong(?:amos|a)|suponemos|suponiendo"
    r"|sup(?:onha|ondo|omos)|supponiamo|supponendo|ammettiamo|предположим|допустим|если)(?!\w)"
    r"|(?<!\w)(?:si|se|s'il)(?: (?:l'on|on|a|avait|fosse|fuera|era))?\s*$"
    r"|假设|假定|假如|假使|如果|倘若|若\s*$"
)
#: Anywhere in its sentence.
_DENIES_THERE: Final = regex(
    r"(?<!\w)(?:widerspr\w+|unmöglich\w*|absurd\w*|falsch\w*|gilt nicht|nicht wahr|stimmt nicht"
    r"|(?:ist|gilt|wird|sind) nicht|(?:häufige|typische|beliebte)[rn]? fehler|keineswegs"
    r"|contradictoires?|contradiction|impossible|faux|fausses?|n'est pas|n'a pas|n'avons pas"
    r"|ne (?:peut|peuvent|vaut|sont|donne) pas|erreurs? (?:fréquente|courante|classique)s?"
    r"|contradicci[oó]n|contradictori\w+|contradiç\w+|contraddi\w+|imposible|impossível|impossibile"
    r"|fals[oa]s?|errad[oa]s?|err[oó]ne[oa]s?|error(?:es)? (?:común|frecuente|típico|comunes)"
    r"|no (?:es|son|se cumple|vale)|não (?:é|são|vale)|non (?:è|sono|vale)"
    r"|errore? (?:comune|comum|frequente|tipico)|erros? (?:comum|comuns|frequentes?)"
    r"|çelişki\w*|imk[aâ]ns[ıi]z\w*|yanlış\w*|hatalı\w*|hata(?:yı|sını|lar[ıi])|tutarsız\w*"
    r"|çözüm(?:ü|süz)?(?: yok\w*|lük\w*)|doğru değil\w*"
    r"|неверн\w+|ложн\w+|противореч\w+|невозможн\w+|неправильн\w+)(?!\w)"
    r"|矛盾|不可能|错误(?![率分概])|错的|不对|不成立|不正确|不等于|不是|并非|荒谬|不要写"
)
_ASKS_THERE: Final = regex(
    r"(?<!\w)(?:(?:richtig|wahr) oder falsch|vrai ou faux|verdadero o falso|verdadeiro ou falso"
    r"|vero o falso|верно ли|gilt\s*$|est-ce que|stimmt es)(?!\w)|判断|是否|对错|正误"
)
_ANY_END: Final = regex(r"[.!?;](?=\s|$)|[。！？；]|\n\s*\n")


def shown_impossible(formula: Formula, text: str) -> str | None:
    """Why a false relation may be no assertion of the author; None if no word says so.

    Args:
        formula: what it stands in.
        text: the document.
    """
    before = formula.before if formula.before.strip() else formula.lead_in
    own = _SENTENCE_END.split(before.lower().rstrip(" :\n*_"))[-1]
    after, _, rest = _parted(formula.after.lower())
    if not formula.after.strip(" .,;:"):  # the next paragraph, or the next point of a list
        rest = text[formula.outer_end : formula.outer_end + NEXT].lower().lstrip(" .,;:")
    beside = _MATHEMATICS.sub(" ", f"{own} {after}")
    bare = _BARE.fullmatch(formula.latex) is not None and _WOULD.search(beside) is not None
    if bare or _CANNOT.search(beside) or _NEXT.match(rest):
        return "the words around it say that it cannot be"
    if _INDIRECT.search(before.lower()) or _INDIRECT.search(after):
        return "the words around it lead to a contradiction"
    above = text[max(formula.outer_start - NEXT, 0) : formula.outer_start].lower()
    if _LEADS.search(_MATHEMATICS.sub(" ", " ".join(above.split()))):
        return "the words above say that it is false"
    if _is_quoted(formula):
        return "it stands in a quotation"
    return None


def _parted(text: str) -> tuple[str, str, str]:
    """The end of a sentence, its mark, and what stands behind it."""
    found = _SENTENCE_END.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _is_quoted(formula: Formula) -> bool:
    """Whether a quotation that opens before it is closed behind it."""
    before, after = formula.before, formula.after
    for opening, closing in _PAIRS:
        if before.rfind(opening) > before.rfind(closing) and closing in after:
            return True
    words = re.findall(r'(?<![\\\w])"(?=[\w$\\(])|(?<=[\w$.,;:!?)…])"(?!\w)', before)
    return len(words) % 2 == 1 and '"' in after


def not_asserted_elsewhere(formula: Formula) -> str | None:
    """Why words of another language leave a false relation without its author; None if none do."""
    own = _own_words(formula)
    after = _ANY_END.split(formula.after.lower(), maxsplit=1)[0]
    if supposed_elsewhere(formula):
        return SUPPOSED
    beside = _MATHEMATICS.sub(" ", f"{own} {after}")
    if _DENIES_THERE.search(beside):
        return "the words around it speak of it as wrong"
    if _ASKS_THERE.search(own) or formula.after.lstrip(" )*_").startswith("？"):
        return "it is asked whether it holds"
    return None


def supposed_elsewhere(formula: Formula) -> bool:
    """Whether words of another language, right before it, suppose it."""
    return _SUPPOSES_THERE.search(_own_words(formula).rsplit("$", 1)[-1]) is not None


def _own_words(formula: Formula) -> str:
    before = (formula.before if formula.before.strip() else formula.lead_in).lower()
    return _ANY_END.split(before.rstrip(" :：\n*_"))[-1]
