-- +goose Up
ALTER TABLE media ADD COLUMN user_id BIGINT NOT NULL DEFAULT 0;
-- The smaller copies of a picture, as "jpg 480 960"; "?" until somebody looks.
ALTER TABLE media ADD COLUMN sizes TEXT NOT NULL DEFAULT '?';
-- Taken out of the library, and for a day not yet gone.
ALTER TABLE media ADD COLUMN removed_at TIMESTAMP;
CREATE INDEX media_removed ON media (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX media_unknown ON media (id) WHERE sizes = '?';
CREATE INDEX post_media_media ON post_media (media_id);

-- What a picture shows, and what stands below it.
CREATE TABLE media_texts (
	media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
	locale   TEXT NOT NULL REFERENCES locales (tag) ON DELETE CASCADE,
	alt      TEXT NOT NULL,
	caption  TEXT NOT NULL,
	PRIMARY KEY (media_id, locale)
);

-- The menu that the owner made; without rows readers see every section.
CREATE TABLE menu_items (
	id       BIGINT PRIMARY KEY,
	position INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	section  TEXT NOT NULL DEFAULT '',
	group_id BIGINT REFERENCES post_groups (id) ON DELETE CASCADE,
	address  TEXT NOT NULL DEFAULT ''
);

-- What an item is called, where that is not the name of what it leads to.
CREATE TABLE menu_labels (
	item_id BIGINT NOT NULL REFERENCES menu_items (id) ON DELETE CASCADE,
	locale  TEXT NOT NULL REFERENCES locales (tag) ON DELETE CASCADE,
	label   TEXT NOT NULL,
	PRIMARY KEY (item_id, locale)
);

-- +goose Down
SELECT 'Verso migrates forward only';
