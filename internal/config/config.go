// Package config holds the operator's settings: what differs between two
// machines that run the same site.
//
// Every setting is a flag, an environment variable and a default, in that
// order of strength; the struct tags say which (read by kong in cmd/verso).
// Only cmd/verso imports this package; every other one receives what it needs.
package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Storage says where a site's content is kept.
type Storage struct {
	DataDir     string `placeholder:"DIR" env:"VERSO_DATA_DIR" default:"./data" help:"Folder of the embedded database and of media, made when missing."`
	DatabaseURL string `placeholder:"URL" env:"VERSO_DATABASE_URL" help:"Database: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME?sslmode=verify-full. Default: sqlite:verso.db in the data folder."`
}

// HTTP says how a site is reached.
type HTTP struct {
	Addr           string   `placeholder:"HOST:PORT" env:"VERSO_ADDR" default:":8080" help:"Address to listen on."`
	BaseURL        string   `placeholder:"URL" env:"VERSO_BASE_URL" help:"Where readers find the site, such as https://example.org: written into canonical links, sitemap and alternates, and the only host that is answered. Default: http://localhost with the port listened on, and loopback hosts only."`
	Cache          int      `name:"cache-mb" placeholder:"MB" env:"VERSO_CACHE_MB" default:"64" help:"Memory for finished pages, in megabytes; 0 keeps none."`
	MetricsAddr    string   `placeholder:"HOST:PORT" env:"VERSO_METRICS_ADDR" help:"Address on which Prometheus reads /metrics; keep it from the public. Default: none."`
	TrustedProxies []string `placeholder:"CIDR" env:"VERSO_TRUSTED_PROXIES" sep:"," help:"Addresses or networks of reverse proxies whose X-Forwarded-For is believed. Default: none."`
}

// Mail says how letters leave the machine. Without a host they are written to
// the log.
type Mail struct {
	SMTPHost     string `name:"smtp-host" placeholder:"HOST[:PORT]" env:"VERSO_SMTP_HOST" help:"Mail server that takes the site's letters. Default: none; letters are shown in the log."`
	SMTPUser     string `name:"smtp-user" placeholder:"NAME" env:"VERSO_SMTP_USER" help:"Name for the mail server, where it asks for one."`
	SMTPPassword string `name:"smtp-password" placeholder:"PASSWORD" env:"VERSO_SMTP_PASSWORD" help:"Password for the mail server; better set as environment variable."`
	SMTPSecurity string `name:"smtp-security" placeholder:"WAY" env:"VERSO_SMTP_SECURITY" default:"starttls" help:"How the way there is kept private: tls, starttls, or none for a server on the same machine."`
	MailFrom     string `placeholder:"ADDRESS" env:"VERSO_MAIL_FROM" help:"Sender of letters, such as 'Example <blog@example.org>'. Needed with a mail server."`
}

// Log says what is logged and how.
type Log struct {
	LogFormat string `placeholder:"FORMAT" env:"VERSO_LOG_FORMAT" default:"auto" help:"Form of the log on stderr: text, json, or auto (text on a terminal, JSON otherwise)."`
	LogLevel  string `placeholder:"LEVEL" env:"VERSO_LOG_LEVEL" default:"info" help:"Least serious level that is logged: debug, info, warn or error."`
}

// An Error is a setting that cannot be used: a usage error, not a failure.
type Error struct {
	Setting string // the environment variable, such as "VERSO_BASE_URL"
	Reason  string // what is wrong with it and what would be right
}

func (e *Error) Error() string { return e.Setting + ": " + e.Reason }

func invalid(setting, format string, args ...any) error {
	return &Error{Setting: setting, Reason: fmt.Sprintf(format, args...)}
}

// forTests are the variables that only the tests read; a developer may have
// them set while running the program.
var forTests = []string{"VERSO_CORPUS", "VERSO_TEST_POSTGRES"}

// CheckNames refuses an environment ("KEY=value" entries, as os.Environ gives)
// that sets a VERSO_ variable no setting has: a misspelt setting would
// otherwise be silently without effect (R16).
func CheckNames(environ []string) error {
	known := names(Storage{}, HTTP{}, Mail{}, Log{})
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "VERSO_") && !slices.Contains(known, name) && !slices.Contains(forTests, name) {
			return invalid(name, "there is no such setting; there are %s", strings.Join(known, ", "))
		}
	}
	return nil
}

// names returns the environment variables of the given settings.
func names(settings ...any) []string {
	var all []string
	for _, s := range settings {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(s)) {
			if name, ok := field.Tag.Lookup("env"); ok {
				all = append(all, name)
			}
		}
	}
	return all
}
