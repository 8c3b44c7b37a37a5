"""Read the text of Word (.docx) and OpenDocument (.odt) files: paragraphs and headings.

Deleted words of tracked changes, comments and pictures are not part of the text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from reportedly.errors import CannotHandle

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Markup of a document is larger than its text: this many times is far more than real ones need.
MARKUP = 40
# A text box is written twice, the second time for programs that do not know the first form.
TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORD_LEFT_OUT = frozenset({f"{WORD}del", f"{WORD}moveFrom", f"{WORD}pPr", f"{WORD}rPr", TWICE})
ODT_LEFT_OUT = frozenset(
    {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note", f"{OFFICE}forms"}
)
HEADING = re.compile(r"heading (\d)|(?:sub)?title", re.IGNORECASE)
MOST_SPACES = 100
ZIP_ERRORS = (
    *(KeyError, ValueError, EOFError, OSError, RuntimeError),  # a NotImplementedError is the last
    *(zipfile.BadZipFile, zlib.error),
)


def docx_page(content: bytes, *, longest: int) -> str:
    """Return the text of a Word document as the markup of a page."""
    with _archive(content) as archive:
        names = set(archive.namelist())
        root = _parsed(archive, "word/document.xml", longest)
        styles = {}
        if "word/styles.xml" in names:
            styles = _styles(_parsed(archive, "word/styles.xml", longest))
        edges = {
            tag: [
                _parsed(archive, name, longest)
                for name in sorted(names)
                if re.fullmatch(rf"word/{tag}\d*\.xml", name)
            ]
            for tag in ("header", "footer")
        }
    pieces = [_edge(root, "header") for root in edges["header"]]
    pieces += ["<article>\n", *_word_paragraphs(root, styles), "</article>\n"]
    pieces += [_edge(root, "footer") for root in edges["footer"]]
    return _page(pieces)


def odt_page(content: bytes, *, longest: int) -> str:
    """Return the text of an OpenDocument text as the markup of a page."""
    with _archive(content) as archive:
        root = _parsed(archive, "content.xml", longest)
    pieces = ["<article>\n"]
    for element in _outermost(root, {f"{TEXT}p", f"{TEXT}h"}, ODT_LEFT_OUT):
        words = "".join(_odt_words(element))
        level = element.get(f"{TEXT}outline-level") if element.tag == f"{TEXT}h" else None
        pieces.append(_paragraph(words, f"h{level}" if level in set("123456") else "p"))
    return _page([*pieces, "</article>\n"])


def _page(pieces: list[str]) -> str:
    head = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n'
    return "".join([head, *pieces, "</body></html>\n"])


def _paragraph(words: str, tag: str = "p") -> str:
    if not words.strip():
        return ""
    marked = escape(words.strip("\n"), quote=False).replace("\n", "<br>")
    return f"<{tag}>{marked}</{tag}>\n"


# --- Word ----------------------------------------------------------------------------------


def _styles(root: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the tag that each style of a heading stands for, by the style's id."""
    found = {}
    for style in root.iter(f"{WORD}style"):
        name = style.find(f"{WORD}name")
        match = HEADING.fullmatch(name.get(f"{WORD}val", "")) if name is not None else None
        if match:
            level = int(match.group(1)) if match.group(1) else 1
            is_subtitle = match.group().lower() == "subtitle"
            found[style.get(f"{WORD}styleId")] = "h2" if is_subtitle else f"h{min(level, 6)}"
    return found


def _word_paragraphs(root: Any, styles: dict[str, str]) -> Iterator[str]:  # noqa: ANN401
    for paragraph in _outermost(root, {f"{WORD}p"}, WORD_LEFT_OUT):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        tag = styles.get(style.get(f"{WORD}val"), "p") if style is not None else "p"
        yield _paragraph("".join(_word_words(paragraph)), tag)


def _edge(root: Any, tag: str) -> str:  # noqa: ANN401
    inner = "".join(_word_paragraphs(root, {}))
    return f"<{tag}>\n{inner}</{tag}>\n" if inner else ""


def _word_words(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    for element in _walk(paragraph, WORD_LEFT_OUT):
        if element.tag == f"{WORD}t":
            yield element.text or ""
        elif element.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif element.tag == f"{WORD}tab":
            yield "\t"
        elif element.tag == f"{WORD}noBreakHyphen":
            yield "\u2011"


# --- OpenDocument --------------------------------------------------------------------------


def _odt_words(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    yield paragraph.text or ""
    for element in _walk(paragraph, ODT_LEFT_OUT, tails=True):
        if isinstance(element, str):
            yield element
        elif element.tag == f"{TEXT}s":
            count = element.get(f"{TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES)
        elif element.tag == f"{TEXT}tab":
            yield "\t"
        elif element.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield element.text or ""


# --- archives and trees --------------------------------------------------------------------


def _walk(root: Any, without: frozenset[str], *, tails: bool = False) -> Iterator[Any]:  # noqa: ANN401
    """Yield what stands below an element, in order, no part of it in what is left out."""
    left: list[Any] = list(reversed(root))
    while left:
        element = left.pop()
        if isinstance(element, str):
            yield element
            continue
        if tails and element.tail:
            left.append(element.tail)
        if not isinstance(element.tag, str) or element.tag in without:
            continue
        yield element
        left.extend(reversed(element))


def _outermost(root: Any, tags: set[str], without: frozenset[str]) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements with one of the tags that stand in no other of them."""
    left = [root]
    while left:
        element = left.pop()
        if not isinstance(element.tag, str) or element.tag in without:
            continue
        if element.tag in tags:
            yield element
        else:
            left.extend(reversed(element))


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except ZIP_ERRORS as error:
        raise CannotHandle(f"a damaged document ({error}); save it again") from error


def _parsed(archive: zipfile.ZipFile, name: str, longest: int) -> Any:  # noqa: ANN401
    """Return the root of a part of the document; entities are neither expanded nor fetched."""
    most = MARKUP * longest
    try:
        with archive.open(name) as file:
            content = file.read(most + 1)
    except ZIP_ERRORS as error:
        raise CannotHandle(f"a damaged document ({error}); save it again") from error
    if len(content) > most:
        raise CannotHandle(
            f"{name} has more than {most:,} bytes, more than one report needs; "
            "split it, or raise reports.longest"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CannotHandle(f"a damaged document ({error}); save it again") from error
    if root is None:
        raise CannotHandle(f"a damaged document ({name} holds nothing); save it again")
    return root
