-- +goose Up
-- Where a published article stands in the lists of its tags: its place in the
-- order of time, as in post_words; 0 for what no list shows.
ALTER TABLE post_tags ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE post_tags SET place = COALESCE((
	SELECT (MAX(CAST(STRFTIME('%s', published_at) AS INTEGER) + 2208988800, 0) << 29) | (posts.id & 536870911)
	FROM posts WHERE posts.id = post_tags.post_id AND posts.status = 'published' AND posts.kind = 'article'), 0);
CREATE INDEX post_tags_list ON post_tags (tag_id, place DESC, post_id) WHERE place > 0;

-- +goose Down
SELECT 'Verso migrates forward only';
