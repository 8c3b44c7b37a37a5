"""Find what is said: the words that a cue introduces.

A cue and its source go in, tokens come out; `pieces` turns them into spans.
"""

from __future__ import annotations

from reportedly.annotate.channels import is_channel
from reportedly.annotate.cues import Cue, is_further_speech, reporting_verbs
from reportedly.annotate.sources import Source, is_passive
from reportedly.model import Parse, Token

_WH = frozenset(["what", "whether", "how", "why", "when", "where", "who", "which", "if"])
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tonight",
    ]
)
# Verbs whose "-ing" object is what is said ("denied receiving"); for others it is not.
_SAY_DOING = frozenset(
    [
        "deny",
        "admit",
        "acknowledge",
        "recall",
        "report",
        "propose",
        "suggest",
        "recommend",
        "describe",
        "mention",
        "regret",
    ]
)
# "The ship is said to have sunk": what is said is subject and infinitive.
_SAID_TO = frozenset(
    ["say", "report", "believe", "allege", "claim", "expect", "think", "rumour", "rumor"]
)
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_BLAMING = frozenset({"for", "over", "of"})
_QUESTIONING = frozenset({"ask", "question", "wonder", "say", "explain", "know", "tell"})


def content_tokens(parse: Parse, cue: Cue, source: Source | None) -> list[int]:
    """Return the tokens of what `cue` introduces, in text order; [] where that is not shown."""
    if cue.kind == "verb":
        found = _of_verb(parse, cue, source)
    elif cue.kind == "noun":
        found = _of_noun(parse, cue.head)
    elif cue.kind == "adverb":
        found = _clause_around(parse, cue.head, {cue.head})
    else:
        found = _clause_around(parse, cue.head, set(parse.subtree(cue.head)) | set(cue.tokens))
    spent = {*cue.tokens, *(range(source.first, source.last + 1) if source else ())}
    if cue.kind == "verb":
        spent |= _of_others(parse, found)
    left = sorted(index for index in set(found) if index not in spent)
    while left and parse.tokens[left[-1]].dep in {"cc", "punct"}:
        left.pop()  # "but", whose second half was cut off
    return left


def _of_others(parse: Parse, found: list[int]) -> set[int]:
    """Return what hangs behind a clause but is not said: ", according to", ", calling it"."""
    spent: set[int] = set()
    for index in found:
        token = parse.tokens[index]
        if is_further_speech(parse, index):
            spent.update(parse.subtree(index))
            spent.add(index - 1)  # "and"
        before = parse.tokens[max(0, index - 1)].text
        if before not in {",", "”", '"'} or index - 1 not in found:
            continue
        is_reporting = token.dep == "advcl" and token.tag == "VBG" and _reports(token)
        if token.text.lower() == "according" or is_reporting:
            spent.update(parse.subtree(index))
        elif token.tag in {"WP", "WDT"} and token.text.lower() in {"who", "which"}:
            clause = _relative_clause(parse, index)
            if clause and clause[-1] >= max(found) - 1:
                spent.update(clause)
    return spent


def _reports(token: Token) -> bool:
    return token.lemma in reporting_verbs() or token.lemma in {"refer", "cite"}


def _relative_clause(parse: Parse, pronoun: int) -> list[int]:
    here = pronoun
    for _ in range(6):
        token = parse.tokens[here]
        if token.dep == "relcl":
            return parse.subtree(here)
        here = token.head
    return []


# --- verbs ---------------------------------------------------------------------------------


def _of_verb(parse: Parse, cue: Cue, source: Source | None) -> list[int]:
    verb, frames = cue.head, cue.frames
    if frames & {"c", "q"}:
        clauses = [c for c in parse.children[verb] if _is_clause(parse, c, cue)]
        if not clauses and "c" in frames:
            clause = _torn_clause(parse, verb)
            if clause:
                return clause
        if clauses:
            found = [k for c in clauses for k in _clause(parse, c, verb, source)]
            return _with_beginning(parse, verb, found, source)
        passive = _of_passive(parse, cue) if is_passive(parse, verb) else []
        around = passive or _infinitive(parse, cue) or _parenthetical(parse, verb)
        if around:
            return around
    if is_passive(parse, verb):
        return _of_passive(parse, cue)
    if "c" in frames and not any(parse.tokens[c].dep == "dobj" for c in parse.children[verb]):
        clause = _that_clause(parse, cue)
        if clause:
            return clause
    found = _infinitive(parse, cue) or _after_preposition(parse, cue) or _object_at(parse, cue)
    found = found or _objects(parse, cue)
    return found or (_question(parse, cue) if "c" in frames else [])


def _is_clause(parse: Parse, index: int, cue: Cue) -> bool:
    token = parse.tokens[index]
    if token.dep == "ccomp":
        return True
    return token.dep == "xcomp" and token.tag == "VBG" and cue.lemma in _SAY_DOING


def _torn_clause(parse: Parse, verb: int) -> list[int]:
    """Return a clause whose subject the parser took for the object: "claiming the army has"."""
    tokens = parse.tokens
    for child in parse.children[verb]:
        if tokens[child].dep != "dobj" or child < verb:
            continue
        subject = parse.subtree(child)
        after = subject[-1] + 1
        if after >= len(tokens) or tokens[after].sentence != tokens[verb].sentence:
            return []
        if tokens[after].tag in _FINITE and tokens[after].head != verb:
            is_auxiliary = tokens[after].dep in {"aux", "auxpass"}
            main = tokens[after].head if is_auxiliary else after
            return subject + [k for k in parse.subtree(main) if k >= after]
    return []


def _clause(parse: Parse, clause: int, verb: int, source: Source | None) -> list[int]:
    """Return a clause without what belongs to the frame: "on Monday" before "that", "Monday"."""
    below = [k for k in parse.subtree(clause) if k != verb]
    if clause < verb:
        return [k for k in below if k < verb] if _is_split(parse, below, verb) else below
    before = [k for k in below if k < verb]
    if not any(parse.tokens[k].dep in {"nsubj", "nsubjpass", "expl"} for k in before):
        before = []
    after = [k for k in below if k > verb]
    marks = [k for k in parse.children[clause] if parse.tokens[k].dep == "mark" and k > verb]
    if marks:
        after = [k for k in after if k >= marks[0]]
    while len(after) > 1 and _is_frame_day(parse, after[0]):
        after = after[1:]
    return before + after


def _is_split(parse: Parse, below: list[int], verb: int) -> bool:
    """Tell whether a clause before the verb merely trails a stray mark or word behind it."""
    after = [k for k in below if k > verb]
    return all(parse.tokens[k].dep == "punct" for k in after)


def _is_frame_day(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.text.lower() in DAYS and token.dep in {"npadvmod", "nsubj", "compound", "dep"}


def _with_beginning(parse: Parse, verb: int, found: list[int], source: Source | None) -> list[int]:
    """Take in what stands before a clause that comes first: "But on Monday it fell, he said"."""
    if not found or max(found) > verb or parse.tokens[verb].dep != "ROOT":
        return found
    first, _ = parse.sentences[parse.tokens[verb].sentence]
    if source and source.first < min(found):
        return found
    last = source.first - 1 if source and source.first > max(found) else max(found)
    return [*range(first, last + 1)]


def _parenthetical(parse: Parse, verb: int) -> list[int]:
    """Read "A, he said, B" and "As he said, A": what is said is the clause around."""
    token = parse.tokens[verb]
    is_as = token.dep == "advcl" and any(
        parse.tokens[c].dep == "mark" and parse.tokens[c].text.lower() == "as" and _is_off(parse, c)
        for c in parse.children[verb]
    )
    if token.dep != "parataxis" and not is_as:
        return []
    return _without(parse, token.head, set(parse.subtree(verb)))


def _is_off(parse: Parse, word: int) -> bool:
    """Tell ", as she said" and "As she said" from "it fell just as the talks had concluded"."""
    first, _ = parse.sentences[parse.tokens[word].sentence]
    return word == first or not parse.tokens[word - 1].text[-1].isalnum()


def _of_passive(parse: Parse, cue: Cue) -> list[int]:
    verb = cue.head
    subject = [c for c in parse.children[verb] if parse.tokens[c].dep == "nsubjpass"]
    infinitive = [c for c in parse.children[verb] if parse.tokens[c].dep == "xcomp"]
    if infinitive and cue.lemma in _SAID_TO:
        return [k for c in (*subject, *infinitive) for k in parse.subtree(c)]
    agents = any(parse.tokens[c].dep == "agent" for c in parse.children[verb])
    if subject and agents and "o" in cue.frames:
        return parse.subtree(subject[0])
    return _question(parse, cue) if "c" in cue.frames else []


def _infinitive(parse: Parse, cue: Cue) -> list[int]:
    """Return an infinitive with the words between: "urged the media to direct"."""
    if "i" not in cue.frames:
        return []
    for child in parse.children[cue.head]:
        token = parse.tokens[child]
        if token.dep in {"xcomp", "ccomp"} and child > cue.head:
            below = parse.subtree(child)
            if parse.tokens[child].lemma in {"name", "identify", "quote"}:
                return []  # "asked not to be named"
            addressed = [
                c
                for c in parse.children[cue.head]
                if cue.head < c < child
                and (parse.tokens[c].dep in {"dobj", "dative"} or c in cue.tokens)
            ]
            return [k for c in addressed for k in parse.subtree(c)] + below
    return []


def _after_preposition(parse: Parse, cue: Cue) -> list[int]:
    wanted = {frame[2:] for frame in cue.frames if frame.startswith("p=")}
    if any(parse.tokens[c].dep == "neg" for c in parse.children[cue.head]):
        # "did not reply to questions" refuses; "replied to questions" says nothing of the reply
        wanted |= {frame[2:] for frame in cue.frames if frame.startswith("n=")}
    for child in parse.children[cue.head]:
        token = parse.tokens[child]
        if token.dep == "prep" and token.lemma in wanted and child > cue.head:
            below = parse.subtree(child)
            if token.lemma != "as":
                return below[1:]
            objects = [c for c in parse.children[cue.head] if parse.tokens[c].dep == "dobj"]
            if objects:
                return [k for c in objects for k in parse.subtree(c)] + below
    return []


def _object_at(parse: Parse, cue: Cue) -> list[int]:
    """Return "the toll at 40" in "put the toll at 40", "estimated the toll at 40"."""
    if "at" not in cue.frames:
        return []
    own = parse.children[cue.head]
    objects = [c for c in own if parse.tokens[c].dep == "dobj" and c > cue.head]
    if not objects:
        return []
    below = parse.subtree(objects[0])
    phrases = [
        c
        for c in (*own, *below)
        if parse.tokens[c].lemma == "at" and parse.tokens[c].dep == "prep" and c > objects[0]
    ]
    return below + parse.subtree(phrases[0]) if phrases else []


def _objects(parse: Parse, cue: Cue) -> list[int]:
    if "o" not in cue.frames:
        return []
    kinds = {"dobj", "oprd", "attr", "acomp"}
    found = [c for c in parse.children[cue.head] if parse.tokens[c].dep in kinds and c > cue.head]
    said = [k for c in found for k in parse.subtree(c)]
    said = [k for k in said if k not in _told_to(parse, said)]
    for child in parse.children[cue.head]:
        token = parse.tokens[child]
        if said and child == said[-1] + 1 and token.dep == "prep" and token.lemma in _BLAMING:
            said += parse.subtree(child)  # "criticised the mayor for closing it"
    return said


def _told_to(parse: Parse, said: list[int]) -> set[int]:
    """Return "to the Herald" in "confirmed the withdrawal to the Herald": a channel."""
    for index in said[1:]:
        token = parse.tokens[index]
        if token.dep == "prep" and token.lemma == "to":
            phrase = parse.subtree(index)
            if phrase[-1] == said[-1] and is_channel(parse, phrase):
                return set(phrase)
    return set()


def _that_clause(parse: Parse, cue: Cue) -> list[int]:
    """Return a "that" clause that the parser hung on a noun in between."""
    below = [k for k in parse.subtree(cue.head) if k > cue.tokens[-1]]
    for index in below:
        token = parse.tokens[index]
        if token.text.lower() == "that" and token.head not in {cue.head, index + 1}:
            clause = parse.subtree(token.head)
            subjects = {"nsubj", "nsubjpass", "expl"}
            if any(
                parse.tokens[c].dep in subjects and c > index for c in parse.children[token.head]
            ):
                return [k for k in clause if k >= index]
    return []


def _question(parse: Parse, cue: Cue) -> list[int]:
    """Return an indirect question that the parser hung somewhere below: "asked ... what"."""
    if "c" not in cue.frames or cue.lemma not in {
        "ask",
        "question",
        "wonder",
        "say",
        "explain",
        "know",
        "tell",
    }:
        return []
    below = [k for k in parse.subtree(cue.head) if k > cue.head]
    for index in below:
        token = parse.tokens[index]
        if token.text.lower() in _WH and parse.tokens[token.head].pos in {"VERB", "AUX", "NOUN"}:
            return [k for k in below if k >= index]
    return []


# --- the rest ------------------------------------------------------------------------------


def _of_noun(parse: Parse, noun: int) -> list[int]:
    for child in parse.children[noun]:
        if parse.tokens[child].dep in {"acl", "ccomp", "relcl"} and child > noun:
            return parse.subtree(child)
    return []


def _clause_around(parse: Parse, index: int, without: set[int]) -> list[int]:
    """Return the clause that a phrase or adverb stands in, with clauses that it reports."""
    here = parse.tokens[index].head
    phrase = set(range(min(without), max(without) + 1))
    _, end = parse.sentences[parse.tokens[index].sentence]
    is_last = all(k in phrase or parse.tokens[k].dep == "punct" for k in range(index, end))
    if is_last and len(phrase) > 1 and index and parse.tokens[index - 1].text == ",":
        here = _root(parse, here)  # a closing "according to" is said of the whole sentence
    for _ in range(40):  # a bound only against a parse with a loop
        token = parse.tokens[here]
        own_subject = any(
            parse.tokens[c].dep in {"nsubj", "nsubjpass", "expl"} for c in parse.children[here]
        )
        is_clause = token.pos in {"VERB", "AUX"} and own_subject
        if token.dep == "ROOT" or token.head == here:
            break
        if is_clause and token.dep in {"conj", "advcl", "relcl", "acl"}:
            break
        here = token.head
    return _without(parse, here, without)


def _root(parse: Parse, index: int) -> int:
    first, end = parse.sentences[parse.tokens[index].sentence]
    return next((k for k in range(first, end) if parse.tokens[k].dep == "ROOT"), index)


def _without(parse: Parse, head: int, without: set[int]) -> list[int]:
    token = parse.tokens[head]
    if token.dep == "ROOT":
        first, end = parse.sentences[token.sentence]
        return [k for k in range(first, end) if k not in without]
    return [k for k in parse.subtree(head) if k not in without]
