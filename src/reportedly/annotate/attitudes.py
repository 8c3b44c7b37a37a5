"""Tell what the source of a statement does, and whom an outlet reports as silent or unchecked.

An attribution, or a clause in the outlet's own voice, goes in; its act and whom it is about come
out. The words that show an act are in `acts`; here it is decided whether they are the statement's
own or only stand somewhere inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.annotate.acts import act_of, is_denial
from reportedly.annotate.predicates import main_predicates, shared_subject, tokens_in
from reportedly.model import Act, Attribution, Mention, Parse, Pieces, Span
from reportedly.text import hull, words_of

_SELF = frozenset({"i", "we"})
_NOT = re.compile(r"(?:\b(?:not|never|nor|neither)\b|n['’]t\b)", re.I)
# "Investigators found no evidence that it leaked" does not say that it leaked.
_UNSHOWN = re.compile(
    r"\b(?:no|little|not any|n['’]t any|insufficient) (?:[a-z]+ )?"
    r"(?:evidence|proof|indications?|signs?|reason|basis)\b",
    re.I,
)
# What may stand between a source and the verb of its cue: "has not so far", "would not yet".
_LEAD = re.compile(
    r"(?:\b(?:neither\s+confirm(?:ed|ing)?\s+nor|ha[sd]|have|did|does|do|would|will|could|can|was|were|is|are|not|never|yet|so|far|to|"
    r"also|still|again|even|be|been|\w{2,14}ly)(?:n['’]t)?\s+){1,6}$",
    re.I,
)
_LEAD_LENGTH = 60
_CHECKED_BY = frozenset({"auxpass", "nsubjpass", "acomp"})


def attributed_act(
    text: str, parse: Parse, attribution: Attribution, mentions: Sequence[Mention]
) -> tuple[Act, str | None]:
    """Return what the source of an attribution does, and whom that is about."""
    act = _act_at_cue(text, attribution)
    if act == "unverified":
        return act, _named_in(text, attribution.content, mentions)
    if act == "say":
        act = _act_in_content(text, parse, attribution.content)
        if act in ("decline", "unverified"):
            about = _about(text, parse, attribution.content, act, mentions)
            return act, attribution.speaker if (about or "").lower() in _SELF else about
    if act == "say":
        return act, None
    return act, attribution.speaker or words_of(attribution.source, text) or None


def _act_at_cue(text: str, attribution: Attribution) -> Act:
    content = words_of(attribution.content, text)
    cue = words_of(attribution.cue, text)
    lead = _lead(text, attribution)
    after = bool(attribution.content and attribution.cue < attribution.content)
    act, place = act_of(f"{lead}{cue} {content}" if after else f"{lead}{cue}")
    # "said the ministry had not replied": the silence is in what is said, not in saying it.
    if place is not None and place[0] <= len(lead) + len(cue):
        return act
    if attribution.cue_lemma and is_denial(attribution.cue_lemma):
        return "deny"
    act, _ = act_of(content, attribution.cue_lemma)
    return "deny" if act == "deny" else "say"


def _lead(text: str, attribution: Attribution) -> str:
    """Return the words just before the cue, which may negate it."""
    if not attribution.cue:
        return ""
    end = attribution.cue[0].start
    start = max((span.end for span in attribution.source if span.end <= end), default=0)
    found = _LEAD.search(text[max(start, end - _LEAD_LENGTH) : end])
    return found.group() if found else ""


def is_held_back(text: str, attribution: Attribution) -> bool:
    """Return whether the source is reported as not saying it: "did not say whether"."""
    cue = words_of(attribution.cue, text)
    return bool(_NOT.search(_lead(text, attribution) + cue) or _UNSHOWN.search(cue))


def _act_in_content(text: str, parse: Parse, content: Pieces) -> Act:
    """Return a refusal or doubt that is the main thing said: "we will not comment"."""
    if not content:
        return "say"
    whole = hull(content)
    act, place = act_of(whole.of(text))
    if place is None or act == "silent":
        return "say"
    shown = Span(whole.start + place[0], whole.start + place[1])
    mains = main_predicates(parse, tokens_in(parse, content))[:1]
    inside = parse.inside(shown)
    heads = {parse.tokens[index].head for index in inside} | set(inside)
    return act if set(mains) & heads else "say"


def own_act(
    text: str, parse: Parse, content: Pieces, mentions: Sequence[Mention]
) -> tuple[Act, str | None]:
    """Return what a clause of the outlet tells of somebody else's speech or silence."""
    verb = _main_verb(parse, content)
    act, _ = act_of(words_of(content, text))
    if verb is not None and act == "say" and is_denial(parse.tokens[verb].lemma):
        passive = any(parse.tokens[c].dep == "nsubjpass" for c in parse.children[verb])
        act = "say" if passive else "deny"
    if act == "say":
        return act, None
    return act, _about(text, parse, content, act, mentions)


def _about(
    text: str, parse: Parse, content: Pieces, act: Act, mentions: Sequence[Mention]
) -> str | None:
    """Return whose words or silence a clause is about: its subject, else what it acts on."""
    verb = _main_verb(parse, content)
    subject = shared_subject(parse, verb) if verb is not None else None
    if verb is None or subject is None or parse.tokens[subject].dep == "expl":
        return None
    if act == "unverified" and parse.tokens[subject].lemma in ("it", "there"):
        return None  # "it is not clear how many": nobody's
    if act == "unverified":
        # "the claims could not be verified", but "the paper could not verify the claims".
        checked = any(
            parse.tokens[c].dep in _CHECKED_BY and parse.tokens[c].lemma != "able"
            for c in parse.children[verb]
        )
        objects = [c for c in parse.children[verb] if parse.tokens[c].dep in ("dobj", "xcomp")]
        below = [subject] if checked else objects
        return next(filter(None, (_named_below(text, parse, n, mentions) for n in below)), None)
    found = _named_below(text, parse, subject, mentions)
    return found or _noun(text, parse, subject)


def _main_verb(parse: Parse, content: Pieces) -> int | None:
    """Return the main verb, in "an accusation that they reject" that of the relative clause."""
    mains = main_predicates(parse, tokens_in(parse, content))
    if not mains:
        return None
    if parse.tokens[mains[0]].pos in ("NOUN", "PROPN"):
        below = [c for c in parse.children[mains[0]] if parse.tokens[c].dep == "relcl"]
        return below[0] if below else mains[0]
    return mains[0]


def _named_below(text: str, parse: Parse, head: int, mentions: Sequence[Mention]) -> str | None:
    tokens = parse.subtree(head)
    return _named_in(text, (parse.span(tokens[0], tokens[-1]),), mentions)


def _named_in(text: str, pieces: Pieces, mentions: Sequence[Mention]) -> str | None:
    """Return the first agent named in `pieces`, by the fullest name in the report."""
    for piece in pieces:
        for mention in inside(mentions, piece):
            words = mention.span.of(text)
            if mention.agent and (mention.named or mention.agent not in words):
                return mention.agent
    return None


def inside(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Return those of `mentions`, which are in text order, that lie in `span`."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    last = bisect_right(mentions, span.end, key=lambda mention: mention.span.start)
    return [mention for mention in mentions[first:last] if mention.span.end <= span.end]


def _noun(text: str, parse: Parse, head: int) -> str:
    first = head
    while first > 0 and parse.tokens[first - 1].head == head:
        first -= 1
    return parse.span(first, head).of(text)
