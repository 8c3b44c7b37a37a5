"""One agent under many names, and never two under one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.agents import AgentSettings, resolve_agents
from reportedly.compare.countries import learn
from reportedly.compare.person_names import is_misspelling, near_keys, surname_key
from reportedly.model import (
    Agent,
    Copy,
    Mention,
    MentionType,
    Report,
    SharedRuns,
    Span,
    Statement,
    Story,
)

Said = tuple[str, str, MentionType, bool]  # name, role, type, named


def resolve(
    *reports: Sequence[Said],
    texts: Sequence[str] = (),
    copied: Sequence[tuple[int, int]] = (),
) -> list[Agent]:
    """Return the agents of reports in each of which these names speak, once each."""
    made: list[Report] = []
    mentions: list[Mention] = []
    statements: list[Statement] = []
    for number, names in enumerate(reports):
        id_ = f"r{number}"
        text = " ".join([texts[number] if number < len(texts) else "", *(n for n, *_ in names)])
        made.append(Report(id=id_, path="-", sha256="", text=text))
        for name, role, type_, named in names:
            start = text.rindex(name)
            span = Span(start, start + len(name))
            mentions.append(
                Mention(
                    report_id=id_, span=span, type=type_, agent=name, named=named, role=role or None
                )
            )
            statements.append(
                Statement(
                    id=f"{id_}:{name}",
                    report_id=id_,
                    attribution_id="a",
                    kind="indirect",
                    content=(span,),
                    context=span,
                    source=(span,),
                    speaker=name,
                    speaker_type=type_,
                    named=named,
                    role=role or None,
                )
            )
    story = Story(id="s", title="", report_ids=tuple(report.id for report in made))
    copies = [
        Copy(
            id=f"{a}{b}",
            a=f"r{a}",
            b=f"r{b}",
            containment_a=1.0,
            containment_b=1.0,
            runs=SharedRuns(),
            kind="copy",
            direction="a first",
            reason="",
            score=1.0,
        )
        for a, b in copied
    ]
    return list(resolve_agents(story, made, mentions, statements, [], copies, [], AgentSettings()))


def person(name: str, role: str = "") -> list[Said]:
    return [(name, role, "person", True)]


def body(name: str, *, named: bool = True) -> list[Said]:
    return [(name, "", "org", named)]


def group(name: str) -> list[Said]:
    return [(name, "", "group", False)]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        pytest.param([person("Oleh Varnik"), person("Oleg Varnyk")], 1, id="transliterations"),
        pytest.param([person("Oleh Dravinsky"), person("Dravinskyy")], 1, id="surname"),
        pytest.param([person("Ann Reed"), person("A. Reed")], 1, id="initial"),
        pytest.param([person("Ann Reed"), person("John Reed")], 2, id="first names differ"),
        pytest.param(
            [person("Ann Reed"), person("John Reed"), person("Reed")], 3, id="two could be meant"
        ),
        pytest.param(
            [person("Reed", "the coach"), person("Reed", "the senator")], 2, id="roles differ"
        ),
        pytest.param([person("Mr. Reed"), person("Ms. Reed")], 2, id="titles differ"),
        pytest.param(
            [person("Ann Reed", "Kenyan leader"), person("Reed", "Kenyan president")],
            1,
            id="roles of one meaning",
        ),
        pytest.param(
            [person("Henrike Aldsgaard"), person("Henrike Aldsgard")], 1, id="one letter less"
        ),
        pytest.param([person("Oleh Dravinsky") + person("Dravnisky")], 1, id="swapped letters"),
        pytest.param(
            [person("Oleh Dravinsky"), person("Dravnisky")], 2, id="a likeness is not enough"
        ),
        pytest.param([person("Ana Porras"), person("Ana Porras Solano")], 1, id="two surnames"),
        pytest.param([person("Porras"), person("Ana Porras Solano")], 2, id="other report"),
        pytest.param([person("Ann Hale"), person("Ann Hall")], 2, id="short names"),
        pytest.param(
            [body("Kenyan Defense Ministry"), body("Kenya’s Ministry of Defence")],
            1,
            id="ministry in two forms",
        ),
        pytest.param(
            [body("Kenyan Defense Ministry"), body("Defence Ministry")], 1, id="without country"
        ),
        pytest.param([body("Kenyan Army"), body("Ugandan Army"), body("Army")], 3, id="whose army"),
        pytest.param([body("Brannt Works"), body("Brannt")], 1, id="first word of a name"),
        pytest.param(
            [body("Brannt Works"), body("Brannt Bank"), body("Brannt")], 3, id="of two names"
        ),
        pytest.param([body("Harbour Rescue Committee"), body("HRC")], 1, id="by its initials"),
        pytest.param([body("North Korea"), body("North")], 1, id="the North"),
        pytest.param([body("Pentagon"), body("Department of Defense")], 1, id="known body"),
        pytest.param([group("Kenyan officials"), group("Nairobi officials")], 1, id="officials"),
        pytest.param([group("Kenyan officials"), group("Ugandan officials")], 2, id="two lands"),
        pytest.param([group("analysts"), group("analysts")], 2, id="unnamed stay in their report"),
        pytest.param(
            [
                [("Kenya", "", "place", True)],
                [("Nairobi", "", "place", True)],
                body("Kenyan government", named=False),
            ],
            1,
            id="a country, its capital and its government",
        ),
        pytest.param(
            [
                person("Ann Reed", "Kenyan President"),
                [("Kenyan president", "", "person", False)],
            ],
            1,
            id="by role",
        ),
        pytest.param(
            [
                person("Ann Reed", "Kenyan President"),
                person("Joy Ode", "former Kenyan President"),
                [("Kenyan president", "", "person", False)],
            ],
            3,
            id="role of two",
        ),
        pytest.param(
            [person("Ann Reed", "Oltesk mayor"), [("mayor", "", "person", False)]],
            2,
            id="every town has a mayor",
        ),
        pytest.param(
            [[*person("Ann Reed", "mayor"), ("mayor", "", "person", False)]],
            1,
            id="whom its own report calls mayor",
        ),
        pytest.param(
            [
                person("Ann Reed", "Kenyan President"),
                [("former Kenyan president", "", "person", False)],
            ],
            2,
            id="another was president before",
        ),
        pytest.param(
            [
                [
                    *person("Ann Reed", "President Peter Ode’s security adviser"),
                    ("president", "", "person", False),
                ],
                [*person("Mira Vest", "aide to the mayor"), ("mayor", "", "person", False)],
            ],
            4,
            id="a president is not his adviser",
        ),
        pytest.param(
            [person("Mayor Ann Reed"), person("Ann Reed", "regional president")],
            1,
            id="a role before the name",
        ),
        pytest.param(
            [person("Manual Ordaz", "prime minister"), person("Manuel Ordaz", "prime minister")],
            1,
            id="a slip in the first name",
        ),
        pytest.param(
            [person("Manual Ordaz", "coach"), person("Manuel Ordaz", "prime minister")],
            2,
            id="a slip in the first name, and roles that differ",
        ),
        pytest.param(
            [
                person("Ann Reed", "witness"),
                [("One witness", "", "person", False), ("Another witness", "", "person", False)],
                [("A Kenyan witness", "", "person", False)],
                [("A Kenyan witness", "", "person", False)],
            ],
            5,
            id="witnesses",
        ),
    ],
)
def test_how_many_agents(names: list[list[Said]], count: int) -> None:
    found = resolve(*names)
    assert len(found) == count
    spoken = sorted(id_ for agent in found for id_ in agent.statement_ids)
    assert len(spoken) == sum(map(len, names))


@pytest.mark.parametrize(
    ("said", "text", "principal", "side"),
    [
        pytest.param(person("Ann Reed", "Kenyan President"), "", "Kenya", "Kenya", id="demonym"),
        pytest.param(
            person("Ann Reed", "White House press secretary"),
            "",
            "United States",
            "United States",
            id="body",
        ),
        pytest.param(
            person("Ann Reed", "Nakuru deputy governor"),
            "a raid on Kenya’s Nakuru region",
            "Kenya",
            "Kenya",
            id="region named in the story",
        ),
        pytest.param(
            person("Ann Reed", "an analyst at a Nairobi-based institute"),
            "",
            None,
            None,
            id="based",
        ),
        pytest.param(
            person("Ann Reed", "former Kenyan minister"), "", "Kenya", None, id="no longer"
        ),
        pytest.param(person("Ann Reed", "a dock worker"), "", None, None, id="nobody's"),
        pytest.param(group("Kenyan officials"), "", "Kenya", "Kenya", id="officials"),
        pytest.param(
            person("Ann Reed", "head of Kenya's dockers' union"), "", "Kenya", None, id="a union's"
        ),
        pytest.param(
            person("Ann Reed", "White House correspondent"),
            "",
            "United States",
            None,
            id="who reports on it",
        ),
        pytest.param(group("Kenyan and Ugandan officials"), "", None, None, id="of two lands"),
        pytest.param(group("Kenya; Ann Reed"), "", None, None, id="two together"),
        pytest.param(
            group("a cook who works for the Kenyan authorities"),
            "",
            "Kenya",
            None,
            id="not an official",
        ),
        pytest.param(group("Kenyan residents"), "", "Kenya", None, id="residents"),
        pytest.param(
            person("Ann Reed", "a lifelong friend of Kenyan President Joy Ode"),
            "",
            "Kenya",
            None,
            id="a friend of the president",
        ),
        pytest.param(body("Kenyan Red Cross"), "", "Kenya", None, id="relief"),
        pytest.param(
            person("Ann Reed", "spokeswoman of Nairobi's main New Year's Eve celebrations"),
            "",
            "Kenya",
            None,
            id="an event",
        ),
        pytest.param(
            person("Ann Reed", "Kenya's deposed president"), "", "Kenya", None, id="deposed"
        ),
        pytest.param(
            person("Ann Reed", "Kenyan far-right leader"), "", "Kenya", None, id="of the opposition"
        ),
        pytest.param(
            person("Ann Reed", "Kenya's ambassador to Japan"), "", "Kenya", "Kenya", id="envoy"
        ),
        pytest.param(
            person("Ann Reed", "ambassador to Japan"),
            "",
            None,
            None,
            id="envoy of whom",
        ),
        pytest.param(
            body("BBC White House"), "", "BBC White House", None, id="a desk of an outlet"
        ),
        pytest.param(
            person("Ann Reed", "Kenya Airways spokeswoman"), "", "Kenya", None, id="an airline's"
        ),
        pytest.param(person("Ann Reed", "Kenyan CEO"), "", "Kenya", None, id="a firm's head"),
        pytest.param(body("Oxfam Works"), "", "Oxfam Works", None, id="speaks for itself"),
    ],
)
def test_for_whom_they_speak(
    said: list[Said], text: str, principal: str | None, side: str | None
) -> None:
    [agent] = resolve(said, texts=[text])
    assert (agent.principal, agent.side) == (principal, side)


def test_the_most_frequent_spelling_is_shown_in_full() -> None:
    [agent] = resolve(person("Oleh Dravinskyy"), person("Oleh Dravinsky"), person("Dravinsky"))
    assert agent.name == "Oleh Dravinsky"
    assert agent.names == ("Dravinsky", "Oleh Dravinsky", "Oleh Dravinskyy")


def test_countries_that_no_list_knows() -> None:
    texts = ["In Ostmark the army left. Ostmark's foreign minister and Ostmarkian troops stayed."]
    known = learn(texts, ["Ostmark"])
    assert known.country_of("the Ostmarkian president") == "Ostmark"


def test_order_of_reports_does_not_change_who_is_one() -> None:
    names = [person("Oleh Varnik"), person("Varnik"), person("Oleg Varnyk"), person("Ann Varnik")]
    forward = {agent.names for agent in resolve(*names)}
    assert {agent.names for agent in resolve(*reversed(names))} == forward


@given(st.text(alphabet="abcdeyij", min_size=2, max_size=9), st.integers(0, 8))
def test_swapped_letters_share_a_key(word: str, place: int) -> None:
    place %= len(word) - 1
    slip = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assert slip == word or is_misspelling(word, slip)
    assert set(near_keys(word)) & set(near_keys(slip))


@given(st.text(max_size=30))
def test_no_name_breaks_it(name: str) -> None:
    assert isinstance(surname_key(name), str)
    agents = resolve(person(f"{name} Reed"), person("Reed"))
    assert 1 <= len(agents) <= 2


SPELLINGS = ("Oleh Dravinsky", "Oleh Dravinskyi", "Dravinsky", "OLEH Dravinsky", "Oleg Dravinsky")


@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=5), st.sampled_from(SPELLINGS))
def test_a_copy_never_changes_what_somebody_is_called(told: list[str], copied: str) -> None:
    before = resolve(*(person(name) for name in told))
    for number, name in enumerate(told):
        if " " not in name and " " in copied:
            continue  # the copy tells the first name, which its original does not
        after = resolve(*(person(one) for one in (*told, copied)), copied=[(number, len(told))])
        assert [agent.name for agent in after][: len(before)] == [agent.name for agent in before]


def test_most_independent_reports_decide_what_somebody_is_called() -> None:
    told = [person("Oleh Dravinsky"), person("Oleh Dravinskyi"), person("Oleh Dravinskyi")]
    assert [agent.name for agent in resolve(*told)] == ["Oleh Dravinskyi"]
    assert [agent.name for agent in resolve(*told, copied=[(0, 1), (1, 2)])] == ["Oleh Dravinsky"]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (["OLEH Dravinsky", "OLEH Dravinsky", "Oleh Dravinsky"], "Oleh Dravinsky"),
        (["Oleh Drav\u00adinsky", "Oleh Dravinsky"], "Oleh Dravinsky"),
    ],
)
def test_how_a_name_is_shown(told: list[str], shown: str) -> None:
    assert [agent.name for agent in resolve(*map(person, told))] == [shown]


def test_a_name_that_stands_twice_in_a_row_is_shown_once() -> None:
    assert [a.name for a in resolve(body("Port Office Port Office"))] == ["Port Office"]
