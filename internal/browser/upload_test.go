//go:build browser

package browser

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// pixels returns a picture of one colour, as PNG.
func pixels(t *testing.T, fill color.Color) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	draw.Draw(img, img.Bounds(), image.NewUniform(fill), image.Point{}, draw.Src)
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// file puts a picture of one colour into a file and returns where it is.
func file(t *testing.T, name string, fill color.Color) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, pixels(t, fill), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// paste pastes a picture, as it comes from the clipboard, where the cursor is.
func paste(name string, data []byte) setting {
	return chromedp.Evaluate[chromedp.Void](`void (() => {
		const bytes = Uint8Array.from(atob(` + quote(base64.StdEncoding.EncodeToString(data)) + `), (c) => c.charCodeAt(0));
		const clipboardData = new DataTransfer();
		clipboardData.items.add(new File([bytes], ` + quote(name) + `, { type: "image/png" }));
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	})()`)
}

// drop drops a file on the text.
func (b *tab) drop(path string) {
	b.t.Helper()
	box := value[[]float64](b, `(() => { const box = document.querySelector(".cm-line:last-child").getBoundingClientRect(); return [box.left + 5, box.top + box.height / 2] })()`)
	for _, step := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, input.DispatchDragEvent, input.DispatchDragEventParams{
				Type: step, X: box[0], Y: box[1], Data: &input.DragData{Items: []*input.DragDataItem{}, Files: []string{path}, DragOperationsMask: 1},
			})
			return err
		}))
	}
}

// Pictures that are pasted, dropped or chosen are sent at once, with a line
// that says how far they are, and stand where they were put; the library
// offers them again.
func TestPicturesAreSentFromTheEditor(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "boats", Body: "Above.\n\nBelow.", Status: content.Draft})[0]
	b := s.writer(t, "Ana", screen(1400, 900))
	b.opens(s.editor("en-US", p.ID))
	b.do(chromedp.Evaluate[chromedp.Void](`void (() => {
		window.bars = [];
		new MutationObserver((changes) => {
			for (const { addedNodes } of changes) for (const line of addedNodes) window.bars.push(line.querySelector("progress").getAttribute("aria-label"));
		}).observe(document.querySelector("[data-sending]"), { childList: true });
	})()`))
	placed := func(what string, count int) {
		t.Helper()
		b.await(what, `(`+text+`.match(/!\[[^\]]*\]\(\/media\/[0-9a-f]+\.png\)/g) ?? []).length === `+number(count)+` && !`+text+`.includes("(#")`)
	}
	b.do(focus(writing), control(kb.Home), types(kb.ArrowDown), paste("boat.png", pixels(t, color.Black)))
	placed("the pasted picture", 1)
	b.await("its place between the words", `/^Above\.\n!\[.*\)\n\nBelow\.$|^Above\.\n!\[.*\)\nBelow\.$/.test(`+text+`)`)
	b.drop(file(t, "dropped.png", color.White))
	placed("the dropped picture", 2)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("[data-picture]"), []string{file(t, "chosen.png", color.Gray{100})}))
	placed("the chosen picture", 3)
	if got := value[string](b, `window.bars.join()`); got != "boat.png,dropped.png,chosen.png" {
		t.Errorf("progress was shown of %q", got)
	}
	b.await("the pictures in the preview", `[...document.querySelector("[data-pane] iframe").contentDocument.querySelectorAll("main img")].filter((img) => img.complete && img.naturalWidth > 0).length === 3`)

	b.do(paste("words.png", []byte("no picture at all")))
	b.await("the refusal", said+`.includes("words.png")`)
	placed("nothing of what was refused", 3)

	b.do(focus(".tools [data-act=picture]"), types(kb.Enter))
	b.await("the library", `document.querySelectorAll("dialog.pictures [role=option]").length === 3`)
	b.do(types("drop"))
	b.await("what is sought", `document.querySelectorAll("dialog.pictures [role=option]").length === 1`)
	b.do(types(kb.Enter))
	placed("the picked picture", 4)
	b.quiet()
}

// A cover is chosen in the library, seen, and taken away again.
func TestACoverIsChosen(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "boats", Status: content.Draft})[0]
	b := s.writer(t, "Ana")
	b.opens(s.editor("en-US", p.ID))
	b.do(click(".particulars summary"), click("[data-choose]"))
	b.await("the box of pictures", `document.querySelector("dialog.pictures").open`)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("[data-picture]"), []string{file(t, "cover.png", color.Black)}))
	b.await("the cover", `/^\/media\/[0-9a-f]+\.png$/.test(document.querySelector("[name=cover]").value) && document.querySelector("[data-cover] img").naturalWidth > 0`)
	b.do(write("[name=cover_alt]", "A boat at night"), control("s"))
	b.saved(2)
	b.opens(s.editor("en-US", p.ID))
	b.do(click(".particulars summary"))
	b.await("the cover of the saved text", `document.querySelector("[data-cover] img").naturalWidth > 0 && document.querySelector("[name=cover_alt]").value === "A boat at night"`)
	b.do(click("[data-drop]"), control("s"))
	b.saved(3)
	if post, err := s.db.Post(t.Context(), p.ID); err != nil || post.Cover != "" || post.CoverAlt != "" {
		t.Errorf("the cover is still %q, %q, %v", post.Cover, post.CoverAlt, err)
	}
	b.quiet()
}
