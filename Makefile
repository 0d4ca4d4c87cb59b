# make run    build Thimble and serve a sample archive on http://127.0.0.1:8000/
# make check  build and run all tests
# Both install the Debian packages they need. `make help` lists the others.

.DEFAULT_GOAL := build/thimble
.PHONY: build/thimble deps check asan check-asan format manual sizes clean help

# The compilers of Debian 12 find nothing to warn of; others may, and then
# need MESON_FLAGS= on the command line.
MESON_FLAGS = --werror

help:
	@sed -n 's/^#: //p' Makefile

#: make             build/thimble
build/thimble: build/build.ninja
	@ninja -C build

build/build.ninja:
	@meson setup $(MESON_FLAGS) build

#: make deps        install what building and running need (Debian packages)
deps:
	@tools/deps build

#: make check       all tests; ends with 'N passed, N failed'
check:
	@tools/deps build test
	@$(MAKE) --no-print-directory build/thimble
	@tests/run build

#: make asan        build-asan/thimble, with AddressSanitizer and UBSan
asan: build-asan/build.ninja
	@ninja -C build-asan

build-asan/build.ninja:
	@meson setup $(MESON_FLAGS) -Db_sanitize=address,undefined build-asan

#: make check-asan  the tests that run programs, under the sanitizers
check-asan:
	@tools/deps build test
	@$(MAKE) --no-print-directory asan
	@tests/run --without check build-asan

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
