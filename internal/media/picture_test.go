package media

import "testing"

func FuzzInspect(f *testing.F) {
	for _, seed := range []string{
		"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IEND\x00\x00\x00\x00", "\xff\xd8\xff\xe1\x00\x04ab\xff\xda\x00\x02\xff\xd9",
		"GIF89a\x01\x00\x01\x00\x80\x00\x00;", "RIFF\x0c\x00\x00\x00WEBPVP8X\x00\x00\x00\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := inspect(data)
		if err != nil {
			return
		}
		again, err := inspect(p.data)
		if err != nil {
			t.Fatalf("a kept picture is refused the second time: %v", err)
		}
		if again.width != p.width || again.height != p.height || len(again.data) != len(p.data) {
			t.Errorf("kept %d × %d in %d bytes, the second time %d × %d in %d",
				p.width, p.height, len(p.data), again.width, again.height, len(again.data))
		}
	})
}
