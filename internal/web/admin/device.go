package admin

import "strings"

// Words in a User-Agent by which people know their browsers and systems. The
// order matters: each browser also names those it wants to be taken for.
var (
	browsers = [][2]string{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}
	systems = [][2]string{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Macintosh", "macOS"}, {"Linux", "Linux"},
	}
)

// deviceOf returns the browser and the system that a User-Agent names: what
// people recognise, or the first word where they would recognise nothing.
func deviceOf(userAgent string) (browser, system string) {
	browser = firstNamed(browsers, userAgent)
	if browser == "" {
		browser, _, _ = strings.Cut(userAgent, " ")
	}
	return browser, firstNamed(systems, userAgent)
}

func firstNamed(names [][2]string, userAgent string) string {
	for _, name := range names {
		if strings.Contains(userAgent, name[0]) {
			return name[1]
		}
	}
	return ""
}
