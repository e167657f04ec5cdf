# What people and CI call. Everything a target needs it sets up itself.
#
#   make run      the daemon in the foreground, with the PDF printer "paper", until Ctrl-C
#   make demo     its own instance, one printed sample, the path of the PDF
#   make test     all that must pass
#   make deps     the packages of Debian that building and testing need (once; the others call it)
#
# SWIFT_FLAGS goes to every swift build and swift test.

SHELL := /bin/bash
SWIFT ?= swift
SWIFT_FLAGS ?=
RELEASE := .build/release
DEBUG := .build/debug
# The names one binary goes by.
NAMES := lpr lpq lprm quirectl
LISTEN ?= 127.0.0.1:6631
DIR ?= spool
CAPTURES ?= $(wildcard $(CURDIR)/../shared/data/captures)

.PHONY: all deps build debug links run demo test lint format bench crash fuzz sanitize registry clean

all: build

# libsqlite3-dev and zlib1g-dev to build; the rest are the clients and tools that the tests drive.
PACKAGES := libsqlite3-dev zlib1g-dev cups-client cups-bsd cups-ipp-utils qpdf curl
deps:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; \
	else echo "make deps: these packages are missing and need root or sudo:$$missing" >&2; exit 1; fi; \
	echo "make deps: installing$$missing"; \
	$$as apt-get update -qq && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null

build: deps
	$(SWIFT) build -c release $(SWIFT_FLAGS) --product quired
	$(SWIFT) build -c release $(SWIFT_FLAGS) --product quire
	@$(MAKE) --no-print-directory links BIN=$(RELEASE)

debug: deps
	$(SWIFT) build $(SWIFT_FLAGS)
	@$(MAKE) --no-print-directory links BIN=$(DEBUG)

links:
	@for n in $(NAMES); do ln -sf quire $(BIN)/$$n; done

run: build
	@exec $(RELEASE)/quired serve --dir $(DIR) --listen $(LISTEN) --or-next-port --show-example $(CURDIR)/$(RELEASE)

demo: build
	@Tests/Scripts/demo.sh $(RELEASE)

# The tests of the rooms, then the scenes with the real daemon and real clients.
test: deps lint
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	@$(MAKE) --no-print-directory links BIN=$(DEBUG)
	$(if $(CAPTURES),QUIRE_CAPTURES=$(CAPTURES)) SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build $(SWIFT_FLAGS)

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

clean:
	rm -rf .build .build-*
