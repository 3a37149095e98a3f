-- +goose Up
-- The first words of a text, for lists, where its author wrote no excerpt.
ALTER TABLE posts ADD COLUMN lead TEXT NOT NULL DEFAULT '';

-- +goose Down
SELECT 'Verso migrates forward only';
