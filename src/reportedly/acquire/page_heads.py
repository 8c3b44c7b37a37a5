"""What a page says of itself in elements that show nothing: title, meta tags, links, JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping


class Head:
    """What has been found of it so far."""

    def __init__(self) -> None:
        self.language: str | None = None
        self.title: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.captured: list[str] | None = None  # the text of a title or of JSON-LD, while read

    def note(self, tag: str, said: Mapping[str, str]) -> None:
        """Keep what an invisible element says of the page."""
        if tag == "meta":
            self._meta(said)
        elif tag == "link" and said.get("href"):
            self.links.append((said.get("rel", "").lower(), said["href"]))
        elif (tag == "title" and not self.title) or (
            tag == "script" and said.get("type", "").lower().startswith("application/ld+json")
        ):
            self.captured = []

    def _meta(self, said: Mapping[str, str]) -> None:
        name = said.get("property") or said.get("name") or said.get("itemprop")
        name = name or said.get("http-equiv")
        content = said.get("content")
        if name and content and content.strip():
            self.metas.append((name.strip().lower(), content.strip()))

    def keep(self, tag: str) -> None:
        """Keep what was captured, at the end of its element."""
        captured, self.captured = self.captured, None
        if captured and tag == "title":
            self.title = " ".join("".join(captured).split()) or None
        elif captured:
            self.scripts.append("".join(captured))
