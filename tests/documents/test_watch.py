"""Which documents a watch gives: all at first, then what has changed and stayed the same."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from symnn.documents.watch import Round, Stamp, rounds

States = dict[str, Stamp]


def watched(*states: States) -> list[Round]:
    """The rounds of a watch that sees one state after each pause."""
    now = [*states]

    def pause() -> None:
        now.pop(0)
        if not now:
            raise KeyboardInterrupt

    def find() -> Iterable[str]:
        return list(now[0])

    found: list[Round] = []
    with suppress(KeyboardInterrupt):
        found.extend(rounds(find, pause, lambda path: now[0][path]))
    return found


def at(*times: int) -> States:
    return {name: (time, 0, 0) for name, time in zip("abc", times, strict=False) if time}


def test_all_documents_come_first_and_then_what_has_changed() -> None:
    assert watched(at(1, 1), at(1, 1), at(1, 2), at(1, 2), at(1, 2)) == [
        Round(["a", "b"], []),
        Round(["b"], []),
    ]


def test_a_document_that_is_being_written_is_waited_for() -> None:
    assert watched(at(1), at(2), at(3), at(4), at(4)) == [Round(["a"], []), Round(["a"], [])]


def test_new_documents_and_those_that_are_gone_are_told() -> None:
    assert watched(at(1), at(1, 1), at(1, 1), at(0, 1)) == [
        Round(["a"], []),
        Round(["b"], []),
        Round([], ["a"]),
    ]


def test_a_document_that_appears_later_is_a_change() -> None:
    assert watched({"a": None}, {"a": None}, at(1), at(1)) == [Round(["a"], []), Round(["a"], [])]
