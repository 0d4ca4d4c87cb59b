# make run    build Thimble and serve a sample archive on http://127.0.0.1:8000/
# make check  build and run all tests
# Both install the Debian packages they need. `make help` lists the others.

.DEFAULT_GOAL := build/thimble
.PHONY: build/thimble deps run check check-all check-slow check-locale check-shared asan \
    check-asan browser bench fuzz format manual sizes clean help

# The compilers of Debian 12 find nothing to warn of; others may, and then
# need MESON_FLAGS= on the command line.
MESON_FLAGS = --werror

help:
	@sed -n 's/^#: //p' Makefile

#: make             build/thimble
build/thimble: build/build.ninja
	@ninja -C build thimble

build/build.ninja:
	@meson setup $(MESON_FLAGS) build

# The folder may be from before the libraries of the tests were installed.
build/with-tests: | build/build.ninja
	@meson setup --reconfigure build >/dev/null
	@touch $@

#: make deps        install what building and running need (Debian packages)
deps:
	@tools/deps build

#: make run         serve the sample archive on http://$(LISTEN)/
LISTEN = 127.0.0.1:8000
run:
	@tools/deps build
	@$(MAKE) --no-print-directory build/thimble
	@tools/run $(LISTEN)

#: make check       all tests; ends with 'N passed, N failed'
check:
	@tools/deps build test
	@$(MAKE) --no-print-directory build/with-tests
	@ninja --quiet -C build
	@tests/run --without slow build

#: make check-all   everything there is, as before a merge
check-all:
	@tools/deps build test
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-60} tests/stages

#: make check-slow  the tests that take longer than a few seconds
check-slow: build/with-tests
	@ninja --quiet -C build
	@tests/run build --suite slow

#: make check-shared  real archives and what a Patchwork made of them (THIMBLE_SHARED)
check-shared: build/with-tests
	@ninja -C build
	@tests/shared/run build build-asan

#: make check-locale  PostgreSQL with the order and case of en_US.UTF-8
check-locale: build/with-tests
	@ninja --quiet -C build
	@tests/run --locale en_US.UTF-8 --without check --without slow build

#: make asan        build-asan/thimble, with AddressSanitizer and UBSan
# Without --werror: among the calls of the sanitizers gcc sees faults that are
# none. Without asneeded: libasan has a crypt_r that only calls the next one, for
# which the linker leaves libcrypt out.
asan: build-asan/build.ninja
	@ninja --quiet -C build-asan

build-asan/build.ninja:
	@meson setup -Db_sanitize=address,undefined \
	    -Db_asneeded=false build-asan

#: make check-asan  the tests that run programs, under the sanitizers
check-asan: asan
	@tests/run --without check --without slow build-asan

#: make browser     the pages in Chromium, by Playwright and axe from npm
browser: build/thimble
	@tools/deps browser
	@tests/browser/run

#: make bench       the benchmarks of bench/, against their budgets
bench: build/thimble
	@tests/with-pg --fsync bench/run build/thimble

#: make fuzz        FUZZ_SECONDS (60) of each fuzz target, under the sanitizers
FUZZ_SECONDS ?= 60
fuzz: build-fuzz/build.ninja
	@ninja --quiet -C build-fuzz fuzzers
	@fuzz/run build-fuzz $(FUZZ_SECONDS)

build-fuzz/build.ninja:
	@tools/deps build test
	@CC=clang CFLAGS='-fsanitize=fuzzer-no-link -fno-sanitize-recover=all' \
	    meson setup -Dfuzz=true -Db_lundef=false \
	    -Db_sanitize=address,undefined build-fuzz

#: make format      lay the C sources out by .clang-format
format:
	@find src tests tools fuzz bench -name '*.[ch]' | xargs clang-format -i

#: make manual      print the manual pages that are made of the program's tables
manual: build/thimble
	@tools/manual

#: make sizes       functions and files that stand out by their length
sizes:
	@tools/sizes

#: make clean       remove the build folders
clean:
	@rm -rf build build-asan build-fuzz
