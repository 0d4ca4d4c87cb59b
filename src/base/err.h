/* One idiom for failure: a few codes for the program, a message for people. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * The HTTP status of each code is in site/errors.c, its exit status in
 * main.c. What a mail became is an enum verdict, never an error.
 */
enum err {
	OK,
	ERR_INVALID, /* input that breaks a rule */
	ERR_DENIED,  /* known caller, not allowed */
	ERR_NOT_FOUND,
	ERR_CONFLICT,  /* against the present state of the data */
	ERR_DUPLICATE, /* a unique rule refused it: the caller decides */
	ERR_TOO_BIG,   /* past a bound of base/limits.h */
	ERR_BUSY,      /* locked, unreachable, full: worth a retry */
	ERR_IO,        /* a file or device failed */
	ERR_CONFIG,    /* settings, or a database of the wrong shape */
	ERR_ABORTED,   /* commit of a transaction that was rolled back inside */
	ERR_INTERNAL,  /* a bug, ours or a library's */
	ERR_COUNT
};

#define MUST              __attribute__((warn_unused_result))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Keeps the message (at most 1023 bytes, cut at a character) for this thread
 * and returns code, which must not be OK. */
enum err err_set(enum err code, const char *fmt, ...) PRINTF(2, 3);

/* The message of the last err_set of this thread; "" if there was none.
 * Valid until the next err_set. */
const char *err_message(void);

#endif
