"""A rewritten formula: its text, and where everything in it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from symnn.latex.rewriting import Piece, Rewriting, rewrite

PARTS = st.lists(
    st.tuples(st.text("abc", max_size=3), st.text("xyz", max_size=3), st.text("de", max_size=3)),
    max_size=6,
)


def rewritten(parts: list[tuple[str, str, str]]) -> tuple[str, Rewriting]:
    """Of each part the first text stays, and the second is read as the third."""
    written, pieces = "", []
    for kept, old, new in parts:
        written += kept
        pieces.append(Piece(len(written), len(written) + len(old), new))
        written += old
    return written, rewrite(written, pieces)


@given(PARTS)
def test_the_text_is_what_stays_and_what_is_put_in(parts: list[tuple[str, str, str]]) -> None:
    assert rewritten(parts)[1].text == "".join(kept + new for kept, _, new in parts)


@given(PARTS)
def test_what_stays_has_its_own_place_and_pieces_are_taken_whole(
    parts: list[tuple[str, str, str]],
) -> None:
    written, found = rewritten(parts)
    read = place = 0
    for kept, old, new in parts:
        for k in range(len(kept)):
            assert found.span(read + k, read + k + 1) == (place + k, place + k + 1)
        read, place = read + len(kept), place + len(kept)
        for k in range(len(new)):
            assert found.span(read + k, read + k + 1) == (place, place + len(old))
        read, place = read + len(new), place + len(old)
    assert place == len(written)


@given(PARTS, st.data())
def test_two_passes_lead_back_one_after_the_other(
    parts: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    first = rewritten(parts)[1]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(first.text)), min_size=2, max_size=2)))
    second = rewrite(first.text, [Piece(cuts[0], cuts[1], "!")])
    both = first.then(second)
    assert both.text == second.text
    for k in range(len(both.text)):
        assert both.span(k, k + 1) == first.span(*second.span(k, k + 1))
