-- +goose Up
-- The words of published posts, as package search made them: FTS5 keeps them
-- and changes none. The rowid is the post's place in time and its identifier,
-- so that the newest posts are found first.
CREATE VIRTUAL TABLE post_words USING fts5 (
	title, excerpt, body,
	content = '', contentless_delete = 1, tokenize = "ascii tokenchars '-_'"
);

-- How far the words are those that this version of the program makes.
CREATE TABLE search_state (
	id      INTEGER PRIMARY KEY CHECK (id = 1),
	version INTEGER NOT NULL,
	post_id BIGINT NOT NULL,
	is_done BOOLEAN NOT NULL
);
INSERT INTO search_state (id, version, post_id, is_done) VALUES (1, 0, 0, FALSE);

-- +goose Down
SELECT 'Verso migrates forward only';
