package config

import (
	"io"
	"log/slog"
)

// Validate reports the first setting that cannot be used.
func (l Log) Validate() error {
	switch l.LogFormat {
	case "auto", "text", "json":
	default:
		return invalid("VERSO_LOG_FORMAT", "%q is none of auto, text, json", l.LogFormat)
	}
	if _, err := l.level(); err != nil {
		return invalid("VERSO_LOG_LEVEL", "%q is none of debug, info, warn, error", l.LogLevel)
	}
	return nil
}

// Logger returns the log that the settings ask for; terminal says whether w is
// one. Logger may be called only after Validate.
func (l Log) Logger(w io.Writer, terminal bool) *slog.Logger {
	level, _ := l.level()
	options := &slog.HandlerOptions{Level: level}
	if l.LogFormat == "text" || l.LogFormat == "auto" && terminal {
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(slog.NewJSONHandler(w, options))
}

func (l Log) level() (level slog.Level, err error) {
	err = level.UnmarshalText([]byte(l.LogLevel))
	return level, err
}
