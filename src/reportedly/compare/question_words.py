"""How a question reads: the template of its frame, filled from the reports' own words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from reportedly.compare.accusations import points_to_telling
from reportedly.compare.answers import Answer
from reportedly.compare.fitting import is_money
from reportedly.compare.frames import frame_of
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
        "unit": counted if group.frame.id == "amount" else None,
        "measure": _measure(group),
        "words": _exact(group, material),
        "how": _how(group),
        "clause": _clause(group, material),
    }
    measured = any(answer.figure for answer in group.answers)
    text = group.frame.text if measured else group.frame.bare or group.frame.text
    if group.frame.id == "amount" and _unit(group):
        text = frame_of("detail").text  # "How much money?" asks nothing without what it is of
    if group.frame.id == "comment" and not _is_known(group, material):
        return group.frame.plain
    needed = [name for name in fields if "{" + name + "}" in text]
    if any(not fields[name] for name in needed):
        return group.frame.plain
    return text.format(**fields)


def _is_known(group: Group, material: Material) -> bool:
    """Return whether those who did not comment are somebody: named, or told of in two reports."""
    actor = group.actor or ""
    if material.parties.meant(actor) or len({answer.report_id for answer in group.answers}) > 1:
        return True
    if any(word.islower() for word in actor.split() if len(word) > _PARTICLE):
        return False  # "Harbour spokesman"
    rows = (material.statements[answer.statement_id] for answer in group.answers)
    return " " in actor or any(row.named for row in rows)


_PARTICLE = 3  # letters of words such as "of", "de" and "von", small in names too


def _is_plural(noun: str | None) -> bool:
    return bool(noun) and str(noun).endswith("s") and not str(noun).endswith("ss")


def _exact(group: Group, material: Material) -> str:
    """Return the words of the first answer that affirms, cut to a line.

    Whole sentences come before headlines, what names its subject before "it", and what says
    something before what asks.
    """
    affirmed = [answer for answer in group.answers if answer.stance == "+"]
    # "Their oil shipments" is no sentence; what denies it says more.
    told = (a for a in (*affirmed, *group.answers) if _is_told(a, material))
    known = [*islice(told, _LOOKED_AT), *affirmed[:1], group.answers[0]][:_LOOKED_AT]
    lines = [_line(answer, material) for answer in known]
    places = range(len(lines))
    best = min(places, key=lambda n: (_is_poor(known[n], lines[n], material), n))
    return lines[best]


def _line(answer: Answer, material: Material) -> str:
    """Return the words of an answer as a line without the quotation marks of its report."""
    statement = material.statements[answer.statement_id]
    text = material.reports[statement.report_id].text
    exact = _sentence_at(answer, statement, text) or _with_verb(statement, text)
    words = " ".join(exact.split()).strip(_MARKS)
    words = _LEADING.sub("", words).strip(_MARKS)
    words = _QUOTED.sub("", words)
    if len(words) > _LINE:
        words = words[:_LINE].rsplit(" ", 1)[0].rstrip(_MARKS) + " …"
    return words


def _is_poor(answer: Answer, line: str, material: Material) -> tuple[bool, bool, bool, bool]:
    """Return what speaks against asking in some words: a headline, a pronoun, a question."""
    block = material.statements[answer.statement_id].block
    asks = line.endswith("?") or _ASKS.search(line) is not None
    return asks, answer.stance != "+", block == "headline", _UNNAMED.match(line) is not None


_LOOKED_AT = 8  # answers among whose words the best are chosen
_LEADING = re.compile(
    r"^(?:[A-Z][A-Z .,]{2,40}(?:\([A-Za-z]{2,12}\) )?[-–—―]+\s+)?"  # a dateline
    r"(?:(?i:that|however|but|and|so|yet|meanwhile)\b,?\s+(?=\W*\w))?"
)
_QUOTED = re.compile(r"[“”\"]")
_UNNAMED = re.compile(
    r"^\W*(?:it|its|he|she|they|this|that|these|those|his|her|their)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r", (?:will|would|is|are|was|were|did|does|do|can|could|should) (?:it|he|she|they)\b"
)


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
    words = _first_words(statement, text)
    cue = statement.cue[-1] if statement.cue else None
    if cue is None or not _NEEDS_VERB.match(words) or not _ACCUSES.search(cue.of(text)):
        return words
    between = text[cue.end : statement.content[0].start] if statement.content else None
    return f"{cue.of(text)} {words}" if between is not None and between.isspace() else words


def _first_words(statement: Statement, text: str) -> str:
    """Return what is said up to where other words break in, if that says something."""
    for number in range(1, len(statement.content)):
        words = words_of(statement.content[:number], text)
        apart = text[statement.content[number - 1].end : statement.content[number].start].strip()
        if apart and len(words.split()) >= _ENOUGH:
            return words
    return words_of(statement.content, text)


_NEEDS_VERB = re.compile(r"^(?:[\w'’.-]+ ){1,6}(?:of|for) \w+ing\b")
_ACCUSES = re.compile(
    r"\b(?:accus|suspect|attack|blam|fault|critici|slam|blast|prais|thank)\w*$", re.IGNORECASE
)


def _is_told(answer: Answer, material: Material) -> bool:
    """Return whether an answer has a verb of its own, not a noun only; "denies it" asks nothing."""
    statement = material.statements[answer.statement_id]
    if points_to_telling(material.words(statement)):
        return False  # "a claim that the ministry denied"
    text = material.reports[statement.report_id].text
    has_verb = any(predicate.subject for predicate in statement.predicates)
    has_verb = has_verb or _with_verb(statement, text) != _first_words(statement, text)
    return bool(statement.terms) and (has_verb or statement.act == "deny")


_LINE = 80  # characters of exact words in a question
_MARKS = " .,;:“”‘’\"'"


def _unit(group: Group) -> str | None:
    """Return the unit in which the first figure is given; None for a bare count."""
    return next((a.figure.unit for a in group.answers if a.figure), None)


def _how(group: Group) -> str:
    """Return how a figure is asked for: money is much, whatever is counted many."""
    figure = next((answer.figure for answer in group.answers if answer.figure), None)
    if figure is None or is_money(figure):
        return "How much"
    if figure.unit == "percent":
        return "What percentage"
    name = _counted(group) if figure.unit is None else _plural(figure.unit)
    return f"How many {name}" if name else "How many"


def _clause(group: Group, material: Material) -> str | None:
    """Return the words beside the figure of an answer, the shortest of those that tell enough."""
    told = [words for answer in group.answers if (words := _beside(answer, material))]
    whole = [words for words in told if len(words.split()) >= _ENOUGH]
    return min(whole or told, key=lambda words: (len(words), words), default=None)


def _beside(answer: Answer, material: Material) -> str | None:
    """Return the words on both sides of a figure in its clause, with dots in its place."""
    figure = answer.figure
    if figure is None or answer.stance == "?":
        return None
    text = material.reports[answer.report_id].text
    before = _CLAUSES.split(text[max(0, figure.span.start - _REACH) : figure.span.start])[-1]
    after = _CLAUSES.split(text[figure.span.end : figure.span.end + _REACH])[0]
    first, last = before.split()[-_BEFORE:], after.split()[:_AFTER]
    return _QUOTED.sub("", " ".join([*first, "…", *last])).strip()


_CLAUSES = re.compile(r"[.;:!?—–()]\s|\n|(?<!\d),\s|\b(?:and|but|while|although|which|who)\b")
_REACH = 110  # characters on each side of a figure in which its clause ends
_BEFORE, _AFTER = 7, 6  # words on each side that are shown
_ENOUGH = 5  # words, the dots among them, that tell what a figure is of


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
    many = _PLURALS.get(first, f"{first}s")
    if rest and not rest[0].startswith("per "):
        return f"{unit}s"  # "US dollars"
    return " ".join([many, *rest])


_PLURALS = {"foot": "feet", "hertz": "hertz", "inch": "inches", "percent": "percent"}
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
        return "people" if "person" in group.frame.counted else _as_said(group)
    for answer in group.answers:
        figure = answer.figure
        if figure and figure.counted_head == group.counted and figure.counted:
            words = figure.counted.split()
            if words[-1].lower() != group.counted:  # a plural
                kind = words[-2:] if words[-1] == "members" else words
                return " ".join(kind) if 1 < len(kind) <= _SHORT else _noun(words[-1])
    return group.counted + "s"


def _as_said(group: Group) -> str | None:
    """Return the plural noun that most figures count: "men" where the frame asks for troops."""
    counted = (a.figure for a in group.answers if a.figure and a.figure.counted)
    said = ((figure.counted or "").split()[-1] for figure in counted if figure.counted_head)
    nouns = Counter(_noun(noun) for noun in said if noun.endswith(_MANY))
    return min(nouns, key=lambda noun: (-nouns[noun], noun)) if nouns else None


_MANY = ("s", "men", "people", "children")


def _noun(word: str) -> str:
    """Return a counted noun as it stands in a sentence: capitals only for a nation's people."""
    return word if word[:1].isupper() and word[1:].islower() else word.lower()
