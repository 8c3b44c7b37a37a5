"""Ruling on a project: what is meant, what is refused, the log as a file, two readers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from reportedly.agreement import agreements, kappa
from reportedly.cli import main
from reportedly.cli.reviewing import answered
from reportedly.deciding import decide, ruling_rows, statements_named, undo
from reportedly.deciding_stories import Decider
from reportedly.errors import UsageError
from reportedly.model import Picture, RulingKind, Span, Words
from reportedly.projects import add_to_project, project_pictures
from reportedly.reviewing import queue_rows, sitting
from reportedly.rulings import Meant, as_words, in_force, ruling
from reportedly.store.database import open_project

TEXTS = {
    "one.txt": (
        "Blast at the Olsund bridge kills 12\n\nBy Jo Falk, 4 March 2025\n\n"
        "Twelve people were killed when a blast hit the Olsund bridge on Monday, mayor Ada Venn "
        "said. “The bridge is safe,” Venn told the Olsund Post. “We did not plant the bomb,” "
        "said Per Holt, a spokesman for the Northern Front.\n"
    ),
    "two.txt": (
        "Blast at the Olsund bridge: engineers count 30 dead\n\nBy Ann Reed, 4 March 2025\n\n"
        "Thirty people were killed when a blast hit the Olsund bridge on Monday, chief engineer "
        "Tor Lind said on Tuesday. The Northern Front planted the bomb, Lind said. He said the "
        "bridge was not safe.\n"
    ),
}
LATER = (
    "Olsund bridge blast: 31 dead\n\nBy Jo Falk, 6 March 2025\n\n"
    "The toll of the blast at the Olsund bridge rose to 31 on Thursday, mayor Ada Venn said.\n"
)
MIA = Decider(by="mia", note="read again")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bridge")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    add_to_project(str(folder / "bridge.db"), paths=[str(folder / name) for name in TEXTS])
    return folder


@pytest.fixture
def project(filled: Path, tmp_path: Path) -> str:
    path = tmp_path / "bridge.db"
    path.write_bytes((filled / "bridge.db").read_bytes())
    return str(path)


def pictures(project: str) -> tuple[Picture, ...]:
    with open_project(project) as kept:
        return tuple(project_pictures(kept, as_of=None))


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=text)


# --- which statements are meant ------------------------------------------------------------


def test_a_statement_is_named_in_four_ways(project: str) -> None:
    [picture] = pictures(project)
    row = picture.statements[2]
    report = next(one for one in picture.reports if one.id == row.report_id)
    place = f"{Path(report.path).name}:{row.content[0].start}"
    for named in ("3", "OP 3", "OP3", row.id, row.id[:8], place):
        assert statements_named([named], [picture])[1] == [row], named


@pytest.mark.parametrize("named", ["0", "999", "zzzzzzzz", "", "one.txt:99999", "no.txt:3", "-1"])
def test_what_names_no_statement_is_refused(project: str, named: str) -> None:
    with pytest.raises(UsageError, match="no statement"):
        statements_named([named], pictures(project))


# --- rule, list, take back -------------------------------------------------------------------


def test_a_ruling_survives_a_run_again_and_a_report_more(project: str, tmp_path: Path) -> None:
    [before] = pictures(project)
    row = next(s for s in before.statements if s.kind == "direct")
    decide(project, "wrong", [row.id], MIA)
    [ruled] = pictures(project)
    assert [s.id for s in ruled.statements if not s.counted and s.block == "body"] == [row.id]
    later = tmp_path / "three.txt"
    later.write_text(LATER, encoding="utf-8")
    add_to_project(project, paths=[str(later)])
    [more] = pictures(project)
    assert len(more.reports) == 3
    assert not next(s for s in more.statements if s.id == row.id).counted
    undo(project, None, MIA)
    [after] = pictures(project)
    assert all(s.counted for s in after.statements if s.id == row.id)


def test_undo_brings_back_exactly_the_rows_of_before(project: str) -> None:
    before = pictures(project)
    decide(project, "conflict", ["1", "3"], MIA)
    decide(project, "question", ["2"], MIA, name="Who counted?")
    assert pictures(project) != before
    undo(project, None, MIA)
    undo(project, None, MIA)
    assert pictures(project) == before


@pytest.mark.parametrize(
    ("kind", "what", "name", "words"),
    [
        ("conflict", ["1"], None, "two or more different statements"),
        ("same answer", ["1", "1"], None, "two or more different statements"),
        ("question", ["1"], None, "in words"),
        ("question", ["1"], " \x00 ", "1 to 200 characters"),
        ("speaker", ["1"], "x" * 201, "1 to 200 characters"),
        ("one agent", ["Venn", "the Venn"], None, "two different names"),
        ("one agent", ["Ada Ven", "Tor Lind"], None, "Ada Venn"),
        ("side", ["Port"], None, "a side and who belongs to it"),
    ],
)
def test_what_says_nothing_is_refused(
    project: str, kind: RulingKind, what: Sequence[str], name: str | None, words: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        decide(project, kind, what, MIA, name=name)
    with open_project(project) as kept:
        assert kept.rulings() == []


def test_what_was_ruled_wrong_is_compared_with_nothing(project: str) -> None:
    decide(project, "wrong", ["1"], MIA)
    with pytest.raises(UsageError, match="was ruled wrong: it is compared with nothing"):
        decide(project, "conflict", ["2", "1"], MIA)
    decide(project, "right", ["1"], MIA)
    decide(project, "conflict", ["2", "1"], MIA)


@pytest.mark.parametrize(
    ("key", "goes_on", "kinds"),
    [
        ("y", True, ["right"]),
        ("n", True, ["wrong"]),
        (" ", True, []),
        ("x", True, []),
        ("u", True, []),
        ("q", False, []),
    ],
)
def test_every_key(project: str, key: str, goes_on: bool, kinds: list[str]) -> None:
    with sitting(project, None, MIA) as held:
        assert answered(held, key) is goes_on
    with open_project(project) as kept:
        assert [one.kind for one in kept.rulings()] == kinds


def test_words_that_stand_no_more_are_told(project: str) -> None:
    with open_project(project) as kept:
        report = kept.reports()[0]
        whole = Words(report_id=report.id, span=Span(0, len(report.text)))
        kept.rule([ruling("wrong", at=datetime(2025, 3, 4, tzinfo=UTC), words=[whole])])
    assert [row["words"] for row in ruling_rows(project)] == ["lost"]
    done = run("rule", project, "right", "1")
    assert done.exit_code == 0
    assert "rests on words that are not in these reports any more" in done.output


# --- one by one ------------------------------------------------------------------------------


def test_a_sitting_keeps_each_ruling_at_once(project: str) -> None:
    first = next(iter(queue_rows(project, None)))
    assert first["questions"]
    with sitting(project, None, MIA) as held:
        case = held.current()
        assert case is not None
        assert case.id == first["statement_id"]
        held.rule("right")
        with open_project(project) as kept:
            assert [one.kind for one in kept.rulings()] == ["right"]
        assert held.undo() == "taken back: right"
        again = held.current()
        assert again is not None
        assert again.id == case.id
        held.rule("speaker", "Tor Lind")
        held.skip()
    with open_project(project) as kept:
        assert [one.kind for one in in_force(kept.rulings())] == ["speaker"]
    left = [row["statement_id"] for row in queue_rows(project, None, by="mia")]
    assert case.id not in left
    assert case.id in [row["statement_id"] for row in queue_rows(project, None, by="jon")]
    assert case.id in [row["statement_id"] for row in queue_rows(project, None, again=True)]


# --- two readers -----------------------------------------------------------------------------


def test_two_readers_are_compared(project: str) -> None:
    [picture] = pictures(project)
    rows = picture.statements[:3]
    at = datetime(2025, 3, 4, tzinfo=UTC)
    read: dict[str, list[RulingKind]] = {
        "mia": ["right", "right", "wrong"],
        "jon": ["right", "wrong", "wrong"],
    }
    log = [
        ruling(kind, at=at, words=[as_words(row)], by=by)
        for by, kinds in read.items()
        for row, kind in zip(rows, kinds, strict=True)
    ]
    [found] = agreements(log, Meant(picture.statements))
    assert (found.a, found.b, found.about, found.n, found.agreed) == ("jon", "mia", "reading", 3, 2)
    assert found.kappa == pytest.approx(0.4)
    [(jon, mia)] = found.apart
    assert (jon.value, mia.value, jon.thing) == ("wrong", "right", (rows[1].id,))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_lies_between_its_bounds(values: list[tuple[str, str]]) -> None:
    found = kappa(values)
    assert found is None or -1 <= found <= 1
    assert kappa([(y, x) for x, y in values]) == found


# --- the log as a file -----------------------------------------------------------------------


def test_the_log_goes_out_and_comes_in_whole(project: str, filled: Path, tmp_path: Path) -> None:
    decide(project, "wrong", ["1"], MIA)
    decide(project, "side", ["Port", "Ada Venn"], MIA)
    undo(project, None, MIA)
    file = tmp_path / "log.jsonl"
    assert run("review", project, "--export", str(file)).exit_code == 0
    other = tmp_path / "other.db"
    other.write_bytes((filled / "bridge.db").read_bytes())
    done = run("review", str(other), "--import", str(file))
    assert "3 rulings imported" in done.output
    with open_project(project) as one, open_project(str(other)) as two:
        assert one.rulings() == two.rulings()
    assert pictures(project) == pictures(str(other))
    assert (
        "0 rulings imported, 3 were there"
        in run("review", str(other), "--import", str(file)).output
    )


def spoiled(line: str, **fields: object) -> str:
    return json.dumps(json.loads(line) | fields)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: "{", "not JSON"),
        (lambda line: "[]", "not an object"),
        (lambda line: "[" * 100_000, "not JSON"),
        (lambda line: spoiled(line, kind="guess"), "no ruling is called"),
        (lambda line: spoiled(line, by="jon"), "it was changed"),
        (lambda line: spoiled(line, at="today"), "no moment"),
        (lambda line: spoiled(line, at="2025-01-01"), "without its zone"),
        (lambda line: spoiled(line, more=1), "unknown field more"),
        (lambda line: spoiled(line, names="x"), "names is no list"),
        (lambda line: spoiled(line, words=[{"report": "none"}]), "not in the project"),
        (lambda line: line.replace("“", "„").replace('"exact": "', '"exact": "X'), "other words"),
        (
            lambda line: spoiled(line, words=[{**json.loads(line)["words"][0], "end": 10**9}]),
            "no such place",
        ),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    project: str, tmp_path: Path, change: object, words: str
) -> None:
    decide(project, "wrong", ["1"], MIA)
    file = tmp_path / "log.jsonl"
    run("review", project, "--export", str(file))
    good = file.read_text(encoding="utf-8").strip()
    file.write_text(f"{good}\n{change(good)}\n", encoding="utf-8")  # type: ignore[operator]
    done = run("review", project, "--import", str(file))
    assert done.exit_code == 2
    assert words in done.output
    assert "line 2" in done.output
    assert "nothing was imported" in done.output


# --- the commands ----------------------------------------------------------------------------


def test_the_commands(project: str) -> None:
    done = run("rule", project, "no-conflict", "1", "3", "--by", "mia", "--note", "two days")
    assert done.exit_code == 0, done.output
    listed = json.loads(run("review", project, "--list", "--json").output)
    assert [(row["kind"], row["by"], row["holds"], row["words"]) for row in listed] == [
        ("no conflict", "mia", True, "found")
    ]
    assert run("review", project, "--undo").exit_code == 0
    assert run("review", project, "--undo").exit_code == 2
    assert run("rule", project, "wrong", "1", "--by", "mia").exit_code == 0
    assert run("rule", project, "right", "1", "--by", "jon").exit_code == 0
    parted = run("review", project, "--disagreements", "--json")
    assert parted.exit_code == 1
    assert "agree on 0 of 1" in parted.output


def test_the_ledger_says_who_reviewed(project: str) -> None:
    assert run("rule", project, "wrong", "1", "--by", "mia").exit_code == 0
    rows = [json.loads(line) for line in run("statements", project, "--nl").output.splitlines()]
    assert [(row["reviewed_by"], row["counted"]) for row in rows[:2]] == [
        ("mia", False),
        (None, True),
    ]
    page = run("brief", project, "-o", "-").output
    assert "reviewed by" not in page  # nothing rests on it any more


@pytest.mark.parametrize("arguments", [(), ("--by", "mia")])
def test_review_by_key_never_hangs_without_a_terminal(
    project: str, arguments: Sequence[str]
) -> None:
    done = run("review", project, *arguments)
    assert done.exit_code == 2
    assert "needs a terminal" in done.output


def test_a_slip_in_the_name_makes_no_project(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for arguments in (
        ("review", "--list"),
        ("rule", "wrong", "1"),
        ("review", "--undo"),
        ("review", "--queue"),
    ):
        done = run(arguments[0], str(path), *arguments[1:])
        assert done.exit_code == 2, arguments
        assert "no project" in done.output
    assert not path.exists()
