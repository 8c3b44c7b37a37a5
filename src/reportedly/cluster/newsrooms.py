"""Tell newsrooms, which pass on what others said, from those who speak; one name for each.

    "NPA", "NPA Newswire", "the Northern Press Agency" -> one newsroom
    "the Messenger" -> the Tarn Messenger, where no other messenger is spoken of
    "the Tarn Messenger reported" -> a newsroom, although no register knows it

A newsroom is known from the register of outlets, as the outlet of a report of the story, from a
credit, as what somebody told something to, from "its report", or by the noun in its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reportedly.model import Agent, Report, Statement
from reportedly.register import is_listed_outlet, outlet_key
from reportedly.text import plain

# Nouns that end the names of papers, stations and agencies, and of next to nothing else.
_NOUN = re.compile(
    r"[A-Z].* (?:Times|Herald|Tribune|Gazette|Courier|Chronicle|Observer|Sentinel|Messenger|"
    r"Newspapers?|News|Newswire|Telegraph|Examiner|Inquirer|Enquirer|Journal|Post|Daily|Weekly|"
    r"Television|TV|Broadcasting|(?:Press|News) (?:Agency|Association|Service)|Wire)$"
)
_ITS_REPORT = re.compile(r"\bits (?:report|story|article)\b")
# What a newsroom's name keeps or drops as it likes.
_LOOSE = frozenset({"newswire", "wire", "agency", "service", "online", "tv", "press"})
_SHORT = 5  # letters of an acronym, at most


class Newsrooms:
    """The newsrooms that the reports of one story name or come from."""

    def __init__(
        self, reports: Sequence[Report], statements: Sequence[Statement], agents: Sequence[Agent]
    ) -> None:
        """Gather the names; `agents` are those of the statements."""
        own = [report.outlet for report in reports if report.outlet]
        cited = [credit.name for report in reports for credit in report.credits]
        cited += [
            statement.channel
            for statement in statements
            if statement.channel and statement.channel_kind == "outlet"
        ]
        cited += _reporting(reports, statements)
        # "A newspaper" is none in particular.
        cited = [name for name in cited if not name.islower()]
        named = [agent.name for agent in agents if _NOUN.match(agent.name)]
        people = (agent.name.split() for agent in agents if agent.type == "person")
        self._surnames = {plain(words[-1]) for words in people if len(words) > 1}
        self._names = _gathered([*own, *cited, *named])
        self._own = {self.key(name) for name in own}
        self._cited = {self.key(name) for name in cited}

    def key(self, name: str | None) -> str:
        """Return the form by which a newsroom is compared in this story; "" where there is none."""
        compared = outlet_key(name)
        return self._names.get(compared, compared)

    def holds(self, name: str, agent: Agent | None = None) -> bool:
        """Return whether a speaker of this name is a newsroom."""
        person = agent is not None and agent.type == "person"
        if person and " " not in name.strip():  # "Fox" is a surname, too
            return self.key(name) in self._cited and plain(name) not in self._surnames
        if self.key(name) in self._own:
            return True
        if person:  # the tagger takes rare names of papers for people
            return self.key(name) in self._cited and bool(_NOUN.match(name))
        return is_listed_outlet(name) or self.key(name) in self._cited or bool(_NOUN.match(name))


def _reporting(reports: Sequence[Report], statements: Sequence[Statement]) -> list[str]:
    """Return who is said to have reports of its own: "the Ledger has withdrawn its report"."""
    texts = {report.id: report.text for report in reports}
    return [
        row.speaker
        for row in statements
        if row.speaker
        and row.speaker_type != "person"
        and any(_ITS_REPORT.search(cue.of(texts.get(row.report_id, ""))) for cue in row.cue)
    ]


def _gathered(names: Iterable[str]) -> Mapping[str, str]:
    """Return for each name, as compared, that of the newsroom that it is another name of."""
    keys = sorted({outlet_key(name) for name in names} - {""})
    acronyms = {
        plain(word)
        for name in names
        for word in name.split()
        if word.isupper() and 1 < len(word) <= _SHORT
    }
    found: dict[str, str] = {}
    for key in keys:
        words = key.split()
        initials = "".join(word[0] for word in words)
        if len(words) > 1 and initials in acronyms:
            found[key] = initials
            continue
        longer = [other for other in keys if other.endswith(f" {key}")]
        if len(words) == 1 and len(longer) == 1:
            found[key] = longer[0]  # "the Messenger", where one Tarn Messenger is spoken of
            continue
        core = [word for word in words if word not in _LOOSE]
        if core and core != words:
            found[key] = " ".join(core)
    return {key: found.get(name, name) for key, name in found.items()}
