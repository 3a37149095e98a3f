-- +goose Up
-- The daily letter of each person: when the last one was due, and whether they
-- want none.
CREATE TABLE digests (
	user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
	off     BOOLEAN NOT NULL DEFAULT FALSE,
	day     TEXT NOT NULL DEFAULT '',
	at      TIMESTAMPTZ
);

-- +goose Down
SELECT 'Verso migrates forward only';
