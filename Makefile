# bazc: `make` builds, `make demo` shows, `make test` proves. Everything lands in build/.
JOBS ?= $(shell nproc)
BAZC := build/bin/bazc

FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 1

.PHONY: all bazc demo test test-corpus fuzz libfuzzer bench vendor format check-format tidy asan tsan clean
all:
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)

# Without the tests.
bazc:
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS) --target bazc

demo:
	@.ci/packages build demo
	@$(MAKE) --no-print-directory bazc
	@examples/demo.sh $(BAZC) build/demo

test:
	@.ci/packages build test
	@$(MAKE) --no-print-directory all build/oracle/node_modules build/s3/node_modules
	@ctest --preset release -j $(JOBS)

# Every file of the corpus against Sucrase under Node; `make test` takes a sample of 150.
test-corpus: all build/oracle/node_modules
	@tests/oracle/corpus.sh $(BAZC)

# First whether time grows as the source does (by the clock, so not in `make test`), then programs
# without end, generated and changed, against Sucrase under Node. What differs is shrunk
# and written to build/differences; FUZZ_SEED repeats a run.
fuzz: build/oracle/node_modules
	@.ci/packages build test
	@rm -rf build/differences
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS) --target transform_dump
	@node tests/differential/growth_test.mjs --dump build/tests/differential/transform_dump
	@corpus=$$(tests/oracle/unpack_corpus.sh) && node tests/differential/fuzz.mjs \
	  --dump build/tests/differential/transform_dump --modules build/oracle \
	  --reproducers build/differences --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED) \
	  examples tests/transform_cases $$corpus

# Raw bytes against the sanitizers; new inputs are kept in build-fuzz/corpus.
libfuzzer:
	@.ci/packages build test check
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz -j $(JOBS)
	@mkdir -p build-fuzz/corpus build-fuzz/seeds
	@for case in tests/transform_cases/*/*.tsx; do \
	  cp "$$case" "build-fuzz/seeds/$$(echo "$$case" | tr / _)"; done
	@cd build-fuzz && tests/differential/native_fuzz -max_total_time=$(FUZZ_SECONDS) -max_len=4096 \
	  -timeout=10 -rss_limit_mb=2048 -dict=../tests/differential/tokens.dict -print_final_stats=1 \
	  -artifact_prefix=finding- corpus seeds

# BENCH="--only s3" measures a part: speed, memory, engines, s3, puts, databases.
bench:
	@.ci/packages build test bench
	@$(MAKE) --no-print-directory bazc build/bench/node_modules
	@cmake --build --preset release -j $(JOBS) --target put_rate start_time transform_rate
	@node bench/run.mjs --bazc $(BAZC) --programs build/bench --modules build/bench $(BENCH)

# vendor/sucrase.min.js, again from the pinned npm packages.
vendor:
	@vendor/make.sh

define npm-ci
	@mkdir -p $(@D)
	@cp $(<D)/package.json $(<D)/package-lock.json $(@D)
	@cd $(@D) && npm ci --ignore-scripts --loglevel=error --no-audit --no-fund
	@touch $@
endef
build/%/node_modules: tests/%/package-lock.json
	$(npm-ci)
build/bench/node_modules: bench/package-lock.json
	$(npm-ci)

SOURCES = $(shell git ls-files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'bench/*.cpp')
format:
	@clang-format -i $(SOURCES)
check-format:
	@clang-format --dry-run --Werror $(SOURCES)
tidy: all
	@printf '%s\n' $(filter %.cpp,$(SOURCES)) | xargs -P $(JOBS) -n 4 clang-tidy -p build --quiet 2>/dev/null

asan tsan: build/oracle/node_modules build/s3/node_modules
	@cmake --preset $@ >/dev/null
	@cmake --build --preset $@ -j $(JOBS)
	@ctest --preset $@ -j $(JOBS)

clean:
	@rm -rf build build-debug build-asan build-fuzz build-tsan
