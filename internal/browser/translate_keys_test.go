//go:build browser

package browser

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the tests of keys look at.
const (
	written  = `document.querySelector("` + field + `").value`
	original = `document.querySelector("` + current + ` [data-source]").dataset.source`
	state    = `document.querySelector("` + current + `").dataset.state`
)

// alt presses a key with Alt.
func alt(key string) setting {
	return chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierAlt))
}

// keyed opens a text whose third segment has pieces, for its keys to be tried.
func keyed(t *testing.T) (pair, *tab) {
	p := newPair(t, "pt-BR", "It *comes* with `moon` and [wind](https://example.org).\n\nIt goes.\n\nIt rests.\n")
	b := p.translator(t, "en-US", "Tess", false)
	b.atBench(p.bench("en-US"))
	return p, b
}

// want reports an expression that has another value.
func (b *tab) want(expression, want string) {
	b.t.Helper()
	if got := value[string](b, expression); got != want {
		b.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// Every key of the table in translation 2.14 does what it says there. What the
// program writes into a field can be undone like what is typed.
func TestTheKeysOfTheWorkbench(t *testing.T) {
	p, b := keyed(t)
	const comes = "It *comes* with `moon` and [wind](https://example.org)."
	mod, shift, option := control, chromedp.ModifierShift, chromedp.ModifierAlt

	b.do(types("A"), types(kb.Enter), types("m"))
	b.want(written, "A\nm") // Enter is a new line
	b.do(mod(kb.Backspace, shift))
	b.want(written, "")
	b.do(mod("z"))
	b.want(written, "A\nm")
	b.do(mod("C", shift))
	b.want(written, "The tide")

	b.do(alt(kb.End))
	b.want(original, "It rests.")
	b.do(alt(kb.ArrowUp))
	b.want(original, "It goes.")
	b.do(alt(kb.ArrowDown))
	b.want(original, "It rests.")
	b.do(alt(kb.Home))
	b.want(original, "The tide")
	b.want(written, "The tide") // what was typed is still there
	b.do(alt(kb.PageDown))
	b.want(original, comes) // and not the address, which is made of the title
	b.do(alt(kb.PageUp))
	b.want(original, "The tide")

	b.do(mod("a"), dictates("A maré"), mod("s"))
	b.want(original, "The tide")
	b.want(state, "translated")
	b.do(mod(kb.Enter))
	b.want(original, comes)

	b.do(dictates("Ela"), mod("/"), strike("1"), mod("/"), strike("2"))
	b.want(written, "Ela`moon`[wind](https://example.org)")
	b.do(mod("a"), dictates("vem"))
	for key, want := range map[string]string{"b": "**vem**", "i": "_vem_", "e": "`vem`"} {
		b.do(mod("a"), mod(key))
		b.want(written, want)
		b.do(mod(key))
		b.want(written, "vem")
	}
	b.do(mod("a"), mod("k"), dictates("/x"))
	b.want(written, "[vem](/x)")
	b.do(mod(kb.Enter, option))
	b.want(original, "It goes.")
	b.do(alt(kb.PageUp))
	b.want(original, comes)
	b.want(state, "needs-edit")
	b.do(mod("a"), dictates("Ela vem com `moon` e [vento](https://example.org)."), mod(kb.Enter, shift))
	b.want(original, "It goes.")
	b.do(alt(kb.ArrowUp))
	b.want(state, "translated")

	b.sent()
	b.do(types(kb.Escape))
	b.want(`document.activeElement.className`, "seg current") // out of the field
	b.do(focus(field), types(kb.Tab))
	if value[bool](b, `document.activeElement.matches("`+field+`")`) {
		t.Errorf("Tab does not lead out of the field, but to %s", value[string](b, `document.activeElement.outerHTML`))
	}
	b.do(mod("F", shift))
	b.want(`document.activeElement.id`, "sought")
	b.do(mod("K", shift))
	b.want(`document.activeElement.closest("dialog:modal").className`, "keys")
	b.judge().wantAccessibleDialog(t, "the keys")
	b.do(types(kb.Escape))
	if value[bool](b, `Boolean(document.querySelector("dialog:modal"))`) {
		t.Error("Escape does not close the list of keys")
	}
	p.wantTexts(t, map[string]string{"The tide": "A maré", comes: "Ela vem com `moon` e [vento](https://example.org)."})
	b.quiet()
}

// The suggestions of others are taken by keys, one after the other.
func TestSuggestionsAreTakenByKeys(t *testing.T) {
	p, b := keyed(t)
	tom := p.translator(t, "en-US", "Tom", false)
	at := p.bench("en-US") + "?segment=" + value[string](b, `document.querySelector("`+current+`").dataset.uid`)
	tom.atBench(at)
	for _, text := range []string{"A maré", "As marés"} {
		value[chromedp.Void](tom, `fetch(document.querySelector("`+current+` form").action, {method: "POST", headers: {Accept: "application/json"},
			body: new URLSearchParams({act: "suggest", text: `+quote(text)+`})}).then(() => {})`)
	}
	b.atBench(at)
	b.await("the suggestions", `document.querySelectorAll("[data-aside] [data-match]").length === 2`)
	b.do(focus(field), control(kb.ArrowDown, chromedp.ModifierShift))
	first := value[string](b, written)
	b.do(control(kb.ArrowDown, chromedp.ModifierShift))
	second := value[string](b, written)
	if first == second || first+second != "A maréAs marés" && first+second != "As marésA maré" {
		t.Errorf("the keys put in %q, then %q", first, second)
	}
	b.do(control(kb.ArrowUp, chromedp.ModifierShift))
	b.want(written, first)
	b.quiet()
}

// What belongs to an input method, or writes a character by AltGr, is no key of
// the workbench; a letter is known by what it writes, and by where it stands
// where that is another script (translation 2.14).
func TestKeysOfWritingAreLeftAlone(t *testing.T) {
	_, b := keyed(t)
	b.do(dictates("A maré"))
	taken := func(event string) bool {
		t.Helper()
		return value[bool](b, `!document.querySelector("`+field+`").dispatchEvent(new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ctrlKey: true, `+event+`}))`)
	}
	for what, event := range map[string]string{
		"Enter of an input method":         `key: "Enter", isComposing: true`,
		"Enter of an older one":            `key: "Enter", keyCode: 229`,
		"€ by AltGr":                       `key: "€", code: "KeyE", altKey: true, modifierAltGraph: true`,
		"€ by AltGr, as Windows tells":     `key: "€", code: "KeyE", altKey: true`,
		"@ by AltGr":                       `key: "@", code: "KeyQ", altKey: true`,
		"n of a layout with n in b's seat": `key: "n", code: "KeyB"`,
	} {
		if taken(event) {
			t.Errorf("%s is taken for a key of the workbench", what)
		}
	}
	b.want(written, "A maré")
	for what, event := range map[string]string{
		"b of a layout with b in n's seat": `key: "b", code: "KeyN"`,
		"b's seat in Russian":              `key: "и", code: "KeyB"`,
		"b's seat in Hebrew":               `key: "נ", code: "KeyB"`,
		"b's seat in Arabic":               `key: "لا", code: "KeyB"`,
	} {
		b.do(control("a"))
		if !taken(event) {
			t.Errorf("%s is not taken for Ctrl+B", what)
			continue
		}
		b.want(written, "**A maré**")
		b.do(control("b"))
	}

	// A real input method holds a word that is not written yet.
	b.do(control("a"), compose("きた"), control(kb.Enter), control("s"))
	b.want(original, "The tide")
	b.want(state, "untranslated")
	b.quiet()
}

// strike presses a digit as a keyboard does: what takes the key keeps its
// character from being written.
func strike(digit string) setting {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, part := range []input.DispatchKeyEventParams{
			{Type: input.DispatchKeyEventTypeRawKeyDown, Key: digit, Code: "Digit" + digit}, {Type: input.DispatchKeyEventTypeChar, Key: digit, Text: digit}, {Type: input.DispatchKeyEventTypeKeyUp, Key: digit, Code: "Digit" + digit},
		} {
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, part); err != nil {
				return err
			}
		}
		return nil
	})
}

// compose holds a word in the input method.
func compose(word string) setting {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		end := int64(len([]rune(word)))
		_, err := cdp.Call(ctx, target, input.ImeSetComposition, input.ImeSetCompositionParams{Text: word, SelectionStart: end, SelectionEnd: end})
		return err
	})
}

// A key can be changed and switched off; the browser remembers whose it is.
func TestKeysCanBeChanged(t *testing.T) {
	_, b := keyed(t)
	row := func(name string) string { return `[data-shortcut=` + name + `] ` }
	b.do(control("K", chromedp.ModifierShift))
	b.reach(row("next") + "[data-rebind]")
	b.do(types(kb.Enter), control("Y", chromedp.ModifierShift))
	b.reach(row("bold") + "[data-off]")
	b.do(types(kb.Enter), types(kb.Escape))
	b.atBench(b.location())
	b.do(dictates("A maré"), control("a"), control("b"), control(kb.Enter))
	b.want(original, "The tide")
	b.want(written, "A maré")
	b.do(control("Y", chromedp.ModifierShift))
	b.want(original, "It *comes* with `moon` and [wind](https://example.org).")
	b.sent()
	b.quiet()
}
