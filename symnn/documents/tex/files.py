r"""The files that a LaTeX document names, put together with it into one text.

`\input`, `\include`, `\subfile` and `\import` are followed, and so are packages and classes that
lie beside the document. Only files under the root are opened, whatever links or `..` a name
holds; a file is read once, where it is named first. What is not read is told at its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Final, NamedTuple

from symnn.deferred import dataclass, regex
from symnn.documents.parts import Part
from symnn.documents.regions import Damage
from symnn.documents.source import MAXIMUM_BYTES, Source, decode
from symnn.documents.tex.visible import visible
from symnn.errors import DocumentError

#: The longest document with its files, in characters, and the most files it may have.
MAXIMUM_LENGTH: Final = 16 << 20
MAXIMUM_FILES: Final = 2_000
MAXIMUM_DEPTH: Final = 32

_NAMED = regex(
    r"\\(?P<command>input|include|subfile|subfileinclude|InputIfFileExists)\s*"
    r"\{(?P<file>[^{}#\\]*)\}"
    r"|\\input[ \t]+(?P<bare>[^\s{}\\%#]+)"
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\s*"
    r"\{(?P<folder>[^{}#\\]*)\}\s*\{(?P<inner>[^{}#\\]*)\}"
    r"|\\(?P<package>usepackage|RequirePackage|documentclass|LoadClass)\s*"
    r"(?P<option>\[[^\[\]]*\]\s*)?\{(?P<names>[^{}#\\]*)\}"
    r"|\\(?P<own>[A-Za-z]+)(?P<arguments>(?:\s?\{[^{}\n]{0,200}\}){1,4})"
)
_WITH_PARAMETER = regex(r"\\(?:input|include|subfile)\s*\{([^{}\\]*#[1-4][^{}\\]*)\}")
_DEFINED = regex(r"\\(?:newcommand|renewcommand|providecommand|def)\*?\s*\{?\s*\\([A-Za-z]+)")
_NEAR: Final = 600
_ARGUMENT = regex(r"\{([^{}]*)\}")
_BODY = regex(r"\\begin\s*\{document\}")
_LAST = regex(r"^[ \t]*\\endinput\b", re.MULTILINE)
_READ: Final = frozenset({".tex", ".ltx", ".sty", ".cls"})
_PICTURES: Final = frozenset(
    {".pgf", ".tikz", ".pdf_tex", ".pdf_t", ".eps_tex", ".bbl", ".ind", ".toc"}
)


class Request(NamedTuple):
    """A file that is named: its names in the order in which they are tried, and where."""

    names: tuple[str, ...]
    start: int
    end: int
    is_optional: bool
    is_preamble: bool = False


@dataclass(frozen=True, slots=True)
class Assembly:
    """A document as one text, the files that it consists of, and what could not be read.

    No file outside of the folder `root` belongs to it.
    """

    source: Source
    files: tuple[Source, ...] = ()
    missing: tuple[Damage, ...] = ()
    root: Path | None = None

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the document and of its files."""
        return frozenset((self.source.path, *(file.path for file in self.files)))


def assemble(source: Source, root: Path) -> Assembly:
    """The document with the files that it names; one of another format is left as it is.

    No file outside of the folder `root` is opened.
    """
    if source.format != "latex":
        return Assembly(source, root=root)
    run = _Assembler(root.resolve(), Path(source.path).parent)
    run.seen.add(os.path.realpath(source.path))
    run.take(source, 0, len(source.text), ())
    if not run.files and not run.missing:
        return Assembly(source, root=root)
    whole = replace(source, text="".join(run.texts), parts=tuple(run.parts))
    return Assembly(whole, tuple(run.files), tuple(run.missing), root)


@dataclass(slots=True)
class _Assembler:
    """The pieces put together so far."""

    root: Path
    folder: Path
    texts: list[str] = field(default_factory=list)
    length: int = 0
    parts: list[Part] = field(default_factory=list)
    files: list[Source] = field(default_factory=list)
    missing: list[Damage] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    own: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, source: Source, start: int, end: int, above: tuple[str, ...]) -> None:
        """Put in [start, end) of a file, and the files that it names there."""
        above = (*above, os.path.realpath(source.path))
        done = start
        for request in requests(source.text[start:end], self.own):
            after = start + request.end
            self._put(source, done, after)
            done = after
            place = self.length - (request.end - request.start)
            found = self._find(request, source, place, above)
            if found is not None:
                self._include(found, above, request)
        self._put(source, done, end)

    def _put(self, source: Source, start: int, end: int) -> None:
        if start < end or not self.parts:
            where = source.position(start)
            self.parts.append(Part(self.length, source.path, where.line, where.column))
            self.texts.append(source.text[start:end])
            self.length += end - start

    def _include(self, found: Source, above: tuple[str, ...], request: Request) -> None:
        """Put a file in; of a whole document its body, and of any file what is before its end."""
        self.files.append(found)
        last = _LAST.search(found.text)
        end = last.start() if last else len(found.text)
        body = _BODY.search(found.text)
        start = body.end() if body and not request.is_preamble else 0
        if body and request.is_preamble:
            end = min(end, body.start())
        self.take(found, start, max(start, end), above)
        self.texts.append("\n")  # as TeX ends a file
        self.length += 1

    def _find(
        self, request: Request, source: Source, place: int, above: tuple[str, ...]
    ) -> Source | None:
        """The file that is named, if it is to be read here."""
        written = request.names[-1]
        path, resolved, is_outside = self._locate(request, source)
        if path is None or resolved is None:
            if is_outside:
                what = f"`{written}` lies outside of the folder that is checked"
                self._miss(request, place, what, "name the folder that holds both")
            elif not request.is_optional:
                what = f"there is no file `{written}`"
                self._miss(request, place, what, "check its name, or delete this line")
            return None
        if resolved in above:
            what = f"`{written}` is being read already, and so never ends"
            self._miss(request, place, what, "delete this line, or the one that leads here")
            return None
        if resolved in self.seen:
            return None
        self.seen.add(resolved)
        return self._read((path, resolved), request, place, len(above))

    def _read(
        self, where: tuple[str, str], request: Request, place: int, depth: int
    ) -> Source | None:
        path, resolved = where
        try:
            with Path(resolved).open("rb") as file:
                text = decode(path, file.read(MAXIMUM_BYTES + 1))
            if self.length + len(text) > MAXIMUM_LENGTH or len(self.files) >= MAXIMUM_FILES:
                raise DocumentError(f"{path}: the document is too long with it")
            if depth >= MAXIMUM_DEPTH:
                raise DocumentError(f"{path}: is named too deep inside of other files")
        except (DocumentError, OSError) as error:
            if "is empty" not in str(error):
                self._miss(request, place, str(error), "then name it once more")
            return None
        return Source(path, text, "latex")

    def _locate(self, request: Request, source: Source) -> tuple[str | None, str | None, bool]:
        """The first of the names that is a file: its path, and where that leads."""
        is_outside = False
        for folder in self._folders(Path(source.path).parent):
            for name in request.names:
                if Path(name).is_absolute() or name.startswith(("/", "~")) or "\0" in name:
                    is_outside = True
                    continue
                path = os.path.normpath(folder / name)
                resolved = _resolved(path)
                if resolved is None:
                    continue
                if not resolved.is_relative_to(self.root):
                    is_outside = True
                elif resolved.is_file():
                    return path, str(resolved), False
        return None, None, is_outside

    def _folders(self, own: Path) -> Iterator[Path]:
        """Where a name may begin: at the document, at the file itself, or above it."""
        yield self.folder
        above = [own, *own.parents]
        inside = [folder for folder in above if folder.resolve().is_relative_to(self.root)]
        yield from (folder for folder in inside if folder != self.folder)

    def _miss(self, request: Request, place: int, what: str, remedy: str) -> None:
        end = place + request.end - request.start
        self.missing.append(Damage(place, end, what, remedy))


def _resolved(path: str) -> Path | None:
    """Where a path leads; None if that cannot be known: links in a circle, a name too long."""
    try:
        found = Path(path).resolve()
        found.is_file()
    except (OSError, RuntimeError):
        return None
    return found


def requests(text: str, own: dict[str, tuple[str, ...]] | None = None) -> Iterator[Request]:
    r"""The files that a LaTeX text names, in its order; code and comments name none.

    `own` are the author's commands that name files, by what they name; those of the text join.

    >>> [(r.names, r.start) for r in requests(r"\input{a} % \input{b}")]
    [(('a.tex', 'a'), 0)]
    """
    if "\\" not in text:
        return
    own = {} if own is None else own
    seen = visible(text)
    _learn(seen.text, own)
    for match in _NAMED.finditer(seen.text):
        if match["own"] and match["own"] not in own:
            continue
        start, end = seen.map.span(*match.span())
        option = (match["option"] or "").strip().strip("[] ")
        if match["names"] == "subfiles" and option:
            name = option if option.endswith(".tex") else f"{option}.tex"
            yield Request((name,), start, end, is_optional=True, is_preamble=True)
            continue
        for names, is_optional in _names(match, own):
            if Path(names[-1]).suffix.lower() not in _PICTURES:
                yield Request(names, start, end, is_optional)
            start = end


def _learn(text: str, own: dict[str, tuple[str, ...]]) -> None:
    """Note the commands that are defined to name a file."""
    for match in _WITH_PARAMETER.finditer(text):
        before = text[max(match.start() - _NEAR, 0) : match.start()]
        names = _DEFINED.findall(before)
        if names:
            own[names[-1]] = (*own.get(names[-1], ()), match[1])


def _names(
    match: re.Match[str], own: dict[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What the files may be called that a command names; True if they may be missing."""
    if match["own"]:
        given = _ARGUMENT.findall(match["arguments"])
        for name in own[match["own"]]:
            for number, argument in enumerate(given, 1):
                name = name.replace(f"#{number}", argument.strip())
            if not re.search(r"[#\\]", name):
                yield _spellings(name), False
        return
    if match["package"]:
        ending = ".cls" if "lass" in match["package"] else ".sty"
        for name in match["names"].split(","):
            if name.strip():
                yield (name.strip() + ending,), True
        return
    name = (match["file"] or match["bare"] or match["inner"] or "").strip().strip('"')
    if not name:
        return
    name = str(Path(match["folder"].strip()) / name) if match["folder"] else name
    yield _spellings(name), match["command"] == "InputIfFileExists"


def _spellings(name: str) -> tuple[str, ...]:
    return (name,) if Path(name).suffix.lower() in _READ else (f"{name}.tex", name)
