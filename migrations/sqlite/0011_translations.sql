-- +goose Up
-- A post that others are translated from, taken apart as of a revision.
CREATE TABLE segmentations (
	post_id   BIGINT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
	revision  INTEGER NOT NULL,
	segmenter INTEGER NOT NULL,
	hash      TEXT NOT NULL,
	version   BIGINT NOT NULL DEFAULT 1
);

-- What it was at each version that a translation was last merged with.
CREATE TABLE segmented (
	post_id  BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	version  BIGINT NOT NULL,
	revision INTEGER NOT NULL,
	body     TEXT NOT NULL,
	uids     TEXT NOT NULL,
	PRIMARY KEY (post_id, version)
);

-- Its segments, with names that last through every edit. One that is gone
-- stays for as long as it may come back.
CREATE TABLE seg_source (
	uid              INTEGER PRIMARY KEY AUTOINCREMENT,
	post_id          BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	ord              INTEGER NOT NULL,
	kind             TEXT NOT NULL,
	path             TEXT NOT NULL,
	text             TEXT NOT NULL,
	hash             TEXT NOT NULL,
	before_hash      TEXT NOT NULL,
	after_hash       TEXT NOT NULL,
	note             TEXT NOT NULL,
	context          TEXT NOT NULL,
	skip             BOOLEAN NOT NULL,
	words            INTEGER NOT NULL,
	first_revision   INTEGER NOT NULL,
	changed_revision INTEGER NOT NULL,
	near             TEXT NOT NULL DEFAULT '',
	removed_at       TIMESTAMP
);
CREATE INDEX seg_source_post ON seg_source (post_id, ord);

-- A post as the translation of another: what of both it was last compared
-- with, and how far it is. Of a post that readers see, body and fields are
-- what the translators have made of it since; read_stale and read_base are of
-- what readers see, as stale and base_revision are of that.
CREATE TABLE translations (
	target_id       BIGINT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
	source_id       BIGINT NOT NULL,
	target_revision INTEGER NOT NULL,
	base_revision   INTEGER NOT NULL,
	merged_version  BIGINT NOT NULL,
	segmenter       INTEGER NOT NULL,
	body            TEXT,
	fields          TEXT,
	slots           TEXT NOT NULL,
	foreign_parts   TEXT NOT NULL DEFAULT '',
	conflicts       TEXT NOT NULL DEFAULT '',
	version         BIGINT NOT NULL,
	segments        INTEGER NOT NULL DEFAULT 0,
	words           INTEGER NOT NULL DEFAULT 0,
	untranslated    INTEGER NOT NULL DEFAULT 0,
	needs_edit      INTEGER NOT NULL DEFAULT 0,
	translated      INTEGER NOT NULL DEFAULT 0,
	approved        INTEGER NOT NULL DEFAULT 0,
	untranslated_words INTEGER NOT NULL DEFAULT 0,
	needs_edit_words   INTEGER NOT NULL DEFAULT 0,
	translated_words   INTEGER NOT NULL DEFAULT 0,
	approved_words     INTEGER NOT NULL DEFAULT 0,
	stale           INTEGER NOT NULL DEFAULT 0,
	read_stale      INTEGER NOT NULL DEFAULT 0,
	read_base       INTEGER NOT NULL DEFAULT 0,
	suggestions     INTEGER NOT NULL DEFAULT 0,
	comments        INTEGER NOT NULL DEFAULT 0,
	changed_at      TIMESTAMP NOT NULL
);
CREATE INDEX translations_source ON translations (source_id);
CREATE INDEX translations_stale ON translations (target_id) WHERE stale > 0;
CREATE INDEX translations_waiting ON translations (target_id) WHERE translated > 0 OR suggestions > 0;

-- What became of a segment in a language; without a row, nothing yet.
CREATE TABLE seg_target (
	target_id   BIGINT NOT NULL REFERENCES translations (target_id) ON DELETE CASCADE,
	uid         BIGINT NOT NULL,
	text        TEXT NOT NULL,
	state       TEXT NOT NULL,
	reason      TEXT NOT NULL,
	origin      TEXT NOT NULL,
	src_text    TEXT NOT NULL,
	src_hash    TEXT NOT NULL,
	was_state   TEXT NOT NULL DEFAULT '',
	was_reason  TEXT NOT NULL DEFAULT '',
	synced_hash TEXT NOT NULL DEFAULT '',
	offer       TEXT NOT NULL DEFAULT '',
	split       BOOLEAN NOT NULL DEFAULT FALSE,
	fault       TEXT NOT NULL DEFAULT '',
	omitted     BOOLEAN NOT NULL DEFAULT FALSE,
	version     BIGINT NOT NULL,
	editor_id   BIGINT NOT NULL DEFAULT 0,
	edited_at   TIMESTAMP,
	reviewer_id BIGINT NOT NULL DEFAULT 0,
	reviewed_at TIMESTAMP,
	PRIMARY KEY (target_id, uid)
);

CREATE INDEX seg_target_uid ON seg_target (uid);

-- Everything that happened to the text of a segment. Nothing of it is changed
-- afterwards: no text is lost.
CREATE TABLE seg_events (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	target_id  BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	uid        BIGINT NOT NULL,
	user_id    BIGINT NOT NULL,
	at         TIMESTAMP NOT NULL,
	what       TEXT NOT NULL,
	old_text   TEXT NOT NULL,
	new_text   TEXT NOT NULL,
	old_state  TEXT NOT NULL,
	new_state  TEXT NOT NULL,
	reason     TEXT NOT NULL,
	note       TEXT NOT NULL DEFAULT '',
	version    BIGINT NOT NULL DEFAULT 0,
	batch_id   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX seg_events_segment ON seg_events (target_id, uid, id);
CREATE INDEX seg_events_people ON seg_events (at) WHERE user_id <> 0;

-- What somebody typed into a segment and has not saved.
CREATE TABLE seg_drafts (
	user_id    BIGINT NOT NULL,
	target_id  BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	uid        BIGINT NOT NULL,
	version    BIGINT NOT NULL,
	text       TEXT NOT NULL,
	updated_at TIMESTAMP NOT NULL,
	PRIMARY KEY (user_id, target_id, uid)
);
CREATE INDEX seg_drafts_target ON seg_drafts (target_id, updated_at);

-- Another text for a segment: of a translation (post_id is the target) or of
-- the source itself.
CREATE TABLE suggestions (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	post_id    BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	uid        BIGINT NOT NULL,
	from_id    BIGINT NOT NULL DEFAULT 0,
	offered    BOOLEAN NOT NULL DEFAULT FALSE,
	user_id    BIGINT NOT NULL,
	at         TIMESTAMP NOT NULL,
	text       TEXT NOT NULL,
	base_text  TEXT NOT NULL,
	status     TEXT NOT NULL,
	decided_by BIGINT NOT NULL DEFAULT 0,
	decided_at TIMESTAMP,
	reason     TEXT NOT NULL DEFAULT '',
	made_of_it TEXT NOT NULL DEFAULT ''
);
CREATE INDEX suggestions_post ON suggestions (post_id, uid);

-- What people say to each other about a segment: of a translation, or
-- (target_id 0) of the source, for every language to read.
CREATE TABLE comments (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	source_id   BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	uid         BIGINT NOT NULL,
	target_id   BIGINT NOT NULL DEFAULT 0,
	user_id     BIGINT NOT NULL,
	at          TIMESTAMP NOT NULL,
	text        TEXT NOT NULL,
	resolved_at TIMESTAMP,
	resolved_by BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX comments_segment ON comments (source_id, uid);

-- A finding that somebody looked at and let stand, for as long as neither
-- text changes.
CREATE TABLE check_dismissals (
	target_id    BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	fingerprint  TEXT NOT NULL,
	uid          BIGINT NOT NULL,
	check_id     TEXT NOT NULL,
	user_id      BIGINT NOT NULL,
	dismissed_at TIMESTAMP NOT NULL,
	PRIMARY KEY (target_id, fingerprint)
);

-- Who has worked on a translation.
CREATE TABLE translators (
	target_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	user_id   BIGINT NOT NULL,
	edited_at TIMESTAMP NOT NULL,
	PRIMARY KEY (target_id, user_id)
);
CREATE INDEX translators_user ON translators (user_id, target_id);

-- The segment somebody is on; 0 is none.
ALTER TABLE presence ADD COLUMN uid BIGINT NOT NULL DEFAULT 0;

-- Since when one person has been saving it over and over in the workbench:
-- such revisions are kept as one.
ALTER TABLE revisions ADD COLUMN begun_at TIMESTAMP;

-- +goose Down
SELECT 'Verso migrates forward only';
