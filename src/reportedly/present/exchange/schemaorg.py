"""schema.org as JSON-LD: reports as news articles, statements as claims and quotations.

No `ClaimReview` is made: it demands a rating, and this program rates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportedly.model import Picture, Report
from reportedly.present.exchange.said import Provenance, Said, every_report, every_said, one_day

TYPES = {"person": "Person", "org": "Organization", "group": "Organization"}


def linked_data(pictures: Sequence[Picture], made: Provenance) -> dict[str, Any]:
    """Return reports and statements of the stories as one JSON-LD graph."""
    copies = {c.b: c.a for one in pictures for c in one.copies if c.direction == "a first"}
    graph = [_article(report, copies.get(report.id)) for report in every_report(pictures)]
    graph += [_claim(said) for picture in pictures for said in every_said(picture)]
    return {
        "@context": "https://schema.org",
        "@graph": graph,
        "creditText": f"reportedly {made.version}, as of {made.as_of or 'everything at hand'}",
    }


def _article(report: Report, copied: str | None) -> dict[str, Any]:
    day = one_day(report)
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"urn:reportedly:report:{report.id}",
        "headline": report.title,
        "url": report.url,
        "inLanguage": report.language,
        "datePublished": day.isoformat() if day else None,
        "publisher": _organization(report.outlet),
        "author": [{"@type": "Person", "name": name} for name in report.authors] or None,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "value": report.sha256,
        },
        "isBasedOn": {"@id": f"urn:reportedly:report:{copied}"} if copied else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def _claim(said: Said) -> dict[str, Any]:
    quoted = said.statement.kind == "direct"
    kind = TYPES.get(said.agent.type if said.agent else "", "Thing")
    speaker = {"@type": kind, "name": said.speaker} if said.speaker else None
    appearance = {"@id": f"urn:reportedly:report:{said.report.id}"}
    found: dict[str, Any] = {
        "@type": ["Claim", "Quotation"] if quoted else "Claim",
        "@id": f"urn:reportedly:statement:{said.statement.id}",
        "text": said.exact,
        "inLanguage": said.report.language,
        "author": speaker or _organization(said.report.outlet),
        "appearance": appearance,
        "claimInterpreter": _organization(said.report.outlet),
        "about": [{"@type": "Question", "name": words} for words in said.questions] or None,
        "position": said.span.start,
    }
    return {name: value for name, value in found.items() if value is not None}
