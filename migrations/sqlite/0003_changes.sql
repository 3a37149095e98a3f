-- +goose Up
-- What each version of the site changed, so that every instance purges just
-- that from its cache. Old rows go; who has missed them purges everything.
CREATE TABLE changes (
	version BIGINT PRIMARY KEY,
	keys    TEXT NOT NULL -- surrogate keys, with the unit separator between them
);

-- +goose Down
SELECT 'Verso migrates forward only';
