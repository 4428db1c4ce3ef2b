r"""What sentences tell of a lesson, piece by piece: rules, values, pairs, lists and formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from symnn.deferred import regex
from symnn.documents.judging.training.lessons import Lesson, Pair, Told, Update
from symnn.documents.judging.training.names import CHANGE, NEW, NOW, OLD, Ref, named, names_in
from symnn.documents.judging.training.passages import Piece, Sentence
from symnn.documents.judging.training.values import Function, View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector
from symnn.latex import syntax as tree

_TARGETS: Final = regex(
    r"\b(?:targets?|desired|outputs?|labels?|classe?s?|teachers?|answers?|responses?)\b[^⟨]*$"
)
_PATTERNS: Final = regex(
    r"\b(?:patterns?|pairs?|examples?|inputs?|points?|vectors?|samples?|data|cases?)\b[^⟨]*$"
)
_CONDITION: Final = regex(r"\b(?:if|when|whenever|only if|as long as|provided(?: that)?)[ :]*$")
#: After a mistake on (x, y); if x is misclassified.
_MISTAKE: Final = regex(
    r"\b(?:after|if|when|whenever|for|on|at)\b[^⟨.;]{0,40}?\b(?:mistakes?|errors?|misclassif\w+"
    r"|(?:classified )?(?:wrong(?:ly)?|incorrect(?:ly)?)|not correct(?:ly)?)\b"
)
_ZERO: Final = regex(
    r"\bweights?(?: vector)?s?(?: (?:and|,) (?:the )?(?:bias(?:es)?|threshold))?(?: of \w+)?"
    r"(?:,? (?:all|both|initially))* (?:(?:are|is|be|being|starts?|begins?|set|initiali[sz]ed"
    r"|initially|all|at|from|to|with|as|=|equal|both|chosen|taken)\s?)*(?:0(?![.\d])|zeros?\b)"
    r"|\bzero (?:initial )?weights?\b|\b(?:all|the)? ?(?:initial )?weights? 0(?![.\d])"
    r"|\ball (?:parameters|weights) (?:at|to|start at|are) (?:0|zero)\b|\binitially zero\b"
    r"|(?:start\w*|begin\w*|initiali[sz]\w*) (?:with|from|at|to) (?:all )?(?:the )?"
    r"(?:weights? )?(?:and bias(?:es)? )?(?:at |to |of )?(?:all )?(?:0|zeros?)\b"
)
#: Words by which something is said to hold later than at the start.
_LATER: Final = regex(
    r"\b(?:after|then|now|becom\w+|obtain\w*|gives?|yields?|results?|next|final\w*|updated?|end\w*"
    r"|hence|therefore|thus|get|new|computes?|converge\w*|last|learn(?:s|ed|t))\b"
)
#: Words that may change when a rule is used, or how.
_UNSURE: Final = regex(
    r"\b(?:unless|except|only|decay\w*|normali[sz]\w*|batch|accumulat\w*|momentum|while|until|once"
    r"|(?:every|each) (?:epoch|pass|time|other|second)|if|when(?:ever)?|averag\w+"
    r"|summ?(?:ed|ing)|provided)\b"
)
#: Words of a sentence that may say when the rule beside it is used.
_LIMITS: Final = regex(
    r"\b(?:only|unless|mistakes?|errors? (?:is|are|occurs?)|misclassif\w+|not changed|unchanged"
    r"|no (?:change|update)|wrong(?:ly)?|incorrect(?:ly)?)\b"
)
_OF_RULE: Final = regex(
    r"\b(?:rules?|updat\w+|chang\w+|adjust\w+|correct(?:ed|ions?)|weights?|learn\w*|appl\w+)\b"
)
#: Changes that are kept until the end of a pass.
_IN_BATCH: Final = regex(
    r"\b(?:in batch|batch (?:mode|learning|training|update|rule|version)|accumulat\w+)\b"
    r"|\bend of (?:each|every|an?|the) (?:pass|epoch)"
)
#: Words by which something begins anew, with values that are not those of before.
_RESTART: Final = regex(
    r"\b(?:start\w*|begin\w*|initial\w*|again|let|suppose|assume|set|choos\w+|take|reset|instead"
    r"|another|different|other|anew|restart\w*|consider|with)\b"
)
_FIXED: Final = regex(r"\b(?:fixed|constant|kept|not (?:learned|learnt|changed|trained|adapted))\b")
_IN_ORDER: Final = regex(
    r"\b(?:in (?:this|that|the (?:given|listed|above|same|following)) order|in turn|in order"
    r"|one after (?:another|the other)|cycl\w+|sequential\w*|repeatedly)\b"
)
_SHUFFLED: Final = regex(r"\b(?:random(?:ly)?|shuffl\w+|arbitrary order|any order)\b")
_ANEW: Final = regex(
    r"^(?:\W|\d)*(?:example|exercise|problem|case|part|variant|now consider|next consider)\b"
)


def learn(lesson: Lesson, sentence: Sentence) -> None:
    """Take in what a sentence tells."""
    if _ANEW.search(sentence.words) is not None and lesson.pairs + lesson.inputs:
        lesson.__init__()
    if _SHUFFLED.search(sentence.words) is not None:
        lesson.is_shuffled = True
    if _IN_ORDER.search(sentence.words) is not None:
        lesson.is_ordered = True
    if _IN_BATCH.search(sentence.words) is not None:
        lesson.conflicts[""] = "whether changes are made at once is not certain"
    words = _with_numbers(sentence)
    if _ZERO.search(words) is not None:
        lesson.starts_at_zero = True
    from symnn.documents.judging.training.told_outputs import learn_outputs

    said = learn_outputs(lesson, sentence)
    _Learner(lesson, sentence, said).run()


def _with_numbers(sentence: Sentence) -> str:
    """The words, with numbers in place of pieces that are numbers."""
    words = sentence.words
    for k, piece in enumerate(sentence.pieces):
        if isinstance(piece.node, tree.Number):
            words = words.replace(f"⟨{k}⟩", piece.node.text)
    return words


@final
class _Learner:
    """Goes through the pieces of a sentence; `kind` is what bare lists and numbers are."""

    def __init__(self, lesson: Lesson, sentence: Sentence, said: str) -> None:
        self.lesson, self.sentence = lesson, sentence
        self.numbers = [int(k) for k in regex(r"⟨(\d+)⟩").findall(said)]
        self.gaps = regex(r"⟨\d+⟩").split(said)
        self.kind = ""
        self.made: list[Update] = []
        self.conditions: list[tree.Chain] = []
        self.targets: list[Value] = []
        self.list: tuple[Ref, list[Value]] | None = None

    def run(self) -> None:
        """Learn every piece."""
        is_later = _LATER.search(" ".join(self.gaps)) is not None
        for before, number in zip(self.gaps, self.numbers, strict=False):
            piece = self.sentence.pieces[number]
            if before.strip(" ,;()") not in ("", "and"):
                self.close()
                self.kind = self._kind(before)
            self._piece(piece, before, is_later)
        self.close()
        if self.targets:
            self._targets(Ref(""), self.targets)
        words = " ⟨⟩ ".join(self.gaps)
        is_limit = bool(self.conditions) or _LIMITS.search(words) is not None
        near = {"rule"} if not self.made else {"limit"} if not is_limit else set()
        far = is_limit and not self.made and _OF_RULE.search(words) is not None
        if far or (self.lesson.latest in near and (is_limit or self.made)):
            self.lesson.conflicts[""] = "when the rule is used is not certain"
        if self.made:
            self._settle(words)
        self.lesson.latest = "rule" if self.made else "limit" if is_limit else ""

    def _settle(self, words: str) -> None:
        """Conditions before the rules hold of them as well; words that are not understood doubt."""
        mistake = _MISTAKE.search(words)
        if len(self.conditions) > 1 or (self.conditions and mistake is not None):
            self.lesson.conflicts[""] = "when the rule is used is not certain"
        elif self.conditions:
            self._under(self.conditions[0])
        elif mistake is not None:
            self._on_mistake()
            words = words.replace(mistake[0], " ")
        known = _UNSURE.findall(words)
        if len(known) > len(self.conditions):
            self.lesson.conflicts[""] = "when the rule is used is not certain"

    def close(self) -> None:
        """The end of a list of numbers behind a name: t = 0, 0, 0, 1."""
        if self.list is not None:
            ref, values = self.list
            if not ref.base:
                self.targets += values
            elif len(values) > 1:
                self._targets(ref, values)
            else:
                self.lesson.told.append(Told(ref, values[0], self.sentence.headings))
        self.list = None

    def _targets(self, ref: Ref, values: list[Value]) -> None:
        if self.lesson.targets and self.lesson.targets != values:
            self.lesson.conflicts[""] = "the targets are told twice"
        self.lesson.targets, self.lesson.target_letter = list(values), ref.base

    @staticmethod
    def _kind(before: str) -> str:
        if _TARGETS.search(before) is not None:
            return "targets"
        return "patterns" if _PATTERNS.search(before) is not None else ""

    def _piece(self, piece: Piece, before: str, is_later: bool) -> None:
        node = piece.node
        if isinstance(node, tree.Matrix) and len(node.rows) > 2 and len(node.rows[0]) > 1:
            from symnn.documents.judging.training.tables import learn_array

            learn_array(self.lesson, node)
        elif isinstance(node, tree.Chain):
            self._chain(node, before, is_later)
        elif (value := self._closed(node)) is not None and not is_later:
            self._value(node, value)
        elif isinstance(node, tree.Group):
            self._group(node)

    def _value(self, node: tree.Node, value: Value) -> None:
        """A list or a number that stands for itself."""
        if isinstance(value, Vector) and not isinstance(node, tree.Matrix):
            if self.kind == "patterns" or (self.list is not None and not self.list[0].base):
                self.close()
                self._add_inputs(value)
        elif self.list is not None and isinstance(node, (tree.Number, tree.Neg)):
            self.list[1].append(value)
        elif self.kind == "targets" and isinstance(node, (tree.Number, tree.Neg)):
            self.list = (Ref(""), [value])

    def _group(self, node: tree.Group) -> None:
        """((1, 2), 1), or a set of such; (x, y): before them says which letters they are."""
        pair = _pair(node)
        if pair is not None:
            self._add_pair(pair)
            return
        pairs = [_pair(item) for item in node.items if isinstance(item, tree.Group)]
        if node.fence in ("{}", "()", "[]", "") and len(pairs) == len(node.items) > 1:
            if None not in pairs:
                self.lesson.is_set |= node.fence == "{}"
                for one in pairs:
                    if one is not None:
                        self._add_pair(one)
            return
        refs = [named(item) for item in node.items]
        if len(refs) == 2 and None not in refs and not self.lesson.pairs:
            first, second = refs
            if first is not None and second is not None and not (first.index or second.index):
                self.lesson.letters = first.base, second.base

    def _add_pair(self, pair: Pair) -> None:
        self._place()
        if any(inputs == pair[0] for inputs, _ in self.lesson.pairs):
            self.lesson.conflicts[""] = "a pattern is told twice"
        self.lesson.pairs.append(pair)

    def _add_inputs(self, inputs: Vector) -> None:
        self._place()
        if inputs in self.lesson.inputs:
            self.lesson.conflicts[""] = "a pattern is told twice"
        self.lesson.inputs.append(inputs)

    def _place(self) -> None:
        """Patterns are told in one place, before anything is said of them."""
        lesson, here = self.lesson, self.sentence.headings
        known = bool(lesson.pairs or lesson.inputs)
        if known and (lesson.is_answered or lesson.place != here):
            lesson.conflicts[""] = "patterns are told in two places"
        lesson.place = here

    def _chain(self, chain: tree.Chain, before: str, is_later: bool) -> None:
        relations = {link.relation for link in chain.links}
        if _CONDITION.search(before) is not None and relations <= {
            "=", "≠", "<", "≤", ">", "≥",
        }:  # fmt: skip
            self.conditions.append(chain)
            return
        if relations in ({"→"}, {"↦"}, {":"}):
            self._mapped(chain)
        elif relations == {"←"} and len(chain.links) == 1:
            self._update(chain.first, chain.links[0].operand)
        elif relations <= {"=", ":="}:
            self._equation(chain, is_later)

    def _mapped(self, chain: tree.Chain) -> None:
        if len(chain.links) != 1:
            return
        inputs, target = self._closed(chain.first), self._closed(chain.links[0].operand)
        is_number = target is not None and not isinstance(target, Vector)
        if isinstance(inputs, Vector) and target is not None and is_number:
            self._add_pair((inputs, target))

    def _equation(self, chain: tree.Chain, is_later: bool) -> None:
        *between, last = chain.first, *(link.operand for link in chain.links)
        if len(between) == 1 and self._update(chain.first, last):
            return
        if len(between) == 1 and isinstance(last, tree.Group) and last.fence == "{}":
            self._group(last)
            return
        value = self._closed(last)
        if value is None and _is_zero_vector(last):
            refs = [ref for side in between if (ref := self._ref(side)) is not None]
            self.lesson.zeros |= {ref.base for ref in refs if ref.mark in (NOW, OLD)}
            return
        if value is None:
            if len(between) == 1:
                self._formula(chain.first, last)
            return
        if is_later and not self.made:
            self._later(between, value)
            return
        self.close()
        for side in between:
            ref = self._ref(side)
            if ref is None or ref.mark not in (NOW, OLD):
                return
            if _FIXED.search(" ".join(self.gaps)) is not None:
                self.lesson.fixed.add(ref.base)
            told = Told(ref, value, self.sentence.headings)
            if side is between[-1] and not isinstance(value, Vector):
                self.list = (ref, [value])
            else:
                self.lesson.told.append(told)

    def _later(self, names: Sequence[tree.Node], value: Value) -> None:
        """A value that is of a later moment by words that are not understood.

        Where something may begin anew with it, nothing can be followed from there on.
        """
        lesson = self.lesson
        weights = {update.base for update in lesson.updates}
        for ref in filter(None, map(self._ref, names)):
            before = [t.value for t in lesson.told if t.ref == ref]
            is_other = bool(before) and any(old != value for old in before)
            restarts = _RESTART.search(" ".join(self.gaps)) is not None
            if restarts and (ref.base in weights or is_other):
                lesson.conflicts[""] = f"{ref.base} may have been given another value"
            elif is_other and ref.base not in weights:
                lesson.conflicts[""] = f"{ref.base} was given two values"

    def _ref(self, node: tree.Node) -> Ref | None:
        """A name that is given a value; d(A) is that of a pattern with a label."""
        if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
            items = node.arguments.items if isinstance(node.arguments, tree.Group) else ()
            label = named(items[0]) if len(items) == 1 else None
            head = named(node.head)
            plain = label is not None and not label.step and not _is_word(label.base)
            if plain and label is not None and head is not None and not head.index:
                return head._replace(label=_spelled(label))
        found = named(node, frozenset({"?"}))
        if found is None and isinstance(node, tree.Power):
            inner = node.base.base if isinstance(node.base, tree.Name) else ""
            found = named(node, frozenset({inner}))
        return found

    def _formula(self, left: tree.Node, body: tree.Node) -> None:
        """A formula of a letter, or a function: y = f(w · x + b), and f(s)."""
        lesson = self.lesson
        if any(
            isinstance(n, (tree.PlusMinus, tree.Dots, tree.Unreadable)) for n in tree.walk(body)
        ):
            return
        if isinstance(left, (tree.Call, tree.Apply)):
            head = left.head if isinstance(left, tree.Call) else left.function
            inside = left.arguments if isinstance(left, tree.Call) else left.argument
            items = inside.items if isinstance(inside, tree.Group) and inside.fence else (inside,)
            name = named(head)
            parameters = [named(item) for item in items]
            if name is None or name.index or name.mark or None in parameters:
                return
            plain = [p.base for p in parameters if p is not None and not p.mark]
            names = {ref.base for ref in names_in(body)}
            if len(plain) < len(parameters):
                return
            if set(plain) <= names and (len(plain) > 1 or not _weighs(body)):
                function = Function(tuple(plain), body)
                if lesson.functions.setdefault(name.base, function) != function:
                    lesson.conflicts[name.base] = f"{name.base} is defined twice"
                return
            left = head
        ref = named(left)
        if ref is None or ref.mark or not _is_same_step(ref, body):
            return
        if ref.index and not _is_same_pattern(ref, body):
            return
        if lesson.formulas.setdefault(ref.base, body) != body:
            lesson.conflicts[ref.base] = f"{ref.base} is defined twice"

    def _update(self, left: tree.Node, body: tree.Node) -> bool:
        """Whether it is a rule of learning, of w(new), of Δw, or of w by itself."""
        ref = named(left, frozenset())
        if ref is None and isinstance(left, tree.Power) and isinstance(left.base, tree.Name):
            ref = named(left, frozenset({left.base.base}))
        if ref is None or self._closed(body) is not None:
            return False
        raised = frozenset({ref.base})
        inside = list(names_in(body, raised))
        own = [r for r in inside if r.base == ref.base and r.index == ref.index]
        if all(r.base == ref.base for r in inside):
            return False  # one step of a text, in numbers
        in_steps = ref.step is not None and ref.step.letter and any(r.step for r in own)
        is_new = ref.mark == NEW and bool(own)
        repeats = ref.mark == NOW and bool(own) and ref.step is None
        if not (ref.mark == CHANGE or is_new or repeats or (in_steps and own)):
            return False
        update = Update(
            ref.base,
            ref.index,
            body,
            is_change=ref.mark == CHANGE,
            step=ref.step if in_steps else None,
        )
        self.made.append(update)
        if update not in self.lesson.updates:
            self.lesson.updates.append(update)
        return True

    def _under(self, condition: tree.Chain) -> None:
        """The rules of this sentence are made if something holds."""
        for update in self.made:
            if update in self.lesson.updates:
                at = self.lesson.updates.index(update)
                self.lesson.updates[at] = update._replace(condition=condition)
        self.made = [u._replace(condition=condition) for u in self.made]

    def _on_mistake(self) -> None:
        for update in self.made:
            if update in self.lesson.updates and update.condition is None:
                at = self.lesson.updates.index(update)
                self.lesson.updates[at] = update._replace(on_mistake=True)

    @staticmethod
    def _closed(node: tree.Node) -> Value | None:
        try:
            return value_of(node, View({}))
        except UnknownError:
            return None


def _pair(node: tree.Node) -> Pair | None:
    """((1, 2), 1) as inputs and target."""
    if not isinstance(node, tree.Group) or len(node.items) != 2 or node.fence not in ("()", "[]"):
        return None
    try:
        inputs, target = (value_of(item, View({})) for item in node.items)
    except UnknownError:
        return None
    is_pair = isinstance(inputs, Vector) and not isinstance(target, Vector)
    return (inputs, target) if is_pair and isinstance(inputs, Vector) else None


def _weighs(body: tree.Node) -> bool:
    """Whether it is the output of a unit in its own letters rather than a function of one."""
    return any(isinstance(n, tree.Name) and n.base in ("w", "W", "omega") for n in tree.walk(body))


def _is_same_step(left: Ref, body: tree.Node) -> bool:
    """Whether a formula is of one step alone: y(k) = f(w(k) · x(k))."""
    if left.step is None:
        return True
    if not left.step.letter or left.step.shift:
        return False
    return all(r.step in (None, left.step) for r in names_in(body))


def _is_same_pattern(left: Ref, body: tree.Node) -> bool:
    """Whether an index is that of a pattern: y_i = f(w · x_i), where w has none."""
    refs = list(names_in(body))
    alike = [ref for ref in refs if ref.index == left.index]
    return left.index.isalpha() and bool(alike) and not any(_weighs_ref(ref) for ref in alike)


def _weighs_ref(ref: Ref) -> bool:
    return ref.base in ("w", "W", "omega", "v")


def _is_zero_vector(node: tree.Node) -> bool:
    """A bold 0, or one with an arrow."""
    if isinstance(node, tree.Annotated) and isinstance(node.operand, tree.Number):
        return node.place == "accent" and node.operand.value == 0
    return isinstance(node, tree.Name) and node.base == "0" and node.subscript is None


def _is_word(text: str) -> bool:
    return len(text) > 2 and text.isalpha() and text.islower()


def _spelled(ref: Ref) -> str:
    return ref.base + (f"_{ref.index}" if ref.index else "")
