-- +goose Up
-- What each version of the site changed, so that every instance purges just
-- that from its cache. Old rows go; who has missed them purges everything.
CREATE TABLE changes (
	version BIGINT NOT NULL,
	key     TEXT NOT NULL,
	PRIMARY KEY (version, key)
);

-- +goose Down
SELECT 'Verso migrates forward only';
