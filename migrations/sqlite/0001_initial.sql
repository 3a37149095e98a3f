-- +goose Up
CREATE TABLE locales (
	tag        TEXT PRIMARY KEY,
	name       TEXT NOT NULL DEFAULT '',
	position   INTEGER NOT NULL,
	enabled    BOOLEAN NOT NULL,
	is_default BOOLEAN NOT NULL
);

CREATE TABLE settings (
	name   TEXT NOT NULL,
	locale TEXT NOT NULL,
	value  TEXT NOT NULL,
	PRIMARY KEY (name, locale)
);

CREATE TABLE section_words (
	locale     TEXT NOT NULL REFERENCES locales (tag) ON DELETE CASCADE,
	word       TEXT NOT NULL,
	section    TEXT NOT NULL,
	is_current BOOLEAN NOT NULL,
	PRIMARY KEY (locale, word)
);

CREATE TABLE site_version (
	id      INTEGER PRIMARY KEY CHECK (id = 1),
	version BIGINT NOT NULL
);
INSERT INTO site_version (id, version) VALUES (1, 1);

CREATE TABLE post_groups (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	kind      TEXT NOT NULL,
	position  INTEGER NOT NULL DEFAULT 0,
	key       TEXT NOT NULL DEFAULT '',
	source_id BIGINT
);
CREATE INDEX post_groups_key ON post_groups (key) WHERE key <> '';

CREATE TABLE posts (
	id                 INTEGER PRIMARY KEY AUTOINCREMENT,
	group_id           BIGINT NOT NULL REFERENCES post_groups (id),
	kind               TEXT NOT NULL,
	locale             TEXT NOT NULL REFERENCES locales (tag),
	slug               TEXT NOT NULL,
	title              TEXT NOT NULL,
	excerpt            TEXT NOT NULL,
	body               TEXT NOT NULL,
	status             TEXT NOT NULL,
	published_at       TIMESTAMP,
	utc_offset         INTEGER NOT NULL DEFAULT 0,
	first_published_at TIMESTAMP,
	created_at         TIMESTAMP NOT NULL,
	updated_at         TIMESTAMP NOT NULL,
	author             TEXT NOT NULL DEFAULT '',
	translator         TEXT NOT NULL DEFAULT '',
	canonical_url      TEXT NOT NULL DEFAULT '',
	cover              TEXT NOT NULL DEFAULT '',
	cover_alt          TEXT NOT NULL DEFAULT '',
	link               TEXT NOT NULL DEFAULT '',
	icon               TEXT NOT NULL DEFAULT '',
	extra              TEXT NOT NULL DEFAULT '',
	source_id          BIGINT,
	revision           INTEGER NOT NULL,
	body_hash          TEXT NOT NULL,
	words              INTEGER NOT NULL DEFAULT 0,
	UNIQUE (group_id, locale),
	UNIQUE (locale, kind, slug)
);
CREATE INDEX posts_list ON posts (locale, kind, status, published_at DESC, id DESC);
CREATE INDEX posts_slug ON posts (slug, kind);
CREATE INDEX posts_due ON posts (status, published_at) WHERE status = 'scheduled';

CREATE TABLE revisions (
	post_id    BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	revision   INTEGER NOT NULL,
	title      TEXT NOT NULL,
	slug       TEXT NOT NULL,
	excerpt    TEXT NOT NULL,
	body       TEXT NOT NULL,
	status     TEXT NOT NULL,
	author     TEXT NOT NULL DEFAULT '',
	created_at TIMESTAMP NOT NULL,
	PRIMARY KEY (post_id, revision)
);

-- Old addresses: of a post or a tag that still is, or (owner NULL) of one
-- that was deleted.
CREATE TABLE slug_history (
	locale  TEXT NOT NULL,
	kind    TEXT NOT NULL,
	slug    TEXT NOT NULL,
	owner   BIGINT,
	PRIMARY KEY (locale, kind, slug)
);
CREATE INDEX slug_history_slug ON slug_history (slug, kind);

CREATE TABLE terms (
	id INTEGER PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE tags (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	term_id BIGINT NOT NULL REFERENCES terms (id),
	locale  TEXT NOT NULL REFERENCES locales (tag),
	slug    TEXT NOT NULL,
	name    TEXT NOT NULL,
	posts   INTEGER NOT NULL DEFAULT 0,
	UNIQUE (locale, slug),
	UNIQUE (term_id, locale)
);
CREATE INDEX tags_slug ON tags (slug);

CREATE TABLE post_tags (
	post_id      BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	tag_id       BIGINT NOT NULL REFERENCES tags (id),
	position     INTEGER NOT NULL,
	PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX post_tags_tag ON post_tags (tag_id, post_id);

-- How many published posts there are, by the year readers see: lists and the
-- archive never count.
CREATE TABLE post_counts (
	locale TEXT NOT NULL,
	kind   TEXT NOT NULL,
	year   INTEGER NOT NULL,
	posts  INTEGER NOT NULL,
	PRIMARY KEY (locale, kind, year)
);

CREATE TABLE media (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	hash       TEXT NOT NULL UNIQUE,
	name       TEXT NOT NULL,
	type       TEXT NOT NULL,
	width      INTEGER NOT NULL,
	height     INTEGER NOT NULL,
	bytes      BIGINT NOT NULL,
	created_at TIMESTAMP NOT NULL
);

-- What a reference in a post's text stands for.
CREATE TABLE post_media (
	post_id  BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	ref      TEXT NOT NULL,
	media_id BIGINT NOT NULL REFERENCES media (id),
	PRIMARY KEY (post_id, ref)
);

CREATE TABLE redirects (
	source    TEXT NOT NULL,
	is_prefix BOOLEAN NOT NULL,
	target    TEXT NOT NULL,
	status    INTEGER NOT NULL,
	PRIMARY KEY (source, is_prefix)
);

-- What an import has read: a file is known by its path under the folder.
CREATE TABLE import_files (
	path     TEXT PRIMARY KEY,
	hash     TEXT NOT NULL,
	state    TEXT NOT NULL,
	locale   TEXT NOT NULL,
	address  TEXT NOT NULL,
	post_id  BIGINT REFERENCES posts (id) ON DELETE SET NULL,
	revision INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX import_files_address ON import_files (address);
CREATE INDEX import_files_post ON import_files (post_id);

-- Readers who asked for a work in a language it does not have yet.
CREATE TABLE missing_reads (
	group_id BIGINT NOT NULL REFERENCES post_groups (id) ON DELETE CASCADE,
	locale   TEXT NOT NULL,
	readers  BIGINT NOT NULL,
	PRIMARY KEY (group_id, locale)
);

CREATE TABLE messages (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	locale     TEXT NOT NULL,
	name       TEXT NOT NULL,
	email      TEXT NOT NULL,
	subject    TEXT NOT NULL,
	body       TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL,
	read_at    TIMESTAMP
);

-- +goose Down
SELECT 'Verso migrates forward only';
