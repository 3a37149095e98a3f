package main

import (
	"context"
	"fmt"
	"reflect"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/publishing"
)

type localeGroup struct {
	List    localeList    `cmd:"" help:"List the locales of the site in order."`
	Add     localeAdd     `cmd:"" help:"Add a locale, last in order; one that was disabled is enabled again."`
	Disable localeDisable `cmd:"" help:"Hide a locale from readers; its posts stay."`
	Order   localeOrder   `cmd:"" help:"Put locales first, in the order given; the others follow."`
	Default localeDefault `cmd:"" help:"Choose the locale of readers whose language the site does not speak."`
}

type localeList struct{}

// Run prints one line per locale: tag, path, name in its own language, state.
func (localeList) Run(ctx context.Context, p *program) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	locales, err := db.Locales(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, l := range locales {
		state := "disabled"
		switch {
		case l.Default:
			state = "default"
		case l.Enabled:
			state = "enabled"
		}
		fmt.Fprintf(table, "%s\t/%s/\t%s\t%s\n", l.Tag, l.Tag.Path(), state, l.Tag.Autonym())
	}
	return table.Flush()
}

type localeAdd struct {
	Locale locale.Tag `arg:"" help:"A BCP 47 tag, such as pt-BR."`
}

// Run adds the locale.
func (c *localeAdd) Run(ctx context.Context, p *program) error {
	return p.publish(ctx, func(s *publishing.Service) error { return s.AddLocale(ctx, account.Operator(), c.Locale) })
}

type localeDisable struct {
	Locale locale.Tag `arg:"" help:"A locale of the site."`
}

// Run hides the locale.
func (c *localeDisable) Run(ctx context.Context, p *program) error {
	return p.publish(ctx, func(s *publishing.Service) error { return s.DisableLocale(ctx, account.Operator(), c.Locale) })
}

type localeOrder struct {
	Locales []locale.Tag `arg:"" help:"Locales of the site, the first one first."`
}

// Run orders the locales.
func (c *localeOrder) Run(ctx context.Context, p *program) error {
	return p.publish(ctx, func(s *publishing.Service) error { return s.OrderLocales(ctx, account.Operator(), c.Locales) })
}

type localeDefault struct {
	Locale locale.Tag `arg:"" help:"An enabled locale of the site."`
}

// Run chooses the default locale.
func (c *localeDefault) Run(ctx context.Context, p *program) error {
	return p.publish(ctx, func(s *publishing.Service) error { return s.DefaultLocale(ctx, account.Operator(), c.Locale) })
}

// localeArguments makes kong read locales as people write them: "pt_br" is
// pt-BR.
func localeArguments() kong.Option {
	return kong.TypeMapper(reflect.TypeFor[locale.Tag](), kong.MapperFunc(
		func(ctx *kong.DecodeContext, target reflect.Value) error {
			var word string
			if err := ctx.Scan.PopValueInto("locale", &word); err != nil {
				return err
			}
			tag, err := locale.Parse(word)
			if err != nil {
				return err
			}
			target.SetString(string(tag))
			return nil
		}))
}
