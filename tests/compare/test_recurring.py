from __future__ import annotations

from reportedly.compare.material import Material
from reportedly.compare.recurring import find_recurring
from reportedly.model import Report, Span, Statement


def told(*headlines: str) -> dict[str, set[str]]:
    """Return what several reports say, by the statement that leads it."""
    reports, statements = [], []
    for number, words in enumerate(headlines):
        name = f"r{number:02}"
        reports.append(Report(id=name, path=name, sha256="", text=words, outlet=name))
        statements.append(
            Statement(
                id=name,
                attribution_id=None,
                report_id=name,
                kind="own voice",
                content=(Span(0, len(words)),),
                context=Span(0, len(words)),
                block="headline",
            )
        )
    found: dict[str, set[str]] = {}
    material = Material(reports, statements, (), (), (), ())
    for answer in find_recurring((), material):
        found.setdefault(answer.topic or "", set()).add(answer.statement_id)
    return found


def test_copies_of_one_headline_are_one_however_many() -> None:
    copies = ["Ferry runs aground off Elsund in fog"] * 30
    other = "Orchestra names its new conductor for the summer"
    assert list(map(len, told(*copies, other).values())) == [30]


def test_what_is_told_in_other_words_joins_the_copies() -> None:
    [group] = told(
        "Ferry runs aground off Elsund in fog",
        "Ferry runs aground off Elsund in fog",
        "Fog: Elsund ferry aground",
        "Orchestra names its new conductor for the summer",
    ).values()
    assert group == {"r00", "r01", "r02"}


def test_a_shared_name_alone_makes_nothing_recur() -> None:
    assert not told("Elsund opens a swimming pool", "Elsund council raises the levy on ferries")
