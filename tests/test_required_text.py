"""Every match of a pattern has one of the texts that are said to be required."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn
from symnn.deferred import _Pattern, regex
from symnn.required_text import required_text

CHARACTERS = st.sampled_from([*"abcd ", r"\.", r"\d", r"\(", r"\[", "[ab]", "[^)(|]", "[]x]", "."])
QUANTIFIERS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,1}", "{,2}", "??", "*+", "{"])
PATTERNS = st.recursive(
    st.lists(st.tuples(CHARACTERS, QUANTIFIERS).map("".join), max_size=5).map("".join),
    lambda inner: st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["(", "(?:"]), inner, st.just(")"), QUANTIFIERS),
            st.tuples(inner, st.sampled_from(["|", ""]), inner),
            st.tuples(st.sampled_from(["(?=", "(?!", "(?<!a"]), st.just("b)")),
        ).map("".join),
        max_size=4,
    ).map("".join),
    max_leaves=12,
)


@cache
def patterns() -> list[tuple[str, int]]:
    """Those of the package that ask for something."""
    found = list[tuple[str, int]]()
    for module in pkgutil.walk_packages(symnn.__path__, "symnn."):
        if module.name.split(".")[1] in ("latex", "documents"):
            values = vars(importlib.import_module(module.name)).values()
            found += [v._source for v in values if isinstance(v, _Pattern)]
    return [source for source in found if required_text(*source)]


def test_many_patterns_ask_for_something() -> None:
    assert len(patterns()) > 100


@settings(max_examples=300)
@given(st.data())
def test_what_a_pattern_of_the_package_matches_has_a_required_text(data: st.DataObject) -> None:
    source, flags = data.draw(st.sampled_from(patterns()))
    match = data.draw(st.from_regex(re.compile(source, flags)))
    assert any(text in match for text in required_text(source, flags))


def compiles(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


@given(PATTERNS.filter(compiles), st.data())
def test_what_any_pattern_matches_has_a_required_text(pattern: str, data: st.DataObject) -> None:
    required = required_text(pattern)
    if required:
        match = data.draw(st.from_regex(pattern))
        assert any(text in match for text in required)


@given(PATTERNS.filter(compiles), st.lists(st.text("abcd .(x", max_size=8), max_size=4))
def test_a_deferred_pattern_answers_as_a_compiled_one(pattern: str, texts: list[str]) -> None:
    deferred, at_once = regex(pattern), re.compile(pattern)
    for text in (*texts, *texts):
        for how in ("search", "match", "fullmatch"):
            found, expected = getattr(deferred, how)(text), getattr(at_once, how)(text)
            assert (found and found.span()) == (expected and expected.span())
        spans = [[m.span() for m in each.finditer(text)] for each in (deferred, at_once)]
        assert spans[0] == spans[1]
        assert deferred.sub("-", text) == at_once.sub("-", text)
        assert deferred.search(text, 2) is None or at_once.search(text, 2)
        assert deferred.findall(text) == at_once.findall(text)


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("", ()),
        ("abc", ("abc",)),
        ("abc?", ("ab",)),
        ("a?", ()),
        ("ab{2}c", ("a",)),
        ("ab{x", ("ab",)),
        (r"long\.er", ("long",)),
        ("(?:one|two) things?", (" thing",)),
        ("(?P<n>one|two)?", ()),
        ("(one|two)(?=three)", ("one", "two")),
        ("(one|)", ()),
        ("x(?:(?:one|two)|three)", ("one", "two", "three")),
        ("((((((((deep))))))))", ()),
        ("a(?#(note)b", ()),
        ("(?i)red", ()),
        ("(?i:red)", ()),
        ("(a)(?P=a)", ("a",)),
    ],
)
def test_the_texts_that_patterns_ask_for(pattern: str, texts: tuple[str, ...]) -> None:
    assert required_text(pattern) == texts


@pytest.mark.parametrize("flags", [re.IGNORECASE, re.VERBOSE, re.IGNORECASE | re.DOTALL])
def test_under_flags_that_change_letters_nothing_is_asked_for(flags: int) -> None:
    assert required_text("red", flags) == ()
    assert required_text("red", re.DOTALL) == ("red",)


def test_at_a_place_of_a_long_text_nothing_is_looked_for() -> None:
    """Else each of many places would cost as much as the whole text."""
    for how in ("search", "match", "fullmatch", "finditer"):
        pattern = regex("zz")
        getattr(pattern, how)("a text", 3)
        assert "groups" in vars(pattern)
    pattern = regex("zz")
    assert pattern.search("a text") is None
    assert "groups" not in vars(pattern)
