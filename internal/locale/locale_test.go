package locale_test

import (
	"testing"

	"verso/internal/locale"
)

func TestParseGivesTheCanonicalTag(t *testing.T) {
	for in, want := range map[string]locale.Tag{
		"pt-br": "pt-BR", "PT_br": "pt-BR", "iw": "he", "zh-cn": "zh-CN", "zh-hant-tw": "zh-Hant-TW", "en": "en", "es-419": "es-419",
	} {
		got, err := locale.Parse(in)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "admin", "static", "xx", "und", "en-US-u-rg-ptzzzz", "a/b", "../en"} {
		if got, err := locale.Parse(in); err == nil {
			t.Errorf("Parse(%q) = %q, want an error", in, got)
		}
	}
}

func TestDirectionFollowsTheScript(t *testing.T) {
	for tag, want := range map[locale.Tag]string{
		"ar": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl", "az-Arab": "rtl", "en-US": "ltr", "ja": "ltr", "sr": "ltr",
	} {
		if got := tag.Dir(); got != want {
			t.Errorf("direction of %s is %s, want %s", tag, got, want)
		}
	}
}

func TestNamesOfLanguages(t *testing.T) {
	for tag, want := range map[locale.Tag]string{"pt-BR": "Português", "en-US": "American English", "ja": "日本語", "ar": "العربية"} {
		if got := tag.Autonym(); got != want {
			t.Errorf("autonym of %s is %q, want %q", tag, got, want)
		}
	}
	if got := locale.Tag("pt-BR").RegionName(); got != "Brasil" {
		t.Errorf("region of pt-BR is %q, want Brasil", got)
	}
	if got := locale.Tag("pt-BR").OpenGraph(); got != "pt_BR" {
		t.Errorf("og:locale of pt-BR is %q", got)
	}
}

// Rules 1 to 7 of the routing contract.
func TestMatchFindsTheReadersLocale(t *testing.T) {
	site := locale.NewSet("en-US", "en-US", "pt-BR")
	for header, want := range map[string]locale.Tag{
		"pt-PT,pt;q=0.9":                      "pt-BR", // rule 1
		"":                                    "en-US", // rule 2
		"*":                                   "en-US", // rule 3
		"de":                                  "en-US",
		"en;q=0, pt;q=0.1":                    "pt-BR", // rule 4
		"a;b;c,,,":                            "en-US", // rule 5
		"pt;q=abc":                            "en-US",
		"br":                                  "en-US", // rule 6
		"de;q=0.9, pt;q=0.8":                  "pt-BR",
		"en-GB":                               "en-US",
		"en-US;q=0.3, pt-BR;q=0.4":            "pt-BR",
		"es":                                  "en-US",
		"pt-br," + string(make([]byte, 2000)): "en-US", // longer than 1 kB
	} {
		if got := site.Match(header); got != want {
			t.Errorf("Match(%.40q) = %s, want %s", header, got, want)
		}
	}
	regions := locale.NewSet("en-US", "en-US", "pt-BR", "pt-PT") // rule 7
	for header, want := range map[string]locale.Tag{"pt-AO": "pt-PT", "pt": "pt-BR", "pt-PT": "pt-PT"} {
		if got := regions.Match(header); got != want {
			t.Errorf("with pt-PT: Match(%q) = %s, want %s", header, got, want)
		}
	}
}

func TestMatchPrefersTheExactLocaleToAnEarlierRegionOfIt(t *testing.T) {
	site := locale.NewSet("en-US", "en-US", "pt-BR", "pt", "en")
	for header, want := range map[string]locale.Tag{"pt": "pt", "en": "en", "pt-BR": "pt-BR"} {
		if got := site.Match(header); got != want {
			t.Errorf("Match(%q) = %s, want %s", header, got, want)
		}
	}
}

func TestByPathTellsHowTheLocaleWasWritten(t *testing.T) {
	site := locale.NewSet("en-US", "en-US", "pt-BR", "zh-Hant-TW")
	for _, c := range []struct {
		segment     string
		want        locale.Tag
		exact, bare bool
		ok          bool
	}{
		{"pt-br", "pt-BR", true, false, true},
		{"PT-BR", "pt-BR", false, false, true},
		{"pt_br", "pt-BR", false, false, true},
		{"pt", "pt-BR", false, true, true},
		{"zh", "zh-Hant-TW", false, true, true},
		{"xx", "", false, false, false},
		{"pt-pt", "", false, false, false},
		{"", "", false, false, false},
	} {
		got, exact, bare, ok := site.ByPath(c.segment)
		if got != c.want || exact != c.exact || bare != c.bare || ok != c.ok {
			t.Errorf("ByPath(%q) = %q, %v, %v, %v; want %q, %v, %v, %v", c.segment, got, exact, bare, ok, c.want, c.exact, c.bare, c.ok)
		}
	}
}

func FuzzMatchAcceptLanguage(f *testing.F) {
	for _, seed := range []string{"pt-PT,pt;q=0.9", "*", "a;b;c,,,", "en;q=0", "x-klingon, i-default", "zh-Hant-u-co-pinyin"} {
		f.Add(seed)
	}
	site := locale.NewSet("en-US", "en-US", "pt-BR", "ar", "ja")
	f.Fuzz(func(t *testing.T, header string) {
		if got := site.Match(header); !site.Has(got) {
			t.Errorf("Match(%q) = %q, which the site does not serve", header, got)
		}
	})
}
