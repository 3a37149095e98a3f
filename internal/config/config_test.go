package config

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAMisspeltSettingIsRefused(t *testing.T) { // R16
	tests := []struct {
		entry   string
		refused bool
	}{
		{"VERSO_ADDR=:1", false},
		{"VERSO_LOG_LEVEL=debug", false},
		{"VERSO_SMTP_HOST=mail.example.org", false},
		{"VERSO_SMTP_PASWORD=x", true},
		{"VERSO_CORPUS=/tmp/x", false}, // of the tests
		{"PATH=/bin", false},
		{"VERSO_ADR=:1", true},
		{"VERSO_=", true},
		{"verso_addr=:1", false}, // not ours
	}
	for _, tt := range tests {
		err := CheckNames([]string{"HOME=/", tt.entry})
		if got := err != nil; got != tt.refused {
			t.Errorf("CheckNames(%q) = %v, want refused %v", tt.entry, err, tt.refused)
		}
		if tt.refused && !strings.Contains(err.Error(), "VERSO_DATABASE_URL") {
			t.Errorf("CheckNames(%q) = %v, want the settings there are", tt.entry, err)
		}
	}
}

func TestEverySettingHasAFlagAVariableAndHelp(t *testing.T) {
	want := []string{
		"VERSO_DATA_DIR", "VERSO_DATABASE_URL",
		"VERSO_ADDR", "VERSO_BASE_URL", "VERSO_CACHE_MB", "VERSO_METRICS_ADDR", "VERSO_TRUSTED_PROXIES",
		"VERSO_SMTP_HOST", "VERSO_SMTP_USER", "VERSO_SMTP_PASSWORD", "VERSO_SMTP_SECURITY", "VERSO_MAIL_FROM",
		"VERSO_LOG_FORMAT", "VERSO_LOG_LEVEL",
	}
	if got := names(Storage{}, HTTP{}, Mail{}, Log{}); !slices.Equal(got, want) {
		t.Errorf("settings are %v, want %v", got, want)
	}
}

func TestHTTPSettings(t *testing.T) {
	tests := []struct {
		name   string
		give   HTTP
		origin string
		fixed  bool
		fault  string // the setting that is refused
	}{
		{"nothing set but the default address", HTTP{Addr: ":8080"}, "http://localhost:8080", false, ""},
		{"port 80 is not written", HTTP{Addr: ":80"}, "http://localhost", false, ""},
		{"base", HTTP{Addr: ":1", BaseURL: "https://Example.org/"}, "https://example.org", true, ""},
		{"own port kept", HTTP{Addr: ":1", BaseURL: "http://example.org:8080"}, "http://example.org:8080", true, ""},
		{"implied port dropped", HTTP{Addr: ":1", BaseURL: "https://example.org:443"}, "https://example.org", true, ""},
		{"base without scheme", HTTP{Addr: ":1", BaseURL: "example.org"}, "", false, "VERSO_BASE_URL"},
		{"base with path", HTTP{Addr: ":1", BaseURL: "https://example.org/blog"}, "", false, "VERSO_BASE_URL"},
		{"base with password", HTTP{Addr: ":1", BaseURL: "https://a:b@example.org"}, "", false, "VERSO_BASE_URL"},
		{"base of another scheme", HTTP{Addr: ":1", BaseURL: "ftp://example.org"}, "", false, "VERSO_BASE_URL"},
		{"base not in ASCII", HTTP{Addr: ":1", BaseURL: "https://exämple.org"}, "", false, "VERSO_BASE_URL"},
		{"no address", HTTP{}, "", false, "VERSO_ADDR"},
		{"address without port", HTTP{Addr: "localhost"}, "", false, "VERSO_ADDR"},
		{"port out of range", HTTP{Addr: ":70000"}, "", false, "VERSO_ADDR"},
		{"cache of less than nothing", HTTP{Addr: ":1", Cache: -1}, "", false, "VERSO_CACHE_MB"},
		{"metrics without a port", HTTP{Addr: ":1", MetricsAddr: "localhost"}, "", false, "VERSO_METRICS_ADDR"},
		{"proxy that is no address", HTTP{Addr: ":1", TrustedProxies: []string{"proxy"}}, "", false, "VERSO_TRUSTED_PROXIES"},
		{"everybody a proxy", HTTP{Addr: ":1", TrustedProxies: []string{"0.0.0.0/0"}}, "", false, "VERSO_TRUSTED_PROXIES"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.give.Validate()
			if checkFault(t, err, tt.fault); err != nil {
				return
			}
			if base, fixed := tt.give.Origin(); base != tt.origin || fixed != tt.fixed {
				t.Errorf("Origin() = %q, %v, want %q, %v", base, fixed, tt.origin, tt.fixed)
			}
		})
	}
}

func TestProxiesAreNetworks(t *testing.T) {
	h := HTTP{TrustedProxies: []string{"10.1.2.3/8", " ::1 ", ""}}
	got, err := h.Proxies()
	if err != nil || len(got) != 2 || got[0].String() != "10.0.0.0/8" || got[1].String() != "::1/128" {
		t.Errorf("Proxies() = %v, %v, want 10.0.0.0/8 and ::1/128", got, err)
	}
}

func TestStorageSettings(t *testing.T) {
	tests := []struct {
		name  string
		give  Storage
		url   string
		fault string
	}{
		{"nothing set", Storage{DataDir: "data"}, "sqlite:" + filepath.Join("data", "verso.db"), ""},
		{"SQLite elsewhere", Storage{DataDir: "data", DatabaseURL: "sqlite:/srv/x.db"}, "sqlite:/srv/x.db", ""},
		{"PostgreSQL", Storage{DataDir: "data", DatabaseURL: "postgres://u:p@db/verso"}, "postgres://u:p@db/verso", ""},
		{"SQLite without a path", Storage{DataDir: "data", DatabaseURL: "sqlite:"}, "", "VERSO_DATABASE_URL"},
		{"SQLite with options", Storage{DataDir: "data", DatabaseURL: "sqlite:x.db?mode=ro"}, "", "VERSO_DATABASE_URL"},
		{"PostgreSQL without a name", Storage{DataDir: "data", DatabaseURL: "postgres://u:hunter2@db"}, "", "VERSO_DATABASE_URL"},
		{"another database", Storage{DataDir: "data", DatabaseURL: "mysql://u:hunter2@db/x"}, "", "VERSO_DATABASE_URL"},
		{"no data folder", Storage{}, "", "VERSO_DATA_DIR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.give.Validate()
			if checkFault(t, err, tt.fault); err != nil {
				if strings.Contains(err.Error(), "hunter2") {
					t.Errorf("Validate() = %v, which repeats the password", err)
				}
				return
			}
			if got := tt.give.URL(); got != tt.url {
				t.Errorf("URL() = %q, want %q", got, tt.url)
			}
		})
	}
}

func TestTheDataFolderIsItsOwnersAlone(t *testing.T) { // T36
	s := Storage{DataDir: filepath.Join(t.TempDir(), "new", "data")}
	for range 2 { // a second start finds it there
		if err := s.MakeDir(); err != nil {
			t.Fatal(err)
		}
	}
	if exposed := s.Exposed(); len(exposed) != 0 {
		t.Errorf("Exposed() of a new folder = %v, want nothing", exposed)
	}
	info, err := os.Stat(s.DataDir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the data folder has mode %v, %v, want 0700", info.Mode(), err)
	}

	file := filepath.Join(s.DataDir, "verso.db")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(s.DataDir, 0o755); err != nil {
		t.Fatal(err)
	}
	if exposed := s.Exposed(); !slices.Equal(exposed, []string{s.DataDir, file}) {
		t.Errorf("Exposed() of what all may read = %v, want folder and database", exposed)
	}
}

func TestLogSettings(t *testing.T) {
	tests := []struct {
		give     Log
		terminal bool
		want     string // the beginning of a logged line
		fault    string
	}{
		{Log{"auto", "info"}, true, "time=", ""},
		{Log{"auto", "info"}, false, "{", ""},
		{Log{"text", "info"}, false, "time=", ""},
		{Log{"json", "info"}, true, "{", ""},
		{Log{"json", "warn"}, true, "", ""}, // a level above the line's
		{Log{"xml", "info"}, true, "", "VERSO_LOG_FORMAT"},
		{Log{"json", "loud"}, true, "", "VERSO_LOG_LEVEL"},
	}
	for _, tt := range tests {
		err := tt.give.Validate()
		if checkFault(t, err, tt.fault); err != nil {
			continue
		}
		var out strings.Builder
		tt.give.Logger(&out, tt.terminal).Info("hello", slog.Int("n", 1))
		if got := out.String(); !strings.HasPrefix(got, tt.want) || (tt.want == "") != (got == "") {
			t.Errorf("%+v on a terminal %v logs %q, want it to begin %q", tt.give, tt.terminal, got, tt.want)
		}
	}
}

// checkFault reports err unless it blames setting; "" wants no error.
func checkFault(t *testing.T, err error, setting string) {
	t.Helper()
	fault, blamed := errors.AsType[*Error](err)
	switch {
	case setting == "" && err != nil:
		t.Errorf("Validate() = %v, want no error", err)
	case setting != "" && (!blamed || fault.Setting != setting):
		t.Errorf("Validate() = %v, want an error about %s", err, setting)
	}
}
