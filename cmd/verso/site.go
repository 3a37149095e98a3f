package main

import (
	"context"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
)

type siteGroup struct {
	Set siteSet `cmd:"" help:"Set what the site says of itself and how it behaves."`
}

type siteSet struct {
	Key    site.Setting `arg:"" help:"One of ${settings}; or word.SECTION, the word of a section in the addresses of a locale (${sections})."`
	Value  string       `arg:"" help:"Its value; empty (\"\") forgets it."`
	Locale locale.Tag   `placeholder:"TAG" help:"The locale it is for; all of them without."`
}

// Run saves the setting; a running server shows it within a second.
func (c *siteSet) Run(ctx context.Context, p *program) error {
	return p.publish(ctx, func(s *publishing.Service) error {
		return s.SetSetting(ctx, account.Operator(), c.Key, c.Locale, c.Value)
	})
}
