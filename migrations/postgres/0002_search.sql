-- +goose Up
-- The words of published posts, as package search made them: no parser and no
-- dictionary of PostgreSQL's own. The place is the post's place in time and its
-- identifier, so that the newest posts are found first.
CREATE TABLE post_words (
	place BIGINT PRIMARY KEY,
	title TSVECTOR NOT NULL,
	words TSVECTOR NOT NULL
);
CREATE INDEX post_words_title ON post_words USING GIN (title);
CREATE INDEX post_words_words ON post_words USING GIN (words);

-- The planner does not see what it costs to unpack the words of every post: it
-- is not left to choose a sequential scan, nor to walk the places backwards.
-- +goose StatementBegin
CREATE FUNCTION places_by_words(want TSQUERY, most INTEGER) RETURNS SETOF BIGINT
LANGUAGE SQL STABLE SET enable_seqscan = off AS $$
	WITH found AS MATERIALIZED (SELECT place FROM post_words WHERE words @@ want)
	SELECT place FROM found ORDER BY place DESC LIMIT most
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION places_by_title(want TSQUERY, most INTEGER) RETURNS SETOF BIGINT
LANGUAGE SQL STABLE SET enable_seqscan = off AS $$
	WITH found AS MATERIALIZED (SELECT place FROM post_words WHERE title @@ want)
	SELECT place FROM found ORDER BY place DESC LIMIT most
$$;
-- +goose StatementEnd

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
