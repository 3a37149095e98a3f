package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"modernc.org/sqlite"

	"verso/internal/errs"
)

// A dialect is what differs between the two databases: opening, migrating,
// error codes.
type dialect string

const (
	sqliteDialect   dialect = "sqlite"
	postgresDialect dialect = "postgres"
)

// Pool sizes: SQLite writes one at a time, readers do not wait for it (WAL).
const postgresConns = 20

// sqlitePragmas are in the DSN so that every pooled connection has them.
const sqlitePragmas = "_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
	"&_pragma=busy_timeout(5000)&_time_format=sqlite"

// Open opens the database at address: "sqlite:PATH", made if it is not there,
// or "postgres://…".
func Open(ctx context.Context, address string) (*DB, error) {
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		return openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"))
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		return openPostgres(ctx, address)
	}
	return nil, fmt.Errorf("database %q: want sqlite:PATH or postgres://…", redact(address))
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if path == "" {
		return nil, errors.New("database sqlite: the path is missing")
	}
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("database folder: %w", err)
		}
	}
	// The file holds accounts one day: nobody else reads it (trust T36).
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("database file: %w", err)
	}
	f.Close()
	dsn := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: sqlitePragmas}).String()
	writer, err := connect(ctx, sqliteDialect, "sqlite", dsn+"&_txlock=immediate", 1)
	if err != nil {
		return nil, err
	}
	reader, err := connect(ctx, sqliteDialect, "sqlite", dsn, max(4, runtime.NumCPU()))
	if err != nil {
		writer.Close()
		return nil, err
	}
	return newDB(sqliteDialect, reader, writer), nil
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("database %q: not a URL", redact(address))
	}
	query := u.Query()
	setDefault(query, "sslmode", "prefer")
	setDefault(query, "connect_timeout", "5")
	setDefault(query, "timezone", "UTC")
	setDefault(query, "binary_parameters", "yes") // arguments go with the statement: one round trip, not two
	u.RawQuery = query.Encode()
	patient := u.String() // for migrations, which may take their time
	setDefault(query, "statement_timeout", strconv.Itoa(int((readTimeout - 500*time.Millisecond).Milliseconds())))
	u.RawQuery = query.Encode()
	connector, err := pq.NewConnector(u.String())
	if err != nil {
		return nil, fmt.Errorf("database %q: %w", redact(address), err)
	}
	connector.Dialer(deadlineDialer{readTimeout})
	pool, err := prepare(ctx, postgresDialect, sqlx.NewDb(sql.OpenDB(connector), "postgres"), postgresConns)
	if err != nil {
		return nil, err
	}
	db := newDB(postgresDialect, pool, pool)
	db.address = patient
	return db, nil
}

func setDefault(query url.Values, key, value string) {
	if !query.Has(key) {
		query.Set(key, value)
	}
}

func connect(ctx context.Context, d dialect, name, dsn string, conns int) (*sqlx.DB, error) {
	sqlx.BindDriver("sqlite", sqlx.DOLLAR)
	db, err := sqlx.Open(name, dsn)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return prepare(ctx, d, db, conns)
}

// prepare sets a pool up and sees that the database answers.
func prepare(ctx context.Context, d dialect, db *sqlx.DB, conns int) (*sqlx.DB, error) {
	db.MapperFunc(snake)
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("open database: %w", d.translate(err))
	}
	return db, nil
}

func newDB(d dialect, reader, writer *sqlx.DB) *DB {
	db := &DB{reader: reader, writer: writer}
	if d == sqliteDialect {
		db.read, db.written = newStatements(reader), newStatements(writer)
	}
	db.reads = reads{wrapped{querier: reader, dialect: d, prepared: db.read}, d}
	return db
}

// redact hides the password of a database address.
func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable)"
	}
	return u.Redacted()
}

// SQLite result codes, https://www.sqlite.org/rescode.html.
const (
	sqliteBusy       = 5
	sqliteFull       = 13
	sqliteForeignKey = 787
	sqliteUnique     = 2067
	sqlitePrimaryKey = 1555
)

// channel is where PostgreSQL tells the instances of a new version.
const channel = "verso_version"

// notify tells the other instances of a version when the transaction commits.
// On SQLite they look for themselves.
func (d dialect) notify(ctx context.Context, q querier, version int64) error {
	if d != postgresDialect {
		return nil
	}
	_, err := q.ExecContext(ctx, `SELECT pg_notify($1, $2)`, channel, strconv.FormatInt(version, 10))
	return wrap(err, "notify")
}

// errLocked says that somebody else is writing what was to be held without
// waiting.
var errLocked = errors.New("locked by another transaction")

// translate turns the drivers' errors into the kinds a caller may act on. It
// goes by codes, never by text.
func (d dialect) translate(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch code := e.Code(); {
		case code == sqliteUnique || code == sqlitePrimaryKey:
			return fmt.Errorf("%w (%v)", errs.Conflict, err)
		case code == sqliteForeignKey:
			return fmt.Errorf("%w (%v)", errs.NotFound, err)
		case code&0xff == sqliteBusy || code == sqliteFull:
			return fmt.Errorf("%w (%v)", errs.Unavailable, err)
		}
		return err
	}
	if e, ok := errors.AsType[*pq.Error](err); ok {
		switch code := string(e.Code); {
		case code == "23505", code == "40001", code == "40P01": // the last two: given up for another transaction, to be tried again
			return fmt.Errorf("%w (%v)", errs.Conflict, err)
		case code == "23503":
			return fmt.Errorf("%w (%v)", errs.NotFound, err)
		case code == "55P03":
			return fmt.Errorf("%w (%v)", errLocked, err)
		case code == "22021" || code == "22P05": // NUL or invalid UTF-8: trust T34
			return fmt.Errorf("%w (%v)", errs.Invalid{"text": "TextInvalid"}, err)
		case code[:2] == "08" || code[:2] == "53" || code[:2] == "57" || code == "25006" || code == "55000" || code == "3D000":
			return fmt.Errorf("%w (%v)", errs.Unavailable, err)
		}
		return err
	}
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, sql.ErrConnDone) {
		return fmt.Errorf("%w (%v)", errs.Unavailable, err)
	}
	if e, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err); ok && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w (%v)", errs.Unavailable, e)
	}
	return err
}
