// Command verso is a multilingual blog engine in one program: it serves the
// site, brings content in and looks after the database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	_ "time/tzdata" // the clocks of people, wherever the program runs

	"github.com/alecthomas/kong"

	"verso/internal/config"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/site"
	"verso/locales"
)

// version is set by the linker: make build passes what git describes.
var version = "dev"

// Exit statuses, as operating.md promises them.
const (
	done   = 0
	failed = 1
	misuse = 2
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// commands is the command table; kong reads the tags. What every command
// takes comes first.
type commands struct {
	config.Storage `group:"database"`
	config.Log     `group:"log"`

	Serve       serveCommand     `cmd:"" help:"Serve the site."`
	Locale      localeGroup      `cmd:"" help:"Choose the languages of the site."`
	Import      importCommand    `cmd:"" help:"Bring a folder of Markdown in; again, only what changed."`
	Export      exportCommand    `cmd:"" help:"Write the whole site as a folder of Markdown."`
	Site        siteGroup        `cmd:"" help:"Choose what the site says of itself."`
	Translation translationGroup `cmd:"" help:"Look after what is kept of translations beside their texts."`
	User        userGroup        `cmd:"" help:"Look after the people who work on the site."`
	Migrate     migrateGroup     `cmd:"" help:"Look after the database's schema."`
	Catalog     catalogGroup     `cmd:"" help:"Look after the interface texts."`
	Version     versionCommand   `cmd:"" help:"Print the version."`
}

// A program is what a command runs with.
type program struct {
	stdout, stderr io.Writer
	storage        config.Storage
	log            config.Log
}

// run does what args ask for and returns the exit status. A failure is one
// line on stderr.
func run(ctx context.Context, args, environ []string, stdout, stderr io.Writer) int {
	fail := func(status int, err error) int {
		fmt.Fprintln(stderr, "verso:", explain(err))
		return status
	}
	if err := config.CheckNames(environ); err != nil {
		return fail(misuse, err)
	}

	var table commands
	helped := false // kong asks to exit when it has printed help, and goes on
	parser, err := kong.New(&table,
		kong.Name("verso"),
		kong.Description("A multilingual blog engine whose URLs begin with the reader's locale."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 100}),
		kong.ValueFormatter(describe),
		kong.Vars{"settings": list(site.Settings()), "sections": list(site.Sections())},
		localeArguments(),
		kong.ExplicitGroups([]kong.Group{
			{Key: "database", Title: "Database:"},
			{Key: "log", Title: "Log:"},
			{Key: "http", Title: "HTTP:"},
			{Key: "mail", Title: "Mail:"},
		}),
	)
	if err != nil {
		return fail(failed, err)
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return done
	case err != nil:
		return fail(misuse, fmt.Errorf("%w (verso --help tells more)", err))
	}

	err = errors.Join(table.Storage.Validate(), table.Log.Validate())
	if err == nil {
		command.BindTo(ctx, (*context.Context)(nil))
		err = command.Run(&program{stdout: stdout, stderr: stderr, storage: table.Storage, log: table.Log})
	}
	if _, wrong := errors.AsType[*config.Error](err); wrong {
		return fail(misuse, err)
	}
	if err != nil {
		return fail(failed, err)
	}
	return done
}

// describe is a flag's help with its default and environment variable.
func describe(v *kong.Value) string {
	help := v.Help
	if v.Default != "" {
		help += " Default: " + v.Default + "."
	}
	if len(v.Tag.Envs) > 0 {
		help += " [$" + v.Tag.Envs[0] + "]"
	}
	return help
}

// list writes words as help texts do: "a, b, c".
func list[T ~string](words []T) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return strings.Join(all, ", ")
}

// explain returns err on one line, message IDs in words.
func explain(err error) string {
	bad, invalid := errors.AsType[errs.Invalid](err)
	if !invalid {
		return strings.Join(strings.Split(err.Error(), "\n"), "; ")
	}
	catalog, loadErr := message.Load(locales.FS)
	if loadErr != nil {
		return err.Error()
	}
	words := catalog.For(locale.EnglishUS)
	parts := make([]string, 0, len(bad))
	for _, field := range slices.Sorted(maps.Keys(bad)) {
		parts = append(parts, field+": "+words.Text(bad[field]))
	}
	return strings.Join(parts, "; ")
}
