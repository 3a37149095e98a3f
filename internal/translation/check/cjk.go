package check

import (
	"regexp"
	"strings"
)

const ideographs = `\p{Han}\p{Hiragana}\p{Katakana}ー`

var (
	halfWidth   = regexp.MustCompile(`[` + ideographs + `][,;:!?](?:[` + ideographs + `\s\x00]|$)|[` + ideographs + `]\.(?:[` + ideographs + `]|$)`)
	spaceWithin = regexp.MustCompile(`[` + ideographs + `] +[` + ideographs + `]`)
)

// cjkWidth finds marks of half width after Chinese and Japanese characters,
// and blanks between two of them.
func cjkWidth(r *reading) []Finding {
	base := r.To.Base()
	if !prose(r.Kind) || base != "ja" && base != "zh" && base != "yue" {
		return nil
	}
	var found []Finding
	if at := halfWidth.FindStringIndex(r.target.prose); at != nil {
		full := strings.NewReplacer(",", comma(string(base)), ";", "；", ":", "：", "!", "！", "?", "？", ".", "。")
		found = append(found, r.at("CheckHalfWidth", at[0], at[1]).fixed(replaceIn(r.target, halfWidth, full.Replace)))
	}
	if at := spaceWithin.FindStringIndex(r.target.prose); at != nil && base != "ja" {
		mended := replaceIn(r.target, spaceWithin, func(match string) string { return strings.ReplaceAll(match, " ", "") })
		found = append(found, r.at("CheckSpaceWithin", at[0], at[1]).fixed(mended))
	}
	return found
}

func comma(base string) string {
	if base == "ja" {
		return "、"
	}
	return "，"
}
