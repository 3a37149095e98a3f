# make run    build and serve http://localhost:8080 on ./data
# make test   every test, on a fresh machine
# make check  the quick one, before each commit: lint and the tests that need
#             neither PostgreSQL nor Chromium
# make build  bin/verso
# make bench  the figures of docs/performance.md, beside nginx
# make judge  other people's checkers over every page, feed, sitemap and commit;
#             JUDGE_OFFLINE=1 excuses those that need the network
# make fuzz   every fuzz target for 30 seconds
# make clean  remove what was built; ./data stays

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: run build assets test check lint bench judge fuzz clean

GOLANGCI_LINT_VERSION := v2.15.0
GOLANGCI_LINT := bin/golangci-lint-$(GOLANGCI_LINT_VERSION)

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
ASSET_SOURCES := $(shell find static -path static/dist -prune -o -type f -print) \
	scripts/build-assets.mjs package.json

run: build
	bin/verso serve

# Go decides by itself what to compile again. Without nomsgpack, Gin brings a
# codec of 6 MB that nothing here speaks.
build: assets
	@scripts/require go
	CGO_ENABLED=0 go build -trimpath -tags nomsgpack -ldflags '-s -w -X main.version=$(VERSION)' -o bin/verso ./cmd/verso
	bin/verso catalog check

assets: static/dist/manifest.json

static/dist/manifest.json: node_modules/.package-lock.json $(ASSET_SOURCES)
	node scripts/build-assets.mjs
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	scripts/require node npm
	npm ci --no-audit --no-fund
	@touch $@

test: assets
	scripts/test

check: assets lint
	CGO_ENABLED=0 go test ./...

lint: $(GOLANGCI_LINT)
	scripts/lint $(GOLANGCI_LINT)

$(GOLANGCI_LINT):
	scripts/require go
	GOFLAGS= GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	mv bin/golangci-lint $@

bench: build
	scripts/install nginx:nginx wrk:wrk
	scripts/install-test-tools
	scripts/with-postgres go run ./scripts/bench

judge: assets
	scripts/require go node npm
	scripts/install default-jre-headless:java
	scripts/install-test-tools
	go run ./scripts/judge

fuzz:
	scripts/fuzz

clean:
	rm -rf bin node_modules
	find static/dist -mindepth 1 ! -name .gitkeep -delete
