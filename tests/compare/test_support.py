"""How each proposition stands, by the printed rules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.backing import STRENGTH, Backing, Origins
from reportedly.model import (
    Copy,
    Derivation,
    Origin,
    OriginKind,
    Predicate,
    Report,
    SharedRuns,
    Span,
    Statement,
    StatementKind,
)
from tests.compare.accounts import Account

Line = tuple[str, str | None, str | None, OriginKind]  # report, origin, side, kind of origin


CLOSED = Predicate(lemma="close", span=Span(0, 5), subject=("bridge",))


def backing(
    *lines: Line,
    copies: Sequence[tuple[str, str]] = (),
    chained: Sequence[str] = (),
    own: Sequence[str] = (),
    bare: Sequence[str] = (),
) -> Backing:
    """Return the support of statements, one a line; `chained` origins rest on one statement.

    Of the statements s0, s1 ... `own` ones are of the speaker itself, `bare` ones no clause.
    """
    reports = {
        name: Report(id=name, path=name, sha256="", text="x" * 9, outlet=name) for name, *_ in lines
    }
    statements: list[Statement] = []
    origins: dict[str, Origin] = {}
    for number, (report, origin, side, kind) in enumerate(lines):
        id_ = f"s{number}"
        statements.append(
            Statement(
                id=id_,
                report_id=report,
                attribution_id=None,
                kind="own voice" if origin is None else "indirect",
                content=(Span(0, 5),),
                context=Span(0, 5),
                speaker=origin,
                predicates=() if id_ in bare else (CLOSED,),
            )
        )
        if origin is not None:
            known = origins.get(origin)
            origins[origin] = Origin(
                id=origin,
                story_id="s",
                name=origin,
                kind=kind,
                side=side,
                statement_ids=(*(known.statement_ids if known else ()), id_),
                report_ids=(*(known.report_ids if known else ()), report),
            )
    derivations = [
        Derivation(
            id=f"d{name}", story_id="s", report_id="r", statement_id="s0", on=name, kind="speech",
            value="same", reason="",
        )
        for name in chained
    ]  # fmt: skip
    rows = [
        Copy(
            id=f"{a}{b}", a=a, b=b, containment_a=1, containment_b=1, kind="copy",
            runs=SharedRuns(), direction="a first", reason="", score=1,
        )
        for a, b in copies
    ]  # fmt: skip
    made = list(origins.values())
    book = Origins(list(reports.values()), statements, made, derivations, rows, own)
    return book.backing([statement.id for statement in statements])


@pytest.mark.parametrize(
    ("lines", "copies", "support"),
    [
        pytest.param([("a", None, None, "outlet")], [], "unattributed", id="own voice, once"),
        pytest.param([("a", "Ruud", "Velisk", "speaker")], [], "single", id="one origin, once"),
        pytest.param([("a", "officials", None, "unnamed")], [], "reported", id="unnamed, once"),
        pytest.param(
            [("a", None, None, "outlet"), ("b", None, None, "outlet")],
            [],
            "reported",
            id="two desks, no source",
        ),
        pytest.param(
            [("a", None, None, "outlet"), ("b", None, None, "outlet")],
            [("a", "b")],
            "repeated",
            id="one copies the other",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", None, None, "outlet")],
            [],
            "reported",
            id="one names an origin, the other none",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Ruud", "Velisk", "speaker")],
            [],
            "repeated",
            id="one speaker in two reports",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Vest", "Velisk", "speaker")],
            [],
            "several origins",
            id="two speakers of one side",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Pylat", "Sundria", "speaker")],
            [],
            "corroborated",
            id="two sides",
        ),
        pytest.param(
            [("a", "Ruud", None, "speaker"), ("b", "Pylat", "Sundria", "speaker")],
            [],
            "reported",
            id="a side that is not known is not shown to be another",
        ),
        pytest.param(
            [("a", "Ruud", None, "speaker"), ("b", "Pylat", None, "speaker")],
            [],
            "reported",
            id="two unknown sides are not one side",
        ),
        pytest.param(
            [
                ("a", "Ruud", "Velisk", "speaker"),
                ("b", "Vest", "Velisk", "speaker"),
                ("c", "Pylat", None, "speaker"),
            ],
            [],
            "several origins",
            id="two of one side and one unknown",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Velisk", "Velisk", "speaker")],
            [],
            "reported",
            id="a side as a whole is no second origin",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Correction", None, "speaker")],
            [],
            "reported",
            id="a notice is no origin",
        ),
        pytest.param(
            [("a", "officials", "Velisk", "unnamed"), ("b", "sources", "Sundria", "unnamed")],
            [],
            "reported",
            id="unnamed groups never add up",
        ),
    ],
)
def test_support(lines: list[Line], copies: list[tuple[str, str]], support: str) -> None:
    assert backing(*lines, copies=copies).support == support


def test_a_chain_is_not_two_origins() -> None:
    lines: list[Line] = [
        ("a", "Ruud", "Velisk", "speaker"),
        ("b", "Pylat", "Sundria", "speaker"),
    ]
    assert backing(*lines, chained=["Ruud", "Pylat"]).support == "reported"


@pytest.mark.parametrize(
    ("told", "origins"),
    [
        pytest.param(
            "The Harbour Office said the quay was closed. | "
            "“The quay is closed,” said Mira Arlen, a spokeswoman for the Harbour Office.",
            1,
            id="a body beside who speaks for it",
        ),
        pytest.param(
            "The Harbour Office said the quay was closed. | "
            "“The quay is closed,” said Mira Arlen, a former spokeswoman for the Harbour Office.",
            2,
            id="who spoke for it",
        ),
    ],
)
def test_a_body_as_a_whole(told: str, origins: int) -> None:
    lines = [(f"Desk {n}", 3, line.strip()) for n, line in enumerate(told.split("|"))]
    account = Account(*lines)
    book = Origins(
        account.reports,
        account.statements,
        account.rows[Origin],
        account.rows[Derivation],
        [],
    )
    spoken = [row.id for row in account.statements if row.kind != "own voice"]
    assert book.backing(spoken).origins == origins


def test_one_repeated_answer_makes_no_repeated_question() -> None:
    told = "{} people were killed, the {} said."
    account = Account(
        ("Herald", 3, told.format("Four", "Harbour Fire Service")),
        ("Courier", 3, told.format("Four", "Harbour Fire Service")),
        ("Gazette", 3, told.format("Six", "Ministry of Health")),
    )
    rolled = next(s for s in account.statuses if s.proposition_id is None)
    assert rolled.origins == 2
    assert rolled.support == "reported"


def test_a_negated_answer_is_no_denial() -> None:
    account = Account(
        (
            "Herald",
            3,
            "Velisk did not know about the attack in advance, minister Ina Pyl said.",
        ),
        ("Courier", 4, "“We did not know about the attack,” Velisk's spokesman Ivo Ruud said."),
    )
    assert account.asked() == ["Did Velisk know beforehand?"]
    assert {status.contest for status in account.statuses} == {"none"}


def test_a_denial_that_nobody_answers_is_one() -> None:
    account = Account(
        (
            "Herald",
            3,
            "Velisk did not know about the attack in advance, minister Ina Pyl said.",
        ),
        ("Courier", 4, "Velisk's spokesman Ivo Ruud denied knowing about the attack in advance."),
    )
    assert "denied" in {status.contest for status in account.statuses}


def test_an_exact_copy_adds_a_report_and_no_origin() -> None:
    once = backing(("a", "Ruud", "Velisk", "speaker"))
    twice = backing(
        ("a", "Ruud", "Velisk", "speaker"), ("b", "Ruud", "Velisk", "speaker"), copies=[("a", "b")]
    )
    assert (once.origins, twice.origins) == (1, 1)
    assert (once.reports, twice.reports) == (1, 2)


ORIGINS: list[tuple[str | None, str | None, OriginKind]] = [
    (None, None, "outlet"),
    ("Ruud", "Velisk", "speaker"),
    ("Vest", "Velisk", "speaker"),
    ("Pylat", "Sundria", "speaker"),
    ("Orm", None, "speaker"),
    ("officials", "Sundria", "unnamed"),
    ("Velisk", "Velisk", "speaker"),
]
told = st.tuples(st.sampled_from("abcde"), st.sampled_from(ORIGINS)).map(
    lambda one: (one[0], *one[1])
)
pairs = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"))


@given(
    st.lists(told, min_size=1, max_size=7), st.lists(pairs, max_size=3), st.sampled_from("abcde")
)
def test_hiding_a_report_never_makes_support_stronger(
    lines: list[Line], copies: list[tuple[str, str]], hidden: str
) -> None:
    rest = [line for line in lines if line[0] != hidden]
    left = [pair for pair in copies if hidden not in pair]
    before, after = backing(*lines, copies=copies), backing(*rest, copies=left)
    assert STRENGTH[after.support] <= STRENGTH[before.support]
    assert (after.origins, after.sides) <= (before.origins, before.sides)


@given(st.lists(told, min_size=1, max_size=7), st.sampled_from("abcde"))
def test_an_exact_copy_changes_no_count_of_origins(lines: list[Line], copied: str) -> None:
    again: list[Line] = [("copy", *line[1:]) for line in lines if line[0] == copied]
    once, twice = backing(*lines), backing(*lines, *again, copies=[(copied, "copy")])
    assert (once.origins, once.sides) == (twice.origins, twice.sides)
    assert STRENGTH[once.support] == STRENGTH[twice.support] or once.support == "unattributed"


RUUD: Line = ("a", "Ruud", "Velisk", "speaker")
PYLAT: Line = ("b", "Pylat", "Sundria", "speaker")


def test_a_party_s_word_about_itself_confirms_nothing() -> None:
    assert backing(RUUD, PYLAT, own=["s0"]).support == "reported"
    assert backing(RUUD, PYLAT, own=["s0"]).of_itself == ("Ruud",)
    third: Line = ("c", "Menckel", "Merra", "speaker")
    assert backing(RUUD, PYLAT, third, own=["s0"]).apart == ("Menckel", "Pylat")


def test_words_that_say_nothing_of_anything_confirm_nothing() -> None:
    assert backing(RUUD, PYLAT, bare=["s1"]).support == "reported"


@pytest.mark.parametrize(
    ("told", "support"),
    [
        pytest.param(
            "Velisk’s minister Ruud said that the guards of Sundria had closed the bridge. | "
            "Sundria’s minister Pylat said that its guards had closed the bridge.",
            "reported",
            id="one speaks of its own guards",
        ),
        pytest.param(
            "Kenya’s minister Ruud said that the guards of Sundria had closed the bridge. | "
            "Norway’s minister Pylat said that the guards of Sundria had closed the road bridge.",
            "corroborated",
            id="two speak of a third",
        ),
        pytest.param(
            "Kenya’s minister Ruud said: “The guards of Sundria have closed the bridge.” | "
            "“The guards of Sundria have closed the bridge,” said Norway’s minister Pylat.",
            "reported",
            id="the same words under two names",
        ),
    ],
)
def test_what_corroborates(told: str, support: str) -> None:
    first, second = told.split(" | ")
    account = Account(("Herald", 3, first), ("Courier", 4, second))
    best = max((row.support for row in account.statuses), key=STRENGTH.__getitem__)
    assert best == support


SENT = "About 900 {} soldiers took part in the cross-border attack, the army of {} said."


@pytest.mark.parametrize(
    ("caution", "joins"),
    [
        pytest.param("How many Ukrainian troops took part could not be verified.", True, id="own"),
        pytest.param(
            "It is not clear how many Chinese troops were sent to the fighting near Tarn.",
            False,
            id="other side",
        ),
        pytest.param(
            "It is not clear how many tonnes of grain were sent to the fighting near Tarn.",
            False,
            id="other thing",
        ),
    ],
)
def test_a_caution_joins_only_what_it_is_about(caution: str, *, joins: bool) -> None:
    account = Account(
        ("Herald", 3, SENT.format("Ukrainian", "Russia")),
        ("Courier", 4, f"{SENT.format('Ukrainian', 'Russia')} China's army said no. {caution}"),
    )
    flags = {flag for status in account.statuses for flag in status.flags}
    assert ("unverified, says Courier" in flags) == joins


@pytest.mark.parametrize(
    ("caution", "joins"),
    [
        pytest.param("It was not clear how many people were killed.", True, id="the count"),
        pytest.param("It was not clear if anyone else was killed.", True, id="others"),
        pytest.param("That figure could not be verified.", True, id="the figure before it"),
        pytest.param("It was not clear whether the driver was killed.", False, id="one person"),
        pytest.param(
            "They had a list, but the names on it had not been confirmed.", False, id="names"
        ),
        pytest.param(
            "It was not clear that the lorry was laden with weapons.", False, id="something else"
        ),
    ],
)
def test_a_caution_about_one_person_is_none_about_a_toll(caution: str, *, joins: bool) -> None:
    account = Account(
        ("Herald", 3, "A lorry hit a crowd. At least 12 people were killed, the police said."),
        ("Courier", 4, f"A lorry hit a crowd. 12 people were killed, the mayor said. {caution}"),
    )
    asked = {row.id for row in account.questions if row.text == "How many people were killed?"}
    told = [row for row in account.statuses if row.question_id in asked]
    assert told
    assert any("unverified, says Courier" in row.flags for row in told) == joins


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param(
            "At least 84 were killed, the ministry said. | 77 were killed, the police said. | "
            "The death toll rose to 85, the prosecutor said.",
            "superseded",
            id="a toll that rises past the first day's figures",
        ),
        pytest.param(
            "Cleaning the shore would cost at least 40 million crowns, the county said. | "
            "The county had no news of the costs. | The county put the cost of cleaning the shore "
            "at 65 million crowns, up from the 40 million that it estimated on Monday.",
            "superseded",
            id="up from",
        ),
    ],
)
def test_what_has_moved_is_an_update(told: str, kind: str) -> None:
    first, second, third = told.split(" | ")
    account = Account(("Herald", 3, first), ("Courier", 3, second), ("Gazette", 9, third))
    found = [u for u in account.updates if "r2-Gazette" in _reports(account, u.later)]
    assert [update.kind for update in found] == [kind]


def _reports(account: Account, statement_ids: Sequence[str]) -> set[str]:
    return {s.report_id for s in account.statements if s.id in statement_ids}


@pytest.mark.parametrize(
    ("owners", "kind", "expected"),
    [
        pytest.param(("Delmare", "Delmare"), "own voice", "Delmare", id="editions of one owner"),
        pytest.param(("Delmare", "Velisk"), "own voice", "", id="two owners"),
        pytest.param((None, None), "own voice", "", id="not known"),
        pytest.param(("Delmare", "Delmare"), "indirect", "", id="they quote somebody"),
    ],
)
def test_two_editions_in_their_own_voice_are_one_owner_s(
    owners: tuple[str | None, str | None], kind: StatementKind, expected: str
) -> None:
    reports = [
        Report(id=f"r{n}", path="", sha256="", text="x" * 9, outlet=f"Paper {n}", owner_group=owner)
        for n, owner in enumerate(owners)
    ]
    said = [
        Statement(
            id=f"s{n}", report_id=f"r{n}", attribution_id=None, kind=kind, content=(Span(0, 5),),
            context=Span(0, 5),
        )
        for n in range(2)
    ]  # fmt: skip
    found = Origins(reports, said, (), (), ()).backing(("s0", "s1"))
    assert (found.support, found.origins, found.publisher) == ("reported", 0, expected)
