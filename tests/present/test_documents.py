"""What a document shows of its report besides the text."""

from __future__ import annotations

from reportedly.model import Credit, Report, Span
from reportedly.present.documents import credits_of


def test_credits_stand_in_the_report_s_own_words_each_once() -> None:
    text = "NPA and the Tarn Messenger; NPA"
    credits = (
        Credit(name="Northern Press Agency", span=Span(0, 3), kind="contributed"),
        Credit(name="Tarn Messenger", span=Span(12, 26), kind="hat tip"),
        Credit(name="Northern Press Agency", span=Span(28, 31), kind="contributed"),
    )
    report = Report(id="r", path="r", sha256="", text=text, credits=credits)
    assert credits_of(report) == "“NPA” (contributed), “Tarn Messenger” (reported it first)"


def test_a_report_that_credits_nobody() -> None:
    assert credits_of(Report(id="r", path="r", sha256="", text="x")) == ""
