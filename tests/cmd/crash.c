/*
 * Preloaded into the program by tests: dies where a mail asks for it, since
 * no mail is known that crashes the parser. A part in charset iso-2022-kr
 * kills while it is read, a text with "killed while stored" while its tags
 * are counted.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <dlfcn.h>
#include <iconv.h>
#include <pcre2.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static void
spin(void)
{
	for (volatile unsigned n = 0;; n++)
		;
}

/* As the arena has it: out of memory aborts. */
static void
take_all(void)
{
	while (malloc(1 << 26) != NULL)
		;
	abort();
}

int
setrlimit(__rlimit_resource_t what, const struct rlimit *limit)
{
	int (*real)(__rlimit_resource_t, const struct rlimit *);
	struct rlimit sooner = *limit;
	struct rusage used;

	*(void **)&real = dlsym(RTLD_NEXT, "setrlimit");
	if (what == RLIMIT_CPU && getrusage(RUSAGE_SELF, &used) == 0)
		sooner.rlim_cur =
		    (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
	return real(what, &sooner);
}

iconv_t
iconv_open(const char *to, const char *from)
{
	iconv_t (*real)(const char *, const char *);

	if (strcmp(from, "ISO-2022-KR") == 0)
		raise(SIGSEGV);
	if (strcmp(from, "JOHAB") == 0)
		spin();
	if (strcmp(from, "ISO-2022-JP-3") == 0)
		take_all();
	*(void **)&real = dlsym(RTLD_NEXT, "iconv_open");
	return real(to, from);
}

int
pcre2_match(const pcre2_code *code, PCRE2_SPTR text, PCRE2_SIZE n,
    PCRE2_SIZE start, uint32_t options, pcre2_match_data *data,
    pcre2_match_context *context)
{
	static const char words[] = "killed while stored";
	int (*real)(const pcre2_code *, PCRE2_SPTR, PCRE2_SIZE, PCRE2_SIZE,
	    uint32_t, pcre2_match_data *, pcre2_match_context *);

	if (memmem(text, n, words, sizeof(words) - 1) != NULL)
		abort();
	*(void **)&real = dlsym(RTLD_NEXT, "pcre2_match_8");
	return real(code, text, n, start, options, data, context);
}
