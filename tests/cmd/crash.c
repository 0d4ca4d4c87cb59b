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

iconv_t
iconv_open(const char *to, const char *from)
{
	iconv_t (*real)(const char *, const char *);

	if (strcmp(from, "ISO-2022-KR") == 0)
		raise(SIGSEGV);
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
