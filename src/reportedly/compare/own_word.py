"""Tell statements in which somebody speaks of what is his own: a party's word about itself.

    "We did not fire," Lethenia's minister said        of itself
    The company said it had known of no defects         of itself
    Lethenia said Sundmark's guards had fired           of another

Such a word is no confirmation: whoever else says the same may say so by itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reportedly.compare.parties import Parties
from reportedly.compare.patterns import flat
from reportedly.model import Agent, Report, Statement
from reportedly.text import words_of

# How words about oneself begin; behind a name and "said", "it" and "they" mean who said so.
_SELF = re.compile(r"\W*(?:that )?(?:we|i|our|my|ours|us)\b")
_SELF_TOLD = re.compile(r"\W*(?:that )?(?:it|its|they|their|he|his|she|her)\b")
_EMPTY_IT = re.compile(r"\W*(?:that )?it (?:is|was|will be|would be|has been|seems|appears)\b")


def own_words(
    reports: Sequence[Report], statements: Iterable[Statement], agents: Sequence[Agent]
) -> frozenset[str]:
    """Return the ids of the statements in which the speaker tells of the speaker."""
    texts = {report.id: report.text for report in reports}
    parties = Parties(agents)
    speakers = {i: agent for agent in agents for i in agent.statement_ids}
    return frozenset(
        row.id
        for row in statements
        if row.kind != "own voice"
        and row.report_id in texts
        and _is_of_itself(row, texts[row.report_id], parties, speakers)
    )


def _is_of_itself(
    row: Statement, text: str, parties: Parties, speakers: Mapping[str, Agent]
) -> bool:
    said = flat(words_of(row.content, text))
    if _SELF.match(said):
        return True
    if row.kind == "indirect" and _SELF_TOLD.match(said) and not _EMPTY_IT.match(said):
        return True
    subject = next((one.subject for one in row.predicates if one.subject), ())
    if not subject:
        return False
    party = parties.speaking(row)
    if party is not None and parties.among(subject) == party:
        return True
    agent = speakers.get(row.id)
    if agent is None or not agent.named:
        return False
    own = {word for name in agent.names for word in flat(name).split()}
    return set(subject) <= own
