// Command judge lets programs that nobody in this project wrote judge every
// kind of page in four languages, the sitemaps, the feeds and the code.
//
// Usage, from the root of the repository, where the assets have been built:
//
//	go run ./scripts/judge
//
// JUDGES        only these: "html", "lighthouse", "documents", "intl", "vulnerabilities", "secrets"
// GOVULNDB      another database of vulnerabilities than https://vuln.go.dev, such as file:///srv/vulndb
// CHROME_PATH   Chromium; /usr/bin/chromium unless said
//
// It needs Node, Java, Chromium, xmllint, git and python3-feedparser; the
// judges themselves are installed into bin/judge.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

// A judge looks at something and returns its faults. An error says that it
// could not look.
type judge struct {
	name string
	what string
	look func(context.Context, *court) (faults []string, err error)
}

func judges() []judge {
	return []judge{
		{"html", "Nu HTML checker: pages and style sheet", checkWithNu},
		{"html", "html-validate: pages", validateHTML},
		{"lighthouse", "Lighthouse: accessibility, best practices, SEO", runLighthouse},
		{"documents", "xmllint: sitemaps against their schema", checkSitemaps},
		{"documents", "feedparser: feeds", checkFeeds},
		{"intl", "Intl of Node: plurals, dates, numbers, order", compareIntl},
		{"vulnerabilities", "govulncheck: known vulnerabilities", checkVulnerabilities},
		{"secrets", "gitleaks: secrets in the history", checkSecrets},
	}
}

func run(ctx context.Context) error {
	only := strings.FieldsFunc(os.Getenv("JUDGES"), func(r rune) bool { return r == ',' || r == ' ' })
	c, err := newCourt(ctx)
	if err != nil {
		return err
	}
	defer c.close()
	atFault := 0
	for _, j := range judges() {
		if len(only) > 0 && !slices.Contains(only, j.name) {
			continue
		}
		faults, err := j.look(ctx, c)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			fmt.Printf("NOT JUDGED  %s: %v\n", j.what, err)
			if !c.unreachable(err) {
				atFault++
			}
		case len(faults) > 0:
			fmt.Printf("%3d FAULTS  %s\n", len(faults), j.what)
			for _, fault := range faults {
				fmt.Printf("            %s\n", fault)
			}
			atFault++
		default:
			fmt.Printf("clean       %s\n", j.what)
		}
	}
	if atFault > 0 {
		return fmt.Errorf("%d judges found faults or could not judge", atFault)
	}
	return nil
}
