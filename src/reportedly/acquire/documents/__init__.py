"""Documents that are neither text nor pages, as a page: PDF, Word and OpenDocument text.

    report.pdf  ->  <article><section><h1>...</h1><p>...</p></section> ...

What a document shows is written out as plain markup, so that pages and documents are read alike. A
block's place is its place in that markup; of a PDF, each `section` is one of its pages.
"""

from __future__ import annotations

from reportedly.acquire.documents.office import docx_page, odt_page
from reportedly.acquire.documents.pdf import pdf_page
from reportedly.errors import CannotHandle

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOCUMENTS = frozenset({PDF, DOCX, ODT})

__all__ = ["DOCUMENTS", "DOCX", "ODT", "PDF", "document_page"]


def document_page(content: bytes, media_type: str, *, longest: int, max_pages: int) -> str:
    """Return a document as the markup of a page; raise `CannotHandle` where it cannot be read.

    `longest` is the most characters that it may have, `max_pages` the most pages of a PDF.
    """
    if media_type == PDF:
        return pdf_page(content, longest=longest, max_pages=max_pages)
    if media_type == DOCX:
        return docx_page(content, longest=longest)
    if media_type == ODT:
        return odt_page(content, longest=longest)
    raise CannotHandle(f"documents of type {media_type} cannot be read; save it as text or HTML")
