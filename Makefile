# What people and CI call. Everything a target needs it sets up itself.
#
#   make run      the daemon in the foreground, with the PDF printer "paper", until Ctrl-C
#   make demo     its own instance, one printed sample, the path of the PDF
#   make test     all that must pass
#   make docs     docs/OPERATIONS.md and docs/LIMITS.md, from the tables and the tests
#   make man      the manual pages, to .build/man
#   make deps     the packages of Debian that building and testing need (once; the others call it)
#
# SWIFT_FLAGS goes to every swift build and swift test.

SHELL := /bin/bash
SWIFT ?= swift
SWIFT_FLAGS ?=
RELEASE := .build/release
DEBUG := .build/debug
# The names one binary goes by.
NAMES := lpr lpq lprm lp lpstat cancel lpmove lpoptions lpc quirectl
# What is built to be used. The converters lie beside the daemon, which starts them.
PROGRAMS := quired quire quire-impose quire-render quire-raster quire-text quire-image quire-ppd quire-cups quire-snmp \
  quire-pam
LISTEN ?= 127.0.0.1:6631
DIR ?= spool
CAPTURES ?= $(wildcard $(CURDIR)/../shared/data/captures)

.PHONY: all docs deps build debug links man run demo test lprng lint format bench crash fuzz sanitize registry clean

all: build

# To build; to convert documents with (programs that are started, and fonts); the clients and tools the tests drive.
PACKAGES := pkg-config libpam0g-dev libsqlite3-dev zlib1g-dev libqpdf-dev libpoppler-glib-dev libpango1.0-dev libjpeg-dev libpng-dev \
  libcups2-dev libavahi-client-dev libqrencode-dev ghostscript poppler-utils mupdf-tools fonts-dejavu-core fonts-wqy-microhei \
  cups-client cups-bsd cups-ipp-utils qpdf curl mandoc
# What only the scenes need: a CUPS server of their own, the programs that come with it, and what ippeveprinter wants.
TEST_PACKAGES := cups cups-filters avahi-daemon dbus iproute2 rlpr bind9-utils openssl python3
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
	for p in $(PROGRAMS); do $(SWIFT) build -c release $(SWIFT_FLAGS) --product $$p || exit; done
	@$(MAKE) --no-print-directory links BIN=$(RELEASE)

debug: deps
	$(SWIFT) build $(SWIFT_FLAGS)
	@$(MAKE) --no-print-directory links BIN=$(DEBUG)

links:
	@for n in $(NAMES); do ln -sf quire $(BIN)/$$n; done

# What of the documentation is made from the tables.
docs: debug
	QUIRE_WRITE_DOCS=1 $(SWIFT) test $(SWIFT_FLAGS) --filter 'OperationDocumentTests|LimitTests'

# To .build/man, like everything that is built: they come from the tables the commands read, and cannot grow old there.
man: build
	@mkdir -p .build/man
	$(RELEASE)/quired --experimental-dump-help | $(RELEASE)/quire __man .build/man
	mandoc -Tlint -W warning .build/man/*

run: build
	@exec $(RELEASE)/quired serve --dir $(DIR) --listen $(LISTEN) --or-next-port --show-example $(CURDIR)/$(RELEASE)

demo: build
	@Tests/Scripts/demo.sh $(RELEASE)

# The tests of the rooms, then the scenes with the real daemon and real clients: these block threads, so not together.
# More tests at once than this take the processors from each other until clients in them give up waiting.
TESTS_AT_ONCE ?= 12
TEST_ENVIRONMENT = $(if $(CAPTURES),QUIRE_CAPTURES=$(CAPTURES)) SWIFT_BACKTRACE=enable=no \
  SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TESTS_AT_ONCE)
test: lint
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) $(TEST_PACKAGES)"
	-@$(MAKE) --no-print-directory lprng
	$(SWIFT) build --build-tests $(SWIFT_FLAGS)
	@$(MAKE) --no-print-directory links BIN=$(DEBUG)
	$(call run-tests,.build/test-rooms.log,--skip Scenes)
	$(call run-tests,.build/test-scenes.log,--filter Scenes --no-parallel)

# LPRng's clients, for a scene: Debian's package cannot be installed beside cups-bsd, so it is only unpacked. Without it the
# scene is skipped.
lprng: .build/lprng/usr/bin/lpr
.build/lprng/usr/bin/lpr:
	@mkdir -p .build/lprng.download && cd .build/lprng.download && apt-get download -qq lprng 2>/dev/null && \
	  dpkg -x lprng_*.deb ../lprng && touch ../lprng/usr/bin/lpr || \
	  { echo "make lprng: Debian's package lprng cannot be downloaded; its scene is skipped" >&2; exit 1; }

# Runs tests and keeps what they say. What failed is listed once more at the end, where people and CI look first.
# A test with two thousand connections needs as many open files, and many shells allow 1024.
define run-tests
@set -o pipefail; ulimit -Sn 8192 2>/dev/null || ulimit -Sn "$$(ulimit -Hn)"; \
$(TEST_ENVIRONMENT) $(SWIFT) test --skip-build $(SWIFT_FLAGS) $(2) 2>&1 | tee $(1) || { status=$$?; \
  echo; echo "make test: this failed ($(1) has all of it):"; \
  awk '/recorded an issue|Fatal error|error: Exited/ { print; told = 1; next } /↳/ && told { print; next } { told = 0 }' $(1); \
  exit $$status; }
endef

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

# Longer checks ------------------------------------------------------------------------------------------------------

# Fifty rounds of kill -9 and, as root, of power cuts, with the release build.
crash: deps
	$(SWIFT) build -c release --build-tests --scratch-path .build-crash $(SWIFT_FLAGS) -Xswiftc -enable-testing
	@$(MAKE) --no-print-directory links BIN=.build-crash/release
	QUIRE_CRASH_ROUNDS=$(or $(ROUNDS),50) $(TEST_ENVIRONMENT) $(SWIFT) test -c release --scratch-path .build-crash \
	  --skip-build --filter NothingLost -Xswiftc -enable-testing --no-parallel

# quired beside a private cupsd; as root on a fresh, journaled ext4, which is where figures can be compared.
bench: build
	$(SWIFT) build -c release $(SWIFT_FLAGS) --product PrintBench
	@command -v cupsd >/dev/null || [ -x /usr/sbin/cupsd ] || echo "make bench: cupsd is not installed (apt package cups): no peer to compare with"
	Benchmarks/on-fresh-disk.sh $(RELEASE)/PrintBench $(RELEASE)

# Every parser of our own that reads what strangers send, each for FUZZ_SECONDS.
FUZZ_SECONDS ?= 120
FUZZ := .build/fuzz
# As Package.swift has it.
SWIFTC := swiftc -O -swift-version 6 -enable-upcoming-feature ExistentialAny \
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
FUZZER := $(SWIFTC) -sanitize=fuzzer,address -use-ld=lld -parse-as-library \
  -I $(FUZZ) -I Sources/CZlib -I $(FUZZ)/CSpawn -L $(FUZZ) -lswiftSynchronization
sources = $$(find $(1) -name '*.swift')
fuzz:
	mkdir -p $(FUZZ)/ipp.in $(FUZZ)/sniffer.in $(FUZZ)/raster.in $(FUZZ)/ppd.in $(FUZZ)/pictures.in $(FUZZ)/texts.in
	mkdir -p $(FUZZ)/head.in $(FUZZ)/snmp.in $(FUZZ)/pjl.in $(FUZZ)/lpd.in
	cp Tests/Fuzz/LPDSeeds/* $(FUZZ)/lpd.in/
	cp Tests/Fuzz/HeadSeeds/* $(FUZZ)/head.in/
	cp Tests/Fuzz/SNMPSeeds/* $(FUZZ)/snmp.in/
	cp Tests/Fuzz/PJLSeeds/* $(FUZZ)/pjl.in/
	cp Tests/IPPTests/Captures/*.bin $(FUZZ)/ipp.in/
	cp Tests/Fuzz/RasterSeeds/* Tests/RasterTests/Samples/*.pwg $(FUZZ)/raster.in/
	cp Tests/FiltersTests/Samples/* $(FUZZ)/sniffer.in/
	cp ppd/*.ppd $(FUZZ)/ppd.in/
	cp Tests/Fuzz/Pictures/* $(FUZZ)/pictures.in/
	mkdir -p $(FUZZ)/CSpawn
	printf 'module CSpawn { header "%s" export * }\n' $(CURDIR)/Sources/CSpawn/include/CSpawn.h \
	  > $(FUZZ)/CSpawn/module.modulemap
	for c in Sources/CSpawn/*.c; do clang -O -c -I Sources/CSpawn/include -o $(FUZZ)/CSpawn/$$(basename $$c).o $$c || exit; done
	for m in IPP PrintModel Workbench; do \
	  $(SWIFTC) -parse-as-library -emit-module -emit-library -static -module-name $$m -I $(FUZZ) \
	    -I $(FUZZ)/CSpawn -o $(FUZZ)/lib$$m.a -emit-module-path $(FUZZ)/$$m.swiftmodule \
	    $$(find Sources/$$m -name '*.swift') || exit; \
	done
	$(FUZZER) -o $(FUZZ)/ipp Tests/Fuzz/IPPFuzz.swift $(call sources,Sources/IPP)
	$(FUZZER) -lPrintModel -lIPP -o $(FUZZ)/sniffer Tests/Fuzz/SnifferFuzz.swift $(call sources,Sources/Filters/Sniffing) \
	  $(call sources,Sources/Filters/Counting) Sources/Filters/Planning/Converter.swift \
	  Sources/Filters/Planning/ConverterTable.swift
	$(FUZZER) -o $(FUZZ)/raster Tests/Fuzz/RasterFuzz.swift $(call sources,Sources/Raster)
	$(FUZZER) -o $(FUZZ)/ppd Tests/Fuzz/PPDFuzz.swift $(call sources,Sources/PPDReading)
	$(FUZZER) $(FUZZ)/CSpawn/*.o -lWorkbench -o $(FUZZ)/pictures Tests/Fuzz/PictureFuzz.swift $(call sources,Sources/Pictures)
	$(FUZZER) $(FUZZ)/CSpawn/*.o -lWorkbench -o $(FUZZ)/texts Tests/Fuzz/TextFuzz.swift $(call sources,Sources/TextSetting)
	$(FUZZER) -lPrintModel -lIPP -o $(FUZZ)/head Tests/Fuzz/HeadFuzz.swift Sources/FrontDoor/HTTP/HTTPRequestHead.swift \
	  Sources/FrontDoor/HTTP/HTTPTarget.swift Sources/FrontDoor/HTTP/HTTPLimits.swift Sources/FrontDoor/HTTP/HTTPRefusal.swift
	$(FUZZER) -o $(FUZZ)/snmp Tests/Fuzz/SNMPFuzz.swift $(call sources,Sources/SNMP)
	$(FUZZER) -lPrintModel -lIPP -o $(FUZZ)/pjl Tests/Fuzz/PJLFuzz.swift Sources/Backends/Socket/PJL.swift \
	  Sources/Backends/Socket/PJLStatus.swift
	$(FUZZER) -lPrintModel -lIPP -o $(FUZZ)/lpd Tests/Fuzz/LPDFuzz.swift Sources/SideDoors/LPD/LineCommand.swift \
	  Sources/SideDoors/LPD/ControlFile.swift Sources/SideDoors/LPD/ControlFile+Attributes.swift \
	  Sources/SideDoors/LPD/JobAssembly.swift Sources/SideDoors/Raw/PJLWords.swift
	for f in head:2048 snmp:2048 pjl:2048 lpd:2048 ipp:4096 sniffer:8192 raster:12288 ppd:4096 pictures:2048 texts:1024; do \
	  SWIFT_BACKTRACE=enable=no $(FUZZ)/$${f%:*} -max_total_time=$(FUZZ_SECONDS) -max_len=$${f#*:} \
	    -rss_limit_mb=3000 $(FUZZ)/$${f%:*}.in || exit; \
	done

# The tests of the rooms under the address and thread sanitizers, each in a build of its own.
sanitize: deps
	ulimit -Sn 8192; for s in address thread; do \
	  ASAN_OPTIONS=detect_leaks=0:suppressions=$(CURDIR)/Tests/Sanitizers/address.supp \
	  TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/thread.supp $(TEST_ENVIRONMENT) \
	    $(SWIFT) test --sanitize=$$s --scratch-path .build-$$s --skip Scenes || exit 1; \
	done

# Writes the registry anew from IANA's ipp-registrations.xml.
registry:
	@test -n "$(REGISTRY)" || { echo "usage: make registry REGISTRY=path/to/ipp-registrations.xml" >&2; exit 2; }
	$(SWIFT) run RegistryMaker $(REGISTRY) Sources/IPP/Registry

clean:
	rm -rf .build .build-*
