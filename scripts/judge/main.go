// Command judge lets programs that nobody in this project wrote judge every
// kind of page in four languages, the sitemaps, the feeds and the code.
//
// Usage, from the root of the repository, where the assets have been built:
//
//	go run ./scripts/judge
//
// JUDGES        only these: "html", "lighthouse", "documents", "intl", "vulnerabilities", "secrets"
// JUDGE_OFFLINE "1" excuses a judge that could not reach what it needs from the network
// GOVULNDB      another database of vulnerabilities than https://vuln.go.dev, such as file:///srv/vulndb
// CHROME_PATH   Chromium; /usr/bin/chromium unless said
//
// It ends with a status of failure when a judge found faults, and when one
// could not judge: what nobody looked at is not clean.
//
// It needs Node, Java, Chromium, xmllint, git and python3-feedparser; the
// judges themselves are installed into bin/judge.
package main

import (
	"context"
	"errors"
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
	var found, absent []string // judges that found faults, and that could not judge
	excused := 0
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
			absent = append(absent, j.what)
			if errors.Is(err, errUnreachable) && os.Getenv("JUDGE_OFFLINE") == "1" {
				excused++
			}
		case len(faults) > 0:
			fmt.Printf("%3d FAULTS  %s\n", len(faults), j.what)
			for _, fault := range faults {
				fmt.Printf("            %s\n", fault)
			}
			found = append(found, j.what)
		default:
			fmt.Printf("clean       %s\n", j.what)
		}
	}
	return verdict(found, absent, excused)
}

// verdict sums up: an error unless every judge who was not excused found
// nothing.
func verdict(found, absent []string, excused int) error {
	if len(absent) > 0 {
		fmt.Printf("\nNOT judged by %d (%d of them excused): %s\n", len(absent), excused, strings.Join(absent, "; "))
	}
	switch {
	case len(found) > 0:
		return fmt.Errorf("faults were found by %d judges: %s", len(found), strings.Join(found, "; "))
	case len(absent) > excused:
		return errors.New("no faults were found, but not everything was judged; where there is no network, JUDGE_OFFLINE=1 excuses that")
	}
	return nil
}
