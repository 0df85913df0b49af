# `make` lists what can be done here. CI calls only these targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export SWIFT_DETERMINISTIC_HASHING := 1

BUILD ?= $(CURDIR)/.build
BRIEF ?= Examples/users/brief.yaml
OUT ?= build/users

.PHONY: help setup build bench run serve stop test test-fivegate test-service test-journey test-briefs lint format install clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

setup: ## install what is missing (Debian packages, Python tools)
	@scripts/setup

build: setup ## build the command, left at bin/fivegate
	@scripts/build "$(BUILD)"

run: build ## take $(BRIEF) from brief to a released service at 127.0.0.1:8080 (PORT), its folder $(OUT)
	bin/fivegate run "$(BRIEF)" -o "$(OUT)" --yes $(if $(PORT),--port $(PORT))

serve: build ## run it once more beside that, with demo data, at 127.0.0.1:8081 (PORT), until Ctrl-C
	bin/fivegate serve -C "$(OUT)" $(if $(PORT),--port $(PORT))

stop: ## end what `make run` has released; its data stay
	bin/fivegate release stop -C "$(OUT)"

test: setup lint test-fivegate test-service test-journey ## all checks: lint, all tests, a real journey, every gate seen to close

# What watches the clock has the machine to itself.
TIMED := AuditTests 'ReleaseTests\.[^CK]' 'ReleaseTests\.Cluster' 'ReleaseTests\.Kill' '\.GeneratorTests'

test-fivegate: setup ## Fivegate's own tests
	@scripts/test-package . "$(BUILD)" FivegatePackageTests --skip 'AuditTests|ReleaseTests|\.GeneratorTests'
	@for suite in $(TIMED); do scripts/test-package . "$(BUILD)" FivegatePackageTests --filter "$$suite" || exit; done

test-service: setup ## the tests of the service's fixed code (Service/)
	@scripts/test-package Service "$$(scripts/service-build)" ServicePackageTests

test-journey: setup ## a journey that is killed on its way, then a fault for every gate (minutes)
	@for suite in JourneyTests GateTests.ScenarioTests GateTests.GateTests; do \
		FIVEGATE_WORKSPACE="$(CURDIR)/build/journey" \
			scripts/test-package . "$(BUILD)" FivegatePackageTests --filter $$suite || exit; \
	done

test-briefs: build ## the suite of each good brief of the tests, rendered and run (a quarter of an hour; by hand)
	@scripts/test-briefs

bench: build ## measure design, ledger and service; docs/performance.md keeps the tables (minutes)
	@BUILD="$(BUILD)" Benchmarks/run

lint: ## swift format, strictly
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Plugins Service Benchmarks

format: ## rewrite the sources as the linter wants them
	@swift format --in-place --recursive --parallel Package.swift Sources Tests Plugins Service Benchmarks

install: build ## put the command on the path (PREFIX, default /usr/local)
	install -m 0755 bin/fivegate "$(or $(PREFIX),/usr/local)/bin/fivegate"

clean: ## remove what was built here
	rm -rf "$(BUILD)" bin build
