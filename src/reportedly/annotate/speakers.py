"""Name the speaker of a source: the fullest name in the report, or the words of an unnamed group.

Mentions go in once per report; asked for a source, `Speakers` gives a `Speaker`, which says so
where it cannot decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.annotate.bearers import given_names
from reportedly.model import Mention, MentionType, Span
from reportedly.text import plain

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# What may follow an unnamed source up to a comma or relative clause, at most ten words.
_TAIL = re.compile(r"(?:[ \u00a0](?!(?:who|which|that|whose)\b)[\w’'.\-]+){1,10}(?=\W|$)")
_JOINED = re.compile(r"(?:,? and |, )(?:[A-Z][\w.]*\.? )?|and")  # a title may stand between
_ANSWERS = frozenset({"A", "Answer"})
_ONE_OF = re.compile(
    r"(?:one|another|some|many|most|several|all|both|none|two|three|a few|few|others)"
    r"(?: of (?:them|those|these|us|you|the others))?(?: others?)?"
)
_NEITHER = re.compile(r"(?:Neither|neither)\s+(?P<one>.{2,120}?)\s+nor\s+(?P<other>.{2,120})")
_WRITTEN = re.compile(
    r"(?:(?:an?|the|another|one)\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:post|tweet|letter|message|statement|memo|e-?mail|note)\s+(?:by|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:of|to|for|at|from|with)\b")
_AND = re.compile(r"\band\b")
_REFLEXIVE = re.compile(r"[ ,]+(?:himself|herself|itself|themselves)\W*$")
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "whom"})
_NOBODY = frozenset(
    {"i", "we", "you", "one", "this", "that", "these", "those", "some", "many", "others"}
)
_SHOWN = 5  # candidates that are shown, of a role that many bear
_LONGEST = 300  # characters that a mention may reach back from its end


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `name` is None where that is not shown."""

    name: str | None = None
    type: MentionType | None = None
    named: bool = False
    role: str | None = None
    span: Span | None = None
    candidates: tuple[str, ...] = ()


class Speakers:
    """Answers who speaks, from the mentions of one report."""

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._named: dict[str, Mention] = {}  # agent -> where the name stands, best first
        self._roles: dict[str, str] = {}
        for mention in self._mentions:
            if mention.named and mention.agent:
                self._note(mention, mention.agent)

    def _note(self, mention: Mention, agent: str) -> None:
        known = self._named.get(agent)
        is_full = mention.span.of(self._text) == agent
        if known is None or (is_full and known.span.of(self._text) != agent):
            self._named[agent] = mention
        if mention.role:
            self._roles.setdefault(agent, mention.role)

    def speaker(self, source: Span, head: Span) -> Speaker:
        """Return the speaker of the source whose syntactic head covers `head`."""
        reflexive = _REFLEXIVE.search(source.of(self._text))
        if reflexive:
            source = Span(source.start, source.start + reflexive.start())
        neither = _NEITHER.fullmatch(self._text, source.start, source.end)
        if neither:
            return self._both(Span(*neither.span("one")), Span(*neither.span("other")))
        labelled = self._labelled(source)
        if labelled is not None:
            return labelled
        mention = self._author(source)
        if mention is None and head.start < source.end:
            mention = self._mention_at(head)
        mention = mention or self._last_name_in(source)
        words = source.of(self._text)
        together = self._together(source) if mention is not None and mention.named else []
        if len(together) > 1:
            names = "; ".join(m.agent or m.span.of(self._text) for m in together)
            return Speaker(names, "group", True, None, together[0].span)
        if mention is None:
            return self._described(words, source)
        if not mention.named and mention.type == "person":
            mention = self._name_at_end(source) or mention
        if mention.agent is None:
            return self._undecided(mention, words)
        place = self._named.get(mention.agent)
        if place is None:
            return self._unnamed(mention, mention.agent, source)
        return Speaker(mention.agent, place.type, True, self._roles.get(mention.agent), place.span)

    def _both(self, *sources: Span) -> Speaker:
        """Return who "neither the port nor the ministry" are, where either can be told."""
        found = [self.speaker(one, Span(one.end - 1, one.end)) for one in sources]
        names = [speaker.name for speaker in found if speaker.name]
        if len(names) < len(sources):
            return Speaker(type="group")
        named = all(speaker.named for speaker in found)
        return Speaker("; ".join(names), "group", named, None, found[0].span)

    def _labelled(self, source: Span) -> Speaker | None:
        """Return who speaks under a label with a colon: "ADA ODE:", or "A:" in an interview."""
        words = source.of(self._text)
        if not self._text.startswith(":", source.end):
            return None
        if words in _ANSWERS:
            named = sorted({a for a, m in self._named.items() if m.type == "person"})
            if len(named) == 1:
                place = self._named[named[0]]
                return Speaker(named[0], "person", True, self._roles.get(named[0]), place.span)
            return Speaker(type="person", candidates=tuple(named[:_SHOWN]))
        label = words.partition(",")[0].split("(")[0].strip()  # "ADA ODE, HOST:"
        if not label.isupper() or not 1 <= label.count(" ") <= 3:
            return None
        known = [name for name in self._named if plain(name) == plain(label)]
        name = next((name for name in known if not name.isupper()), label)
        return Speaker(
            name,
            "person",
            True,
            self._roles.get(name),
            Span(source.start, source.start + len(label)),
        )

    def _name_at_end(self, source: Span) -> Mention | None:
        """Return the name in "the mayor of Thorsund, Ada Ode," and "envoy to the UN Ada Ode"."""
        end = len(source.of(self._text).rstrip(" ,")) + source.start
        last = bisect_right(self._starts, end)
        for mention in reversed(self._mentions[:last][-4:]):
            is_last = mention.named and mention.span.end == end and self._is_of_person(mention)
            if not is_last:
                continue
            before = self._text[source.start : mention.span.start].rstrip()
            if before.endswith(",") or self._is_behind_body(before, source.start):
                return mention
        return None

    def _is_of_person(self, mention: Mention) -> bool:
        first, _, rest = mention.span.of(self._text).partition(" ")
        taken_amiss = mention.type == "org" and rest != "" and plain(first) in given_names()
        return mention.type == "person" or taken_amiss

    def _author(self, source: Span) -> Mention | None:
        """Return who wrote "a post by Ada Ode on X"."""
        written = _WRITTEN.match(self._text, source.start, source.end)
        if not written:
            return None
        near = bisect_right(self._starts, written.end())
        found = self._mentions[near - 1] if near else None
        begins = found is not None and found.span.start == written.end()
        return found if found is not None and begins and found.named else None

    def _is_behind_body(self, before: str, start: int) -> bool:
        """Tell "envoy to the UN Ada Ode", who is the envoy, from "spokesman for Mayor Ada Ode"."""
        if not _LINK.search(before):
            return False
        end = start + len(before)
        last = bisect_right(self._starts, end)
        return any(
            mention.span.end == end and (mention.type == "org" or mention.type == "place")
            for mention in self._mentions[:last][-8:]
        )

    def _together(self, source: Span) -> list[Mention]:
        """Return the names that "and" joins from the start of a source on."""
        first = bisect_right(self._starts, source.start - 1)
        last = bisect_right(self._starts, source.end)
        found: list[Mention] = []
        for mention in self._mentions[first:last]:
            if not mention.named or mention.type == "other":
                continue
            if found and mention.type == "group" and found[-1].type == "person":
                continue  # "Ada Ode, Republican of Thorsund, and Per Lund"
            between = self._text[found[-1].span.end : mention.span.start] if found else "and"
            if not _JOINED.fullmatch(between):
                break
            found.append(mention)
        return found if _AND.search(source.of(self._text)) else []

    def _unnamed(self, mention: Mention, agent: str, source: Span) -> Speaker:
        """Keep what tells an unnamed source apart: "officials briefed on the data"."""
        words = mention.span.of(self._text)
        is_own = plain(words).endswith(plain(agent))
        if is_own and source.covers(mention.span):
            rest = _TAIL.match(self._text, mention.span.end, source.end)
            if rest:
                span = Span(mention.span.start, rest.end())
                return Speaker(agent + rest.group(), mention.type, False, None, span)
        return Speaker(agent, mention.type, False, None, mention.span)

    def _mention_at(self, head: Span) -> Mention | None:
        """Return the shortest mention that covers the head of a source."""
        last = bisect_right(self._starts, head.start)
        best: Mention | None = None
        for mention in reversed(self._mentions[:last][-40:]):
            if head.start - mention.span.start > _LONGEST:
                break
            if mention.span.covers(head) and (best is None or _size(mention) < _size(best)):
                best = mention
        return best

    def _last_name_in(self, source: Span) -> Mention | None:
        """Return the only name in the source, for a head that the parser chose amiss."""
        first = bisect_right(self._starts, source.start - 1)
        last = bisect_right(self._starts, source.end)
        inside = [m for m in self._mentions[first:last] if m.named and m.type != "place"]
        return inside[0] if len(inside) == 1 else None

    def _described(self, words: str, source: Span) -> Speaker:
        bare = _ARTICLE.sub("", words.split(",")[0].strip())
        if plain(bare) in _PRONOUNS or plain(bare) in _NOBODY or not bare:
            return Speaker()
        if _ONE_OF.fullmatch(plain(bare)):
            return Speaker(type="person" if plain(bare).startswith(("one", "anoth")) else "group")
        return Speaker(bare, "other", False, None, source)

    def _undecided(self, mention: Mention, words: str) -> Speaker:
        if not mention.named:
            if plain(words) in _PRONOUNS:
                return Speaker(type=mention.type, candidates=self._nearest_persons(mention))
            bare = _ARTICLE.sub("", mention.span.of(self._text))
            could_be = self._bearers(mention) if mention.type == "person" else ()
            return Speaker(bare, mention.type, False, None, mention.span, could_be)
        last = plain(mention.span.of(self._text)).split()[-1]
        bearers = sorted(
            agent
            for agent, other in self._named.items()
            if other.type == mention.type and last in plain(agent).split()
        )
        return Speaker(type=mention.type, span=mention.span, candidates=tuple(bearers))

    def _bearers(self, mention: Mention) -> tuple[str, ...]:
        """Return the two or more who are told to be what a role in place of a name says."""
        noun = plain(mention.span.of(self._text)).split()[-1]
        found = sorted(agent for agent, role in self._roles.items() if noun in plain(role).split())
        return tuple(found[:_SHOWN]) if len(found) > 1 else ()

    def _nearest_persons(self, mention: Mention) -> tuple[str, ...]:
        """Return the last two persons named before a pronoun that could mean either."""
        last = bisect_right(self._starts, mention.span.start)
        found: list[str] = []
        for other in reversed(self._mentions[:last][-40:]):
            if other.named and other.type == "person" and other.agent and other.agent not in found:
                found.append(other.agent)
        return tuple(sorted(found[:2])) if len(found) > 1 else ()


def _size(mention: Mention) -> int:
    return mention.span.end - mention.span.start
