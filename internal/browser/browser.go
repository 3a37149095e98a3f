// Package browser reads the site as people do: in Chromium, with axe-core as
// the judge of accessibility, in every direction of writing and both themes.
//
// Its tests have the build tag browser, since they need Chromium, fonts and
// the packages of npm; make test runs them.
package browser
