package check

import "testing"

func TestNumberMissing(t *testing.T) {
	judge(t, "number-missing", []example{
		{name: "kept", source: "In 42 days.", target: "Em 42 dias."},
		{name: "lost", source: "In 42 days.", target: "Em alguns dias.", want: "CheckNumberMissing", at: "42"},
		{name: "changed", source: "In 42 days.", target: "Em 24 dias.", want: "CheckNumberMissing", at: "42"},
		{name: "case 75: digits of Bengali", to: "bn", source: "Port 8081.", target: "পোর্ট ৮০৮১।"},
		{name: "digits of full width", to: "ja", source: "Port 8081.", target: "ポート８０８１。"},
		{name: "other groups", to: "de", source: "1,234.5 metres", target: "1.234,5 Meter"},
		{name: "groups with a space", to: "fr", source: "1,000,000 people", target: "1\u202f000\u202f000 personnes"},
		{name: "no groups", source: "1,000 people", target: "1000 pessoas"},
		{name: "a date", to: "de", source: "2026-03-02", target: "2.3.2026"},
		{name: "the afternoon", to: "de", source: "at 3 p.m.", target: "um 15 Uhr"},
		{name: "a decade", source: "in the 1990s", target: "nos anos 90"},
		{name: "a century", source: "the 19th century", target: "o século XIX"},
		{name: "characters for digits", to: "zh-CN", source: "in 3 days", target: "三天后"},
		{name: "a time of day", source: "at 1h30 in the morning", target: "às 1h30AM"},
		{name: "thousands in words", to: "ru", source: "1,000 requests", target: "1 тыс. запросов"},
		{name: "thousands of another number", to: "ru", source: "2,000 requests", target: "1 тыс. запросов", want: "CheckNumberMissing", at: "2,000"},
		{name: "a small number in words", to: "ru", source: "3 nodes", target: "три инстанса"},
		{name: "a small number in words, with its form", to: "pt-BR", source: "2 houses", target: "duas casas"},
		{name: "words of another number", to: "pt-BR", source: "3 houses", target: "duas casas", want: "CheckNumberMissing", at: "3"},
		{name: "a word that begins as one", to: "pt-BR", source: "7 houses", target: "setenta casas", want: "CheckNumberMissing", at: "7"},
		{name: "in code", source: "`a 42`", target: "`a`"},
		{name: "in an address", source: "[a](/42)", target: "[um](/43)"},
	})
}

func TestNumberAdded(t *testing.T) {
	judge(t, "number-added", []example{
		{name: "kept", source: "In 42 days.", target: "Em 42 dias."},
		{name: "case 75: a counter", to: "ja", source: "A book.", target: "1冊の本。", want: "CheckNumberAdded", at: "1"},
		{name: "other digits", source: "In 42 days.", target: "Em 24 dias.", want: "CheckNumberAdded", at: "24"},
	})
}
