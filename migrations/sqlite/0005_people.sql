-- +goose Up
CREATE TABLE users (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	email         TEXT NOT NULL UNIQUE,
	name          TEXT NOT NULL,
	role          TEXT NOT NULL,
	language      TEXT NOT NULL DEFAULT '',
	time_zone     TEXT NOT NULL DEFAULT '',
	password_hash TEXT NOT NULL DEFAULT '',
	disabled_at   TIMESTAMP,
	created_at    TIMESTAMP NOT NULL
);

CREATE TABLE user_locales (
	user_id    BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	locale     TEXT NOT NULL REFERENCES locales (tag) ON DELETE CASCADE,
	may_review BOOLEAN NOT NULL,
	PRIMARY KEY (user_id, locale)
);

CREATE TABLE sessions (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	hash       TEXT NOT NULL UNIQUE,
	user_id    BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	device     TEXT NOT NULL,
	address    TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL,
	seen_at    TIMESTAMP NOT NULL,
	expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE tokens (
	hash       TEXT PRIMARY KEY,
	purpose    TEXT NOT NULL,
	user_id    BIGINT NOT NULL DEFAULT 0,
	email      TEXT NOT NULL DEFAULT '',
	data       TEXT NOT NULL DEFAULT '',
	created_at TIMESTAMP NOT NULL,
	expires_at TIMESTAMP NOT NULL
);
CREATE INDEX tokens_user ON tokens (user_id, purpose);

CREATE TABLE passkeys (
	id         TEXT PRIMARY KEY,
	user_id    BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	name       TEXT NOT NULL,
	credential TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL,
	used_at    TIMESTAMP
);
CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE attempts (
	id   INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	at   TIMESTAMP NOT NULL
);
CREATE INDEX attempts_name ON attempts (name, at);

CREATE TABLE letters (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	user_id    BIGINT REFERENCES users (id) ON DELETE CASCADE,
	address    TEXT NOT NULL,
	locale     TEXT NOT NULL,
	subject    TEXT NOT NULL,
	body       TEXT NOT NULL,
	created_at TIMESTAMP NOT NULL,
	due_at     TIMESTAMP NOT NULL,
	tries      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX letters_due ON letters (due_at);

-- +goose Down
SELECT 'Verso migrates forward only';
