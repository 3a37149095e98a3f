-- +goose Up
CREATE TABLE presence (
	post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
	user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	seen_at TIMESTAMPTZ NOT NULL,
	PRIMARY KEY (post_id, user_id)
);

-- +goose Down
SELECT 'Verso migrates forward only';
