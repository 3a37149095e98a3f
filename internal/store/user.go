package store

import (
	"context"

	"verso/internal/account"
	"verso/internal/content"
)

// deskPeople changes with people, their roles and their locales.
const deskPeople Key = "admin:people"

const userColumns = `id, email, name, role, language, time_zone, password_hash, disabled_at, created_at`

// User returns a person.
func (r reads) User(ctx context.Context, id content.UserID) (account.User, error) {
	var u account.User
	err := r.q.GetContext(ctx, &u, `SELECT `+userColumns+` FROM users WHERE id = $1`, id)
	if err != nil {
		return u, one(err, "user %d", id)
	}
	return u, r.addGrants(ctx, []*account.User{&u})
}

// UserByEmail returns the person with an address, as account.ParseEmail
// writes it.
func (r reads) UserByEmail(ctx context.Context, email string) (account.User, error) {
	var u account.User
	err := r.q.GetContext(ctx, &u, `SELECT `+userColumns+` FROM users WHERE email = $1`, email)
	if err != nil {
		return u, one(err, "user by email")
	}
	return u, r.addGrants(ctx, []*account.User{&u})
}

// Users returns everybody, by name.
func (r reads) Users(ctx context.Context) ([]account.User, error) {
	var users []account.User
	if err := r.q.SelectContext(ctx, &users, `SELECT `+userColumns+` FROM users ORDER BY LOWER(name), id`); err != nil {
		return nil, wrap(err, "users")
	}
	all := make([]*account.User, len(users))
	for i := range users {
		all[i] = &users[i]
	}
	return users, r.addGrants(ctx, all)
}

// addGrants reads the locales of translators.
func (r reads) addGrants(ctx context.Context, users []*account.User) error {
	translators := map[content.UserID][]*account.User{} // one may be there several times
	for _, u := range users {
		if u.Role == account.Translator {
			translators[u.ID] = append(translators[u.ID], u)
		}
	}
	if len(translators) == 0 {
		return nil
	}
	var rows []struct {
		UserID content.UserID
		account.Grant
	}
	if err := r.q.SelectContext(ctx, &rows, `SELECT user_id, locale, may_review FROM user_locales ORDER BY locale`); err != nil {
		return wrap(err, "locales of translators")
	}
	for _, row := range rows {
		for _, u := range translators[row.UserID] {
			u.Grants = append(u.Grants, row.Grant)
		}
	}
	return nil
}

// HasAdmin reports whether somebody can administer the site: an admin who is
// not disabled.
func (r reads) HasAdmin(ctx context.Context) (bool, error) {
	n, err := r.Admins(ctx)
	return n > 0, err
}

// Admins counts the admins who are not disabled.
func (r reads) Admins(ctx context.Context) (int, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) FROM users WHERE role = $1 AND disabled_at IS NULL`, account.Admin)
	return n, wrap(err, "count admins")
}

// LockPeople keeps others from changing people until the transaction ends; on
// SQLite nobody else writes anyway. Whoever decides by what a person is, or by
// which admins there are, and then changes something, locks first.
func (tx *Tx) LockPeople(ctx context.Context) error {
	if tx.dialect != postgresDialect {
		return nil
	}
	_, err := tx.q.ExecContext(ctx, `LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`)
	return wrap(err, "lock people")
}

// AddUser keeps a new person and returns them with their ID. An address that
// is taken is errs.Conflict.
func (tx *Tx) AddUser(ctx context.Context, u account.User) (account.User, error) {
	tx.touch(deskPeople)
	err := tx.add(ctx, &u.ID, `
		INSERT INTO users (email, name, role, language, time_zone, password_hash, disabled_at, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
		u.Email, u.Name, u.Role, u.Language, u.TimeZone, u.PasswordHash, u.DisabledAt, u.CreatedAt)
	if err != nil {
		return u, wrap(err, "add user")
	}
	return u, tx.saveGrants(ctx, u)
}

// SaveUser changes a person.
func (tx *Tx) SaveUser(ctx context.Context, u account.User) error {
	tx.touch(deskPeople)
	_, err := tx.exec(ctx, `
		UPDATE users SET email = $2, name = $3, role = $4, language = $5, time_zone = $6, password_hash = $7, disabled_at = $8
		WHERE id = $1`,
		u.ID, u.Email, u.Name, u.Role, u.Language, u.TimeZone, u.PasswordHash, u.DisabledAt)
	if err != nil {
		return wrap(err, "save user %d", u.ID)
	}
	return tx.saveGrants(ctx, u)
}

func (tx *Tx) saveGrants(ctx context.Context, u account.User) error {
	if _, err := tx.exec(ctx, `DELETE FROM user_locales WHERE user_id = $1`, u.ID); err != nil {
		return wrap(err, "locales of user %d", u.ID)
	}
	if u.Role != account.Translator {
		return nil
	}
	for _, g := range account.Distinct(u.Grants) {
		if _, err := tx.exec(ctx, `INSERT INTO user_locales (user_id, locale, may_review) VALUES ($1, $2, $3)`,
			u.ID, g.Locale, g.MayReview); err != nil {
			return wrap(err, "locale %s of user %d", g.Locale, u.ID)
		}
	}
	return nil
}

// RemoveUser forgets a person with their sessions, passkeys and drafts. What
// they wrote stays, under the name that readers see.
func (tx *Tx) RemoveUser(ctx context.Context, id content.UserID) error {
	tx.touch(deskPeople)
	if _, err := tx.exec(ctx, `DELETE FROM drafts WHERE user_id = $1`, id); err != nil {
		return wrap(err, "drafts of user %d", id)
	}
	_, err := tx.exec(ctx, `DELETE FROM users WHERE id = $1`, id)
	return wrap(err, "remove user %d", id)
}
