"""What people decide about the statements of a project: rule, take back, list.

    words of a user -> statements of a story -> rulings -> the project, analysed again

A statement is named by its number on the page (`5`, `KI 5`), by its id or the start of it, or by
file and offset (`003.txt:867`). `deciding_stories` does the same for stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import category

from reportedly.agreement import agreements
from reportedly.deciding_stories import Decided, Decider
from reportedly.errors import UsageError
from reportedly.loading import chosen_story
from reportedly.model import COUNTED_BLOCKS, Picture, Ruling, RulingKind, Statement
from reportedly.present.labels import short_paths
from reportedly.projects import analysed_again, project_pictures
from reportedly.rulings import Meant, as_words, carried, in_force, ruling
from reportedly.settings import read_settings
from reportedly.side_files import newly_declared, read_sides
from reportedly.store.database import Project, open_project
from reportedly.text import flat_name, words_of

LONGEST_NAME = 200  # characters of a name, or of a question
LEAST_ID = 6  # characters of an id that are taken for one
SHOWN = 70  # characters of a statement's words in a list

# Kinds of ruling on statements, with how many statements each needs.
ON_STATEMENTS: dict[RulingKind, int] = {
    "right": 1,
    "wrong": 1,
    "speaker": 1,
    "same utterance": 2,
    "other utterance": 2,
    "same answer": 2,
    "other answer": 2,
    "question": 1,
    "conflict": 2,
    "no conflict": 2,
}
ON_NAMES: dict[RulingKind, int] = {"one agent": 2, "other agent": 2, "side": 2}
KINDS: tuple[RulingKind, ...] = (*ON_STATEMENTS, *ON_NAMES)

_NUMBER = re.compile(r"[^\W\d_]{0,8} ?#?(\d{1,6})")
_PLACE = re.compile(r"(.+):(\d{1,9})")


def kind_named(words: str) -> RulingKind:
    """Return the kind of ruling that a user names, with dashes or spaces.

    >>> kind_named("no-conflict")
    'no conflict'
    """
    plain = " ".join(words.replace("-", " ").lower().split())
    for kind in KINDS:
        if kind == plain:
            return kind
    near = get_close_matches(plain, KINDS, n=1, cutoff=0.5)
    known = ", ".join(kind.replace(" ", "-") for kind in KINDS)
    hint = f"did you mean {near[0].replace(' ', '-')}?" if near else f"known: {known}"
    raise UsageError(f"no ruling is called {words!r}; {hint}")


def decide(
    project: str,
    kind: RulingKind,
    what: Sequence[str],
    decider: Decider,
    *,
    story: str | None = None,
    name: str | None = None,
    leaving: str | None = None,
) -> Decided:
    """Rule on statements, or on names, that a user names; the project is analysed again.

    `name` is the speaker of a "speaker" (none: the outlet itself), or the words of a "question";
    `leaving` the words of the one question that the statements leave for it.
    """
    # A project that is not there must not be made by a slip in its name.
    with open_project(project, create=Path(project).exists()) as kept:
        pictures = tuple(project_pictures(kept, as_of=None))
        if kind in ON_NAMES:
            one = made_on_names(kind, what, pictures, decider)
            told = " · ".join(one.names)
        else:
            picture, statements = statements_named(what, pictures, story)
            names = [word for word in (name, leaving) if word is not None]
            one = made_on_statements(kind, statements, names, decider)
            told = "; ".join(in_words(statement, picture) for statement in statements)
        return record(kept, [one], f"ruled {kind}: {told}", decider)


def record(kept: Project, made: Sequence[Ruling], summary: str, decider: Decider) -> Decided:
    """Add rulings to the log of a project open for writing, and analyse it again."""
    settings = read_settings(decider.config)
    kept.rule(made)
    analysis = analysed_again(kept, settings)
    return Decided(summary=summary, rulings=tuple(made), problems=analysis.problems)


def set_sides(paths: Sequence[str], file: str, *, config: str | None = None) -> Decided:
    """Put the sides of a file into a project; those that it held from such a file go."""
    if len(paths) != 1:
        raise UsageError("name one project to put the sides into")
    declared = read_sides(file)
    decider = Decider(config=config)
    with open_project(paths[0], create=Path(paths[0]).exists()) as kept:
        made = newly_declared(declared, kept.rulings(), datetime.now(UTC))
        names = ", ".join(one.names[0] for one in declared)
        return record(kept, made, f"sides of {paths[0]}: {names}", decider)


def made_on_statements(
    kind: RulingKind, statements: Sequence[Statement], names: Sequence[str], decider: Decider
) -> Ruling:
    """Return a ruling on statements; refuse what says nothing."""
    needed = ON_STATEMENTS[kind]
    chosen = list({statement.id: statement for statement in statements}.values())
    if len(chosen) < needed:
        many = "two or more different statements" if needed > 1 else "a statement"
        raise UsageError(f"{kind} needs {many}")
    if kind not in ("right", "wrong", "speaker"):
        _refuse_uncounted(chosen)
    found = [tidy(name) for name in names]
    if kind == "question" and not found:
        raise UsageError("say which question the statements answer, in words")
    if kind not in ("question", "speaker"):
        found = []
    return ruling(
        kind,
        at=decider.at or datetime.now(UTC),
        words=[as_words(statement) for statement in chosen if statement.content],
        names=found,
        by=clean(decider.by),
        note=clean(decider.note),
    )


def _refuse_uncounted(statements: Iterable[Statement]) -> None:
    """Refuse what would have no effect: what is not counted is compared with nothing."""
    for statement in statements:
        if not statement.counted:
            aside = statement.block not in COUNTED_BLOCKS
            why = f"stands in a {statement.block}" if aside else "was ruled wrong"
            raise UsageError(f"the statement {statement.id[:8]} {why}: it is compared with nothing")


def made_on_names(
    kind: RulingKind, names: Sequence[str], pictures: Iterable[Picture], decider: Decider
) -> Ruling:
    """Return a ruling on names; those of agents must be borne by somebody in the stories."""
    found = list({flat_name(name): tidy(name) for name in names}.values())
    if len(found) < ON_NAMES[kind]:
        needed = "a side and who belongs to it" if kind == "side" else "two different names"
        raise UsageError(f"{kind} needs {needed}")
    if kind != "side":
        known = {flat_name(n): n for p in pictures for a in p.agents for n in (a.name, *a.names)}
        for name in found:
            if flat_name(name) not in known:
                near = get_close_matches(flat_name(name), known, n=3, cutoff=0.5)
                hint = f"; there is {', '.join(known[one] for one in near)}" if near else ""
                raise UsageError(f"nobody is called {name!r} in these reports{hint}")
    return ruling(
        kind,
        at=decider.at or datetime.now(UTC),
        names=found,
        by=clean(decider.by),
        note=clean(decider.note),
    )


def tidy(name: str) -> str:
    """Return a name or a question in one line; refuse one that is empty or endless."""
    words = clean(name)
    if not 0 < len(words) <= LONGEST_NAME:
        raise UsageError(f"a name or question has 1 to {LONGEST_NAME} characters, not {len(words)}")
    return words


def clean(words: str) -> str:
    r"""Return words in one line, without characters that control or turn what stands round them.

    >>> clean(" Mia \n\u202eLund\x00 ")
    'Mia Lund'
    """
    kept = (c for c in words if c.isspace() or c in _JOINERS or category(c) not in _CONTROLS)
    return " ".join("".join(kept).split())


_CONTROLS = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


# --- which statements are meant ------------------------------------------------------------


def statements_named(
    what: Sequence[str], pictures: Sequence[Picture], story: str | None = None
) -> tuple[Picture, list[Statement]]:
    """Return the statements that a user names, and the story that they are of."""
    if not pictures:
        raise UsageError("the project holds no story yet; add reports first")
    chosen = [chosen_story(story, pictures)] if story else list(pictures)
    if len(chosen) == 1:
        return chosen[0], [_statement(one, chosen[0]) for one in what]
    if any(_NUMBER.fullmatch(one) for one in what):
        raise UsageError(
            "numbers are those of one story: say which with --story, or name statements by id or "
            "file:offset"
        )
    for picture in chosen:
        if what and _found(what[0], picture) is not None:
            return picture, [_statement(one, picture) for one in what]
    raise UsageError(f"no statement {what[0] if what else ''!r} in any story of the project")


def _statement(named: str, picture: Picture) -> Statement:
    found = _found(named, picture)
    if found is None:
        count = len(picture.statements)
        raise UsageError(
            f"no statement {named!r} in {picture.story.title!r}: name it by its number (1 to "
            f"{count}), the start of its id, or file:offset"
        )
    return found


def _found(named: str, picture: Picture) -> Statement | None:
    """Return the statement that a user names; None where there is none, or more than one."""
    named = named.strip()
    number = _NUMBER.fullmatch(named)
    if number and 1 <= int(number[1]) <= len(picture.statements):
        return picture.statements[int(number[1]) - 1]
    place = _PLACE.fullmatch(named)
    if place:
        return _at(place[1], int(place[2]), picture)
    if len(named) < LEAST_ID:
        return None
    fitting = [one for one in picture.statements if one.id.startswith(named)]
    return fitting[0] if len(fitting) == 1 else None


def _at(file: str, offset: int, picture: Picture) -> Statement | None:
    """Return the statement at an offset of a file: the shortest, then the nearest after it."""
    short = short_paths(picture.reports)
    names = {
        report.id: {report.path, report.path.rsplit("/", 1)[-1], short[report.id]}
        for report in picture.reports
    }
    own = [one for one in picture.statements if one.content and file in names[one.report_id]]
    spans = [(as_words(one).span, one) for one in own]
    around = [
        (span.end - span.start, one.id, one)
        for span, one in spans
        if span.start <= offset < span.end
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def in_words(statement: Statement, picture: Picture) -> str:
    """Return a statement in a line: its number and the beginning of its exact words."""
    number = picture.statements.index(statement) + 1
    text = next((one.text for one in picture.reports if one.id == statement.report_id), "")
    words = " ".join(words_of(statement.content, text).split())
    return f"{number} “{words[:SHOWN].rstrip()}{'…' if len(words) > SHOWN else ''}”"


# --- the log -------------------------------------------------------------------------------


def undo(project: str, wanted: str | None, decider: Decider) -> Decided:
    """Take back the ruling with an id, or the start of one; without one, the last that holds.

    With a name, the last of that reviewer.
    """
    with open_project(project, create=Path(project).exists()) as kept:
        one = standing_ruling(kept, wanted, decider.by)
        made = taking_back(one, decider)
        return record(kept, [made], f"taken back: {one.kind} {one.id[:8]}", decider)


def taking_back(one: Ruling, decider: Decider) -> Ruling:
    """Return the ruling that takes another back."""
    at = decider.at or datetime.now(UTC)
    return ruling("undo", at=at, undoes=one.id, by=clean(decider.by), note=clean(decider.note))


def standing_ruling(kept: Project, wanted: str | None, by: str = "") -> Ruling:
    """Return the ruling that a user names among those that hold, or the last one of a reviewer."""
    held = in_force(kept.rulings())
    own = [one for one in held if not by or one.by == by]
    fitting = [one for one in held if one.id.startswith(wanted)] if wanted else own[-1:]
    if len(fitting) != 1:
        named = f" {wanted!r}" if wanted else f" by {by}" if by else ""
        reason = "more than one ruling" if fitting else "no ruling that holds"
        raise UsageError(f"{reason}{named}; see `review DB --list`")
    return fitting[0]


def ruling_rows(project: str) -> list[dict[str, Any]]:
    """Return the log as rows: what was decided on which words, by whom, and whether it holds.

    `words` is "found" where a statement still stands at each of the words that it is about.
    """
    with open_project(project) as kept:
        reports = kept.reports()
        log = carried(kept.rulings(), kept.versions()[0], reports)
        texts = {report.id: report.text for report in reports}
        meant = Meant(s for p in project_pictures(kept, as_of=None) for s in p.statements)
    held = {one.id for one in in_force(log)}
    return [
        {
            "ruling_id": one.id,
            "at": one.at.isoformat(),
            "by": one.by,
            "kind": one.kind,
            "what": _about(one, texts),
            "names": list(one.names),
            "holds": one.id in held,
            "words": "lost" if meant.lost(one) else "found",
            "note": one.note,
        }
        for one in log
    ]


def agreement_rows(project: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return how far each two reviewers agree, and each thing on which they do not."""
    with open_project(project) as kept:
        reports = kept.reports()
        log = carried(kept.rulings(), kept.versions()[0], reports)
        texts = {report.id: report.text for report in reports}
        meant = Meant(s for p in project_pictures(kept, as_of=None) for s in p.statements)
    found = agreements(log, meant)
    rates = [
        {
            "about": one.about,
            "a": one.a,
            "b": one.b,
            "n": one.n,
            "agreed": one.agreed,
            "percent": round(100 * one.agreed / one.n, 1),
            "kappa": None if one.kappa is None else round(one.kappa, 3),
        }
        for one in found
    ]
    apart = [
        {
            "about": x.about,
            "what": _about(x.ruling, texts),
            "a": one.a,
            "a_says": x.value,
            "a_note": x.ruling.note,
            "b": one.b,
            "b_says": y.value,
            "b_note": y.ruling.note,
        }
        for one in found
        for x, y in one.apart
    ]
    return rates, apart


def _about(one: Ruling, texts: dict[str, str]) -> str:
    if one.kind == "undo":
        return f"takes back {one.undoes[:8] if one.undoes else 'nothing'}"
    quoted = (" ".join(w.span.of(texts.get(w.report_id, "")).split()) for w in one.words)
    cut = (f"“{words[:SHOWN].rstrip()}{'…' if len(words) > SHOWN else ''}”" for words in quoted)
    parts = [*cut, *([f"{len(one.reports)} reports"] if one.reports else [])]
    return " · ".join(parts or one.names)
