"""How a question reads: the template of its frame, filled from the reports' own words."""

from __future__ import annotations

import re
from collections import Counter

from reportedly.compare.accusations import points_to_telling
from reportedly.compare.answers import Answer
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.model import Statement
from reportedly.text import words_of


def text_of(group: Group, material: Material) -> str:
    """Return the question in words, filled from those of the reports or those of a reviewer."""
    if group.text is not None:
        return group.text
    counted = _counted(group)
    fields = {
        "actor": _with_article(group.actor),
        "counted": counted,
        "topic": group.topic,
        "is": "are" if _is_plural(group.topic) else "is",
        "word": group.word,
        "unit": _unit(group),
        "measure": _measure(group),
        "words": _exact(group, material),
    }
    measured = any(answer.figure for answer in group.answers)
    text = group.frame.text if measured else group.frame.bare or group.frame.text
    needed = [name for name in fields if "{" + name + "}" in text]
    if any(not fields[name] for name in needed):
        return group.frame.plain
    return text.format(**fields)


def _is_plural(noun: str | None) -> bool:
    return bool(noun) and str(noun).endswith("s") and not str(noun).endswith("ss")


def _exact(group: Group, material: Material) -> str:
    """Return the words of the first answer that affirms, cut to a line."""
    affirmed = [answer for answer in group.answers if answer.stance == "+"]
    # "Their oil shipments" is no sentence; what denies it says more.
    told = [a for a in (*affirmed, *group.answers) if _is_told(a, material)]
    first = [*told, *affirmed, group.answers[0]][0]
    statement = material.statements[first.statement_id]
    report = material.reports[first.report_id]
    exact = _sentence_at(first, statement, report.text) or _with_verb(statement, report.text)
    words = " ".join(exact.split()).strip(_MARKS)
    words = words.removeprefix("that ").strip(_MARKS)
    if len(words) > _LINE:
        words = words[:_LINE].rsplit(" ", 1)[0] + " …"
    return words


def _sentence_at(answer: Answer, statement: Statement, text: str) -> str | None:
    """Return the sentence of a long quotation in which an answer stands; None for its first."""
    piece = next((span for span in statement.content if span.start <= answer.at < span.end), None)
    if piece is None:
        return None
    words, at = piece.of(text), answer.at - piece.start
    start = max((match.end() for match in _END.finditer(words, 0, at)), default=0)
    end = match.start() + 1 if (match := _END.search(words, at)) else len(words)
    return words[start:end] if start else None


_END = re.compile(r"[.!?;][”\"]?\s+")


def _with_verb(statement: Statement, text: str) -> str:
    """Return what is said, with the verb without which it cannot be read: "accused them of ..."."""
    words = words_of(statement.content, text)
    cue = statement.cue[-1] if statement.cue else None
    if cue is None or not _NEEDS_VERB.match(words) or not _ACCUSES.search(cue.of(text)):
        return words
    between = text[cue.end : statement.content[0].start] if statement.content else None
    return f"{cue.of(text)} {words}" if between is not None and between.isspace() else words


_NEEDS_VERB = re.compile(r"^(?:[\w'’.-]+ ){1,6}of \w+ing\b")
_ACCUSES = re.compile(r"\b(?:accus|suspect)\w*$", re.IGNORECASE)


def _is_told(answer: Answer, material: Material) -> bool:
    """Return whether an answer has a verb of its own, not a noun only; "denies it" asks nothing."""
    statement = material.statements[answer.statement_id]
    if points_to_telling(material.words(statement)):
        return False  # "a claim that the ministry denied"
    text = material.reports[statement.report_id].text
    has_verb = any(predicate.subject for predicate in statement.predicates)
    has_verb = has_verb or _with_verb(statement, text) != words_of(statement.content, text)
    return bool(statement.terms) and (has_verb or statement.act == "deny")


_LINE = 80  # characters of exact words in a question
_MARKS = " .,;:“”‘’\"'"


def _unit(group: Group) -> str | None:
    """Return what figures count or are given in, with what they are of: "tonnes of diesel"."""
    figure = next((answer.figure for answer in group.answers if answer.figure), None)
    if figure is None:
        return None
    name = _counted(group) if figure.unit is None else _plural(figure.unit)
    # A topic without words of its own is a kind and an id.
    words = (group.topic or "").split(", ")
    shared = [word for word in words if word.isalpha() and word not in (name or "")]
    return f"{name} ({', '.join(shared)})" if name and shared and figure.unit else name


def _measure(group: Group) -> str | None:
    """Return the unit in which most of the figures are given, in the plural."""
    units = Counter(a.figure.unit for a in group.answers if a.figure and a.figure.unit)
    return _plural(min(units, key=lambda unit: (-units[unit], unit))) if units else None


def _plural(unit: str) -> str:
    """Return a unit in the plural: "miles per hour", "feet".

    >>> [_plural(unit) for unit in ("tonne", "mile per hour", "foot")]
    ['tonnes', 'miles per hour', 'feet']
    """
    first, *rest = unit.split(" ", 1)
    many = {"foot": "feet", "hertz": "hertz", "inch": "inches"}.get(first, f"{first}s")
    if rest and not rest[0].startswith("per "):
        return f"{unit}s"  # "US dollars"
    return " ".join([many, *rest])


_SHORT = 2  # words of a counted noun that are shown: "crew members"


def _with_article(actor: str | None) -> str | None:
    """Return a party as it stands in a sentence: "the United States"."""
    if actor is not None and actor.startswith("The "):
        return f"the {actor.removeprefix('The ')}"
    if actor is not None and (actor.startswith(_WITH_ARTICLE) or actor[:1].islower()):
        return f"the {actor}"
    return actor


_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "European Union", "White House")


def _counted(group: Group) -> str | None:
    """Return the counted noun in the plural form that a report uses."""
    said = [a.figure for a in group.answers if a.party and a.figure and a.figure.counted]
    if said and all(a.party for a in group.answers if a.figure):
        return said[0].counted
    if group.counted is None:
        return "people" if "person" in group.frame.counted else None
    for answer in group.answers:
        figure = answer.figure
        if figure and figure.counted_head == group.counted and figure.counted:
            words = figure.counted.split()
            if words[-1].lower() != group.counted:  # a plural
                kind = words[-2:] if words[-1] == "members" else words
                return " ".join(kind) if 1 < len(kind) <= _SHORT else _noun(words[-1])
    return group.counted + "s"


def _noun(word: str) -> str:
    """Return a counted noun as it stands in a sentence: capitals only for a nation's people."""
    return word if word[:1].isupper() and word[1:].islower() else word.lower()
