-- +goose Up
ALTER TABLE messages ADD COLUMN archived_at TIMESTAMPTZ;
ALTER TABLE messages ADD COLUMN is_spam BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX messages_waiting ON messages (is_spam, archived_at, id);

-- +goose Down
SELECT 'Verso migrates forward only';
