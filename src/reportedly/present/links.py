"""Where links lead: one set of templates stands in a file, in a folder and behind a server."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """Addresses of what a template may lead to."""

    def view(self, name: str) -> str:
        """Return the address of a view."""

    def statement(self, number: int) -> str:
        """Return the address of the evidence of a statement."""

    def mark(self, number: int) -> str:
        """Return the address of the words of a statement in their document."""

    def document(self, number: int) -> str:
        """Return the address of a document."""

    def origins(self, question: int) -> str:
        """Return the address of the origins of one question; "" where none has its own."""


class InPage:
    """Links within one page that holds every view.

    >>> InPage().view("ledger"), InPage().statement(12), InPage().mark(12)
    ('#ledger', '#s12', '#m12')
    """

    def question(self, number: int) -> str:
        """Return the address of a question in the table of who says what."""
        return f"#q{number}"

    def view(self, name: str) -> str:
        """Return the address of a view."""
        return f"#{name}"

    def statement(self, number: int) -> str:
        """Return the address of the evidence of a statement."""
        return f"#s{number}"

    def mark(self, number: int) -> str:
        """Return the address of the words of a statement in their document."""
        return f"#m{number}"

    def document(self, number: int) -> str:
        """Return the address of a document."""
        return f"#d{number}"

    def origins(self, question: int) -> str:
        """Return no address: a question is chosen on the page itself."""
        return ""
