package site_test

import (
	"testing"

	"verso/internal/locale"
	"verso/internal/site"
)

// Translation 2.1 and 2.13: what a site says of its translations, for a locale
// or for all; what the default locale says is of that locale alone.
func TestALocaleChoosesHowItIsTranslated(t *testing.T) {
	none := func(locale.Tag) map[site.Section]string { return nil }
	locales := []site.Locale{{Tag: "en-US", Enabled: true, Default: true}, {Tag: "ja", Enabled: true}}
	fresh := site.New(1, locales, nil, nil, none)
	if fresh.Publishing("ja") != site.Block || fresh.Reviews("ja") || fresh.ApprovesOwn("ja") {
		t.Errorf("a new site publishes %s, reviews %v, approves own %v; want block, false, false", fresh.Publishing("ja"), fresh.Reviews("ja"), fresh.ApprovesOwn("ja"))
	}
	s := site.New(1, locales, []site.Value{
		{Key: site.PublishPolicy, Value: "fallback"}, {Key: site.PublishPolicy, Locale: "ja", Value: "omit"},
		{Key: site.Review, Locale: "en-US", Value: "on"}, {Key: site.SelfApproval, Value: "on"}, {Key: site.SelfApproval, Locale: "ja", Value: "off"},
	}, nil, none)
	if s.Publishing("ja") != site.Omit || s.Publishing("fr") != site.Fallback {
		t.Errorf("policies %s and %s, want omit for ja and fallback for the rest", s.Publishing("ja"), s.Publishing("fr"))
	}
	if s.Reviews("ja") || !s.Reviews("en-US") || s.ApprovesOwn("ja") || !s.ApprovesOwn("en-US") {
		t.Errorf("review in ja %v and en-US %v, own approval %v and %v", s.Reviews("ja"), s.Reviews("en-US"), s.ApprovesOwn("ja"), s.ApprovesOwn("en-US"))
	}
}
