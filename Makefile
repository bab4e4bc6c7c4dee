# Waymark from a checkout. `make` alone prints this list; settings are in README.md.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run demo test soak fuzz tsan bench reads page deb deb-clean schema lint format clean
# The targets share one .build and one var/, so they never run side by side.
.NOTPARALLEL:

local := deploy/local

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: ## Install what is missing, build, and serve on 127.0.0.1:8080 until Ctrl-C
	@$(local)/run.sh

demo: ## The same with a year of believable history and live traffic
	@$(local)/run.sh --demo

test: ## Unit, database, end-to-end and browser tests
	@$(local)/test.sh

soak: ## The tests of faults at their full length: half an hour
	@$(local)/soak.sh

fuzz: ## libFuzzer over every reader of foreign bytes; FUZZ_SECONDS each, 60 by itself
	@$(local)/fuzz.sh $(FUZZ)

tsan: ## The pool, the committer and the feed under the thread sanitizer
	@$(local)/tsan.sh

schema: ## Write schema/schema.sql anew from the migrations
	WAYMARK_WRITE_SCHEMA=yes swift test --filter SchemaTests

bench: ## How fast this machine takes webhooks in, applies and shows them, beside its peers
	@$(local)/install.sh --bench
	@$(local)/test-python.sh
	@.venv/bin/python Tests/Benchmarks/bench.py $(BENCH)

reads: ## How fast lists and reports are over a million customers; takes a quarter of an hour
	@/usr/bin/python3 Tests/Benchmarks/reads.py $(READS)

page: ## What the page weighs, and how soon it shows and answers over a million customers
	@$(local)/install.sh --bench
	@$(local)/test-python.sh
	@.venv/bin/python Tests/Benchmarks/page.py $(PAGE)

deb: ## Build the Debian package under var/
	@deploy/debian/build.sh

deb-clean: ## Install the package on a Debian made from nothing, and remove it again; as root
	@$(local)/install.sh --clean
	@$(local)/test-python.sh
	@.venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests --clean-root \
		Tests/EndToEnd/test_clean_debian.py

lint: ## Formatting and shell, Python and page rules; changes nothing
	@$(local)/lint.sh

format: ## Format the Swift sources and the settings table of the README
	@$(local)/format.sh

clean: ## Remove what was built; the data under var/ stays
	rm -rf .build static/vendor static/icons.svg
