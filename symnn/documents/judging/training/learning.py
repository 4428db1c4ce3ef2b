r"""What sentences tell of a lesson, piece by piece: rules, values, pairs, lists and formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from symnn.deferred import regex
from symnn.documents.judging.training.course_words import alters, keeps, values_bias
from symnn.documents.judging.training.lesson_words import (
    ANEW,
    CONDITION,
    FIXED,
    IN_BATCH,
    IN_ORDER,
    LATER,
    LIMITS,
    MISTAKE,
    OF_RULE,
    PATTERNS,
    RESTART,
    SHUFFLED,
    TARGETS,
    UNSURE,
    ZERO,
)
from symnn.documents.judging.training.lessons import Lesson, Pair, Told, Update
from symnn.documents.judging.training.names import CHANGE, NEW, NOW, OLD, Ref, named, names_in
from symnn.documents.judging.training.passages import Piece, Sentence
from symnn.documents.judging.training.tables import learn_array
from symnn.documents.judging.training.told_forms import (
    is_same_pattern,
    is_same_step,
    is_word,
    is_zero_vector,
    pair_of,
    spelled,
    weighs,
)
from symnn.documents.judging.training.told_outputs import learn_outputs
from symnn.documents.judging.training.values import Function, View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Value, Vector
from symnn.latex import syntax as tree

_NUMBERS: Final = (tree.Number, tree.Neg, tree.Quotient)


def learn(lesson: Lesson, sentence: Sentence) -> None:
    """Take in what a sentence tells."""
    if ANEW.search(sentence.words) is not None and lesson.pairs + lesson.inputs:
        lesson.__init__()
    if SHUFFLED.search(sentence.words) is not None:
        lesson.is_shuffled = True
    if IN_ORDER.search(sentence.words) is not None:
        lesson.is_ordered = True
    if IN_BATCH.search(sentence.words) is not None:
        lesson.conflicts[""] = "whether changes are made at once is not certain"
    words = _with_numbers(sentence)
    if ZERO.search(words) is not None:
        lesson.starts_at_zero = True
    said = learn_outputs(lesson, sentence)
    before = len(lesson.pairs) + len(lesson.inputs)
    _Learner(lesson, sentence, said).run()
    if alters(words, len(lesson.pairs) + len(lesson.inputs) > before):
        lesson.conflicts[""] = "words that are not followed may change the lesson"
    numbers = [k for k, p in enumerate(sentence.pieces) if isinstance(p.node, _NUMBERS)]
    lesson.keeps_bias |= keeps(words) or values_bias(words, numbers)


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
        is_later = LATER.search(" ".join(self.gaps)) is not None
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
        is_limit = bool(self.conditions) or LIMITS.search(words) is not None
        near = {"rule"} if not self.made else {"limit"} if not is_limit else set()
        far = is_limit and not self.made and OF_RULE.search(words) is not None
        if far or (self.lesson.latest in near and (is_limit or self.made)):
            self.lesson.conflicts[""] = "when the rule is used is not certain"
        if self.made:
            self._settle(words)
        self.lesson.latest = "rule" if self.made else "limit" if is_limit else ""

    def _settle(self, words: str) -> None:
        """Conditions before the rules hold of them as well; words that are not understood doubt."""
        mistake = MISTAKE.search(words)
        if len(self.conditions) > 1 or (self.conditions and mistake is not None):
            self.lesson.conflicts[""] = "when the rule is used is not certain"
        elif self.conditions:
            self._under(self.conditions[0])
        elif mistake is not None:
            self._on_mistake()
            words = words.replace(mistake[0], " ")
        known = UNSURE.findall(words)
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
        if TARGETS.search(before) is not None:
            return "targets"
        return "patterns" if PATTERNS.search(before) is not None else ""

    def _piece(self, piece: Piece, before: str, is_later: bool) -> None:
        node = piece.node
        if isinstance(node, tree.Matrix) and len(node.rows) > 2 and len(node.rows[0]) > 1:
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
        pair = pair_of(node)
        if pair is not None:
            self._add_pair(pair)
            return
        pairs = [pair_of(item) for item in node.items if isinstance(item, tree.Group)]
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
        says = PATTERNS.search(self.sentence.words.partition("⟨")[0]) is not None
        again = says and lesson.announced not in ("", self.sentence.words)
        lesson.announced = self.sentence.words if says else lesson.announced
        if known and (lesson.is_answered or lesson.place != here or again):
            lesson.conflicts[""] = "patterns are told in two places"
        lesson.place = here

    def _chain(self, chain: tree.Chain, before: str, is_later: bool) -> None:
        relations = {link.relation for link in chain.links}
        if CONDITION.search(before) is not None and relations <= {
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
        if value is None and is_zero_vector(last):
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
            if FIXED.search(" ".join(self.gaps)) is not None:
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
            restarts = RESTART.search(" ".join(self.gaps)) is not None
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
            plain = label is not None and not label.step and not is_word(label.base)
            if plain and label is not None and head is not None and not head.index:
                return head._replace(label=spelled(label))
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
            if set(plain) <= names and (len(plain) > 1 or not weighs(body)):
                function = Function(tuple(plain), body)
                if lesson.functions.setdefault(name.base, function) != function:
                    lesson.conflicts[name.base] = f"{name.base} is defined twice"
                return
            left = head
        ref = named(left)
        if ref is None or ref.mark or not is_same_step(ref, body):
            return
        if ref.index and not is_same_pattern(ref, body):
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
