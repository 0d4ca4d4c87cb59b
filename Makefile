# make run    build Thimble and serve a sample archive on http://127.0.0.1:8000/
# make check  build and run all tests
# Both install the Debian packages they need. Others are listed by `make help`.

.DEFAULT_GOAL := build/thimble
.PHONY: build/thimble deps check help

BUILD = build

help:
	@sed -n 's/^#: //p' Makefile

#: make             build/thimble
build/thimble: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@meson setup $(BUILD)

#: make deps        install what building and running need (Debian packages)
deps:
	@tools/deps build

#: make check       all tests; ends with 'N passed, N failed'
check:
	@tools/deps build test
	@$(MAKE) --no-print-directory build/thimble
	@tests/run $(BUILD)
