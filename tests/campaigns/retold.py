"""Retell works whose verdicts are known, so that no truth changes, and look for wrong verdicts.

python -m tests.campaigns.retold PATH… [--ways shuffled drawn sentences renamed joined mixed]
    [--documents N] [--seed S] [--keep FOLDER]

PATH is a textbook work (.yaml) or a folder of them. For each way N documents are made: the claims
of a work in another order, some of them only, put into sentences, one letter exchanged for an
unused one, several works as the chapters of one document, or all of it mixed. What an author
defines stands first, so every claim keeps its truth, and a true one refuted or a false one proved
is a wrong verdict. Printed for each way: how the true and the false claims were judged; then each
wrong verdict, with the document it stands in, if they are kept. Exit status 1 if any is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from symnn.documents.sandbox import Limits, Sandbox
from tests.campaigns.practice import Score, judged
from tests.campaigns.works import Item, Work, document, find_works, read_work

Way: TypeAlias = Callable[[Random, Sequence[Work]], Work]
SENTENCES: Final = (
    "We find that ${}$.",
    "Hence ${}$.",
    "It follows that ${}$.",
    "Note that ${}$.",
    "So ${}$, as one checks.",
    "Thus we have\n${}$.",
)
#: Letters that a name may be exchanged for, and those that stand for more than a name.
UNUSED: Final = "hkmpqrstuvyzGHJKNQUVYZ"
FIXED: Final = "deixfgt"
#: What is left as it is: words, environments, commands.
_KEPT = re.compile(
    r"(\\text\{[^{}]*\}|\\(?:begin|end)\{[a-z]*\*?\}(?:\{[a-z|]*\})?"
    r"|\\(?:mathrm|operatorname\*?|mathbb|mathcal|textbf|textit|mathit)\{[^{}]*\}"
    r"|\\math(?:bb|cal) [A-Z]|\\[a-zA-Z]+)"
)
_LETTER = re.compile(r"(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z])")


def parted(work: Work) -> tuple[list[Item], list[Item]]:
    """What the work defines, and what it claims."""
    given = [item for item in work.items if item.truth is None]
    return given, [item for item in work.items if item.truth is not None]


def shuffled(random: Random, works: Sequence[Work]) -> Work:
    """The claims in another order."""
    work = random.choice(works)
    given, claims = parted(work)
    return Work(work.name, (*given, *random.sample(claims, len(claims))))


def drawn(random: Random, works: Sequence[Work]) -> Work:
    """Some of the claims."""
    work = random.choice(works)
    given, claims = parted(work)
    return Work(work.name, (*given, *(claim for claim in claims if random.random() < 0.4)))


def in_a_sentence(random: Random, item: Item) -> Item:
    """The claim within a sentence that asserts it."""
    formula = " ".join(item.latex.split())
    return replace(item, latex=random.choice(SENTENCES).format(formula), is_prose=True)


def sentences(random: Random, works: Sequence[Work]) -> Work:
    """Every claim within a sentence."""
    work = random.choice(works)
    given, claims = parted(work)
    return Work(work.name, (*given, *(in_a_sentence(random, claim) for claim in claims)))


def exchanged(text: str, old: str, new: str) -> str:
    """The formula with another letter as a name."""
    name = re.compile(rf"(?<![a-zA-Z]){old}(?![a-zA-Z])|(?<=[a-zA-Z]){old}(?=_)")
    parts = _KEPT.split(text)
    return "".join(part if k % 2 else name.sub(new, part) for k, part in enumerate(parts))


def with_another_letter(random: Random, work: Work) -> Work:
    """The work with one letter exchanged for an unused one; as it is if a word names the letter.

    A letter that stands right beside another one may be part of a name, and is not exchanged.
    """
    text = "\n".join(item.latex for item in work.items)
    bare = re.sub(r"\\text\{[^{}]*\}|\\[a-zA-Z]+\{?[a-z]*\}?", " ", text)
    alone, used = set(_LETTER.findall(bare)), set(re.findall(r"[a-zA-Z]", bare))
    beside = set("".join(re.findall(r"[a-zA-Z]{2,}", bare)))
    pairs = [
        (old, new)
        for old in sorted(alone - beside - set(FIXED))
        for new in sorted(set(UNUSED) - used)
        if old.isupper() == new.isupper()
    ]
    if not pairs:
        return work
    old, new = random.choice(pairs)
    if re.search(rf"\\text\{{[^{{}}]*\b{old}\b", text):
        return work
    items = (replace(item, latex=exchanged(item.latex, old, new)) for item in work.items)
    return Work(work.name, tuple(items))


def renamed(random: Random, works: Sequence[Work]) -> Work:
    """One letter exchanged for an unused one."""
    return with_another_letter(random, random.choice(works))


def joined(random: Random, works: Sequence[Work]) -> Work:
    """Several works as the chapters of one document."""
    chapters = [random.choice(works) for _ in range(random.randint(2, 4))]
    items: list[Item] = []
    for work in chapters:
        heading = Item(f"{work.name}.heading", f"## {work.name}", "definition", is_prose=True)
        items += [heading, *work.items]
    return Work("joined", tuple(items))


def mixed(random: Random, works: Sequence[Work]) -> Work:
    """Some of the claims in another order, some in sentences, with another letter."""
    work = drawn(random, [shuffled(random, works)])
    items = (
        in_a_sentence(random, item) if item.truth and random.random() < 0.5 else item
        for item in with_another_letter(random, work).items
    )
    return Work(work.name, tuple(items))


WAYS: Final[Mapping[str, Way]] = {
    way.__name__: way for way in (shuffled, drawn, sentences, renamed, joined, mixed)
}


def retold(work: Work, sandbox: Sandbox, keep: Path | None) -> Iterator[Score]:
    """The scores of the items of a work; the document is kept if a folder for it is given."""
    source, places = document(work, "markdown")
    if keep is not None:
        (keep / f"{work.name}.md").write_text(source.text, encoding="utf-8")
    entries = sandbox.judge(source).entries
    for item, place in zip(work.items, places, strict=True):
        yield judged(item, filter(place.holds, entries))


def main(arguments: Sequence[str] | None = None) -> int:
    """Retell the works in every way asked for; the exit status."""
    options = _options(arguments)
    works = [read_work(path) for path in find_works(options.paths) if path.suffix == ".yaml"]
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with Sandbox(Limits(seconds=options.timeout)) as sandbox:
        for way in options.ways:
            random, tally = Random(f"{way} {options.seed}"), Counter[tuple[str, str]]()
            for k in range(options.documents):
                work = replace(WAYS[way](random, works), name=f"{way}-{options.seed}-{k}")
                for score in retold(work, sandbox, options.keep):
                    tally[str(score.item.truth), score.outcome or ""] += 1
                    if score.outcome == "wrong" or score.is_surprise:
                        wrong.append(f"{work.name}: {score.line('markdown')}")
            counts = (f"{t} {o} {n}" for (t, o), n in sorted(tally.items()) if o)
            print(f"{way}: {options.documents} documents; {', '.join(counts)}", flush=True)
    print(*(f"WRONG {line}" for line in wrong), f"{len(wrong)} wrong", sep="\n")
    return 1 if wrong else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.retold")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--documents", type=int, default=20, metavar="N", help="of each way")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to keep the documents")
    parser.add_argument("--timeout", type=int, default=120, metavar="S", help="for a document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
