-- The project file: every table, with what each column holds.
--
-- Offsets are Unicode code points into reports.text, the end not included; days are ISO dates;
-- yes and no are 1 and 0; NULL is "not known" or "not stated". JSON columns hold the parts of a
-- row that have no table of their own. What stages make names the key it was made under, and only
-- rows whose key is current belong to the picture as last analysed.

-- The steps of the schema that this file has been through.
CREATE TABLE migrations (
  name TEXT NOT NULL PRIMARY KEY,  -- function in store/migrations.py
  version TEXT  -- version of the program that took the step; NULL where it kept no record of that
) STRICT;

-- The bytes as received, never altered.
CREATE TABLE captures (
  sha256 TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of the bytes, before compression
  path TEXT NOT NULL,  -- the file as the user first named it; of a member also where it is in it
  media_type TEXT NOT NULL,  -- what it was taken for: text/plain, text/html or a document
  content BLOB NOT NULL  -- the bytes themselves, compressed with zlib
) STRICT;

-- What each address on the web brought when it was last asked, so as to ask only for changes.
CREATE TABLE visits (
  url TEXT NOT NULL PRIMARY KEY,  -- address as the user or a feed named it
  final_url TEXT NOT NULL,  -- where its redirects led
  sha256 TEXT NOT NULL,  -- SHA-256 of the bytes that it brought
  etag TEXT,  -- the mark that the server itself gave to that version
  last_modified TEXT,  -- when the server says it was changed, as it wrote it
  visited_at TEXT NOT NULL  -- moment when it was last asked (ISO 8601)
) STRICT;

-- The entries of watched feeds that were seen, so that only new and changed ones are fetched.
CREATE TABLE feed_entries (
  feed TEXT NOT NULL,  -- address of the watched feed
  address TEXT NOT NULL,  -- what the feed calls it: its link, else its number
  stamp TEXT NOT NULL,  -- hash of what the feed said of it
  tries INTEGER NOT NULL,  -- rounds in which its page could not be read; 0 where it was
  seen_at TEXT NOT NULL,  -- moment when it was last new or changed (ISO 8601)
  PRIMARY KEY (feed, address)
) STRICT;

-- What was made for one report or one story, under a key that says everything it rests on.
CREATE TABLE made (
  key TEXT NOT NULL PRIMARY KEY,  -- hash of content, dates, stage versions and settings
  owner TEXT NOT NULL,  -- id of the report or story it was made for
  tables TEXT NOT NULL,  -- tables that hold its rows, or would if there were any (JSON)
  current INTEGER NOT NULL DEFAULT 0,  -- 1 where the latest run used it last for its owner
  searchable INTEGER NOT NULL DEFAULT 0  -- 1 where its statements are in statement_words
) STRICT;
CREATE INDEX made_owner ON made(owner);

-- One version of one article as one outlet published it, as read; dates not yet inferred.
CREATE TABLE reports (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content; the same on every machine
  path TEXT NOT NULL,  -- the file as the user named it; a member as "news.zip > a.html"
  url TEXT,  -- address the page gives itself, or the user gave
  sha256 TEXT NOT NULL REFERENCES captures(sha256),  -- SHA-256 of the bytes received
  text TEXT NOT NULL,  -- decoded file, or visible text of the page in reading order; never altered
  media_type TEXT NOT NULL,  -- what was read: text/plain, text/html or a document's type
  encoding TEXT NOT NULL,  -- character encoding it was decoded with
  language TEXT,  -- ISO 639-1 code; NULL where unknown
  title TEXT,  -- words of the headline
  title_span_start INTEGER,  -- where the title stands in the text: first character
  title_span_end INTEGER,  -- where the title stands in the text: one past the last character
  outlet TEXT,  -- name of who published it; NULL where unknown
  outlet_basis TEXT NOT NULL,  -- on what the outlet rests: stated, inferred, given, none
  owner_group TEXT,  -- owner of the outlet, as the register of outlets states it
  authors TEXT NOT NULL,  -- names in the byline, in order (JSON)
  published_from TEXT,  -- first day on which it may have been published; NULL where unknown
  published_until TEXT,  -- last day on which it may have been published; NULL where unknown
  published_at TEXT,  -- moment of publication, where the report states one (ISO 8601)
  published_basis TEXT NOT NULL,  -- on what the date rests: stated, inferred, given, none
  published_spans TEXT NOT NULL,  -- words that the date rests on, [[start, end], ...] (JSON)
  published_reason TEXT NOT NULL,  -- short code of the rule that found the date
  revised_at TEXT,  -- moment of the last revision, where the report states one (ISO 8601)
  captured_at TEXT,  -- moment when the bytes were fetched, where that is known (ISO 8601)
  credits TEXT NOT NULL,  -- agencies and outlets it credits, each with its span (JSON)
  blocks TEXT NOT NULL  -- all blocks in order, with span, kind, reason and place in the page (JSON)
) STRICT;
CREATE INDEX reports_sha256 ON reports(sha256);

-- An input, or a unit of it, that could not be handled.
CREATE TABLE problems (
  made_by TEXT REFERENCES made(key) ON DELETE CASCADE,  -- key of what was being made; NULL where reading failed
  path TEXT NOT NULL,  -- the input as the user named it; a story's title for problems of a story
  stage TEXT NOT NULL,  -- name of the stage that gave up
  reason TEXT NOT NULL,  -- what is wrong and what to do, one sentence
  report_id TEXT REFERENCES reports(id),  -- the report it concerns; NULL where none came of it
  lost INTEGER NOT NULL  -- 1 where the whole input is missing from the result
) STRICT;
CREATE INDEX problems_made_by ON problems(made_by);
CREATE INDEX problems_path ON problems(path);
CREATE INDEX problems_report_id ON problems(report_id);

-- A step from one version of an article to the next; only the last version counts.
CREATE TABLE versions (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content; the same on every machine
  earlier TEXT NOT NULL REFERENCES reports(id),  -- id of the report as it was before
  later TEXT NOT NULL REFERENCES reports(id),  -- id of the report that took its place
  kind TEXT NOT NULL,  -- corrected, updated, changed without notice, or same words
  changes TEXT NOT NULL,  -- spans removed from the one text and added in the other (JSON)
  note_start INTEGER,  -- note that owns up to a correction, in the later text: first character
  note_end INTEGER,  -- note that owns up to a correction, in the later text: one past the last character
  appeared TEXT,  -- day by which the later version was there; NULL where not shown
  basis TEXT NOT NULL,  -- what shows which came first: revised, captured, published, not shown
  reason TEXT NOT NULL  -- why they are one article, and on what the kind rests
) STRICT;
CREATE INDEX versions_earlier ON versions(earlier);
CREATE INDEX versions_later ON versions(later);

-- Two reports that share wording; a is the earlier where that is known.
CREATE TABLE copies (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content; the same on every machine
  a TEXT NOT NULL REFERENCES reports(id),  -- id of the one report
  b TEXT NOT NULL REFERENCES reports(id),  -- id of the other report
  containment_a REAL NOT NULL,  -- share of a's body that stands in b, 0 to 1
  containment_b REAL NOT NULL,  -- share of b's body that stands in a, 0 to 1
  runs TEXT NOT NULL,  -- the shared runs of words, a span in each report (JSON)
  kind TEXT NOT NULL,  -- copy (nearly all), partial (some), version (one outlet, revised)
  direction TEXT NOT NULL,  -- whether it is shown which came first: "a first" or "not shown"
  reason TEXT NOT NULL,  -- on what the direction rests
  score REAL NOT NULL,  -- strength of the evidence, 0 to 1; for ordering, never a probability
  owner_group TEXT  -- owner whose two outlets these are editions of; NULL: not of one owner
) STRICT;
CREATE INDEX copies_b ON copies(b);
CREATE INDEX copies_a ON copies(a);

-- Under what copies and stories were grouped that are gone on from; no part of the result.
CREATE TABLE groupings (
  name TEXT NOT NULL PRIMARY KEY,  -- state: of the stories at both borders; whole: of the last run
  made_by TEXT NOT NULL,  -- hash of the stages and settings that it was made under
  content TEXT NOT NULL  -- up to where stories are kept, and how much they hold there (JSON)
) STRICT;

-- Every report that was there when copies and stories were last grouped.
CREATE TABLE arranged (
  number INTEGER NOT NULL PRIMARY KEY,  -- by which fingerprints and lines refer to it
  report_id TEXT NOT NULL UNIQUE,  -- id of the report as it was read then
  sort_order TEXT,  -- day, moment, id and a mark of all that grouping reads; NULL: replaced by a later version
  prints INTEGER NOT NULL,  -- how many fingerprints it has
  article TEXT,  -- hash of the address by which versions are told; NULL where there is none
  headline TEXT  -- hash of outlet and headline together; NULL where they tell nothing
) STRICT;
CREATE INDEX arranged_sort_order ON arranged(sort_order);
CREATE INDEX arranged_article ON arranged(article);
CREATE INDEX arranged_headline ON arranged(headline);

-- The reports whose own words hold a run of words that stands for them.
CREATE TABLE fingerprints (
  value INTEGER NOT NULL,  -- hash of five words in a row
  number INTEGER NOT NULL,  -- which report has it: its number in arranged
  PRIMARY KEY (value, number)
) STRICT, WITHOUT ROWID;

-- The dated reports in which a block of text stands.
CREATE TABLE lines (
  line INTEGER NOT NULL,  -- hash of the text of one block
  until INTEGER NOT NULL,  -- last day of publication, counted from the first of the year 1
  number INTEGER NOT NULL,  -- which report holds it: its number in arranged
  PRIMARY KEY (line, until, number)
) STRICT, WITHOUT ROWID;

-- Half-gathered stories in pieces, as they stood at three borders; a layer holds what changed since the one below.
CREATE TABLE gathered (
  kind TEXT NOT NULL,  -- story, term, led (which stories a term leads to) or home (of a report)
  name TEXT NOT NULL,  -- place of a story, word or number of a term, id of a report
  layer INTEGER NOT NULL,  -- 0: a week before the latest day or more, 1: before that day, 2: after the last dated report
  content BLOB NOT NULL,  -- numbers and vectors, packed
  PRIMARY KEY (kind, name, layer)
) STRICT;

-- Reports that were written or taken out since the last run over the project.
CREATE TABLE waiting (
  report_id TEXT NOT NULL PRIMARY KEY  -- id of the report, which may not be there any more
) STRICT;

-- The reports on one developing event.
CREATE TABLE stories (
  place INTEGER NOT NULL,  -- order in which stories are listed, from 0
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content; the same on every machine
  title TEXT NOT NULL,  -- words of one of its reports
  title_report TEXT,  -- id of the report whose words the title is
  title_span_start INTEGER,  -- where the title stands in that report: first character
  title_span_end INTEGER,  -- where the title stands in that report: one past the last character
  report_ids TEXT NOT NULL,  -- its reports in order of publication; also in story_reports (JSON)
  reason TEXT NOT NULL,  -- short code of why they are together: alone, copies, shared terms
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never a probability
) STRICT;

-- Which reports a story holds, and when each was published, inferred days included.
CREATE TABLE story_reports (
  story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,  -- the story it belongs to
  report_id TEXT NOT NULL REFERENCES reports(id),  -- one report of the story
  published_from TEXT,  -- first day on which it may have been published; NULL where unknown
  published_until TEXT,  -- last day on which it may have been published; NULL where unknown
  published_basis TEXT NOT NULL,  -- on what the date rests: stated, inferred, given, none
  repeated TEXT NOT NULL DEFAULT '[]',  -- where lines begin that other reports print too (JSON)
  PRIMARY KEY (story_id, report_id)
) STRICT;
CREATE INDEX story_reports_report_id ON story_reports(report_id);

-- The days on which an undated report may have been published.
CREATE TABLE date_inferences (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL REFERENCES stories(id),  -- the story it belongs to
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the undated report
  days TEXT NOT NULL,  -- possible days, ascending; a long run is its first and last day (JSON)
  clues TEXT NOT NULL,  -- the words it rests on: report, span and rule of each (JSON)
  reason TEXT NOT NULL  -- why these days, one sentence
) STRICT;
CREATE INDEX date_inferences_story_id ON date_inferences(story_id);
CREATE INDEX date_inferences_report_id ON date_inferences(report_id);

-- What people decided about rows, in the order decided; append-only.
CREATE TABLE rulings (
  id TEXT NOT NULL PRIMARY KEY,  -- hash of the content and the moment
  kind TEXT NOT NULL,  -- right, wrong, speaker, same utterance, conflict, one story, undo ...
  words TEXT NOT NULL,  -- the statements it is about: report and span of each (JSON)
  reports TEXT NOT NULL,  -- the reports it is about (JSON)
  names TEXT NOT NULL,  -- names of agents, or the words of a question, a side or a title (JSON)
  undoes TEXT,  -- id of the ruling that it takes back; NULL for all but undo
  "by" TEXT NOT NULL,  -- who decided, as they name themselves; may be empty
  at TEXT NOT NULL,  -- moment of the decision (ISO 8601)
  note TEXT NOT NULL  -- why, in the reviewer's words; may be empty
) STRICT;

-- A sentence; never runs across two blocks.
CREATE TABLE sentences (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  block TEXT NOT NULL  -- kind of the block it stands in: headline, body, furniture ...
) STRICT;
CREATE INDEX sentences_made_by ON sentences(made_by);
CREATE INDEX sentences_report_id ON sentences(report_id);

-- A span that names somebody or something.
CREATE TABLE mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  type TEXT NOT NULL,  -- what is named: person, org, place, group, other
  agent TEXT,  -- fullest name in this report of whom it names; NULL where unknown
  named INTEGER NOT NULL,  -- 0 for "officials", "a spokesman", "he"
  role TEXT,  -- office or role in the report's words; NULL where none is given
  role_span_start INTEGER,  -- where the role stands: first character
  role_span_end INTEGER  -- where the role stands: one past the last character
) STRICT;
CREATE INDEX mentions_made_by ON mentions(made_by);
CREATE INDEX mentions_report_id ON mentions(report_id);

-- A time expression, in the terms of TimeML's TIMEX3.
CREATE TABLE time_mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  type TEXT NOT NULL,  -- DATE, TIME, DURATION or SET
  value TEXT,  -- TIMEX3 value, such as 2024-08-07 or P3D; NULL where not resolved
  mod TEXT,  -- TIMEX3 modifier: APPROX, START, MID, END, BEFORE, AFTER ...
  anchor TEXT,  -- what it was resolved against: published or text; NULL for nothing
  day_from TEXT,  -- first day it covers; NULL where not resolved
  day_until TEXT  -- last day it covers; NULL where not resolved
) STRICT;
CREATE INDEX time_mentions_made_by ON time_mentions(made_by);
CREATE INDEX time_mentions_report_id ON time_mentions(report_id);

-- A number as an interval with its unit, what it counts, hedge and scope.
CREATE TABLE figures (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  low REAL,  -- least value, in the unit; NULL where open ("up to six")
  high REAL,  -- greatest value, in the unit; NULL where open ("at least 40")
  unit TEXT,  -- mile, percent, US dollar ...; NULL for a bare count
  unit_span_start INTEGER,  -- where the unit stands: first character
  unit_span_end INTEGER,  -- where the unit stands: one past the last character
  base_low REAL,  -- least value in the base unit; NULL where open or not convertible
  base_high REAL,  -- greatest value in the base unit; NULL where open or not convertible
  base_unit TEXT,  -- metre, kilogram, person ...: what base_low and base_high are in
  hedge TEXT,  -- words that blur the number, as said: "at least", "about"
  bound TEXT NOT NULL,  -- exact, about, at least, more than, up to, less than, between
  change TEXT,  -- = ~ > < up down, as NewsQuant writes them
  counted TEXT,  -- the counted noun with its modifiers, as said
  counted_span_start INTEGER,  -- where the counted noun stands: first character
  counted_span_end INTEGER,  -- where the counted noun stands: one past the last character
  counted_head TEXT,  -- lemma of the counted noun
  scope TEXT,  -- total, daily, so far, since, rate; NULL where not stated
  vague INTEGER NOT NULL,  -- 1 for "dozens", "scores", "tens of thousands"
  part_of TEXT,  -- id of the figure it is a subset of ("including 12 children")
  change_from TEXT  -- id of the figure that says what it was before ("from 40 to 30")
) STRICT;
CREATE INDEX figures_made_by ON figures(made_by);
CREATE INDEX figures_report_id ON figures(report_id);

-- A place name with its entry in the gazetteer.
CREATE TABLE place_mentions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  name TEXT NOT NULL,  -- name in the gazetteer, or the words where it was not resolved
  lat REAL,  -- latitude in degrees; NULL where not resolved
  lon REAL,  -- longitude in degrees; NULL where not resolved
  geonames_id INTEGER,  -- number of the place in GeoNames; NULL where not resolved
  precision TEXT NOT NULL,  -- settlement, feature, admin2, admin1, country or unknown
  country TEXT,  -- ISO 3166-1 code of two letters
  region TEXT  -- ISO 3166-2 code of the region
) STRICT;
CREATE INDEX place_mentions_made_by ON place_mentions(made_by);
CREATE INDEX place_mentions_report_id ON place_mentions(report_id);

-- Somebody is reported to have said, thought or wanted something.
CREATE TABLE attributions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  kind TEXT NOT NULL,  -- direct, mixed or indirect speech
  source TEXT NOT NULL,  -- who said it, [[start, end], ...]; [] where nobody is named (JSON)
  cue TEXT NOT NULL,  -- words that tie source and content together; [] for a free-standing quotation (JSON)
  content TEXT NOT NULL,  -- what was said, [[start, end], ...] (JSON)
  within TEXT,  -- id of the attribution around it; NULL for the outermost
  speaker TEXT,  -- fullest name in this report, or the words for an unnamed group
  speaker_type TEXT,  -- person, org, place, group, other; NULL where nobody is named
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people ("officials")
  role TEXT,  -- office or role in the report's words; NULL where none is given
  speaker_span_start INTEGER,  -- where the name that the speaker repeats stands: first character
  speaker_span_end INTEGER,  -- where the name that the speaker repeats stands: one past the last character
  candidates TEXT NOT NULL,  -- possible speakers where it could not be decided, else [] (JSON)
  channel TEXT,  -- through what it was said, in the report's words; NULL where not stated
  channel_span_start INTEGER,  -- where the channel stands: first character
  channel_span_end INTEGER,  -- where the channel stands: one past the last character
  channel_kind TEXT,  -- state media, outlet, platform, briefing, interview, document, reporters, other
  said_from TEXT,  -- first day on which it may have been said; NULL where unknown
  said_until TEXT,  -- last day on which it may have been said; NULL where unknown
  said_span_start INTEGER,  -- where the words for the day stand: first character
  said_span_end INTEGER,  -- where the words for the day stand: one past the last character
  cue_lemma TEXT,  -- dictionary form of the cue: say, deny, according to
  block TEXT NOT NULL  -- kind of the block it stands in: headline, body, furniture ...
) STRICT;
CREATE INDEX attributions_made_by ON attributions(made_by);
CREATE INDEX attributions_report_id ON attributions(report_id);

-- One thing said in one report, by a source or in the outlet's own voice.
CREATE TABLE statements (
  row INTEGER PRIMARY KEY,  -- number of the row, the same in statement_words
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  attribution_id TEXT,  -- the attribution it comes from; NULL for the outlet's own voice
  kind TEXT NOT NULL,  -- direct, mixed, indirect or own voice
  act TEXT NOT NULL,  -- say, deny, decline (to comment), silent, unverified
  content TEXT NOT NULL,  -- the exact words, [[start, end], ...] (JSON)
  context_start INTEGER NOT NULL,  -- the sentence or sentences around it: first character
  context_end INTEGER NOT NULL,  -- the sentence or sentences around it: one past the last character
  source TEXT NOT NULL,  -- who said it, [[start, end], ...]; [] where nobody is named (JSON)
  cue TEXT NOT NULL,  -- words that tie source and content together (JSON)
  speaker TEXT,  -- fullest name in this report; NULL for own voice and where nobody is named
  speaker_type TEXT,  -- person, org, place, group, other; NULL where there is no speaker
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people ("officials")
  role TEXT,  -- office or role in the report's words; NULL where none is given
  about TEXT,  -- whose silence, refusal or denial it is, where the outlet says so
  channel TEXT,  -- through what it was said, in the report's words; NULL where not stated
  channel_kind TEXT,  -- state media, outlet, platform, briefing, interview, document, reporters, other
  within TEXT,  -- id of the statement around it; NULL for the outermost
  said_from TEXT,  -- first day on which it may have been said; NULL where unknown
  said_until TEXT,  -- last day on which it may have been said; NULL where unknown
  polarity TEXT NOT NULL,  -- + affirmed, - negated, u open (FactBank)
  certainty TEXT NOT NULL,  -- certain, probable, possible or underspecified, as worded (FactBank)
  hedges TEXT NOT NULL,  -- words that weaken it, [[start, end], ...] (JSON)
  candidates TEXT NOT NULL,  -- names of whom the speaker may be, where that could not be decided (JSON)
  cue_class TEXT,  -- how the outlet puts it: neutral, doubting, asserting, denying, refusing ...; NULL without a cue
  unnamed_kind TEXT,  -- sort of unnamed source: officials, witnesses, people familiar ...; NULL where named
  anonymity TEXT NOT NULL,  -- words that say why the source is not named, [[start, end], ...] (JSON)
  covers TEXT NOT NULL,  -- ids of the statements that could not be verified, for a note of that (JSON)
  block TEXT NOT NULL,  -- kind of the block it stands in: headline, body, furniture ...
  counted INTEGER NOT NULL,  -- 0 outside the article body: kept, flagged, not counted
  terms TEXT NOT NULL,  -- lemmas of the content words, in order (JSON)
  names TEXT NOT NULL,  -- agents and places named in the content (JSON)
  predicates TEXT NOT NULL,  -- verbs with negation, subject and object words (JSON)
  figures TEXT NOT NULL,  -- ids of the figures in the content (JSON)
  times TEXT NOT NULL,  -- ids of the time expressions in the content (JSON)
  places TEXT NOT NULL  -- ids of the place mentions in the content (JSON)
) STRICT;
CREATE INDEX statements_made_by ON statements(made_by);
CREATE INDEX statements_report_id ON statements(report_id);
CREATE INDEX statements_id ON statements(id);

-- One occurrence of a word chosen among several for the same thing.
CREATE TABLE word_choices (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report it was found in
  span_start INTEGER NOT NULL,  -- where it stands in the text: first character
  span_end INTEGER NOT NULL,  -- where it stands in the text: one past the last character
  concept TEXT NOT NULL,  -- the thing that has several words
  form TEXT NOT NULL,  -- the word chosen here
  voice TEXT NOT NULL,  -- who chose it: outlet or source
  verb_class TEXT  -- class of an introducing verb: neutral, distancing ...; NULL for others
) STRICT;
CREATE INDEX word_choices_made_by ON word_choices(made_by);
CREATE INDEX word_choices_report_id ON word_choices(report_id);

-- A person, body or unnamed group under all the names that the story gives it.
CREATE TABLE agents (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  name TEXT NOT NULL,  -- as shown: the fullest form of the most frequent spelling
  names TEXT NOT NULL,  -- every form met, sorted (JSON)
  type TEXT NOT NULL,  -- person, org, place, group, other
  named INTEGER NOT NULL,  -- 1 where a name is given, 0 for unnamed people ("officials")
  role TEXT,  -- office or role in the report's words; NULL where none is given
  principal TEXT,  -- body or country it speaks for, rolled up
  side TEXT,  -- a party that the user named, else the principal
  statement_ids TEXT NOT NULL,  -- the statements it is the speaker of (JSON)
  reason TEXT NOT NULL  -- short code of the rule that made it
) STRICT;
CREATE INDEX agents_made_by ON agents(made_by);

-- One act of speech, however many reports carry it.
CREATE TABLE utterances (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  agent_id TEXT,  -- the speaker; NULL where unknown
  statement_ids TEXT NOT NULL,  -- the statements that carry it (JSON)
  said_from TEXT,  -- first day on which it may have been said; NULL where unknown
  said_until TEXT,  -- last day on which it may have been said; NULL where unknown
  differences TEXT NOT NULL,  -- where two tellings part: statements, spans, kind, whether inside marks (JSON)
  reason TEXT NOT NULL,  -- short code of the rule that made it
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never a probability
) STRICT;
CREATE INDEX utterances_made_by ON utterances(made_by);

-- Where a chain of reports ends: the earliest speaker, document or outlet visible.
CREATE TABLE origins (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  name TEXT NOT NULL,  -- the origin as shown
  kind TEXT NOT NULL,  -- speaker, unnamed, document, footage, outlet, not stated
  agent_id TEXT,  -- the agent behind it; NULL where there is none
  side TEXT,  -- side of that agent; NULL where unknown
  statement_ids TEXT NOT NULL,  -- the statements that end there (JSON)
  report_ids TEXT NOT NULL  -- the reports that hold them (JSON)
) STRICT;
CREATE INDEX origins_made_by ON origins(made_by);

-- A statement or report rests on an origin or on another report.
CREATE TABLE derivations (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  report_id TEXT NOT NULL REFERENCES reports(id),  -- the report that rests on something
  statement_id TEXT,  -- the statement that rests on something; NULL for the whole report
  "on" TEXT NOT NULL,  -- id of the origin or report it rests on
  kind TEXT NOT NULL,  -- by what: copy, credit, channel, speech, own voice, revision
  value TEXT NOT NULL,  -- same, independent or not shown
  reason TEXT NOT NULL,  -- short code of the rule that made it
  evidence TEXT NOT NULL  -- the words it rests on: report, span and rule of each (JSON)
) STRICT;
CREATE INDEX derivations_made_by ON derivations(made_by);
CREATE INDEX derivations_report_id ON derivations(report_id);

-- What several propositions answer differently.
CREATE TABLE questions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  text TEXT NOT NULL,  -- the question, built from the reports' own words
  kind TEXT NOT NULL,  -- its template: how far, how many, aim, whether ...
  proposition_ids TEXT NOT NULL,  -- the propositions that answer it (JSON)
  reason TEXT NOT NULL  -- short code of the rule that made it
) STRICT;
CREATE INDEX questions_made_by ON questions(made_by);

-- What several statements say in common.
CREATE TABLE propositions (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  question_id TEXT NOT NULL,  -- the question it answers
  statement_ids TEXT NOT NULL,  -- its statements in order of publication; the first is shown for all (JSON)
  figure_id TEXT,  -- the figure that answers, where the answer is a number
  stance TEXT NOT NULL,  -- + affirms, - denies, ? leaves open what is asked
  reason TEXT NOT NULL,  -- short code of the rule that made it
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never a probability
) STRICT;
CREATE INDEX propositions_made_by ON propositions(made_by);

-- A statement that explicitly negates others.
CREATE TABLE denials (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  statement_id TEXT NOT NULL,  -- the statement that denies
  denies TEXT NOT NULL,  -- ids of the statements it negates; may be empty (JSON)
  reason TEXT NOT NULL  -- short code of the rule that made it
) STRICT;
CREATE INDEX denials_made_by ON denials(made_by);

-- What cannot both hold, as reported.
CREATE TABLE conflicts (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  question_id TEXT NOT NULL,  -- the question on which they part
  kind TEXT NOT NULL,  -- figures, polarity, denial, account, attribute
  sides TEXT NOT NULL,  -- statement ids of each side (JSON)
  reason TEXT NOT NULL,  -- short code of the rule that made it
  why TEXT NOT NULL,  -- the rule in words, and what would make it vanish
  score REAL NOT NULL  -- strength of the evidence, 0 to 1; for ordering, never a probability
) STRICT;
CREATE INDEX conflicts_made_by ON conflicts(made_by);

-- A later statement that overtakes an earlier one without contradicting it.
CREATE TABLE updates (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  question_id TEXT NOT NULL,  -- the question whose answer moved on
  earlier TEXT NOT NULL,  -- ids of the statements that were overtaken (JSON)
  later TEXT NOT NULL,  -- ids of the statements that overtake them (JSON)
  kind TEXT NOT NULL,  -- refined, superseded, corrected, account changed, moved on
  reason TEXT NOT NULL,  -- short code of the rule that made it
  why TEXT NOT NULL  -- the rule in words, one sentence
) STRICT;
CREATE INDEX updates_made_by ON updates(made_by);

-- How a question or a proposition stands, by the printed rules, in the reports at hand.
CREATE TABLE statuses (
  made_by TEXT NOT NULL REFERENCES made(key) ON DELETE CASCADE,  -- what the row was made under; see made
  id TEXT NOT NULL,  -- hash of the content; the same on every machine
  story_id TEXT NOT NULL,  -- the story it belongs to
  question_id TEXT NOT NULL,  -- the question whose standing this is
  proposition_id TEXT,  -- the proposition whose standing this is; NULL for the roll-up of the question
  support TEXT NOT NULL,  -- how many origins say so: single, reported, repeated, corroborated ...
  contest TEXT NOT NULL,  -- disputed, denied, differ, changed or none
  flags TEXT NOT NULL,  -- what else to know: unverified, hedged, old ... (JSON)
  label TEXT NOT NULL,  -- the single chip shown
  reports INTEGER NOT NULL,  -- how many reports carry it
  outlets INTEGER NOT NULL,  -- how many outlets carry it
  origins INTEGER NOT NULL,  -- how many named origins it has
  sides INTEGER NOT NULL,  -- how many sides those origins are on
  because TEXT NOT NULL,  -- ids of the statements, conflicts and origins it rests on (JSON)
  why TEXT NOT NULL  -- the rule in words, one sentence
) STRICT;
CREATE INDEX statuses_made_by ON statuses(made_by);

-- Full text of the statements that belong to the picture; rowid is statements.row.
CREATE VIRTUAL TABLE statement_words USING fts5(
  exact,  -- the exact words, an ellipsis between pieces that do not touch
  speaker,  -- who said it, as the report names them; NULL for own voice
  tokenize = "unicode61 remove_diacritics 2"
);

-- How a story stood when its reader marked it read, so that the desk can say what is new.
CREATE TABLE read_marks (
  story_id TEXT NOT NULL PRIMARY KEY,  -- the story that was read; it may be gone by now
  report_ids TEXT NOT NULL,  -- its reports at that time (JSON)
  disputed TEXT NOT NULL,  -- words of the questions that were disputed (JSON)
  read_at TEXT NOT NULL  -- moment when it was marked (ISO 8601)
) STRICT;
