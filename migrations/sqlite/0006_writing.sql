-- +goose Up
ALTER TABLE posts ADD COLUMN seo_title TEXT NOT NULL DEFAULT '';
ALTER TABLE posts ADD COLUMN seo_description TEXT NOT NULL DEFAULT '';
-- Who owns a post, and who made its last revision; 0 is nobody in particular:
-- an import, or the command line.
ALTER TABLE posts ADD COLUMN author_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN editor_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN trashed_at TIMESTAMP;
-- The lists of the admin read this and step over no text.
CREATE INDEX posts_desk ON posts (kind, updated_at DESC, group_id, locale, status, author_id, published_at, title, slug);
CREATE INDEX posts_trash ON posts (status, trashed_at) WHERE status = 'trashed';

-- What is not a column of its own, as JSON; empty while it is the newest
-- revision, whose fields the post has.
ALTER TABLE revisions ADD COLUMN user_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN fields TEXT NOT NULL DEFAULT '';

-- What somebody typed and has not saved: one text for each person and place.
CREATE TABLE drafts (
	user_id       BIGINT NOT NULL,
	key           TEXT NOT NULL,
	base_revision INTEGER NOT NULL,
	fields        TEXT NOT NULL,
	updated_at    TIMESTAMP NOT NULL,
	PRIMARY KEY (user_id, key)
);

-- What was done and can be undone.
CREATE TABLE acts (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	user_id   BIGINT NOT NULL,
	kind      TEXT NOT NULL,
	undo      TEXT NOT NULL,
	at        TIMESTAMP NOT NULL,
	undone_at TIMESTAMP
);

CREATE TABLE preview_links (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	post_id    BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	user_id    BIGINT NOT NULL,
	secret     TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL,
	expires_at TIMESTAMP NOT NULL,
	revoked_at TIMESTAMP
);
CREATE INDEX preview_links_post ON preview_links (post_id);

-- Posts that an import found likely to be one work; a_id is the lower.
CREATE TABLE near_pairs (
	a_id         BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	b_id         BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	found_at     TIMESTAMP NOT NULL,
	dismissed_at TIMESTAMP,
	PRIMARY KEY (a_id, b_id)
);
CREATE INDEX near_pairs_b ON near_pairs (b_id);

-- +goose Down
SELECT 'Verso migrates forward only';
