-- The project file: every table, with what each column holds.
-- Offsets are Unicode code points into reports.text, the end not included. Days are ISO dates.

-- The steps of the schema that this file has been through.
CREATE TABLE migrations (
  name TEXT NOT NULL PRIMARY KEY  -- name of the step
) STRICT;

-- The bytes as received, never altered.
CREATE TABLE captures (
  sha256 TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of the bytes
  path TEXT NOT NULL,  -- as the user named the file
  media_type TEXT NOT NULL,  -- text/plain or text/html
  content BLOB NOT NULL  -- the bytes, compressed with zlib
) STRICT;

-- What the stages made for one report or one story, under a key that says everything it rests on.
CREATE TABLE made (
  key TEXT NOT NULL PRIMARY KEY,  -- hash of content, dates, stage versions and settings
  owner TEXT NOT NULL,  -- id of the report or story
  current INTEGER NOT NULL DEFAULT 0,  -- 1 where the latest run used it last for its owner
  problems TEXT NOT NULL  -- what stages could not handle (JSON)
) STRICT;
CREATE INDEX made_owner ON made(owner);

-- One version of one article as one outlet published it.
CREATE TABLE reports (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content
  path TEXT NOT NULL,  -- path
  url TEXT,  -- url
  sha256 TEXT NOT NULL,  -- of the bytes received
  text TEXT NOT NULL,  -- text
  media_type TEXT NOT NULL,  -- media type
  encoding TEXT NOT NULL,  -- encoding
  language TEXT,  -- language
  title TEXT,  -- title
  title_span_start INTEGER,  -- title span: first character
  title_span_end INTEGER,  -- title span: one past the last character
  outlet TEXT,  -- outlet
  outlet_basis TEXT NOT NULL,  -- outlet basis
  authors TEXT NOT NULL,  -- authors (JSON)
  published_from TEXT,  -- published from
  published_until TEXT,  -- published until
  published_at TEXT,  -- the moment, where the report states one
  published_basis TEXT NOT NULL,  -- published basis
  published_spans TEXT NOT NULL,  -- the words that the date rests on; () where it is not in the text (JSON)
  published_reason TEXT NOT NULL,  -- published reason
  revised_at TEXT,  -- revised at
  credits TEXT NOT NULL,  -- credits (JSON)
  blocks TEXT NOT NULL  -- cover all non-blank text, in order, without overlap (JSON)
) STRICT;

-- An input, or a unit of it, that a stage could not handle.
CREATE TABLE problems (
  path TEXT NOT NULL,  -- the input, as the user named it
  stage TEXT NOT NULL,  -- stage
  reason TEXT NOT NULL,  -- what is wrong and what to do, one sentence
  report_id TEXT,  -- the report
  lost INTEGER NOT NULL  -- whether the whole input is missing from the result
) STRICT;

-- Two reports that share wording; `a` is the earlier where that is known.
CREATE TABLE copies (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content
  a TEXT NOT NULL,  -- report id
  b TEXT NOT NULL,  -- report id
  containment_a REAL NOT NULL,  -- share of a's body that stands in b, 0 to 1
  containment_b REAL NOT NULL,  -- containment b
  runs TEXT NOT NULL,  -- runs (JSON)
  kind TEXT NOT NULL,  -- kind
  direction TEXT NOT NULL,  -- direction
  reason TEXT NOT NULL,  -- short code of the rule
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never shown as a probability
) STRICT;

-- The reports on one developing event, ids in order of publication.
CREATE TABLE stories (
  place INTEGER NOT NULL,  -- order in which stories are listed
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content
  title TEXT NOT NULL,  -- words of one of its reports
  title_report TEXT,  -- title report
  title_span_start INTEGER,  -- title span: first character
  title_span_end INTEGER,  -- title span: one past the last character
  report_ids TEXT NOT NULL,  -- report ids (JSON)
  reason TEXT NOT NULL,  -- short code of the rule
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never shown as a probability
) STRICT;

-- Which reports a story holds.
CREATE TABLE story_reports (
  story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,  -- the story
  report_id TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,  -- the report
  published_from TEXT,  -- first day on which it may have been published, inferred days included
  published_until TEXT,  -- last such day
  published_basis TEXT NOT NULL,  -- stated, inferred, given or none
  PRIMARY KEY (story_id, report_id)
) STRICT;

-- The days on which an undated report may have been published.
CREATE TABLE date_inferences (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  report_id TEXT NOT NULL,  -- the report
  days TEXT NOT NULL,  -- possible days, ascending; a long run is its first and last day (JSON)
  clues TEXT NOT NULL,  -- clues (JSON)
  reason TEXT NOT NULL  -- one sentence
) STRICT;

-- A sentence; never runs across two blocks.
CREATE TABLE sentences (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  block TEXT NOT NULL  -- kind of the block it stands in
) STRICT;
CREATE INDEX sentences_made_by ON sentences(made_by);

-- A span that names somebody or something.
CREATE TABLE mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  type TEXT NOT NULL,  -- type
  agent TEXT,  -- the fullest name in this report of whom it names; None: unknown
  named INTEGER NOT NULL,  -- False for "officials", "a spokesman", "he"
  role TEXT,  -- "Kursk deputy governor", in the report's words
  role_span_start INTEGER,  -- role span: first character
  role_span_end INTEGER  -- role span: one past the last character
) STRICT;
CREATE INDEX mentions_made_by ON mentions(made_by);

-- A time expression, in the terms of TimeML's TIMEX3.
CREATE TABLE time_mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  type TEXT NOT NULL,  -- type
  value TEXT,  -- value
  mod TEXT,  -- mod
  anchor TEXT,  -- what it was resolved against: "published", "text"; None: nothing
  day_from TEXT,  -- day from
  day_until TEXT  -- day until
) STRICT;
CREATE INDEX time_mentions_made_by ON time_mentions(made_by);

-- A number as an interval with its unit, what it counts, hedge and scope.
CREATE TABLE figures (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  low REAL,  -- low
  high REAL,  -- high
  unit TEXT,  -- "mile", "percent", "US dollar"; None for a bare count
  unit_span_start INTEGER,  -- unit span: first character
  unit_span_end INTEGER,  -- unit span: one past the last character
  base_low REAL,  -- base low
  base_high REAL,  -- base high
  base_unit TEXT,  -- base unit
  hedge TEXT,  -- as said: "at least", "about"
  bound TEXT NOT NULL,  -- bound
  change TEXT,  -- "=" "~" ">" "<" "up" "down", as NewsQuant writes it
  counted TEXT,  -- the counted noun with its modifiers, as said
  counted_span_start INTEGER,  -- counted span: first character
  counted_span_end INTEGER,  -- counted span: one past the last character
  counted_head TEXT,  -- lemma of the counted noun
  scope TEXT NOT NULL,  -- scope
  vague INTEGER NOT NULL,  -- "dozens", "scores", "tens of thousands"
  part_of TEXT  -- id of the figure it is a subset of ("including 12 children")
) STRICT;
CREATE INDEX figures_made_by ON figures(made_by);

-- A place name with a gazetteer entry; all None where it was not resolved.
CREATE TABLE place_mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  name TEXT NOT NULL,  -- name
  lat REAL,  -- lat
  lon REAL,  -- lon
  geonames_id INTEGER,  -- geonames id
  precision TEXT NOT NULL,  -- precision
  country TEXT,  -- ISO 3166-1 alpha-2
  region TEXT  -- ISO 3166-2
) STRICT;
CREATE INDEX place_mentions_made_by ON place_mentions(made_by);

-- Somebody is reported to have said, thought or wanted something (PARC, PolNeAR).
CREATE TABLE attributions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  report_id TEXT NOT NULL,  -- the report
  kind TEXT NOT NULL,  -- kind
  source TEXT NOT NULL,  -- () where nobody is named: "it was reported that" (JSON)
  cue TEXT NOT NULL,  -- () for a free-standing quotation (JSON)
  content TEXT NOT NULL,  -- content (JSON)
  within TEXT,  -- id of the enclosing attribution
  speaker TEXT,  -- fullest name in this report, or the words for an unnamed group
  speaker_type TEXT NOT NULL,  -- speaker type
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people
  role TEXT,  -- role, in the report's words
  speaker_span_start INTEGER,  -- where the name that `speaker` repeats stands: first character
  speaker_span_end INTEGER,  -- where the name that `speaker` repeats stands: one past the last character
  candidates TEXT NOT NULL,  -- two or more where the speaker could not be decided (JSON)
  channel TEXT,  -- in the report's words: "state media", "Reuters", "X"
  channel_span_start INTEGER,  -- channel span: first character
  channel_span_end INTEGER,  -- channel span: one past the last character
  channel_kind TEXT NOT NULL,  -- channel kind
  said_from TEXT,  -- first day on which it may have been said
  said_until TEXT,  -- last such day
  said_span_start INTEGER,  -- said span: first character
  said_span_end INTEGER,  -- said span: one past the last character
  cue_lemma TEXT,  -- cue lemma
  block TEXT NOT NULL  -- kind of the block it stands in
) STRICT;
CREATE INDEX attributions_made_by ON attributions(made_by);

-- One thing said in one report, by a source or in the outlet's own voice.
CREATE TABLE statements (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  report_id TEXT NOT NULL,  -- the report
  attribution_id TEXT,  -- None for the outlet's own voice
  kind TEXT NOT NULL,  -- kind
  act TEXT NOT NULL,  -- act
  content TEXT NOT NULL,  -- the exact words (JSON)
  context_start INTEGER NOT NULL,  -- the sentence or sentences it stands in: first character
  context_end INTEGER NOT NULL,  -- the sentence or sentences it stands in: one past the last character
  source TEXT NOT NULL,  -- source (JSON)
  cue TEXT NOT NULL,  -- cue (JSON)
  speaker TEXT,  -- None for own voice and where nobody is named
  speaker_type TEXT NOT NULL,  -- speaker type
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people
  role TEXT,  -- role, in the report's words
  about TEXT,  -- whose silence, refusal or denial it is, where the outlet says so
  channel TEXT,  -- channel
  channel_kind TEXT NOT NULL,  -- channel kind
  within TEXT,  -- id of the statement around it
  said_from TEXT,  -- first day on which it may have been said
  said_until TEXT,  -- last such day
  polarity TEXT NOT NULL,  -- polarity
  certainty TEXT NOT NULL,  -- certainty
  hedges TEXT NOT NULL,  -- hedges (JSON)
  block TEXT NOT NULL,  -- kind of the block it stands in
  counted INTEGER NOT NULL,  -- False: outside the article body; kept, flagged, not counted
  terms TEXT NOT NULL,  -- lemmas of the content words, in order (JSON)
  names TEXT NOT NULL,  -- agents and places named in the content (JSON)
  predicates TEXT NOT NULL,  -- predicates (JSON)
  figures TEXT NOT NULL,  -- ids of `Figure` (JSON)
  times TEXT NOT NULL,  -- ids of `TimeMention` (JSON)
  places TEXT NOT NULL  -- ids of `PlaceMention` (JSON)
) STRICT;
CREATE INDEX statements_made_by ON statements(made_by);

-- One occurrence of a word chosen among several for the same thing.
CREATE TABLE word_choices (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  report_id TEXT NOT NULL,  -- the report
  span_start INTEGER NOT NULL,  -- where it stands: first character
  span_end INTEGER NOT NULL,  -- where it stands: one past the last character
  concept TEXT NOT NULL,  -- concept
  form TEXT NOT NULL,  -- form
  voice TEXT NOT NULL,  -- voice
  verb_class TEXT  -- for introducing verbs: neutral, distancing, ...
) STRICT;
CREATE INDEX word_choices_made_by ON word_choices(made_by);

-- A person, body or unnamed group under all the names that the story gives it.
CREATE TABLE agents (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  name TEXT NOT NULL,  -- as shown: the fullest form of the most frequent spelling
  names TEXT NOT NULL,  -- every form met, sorted (JSON)
  type TEXT NOT NULL,  -- type
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people
  role TEXT,  -- role, in the report's words
  principal TEXT,  -- body or country it speaks for, rolled up ("Russia")
  side TEXT,  -- a party that the user named, else the principal
  statement_ids TEXT NOT NULL,  -- the statements it is the speaker of (JSON)
  reason TEXT NOT NULL  -- short code of the rule
) STRICT;
CREATE INDEX agents_made_by ON agents(made_by);

-- One act of speech, however many reports carry it.
CREATE TABLE utterances (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  agent_id TEXT,  -- agent id
  statement_ids TEXT NOT NULL,  -- statement ids (JSON)
  said_from TEXT,  -- first day on which it may have been said
  said_until TEXT,  -- last such day
  differences TEXT NOT NULL,  -- differences (JSON)
  reason TEXT NOT NULL,  -- short code of the rule
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never shown as a probability
) STRICT;
CREATE INDEX utterances_made_by ON utterances(made_by);

-- Where a chain of reports ends: the earliest speaker, document or outlet that is visible.
CREATE TABLE origins (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  name TEXT NOT NULL,  -- name
  kind TEXT NOT NULL,  -- kind
  agent_id TEXT,  -- agent id
  side TEXT,  -- side
  statement_ids TEXT NOT NULL,  -- statement ids (JSON)
  report_ids TEXT NOT NULL  -- report ids (JSON)
) STRICT;
CREATE INDEX origins_made_by ON origins(made_by);

-- A statement or report rests on an origin or on another report.
CREATE TABLE derivations (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  report_id TEXT NOT NULL,  -- the report
  statement_id TEXT,  -- None: the whole report
  "on" TEXT NOT NULL,  -- id of an `Origin` or of a `Report`
  kind TEXT NOT NULL,  -- kind
  value TEXT NOT NULL,  -- value
  reason TEXT NOT NULL,  -- short code of the rule
  evidence TEXT NOT NULL  -- evidence (JSON)
) STRICT;
CREATE INDEX derivations_made_by ON derivations(made_by);

-- What several propositions answer differently.
CREATE TABLE questions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  text TEXT NOT NULL,  -- by template, from the reports' own words
  kind TEXT NOT NULL,  -- the template: "how far", "how many", "aim", "whether" ...
  proposition_ids TEXT NOT NULL,  -- proposition ids (JSON)
  reason TEXT NOT NULL  -- short code of the rule
) STRICT;
CREATE INDEX questions_made_by ON questions(made_by);

-- What several statements say in common.
CREATE TABLE propositions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  question_id TEXT NOT NULL,  -- question id
  statement_ids TEXT NOT NULL,  -- in order of publication; the first is shown for all (JSON)
  figure_id TEXT,  -- the figure that answers, where the answer is a number
  stance TEXT NOT NULL,  -- does it affirm, deny or leave open what is asked
  reason TEXT NOT NULL,  -- short code of the rule
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never shown as a probability
) STRICT;
CREATE INDEX propositions_made_by ON propositions(made_by);

-- A statement that explicitly negates others; `denies` may be empty.
CREATE TABLE denials (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  statement_id TEXT NOT NULL,  -- statement id
  denies TEXT NOT NULL,  -- denies (JSON)
  reason TEXT NOT NULL  -- short code of the rule
) STRICT;
CREATE INDEX denials_made_by ON denials(made_by);

-- What cannot both hold, as reported.
CREATE TABLE conflicts (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  question_id TEXT NOT NULL,  -- question id
  kind TEXT NOT NULL,  -- kind
  sides TEXT NOT NULL,  -- statement ids of each side (JSON)
  reason TEXT NOT NULL,  -- short code of the rule
  why TEXT NOT NULL,  -- one sentence: the rule in words, and what would make it vanish
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never shown as a probability
) STRICT;
CREATE INDEX conflicts_made_by ON conflicts(made_by);

-- A later statement that overtakes an earlier one without contradicting it.
CREATE TABLE updates (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  question_id TEXT NOT NULL,  -- question id
  earlier TEXT NOT NULL,  -- statement ids (JSON)
  later TEXT NOT NULL,  -- later (JSON)
  kind TEXT NOT NULL,  -- kind
  reason TEXT NOT NULL,  -- short code of the rule
  why TEXT NOT NULL  -- why
) STRICT;
CREATE INDEX updates_made_by ON updates(made_by);

-- How a question or a proposition stands, by the printed rules, in the reports at hand.
CREATE TABLE statuses (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- the run of stages that made it
  id TEXT NOT NULL,  -- hash of the content
  story_id TEXT NOT NULL,  -- the story
  question_id TEXT NOT NULL,  -- question id
  proposition_id TEXT,  -- None: the roll-up for the question
  support TEXT NOT NULL,  -- support
  contest TEXT NOT NULL,  -- contest
  flags TEXT NOT NULL,  -- flags (JSON)
  label TEXT NOT NULL,  -- the single chip
  reports INTEGER NOT NULL,  -- reports
  outlets INTEGER NOT NULL,  -- outlets
  origins INTEGER NOT NULL,  -- named origins
  sides INTEGER NOT NULL,  -- sides
  because TEXT NOT NULL,  -- ids of statements, conflicts, origins that it rests on (JSON)
  why TEXT NOT NULL  -- why
) STRICT;
CREATE INDEX statuses_made_by ON statuses(made_by);

-- Full text of the statements.
CREATE VIRTUAL TABLE statement_words USING fts5(
  exact,  -- the exact words
  speaker,  -- the speaker as the report names it
  statement_id UNINDEXED,  -- the statement
  made_by UNINDEXED,  -- the run of stages that made it
  tokenize = "unicode61 remove_diacritics 2"
);
