/*
 * Charsets of mails, to UTF-8. Names are those of Python's codecs, since the
 * archives we must agree with were read by it; only what is in the table
 * reaches iconv_open, so no mail picks a module of the C library. The four
 * charsets that nearly all mail is in are decoded here.
 */
#include "mail/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

enum how {
	UTF8,
	UTF8_MARK, /* a byte order mark in front is dropped */
	ASCII,
	LATIN1,
	CP1252,
	SINGLE, /* by iconv */
	MULTI,  /* by iconv, which lets stray C1 controls through */
};

struct charset {
	const char *iconv;
	enum how how;
	const char *names; /* lower case, other characters as '_' */
};

enum { LONGEST_NAME = 40 };

/* clang-format off */
/* The most frequent first, then by name. */
static const struct charset charsets[] = {
	{ NULL, UTF8,      " utf_8 utf8 utf u8 cp65001 utf8_ucs2 utf8_ucs4 " },
	{ NULL, ASCII,     " us_ascii ascii 646 ansi_x3_4_1968 ansi_x3_4_1986 cp367 csascii ibm367"
	                   " iso646_us iso_646_irv_1991 iso_ir_6 us " },
	{ NULL, LATIN1,    " iso_8859_1 iso8859_1 latin_1 latin1 8859 cp819 csisolatin1 ibm819 iso8859"
	                   " iso_8859_1_1987 iso_ir_100 l1 latin " },
	{ NULL, CP1252,    " windows_1252 cp1252 1252 " },
	{ NULL, UTF8_MARK, " utf_8_sig " },
	{ "BIG5",              MULTI,  " big5 big5_tw csbig5 x_mac_trad_chinese " },
	{ "BIG5-HKSCS",        MULTI,  " big5hkscs big5_hkscs hkscs " },
	{ "CP037",             SINGLE, " cp037 037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us"
	                               " ebcdic_cp_wt ibm037 ibm039 " },
	{ "CP1026",            SINGLE, " cp1026 1026 csibm1026 ibm1026 " },
	{ "CP1125",            SINGLE, " cp1125 1125 cp866u ibm1125 ruscii " },
	{ "IBM1140",           SINGLE, " cp1140 1140 ibm1140 " },
	{ "CP1250",            SINGLE, " cp1250 1250 windows_1250 " },
	{ "CP1251",            SINGLE, " cp1251 1251 windows_1251 " },
	{ "CP1253",            SINGLE, " cp1253 1253 windows_1253 " },
	{ "CP1254",            SINGLE, " cp1254 1254 windows_1254 " },
	{ "CP1255",            SINGLE, " cp1255 1255 windows_1255 " },
	{ "CP1256",            SINGLE, " cp1256 1256 windows_1256 " },
	{ "CP1257",            SINGLE, " cp1257 1257 windows_1257 " },
	{ "CP1258",            SINGLE, " cp1258 1258 windows_1258 " },
	{ "CP273",             SINGLE, " cp273 273 csibm273 ibm273 " },
	{ "CP424",             SINGLE, " cp424 424 csibm424 ebcdic_cp_he ibm424 " },
	{ "CP437",             SINGLE, " cp437 437 cspc8codepage437 ibm437 " },
	{ "CP500",             SINGLE, " cp500 500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500 " },
	{ "CP737",             SINGLE, " cp737 " },
	{ "CP775",             SINGLE, " cp775 775 cspc775baltic ibm775 " },
	{ "CP850",             SINGLE, " cp850 850 cspc850multilingual ibm850 " },
	{ "CP852",             SINGLE, " cp852 852 cspcp852 ibm852 " },
	{ "CP855",             SINGLE, " cp855 855 csibm855 ibm855 " },
	{ "CP856",             SINGLE, " cp856 " },
	{ "CP857",             SINGLE, " cp857 857 csibm857 ibm857 " },
	{ "CP858",             SINGLE, " cp858 858 csibm858 ibm858 " },
	{ "CP860",             SINGLE, " cp860 860 csibm860 ibm860 " },
	{ "CP861",             SINGLE, " cp861 861 cp_is csibm861 ibm861 " },
	{ "CP862",             SINGLE, " cp862 862 cspc862latinhebrew ibm862 " },
	{ "CP863",             SINGLE, " cp863 863 csibm863 ibm863 " },
	{ "CP864",             SINGLE, " cp864 864 csibm864 ibm864 " },
	{ "CP865",             SINGLE, " cp865 865 csibm865 ibm865 " },
	{ "CP866",             SINGLE, " cp866 866 csibm866 ibm866 " },
	{ "CP869",             SINGLE, " cp869 869 cp_gr csibm869 ibm869 " },
	{ "CP874",             SINGLE, " cp874 " },
	{ "CP875",             SINGLE, " cp875 " },
	{ "CP932",             MULTI,  " cp932 932 ms932 ms_kanji mskanji " },
	{ "UHC",               MULTI,  " cp949 949 ms949 uhc " },
	{ "CP950",             MULTI,  " cp950 950 ms950 " },
	{ "EUC-JISX0213",      MULTI,  " euc_jis_2004 euc_jis2004 eucjis2004 jisx0213 " },
	{ "EUC-JISX0213",      MULTI,  " euc_jisx0213 eucjisx0213 " },
	{ "EUC-JP",            MULTI,  " euc_jp eucjp u_jis ujis " },
	{ "EUC-KR",            MULTI,  " euc_kr euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001"
	                               " ksc5601 ksx1001 x_mac_korean " },
	{ "GB18030",           MULTI,  " gb18030 gb18030_2000 " },
	{ "EUC-CN",            MULTI,  " gb2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn"
	                               " gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese " },
	{ "GBK",               MULTI,  " gbk 936 cp936 ms936 " },
	{ "HP-ROMAN8",         SINGLE, " hp_roman8 cp1051 cshproman8 ibm1051 r8 roman8 " },
	{ "ISO-2022-JP",       MULTI,  " iso2022_jp csiso2022jp iso2022jp iso_2022_jp " },
	{ "ISO-2022-JP-2",     MULTI,  " iso2022_jp_2 iso2022jp_2 iso_2022_jp_2 " },
	{ "ISO-2022-JP-3",     MULTI,  " iso2022_jp_2004 iso2022jp_2004 iso_2022_jp_2004 " },
	{ "ISO-2022-JP-3",     MULTI,  " iso2022_jp_3 iso2022jp_3 iso_2022_jp_3 " },
	{ "ISO-2022-JP-2",     MULTI,  " iso2022_jp_ext iso2022jp_ext iso_2022_jp_ext " },
	{ "ISO-2022-KR",       MULTI,  " iso2022_kr csiso2022kr iso2022kr iso_2022_kr " },
	{ "ISO-8859-10",       SINGLE, " iso8859_10 csisolatin6 iso_8859_10 iso_8859_10_1992"
	                               " iso_ir_157 l6 latin6 " },
	{ "ISO-8859-11",       SINGLE, " iso8859_11 iso_8859_11 iso_8859_11_2001 thai " },
	{ "ISO-8859-13",       SINGLE, " iso8859_13 iso_8859_13 l7 latin7 " },
	{ "ISO-8859-14",       SINGLE, " iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic"
	                               " iso_ir_199 l8 latin8 " },
	{ "ISO-8859-15",       SINGLE, " iso8859_15 iso_8859_15 l9 latin9 " },
	{ "ISO-8859-16",       SINGLE, " iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10"
	                               " latin10 " },
	{ "ISO-8859-2",        SINGLE, " iso8859_2 csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101"
	                               " l2 latin2 " },
	{ "ISO-8859-3",        SINGLE, " iso8859_3 csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109"
	                               " l3 latin3 " },
	{ "ISO-8859-4",        SINGLE, " iso8859_4 csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110"
	                               " l4 latin4 " },
	{ "ISO-8859-5",        SINGLE, " iso8859_5 csisolatincyrillic cyrillic iso_8859_5"
	                               " iso_8859_5_1988 iso_ir_144 " },
	{ "ISO-8859-6",        SINGLE, " iso8859_6 arabic asmo_708 csisolatinarabic ecma_114"
	                               " iso_8859_6 iso_8859_6_1987 iso_ir_127 " },
	{ "ISO-8859-7",        SINGLE, " iso8859_7 csisolatingreek ecma_118 elot_928 greek greek8"
	                               " iso_8859_7 iso_8859_7_1987 iso_ir_126 " },
	{ "ISO-8859-8",        SINGLE, " iso8859_8 csisolatinhebrew hebrew iso_8859_8"
	                               " iso_8859_8_1988 iso_ir_138 " },
	{ "ISO-8859-9",        SINGLE, " iso8859_9 csisolatin5 iso_8859_9 iso_8859_9_1989 iso_ir_148"
	                               " l5 latin5 " },
	{ "JOHAB",             MULTI,  " johab cp1361 ms1361 " },
	{ "KOI8-R",            SINGLE, " koi8_r cskoi8r " },
	{ "KOI8-T",            SINGLE, " koi8_t " },
	{ "KOI8-U",            SINGLE, " koi8_u " },
	{ "RK1048",            SINGLE, " kz1048 kz_1048 rk1048 strk1048_2002 " },
	{ "MAC-CYRILLIC",      SINGLE, " mac_cyrillic maccyrillic " },
	{ "MAC-CENTRALEUROPE", SINGLE, " mac_latin2 mac_centeuro maccentraleurope maclatin2 " },
	{ "MACINTOSH",         SINGLE, " mac_roman macintosh macroman " },
	{ "PT154",             SINGLE, " ptcp154 cp154 csptcp154 cyrillic_asian pt154 " },
	{ "CP932",             MULTI,  " shift_jis csshiftjis s_jis shiftjis sjis x_mac_japanese " },
	{ "SHIFT_JISX0213",    MULTI,  " shift_jis_2004 s_jis_2004 shiftjis2004 sjis_2004 " },
	{ "SHIFT_JISX0213",    MULTI,  " shift_jisx0213 s_jisx0213 shiftjisx0213 sjisx0213 " },
	{ "TIS-620",           SINGLE, " tis_620 iso_ir_166 tis620 tis_620_0 tis_620_2529_0"
	                               " tis_620_2529_1 " },
	{ "UTF-16",            SINGLE, " utf_16 u16 utf16 " },
	{ "UTF-16BE",          SINGLE, " utf_16_be unicodebigunmarked utf_16be " },
	{ "UTF-16LE",          SINGLE, " utf_16_le unicodelittleunmarked utf_16le " },
	{ "UTF-32",            SINGLE, " utf_32 u32 utf32 " },
	{ "UTF-32BE",          SINGLE, " utf_32_be utf_32be " },
	{ "UTF-32LE",          SINGLE, " utf_32_le utf_32le " },
	{ "UTF-7",             SINGLE, " utf_7 u7 unicode_1_1_utf_7 utf7 " },
};

/* windows-1252, 0x80 to 0x9F; 0 where it has no character. */
static const uint16_t cp1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};
/* clang-format on */

const struct charset *
charset_find(struct str name)
{
	char word[LONGEST_NAME + 3];
	size_t n = 0;

	word[n++] = ' ';
	for (size_t i = 0; i < name.n && n <= LONGEST_NAME; i++) {
		if (char_is_alpha(name.p[i]) || char_is_digit(name.p[i]))
			word[n++] = char_lower(name.p[i]);
		else if (n > 1 && word[n - 1] != '_')
			word[n++] = '_';
	}
	if (n > 1 && word[n - 1] == '_')
		n--;
	if (n == 1 || n > LONGEST_NAME)
		return NULL;
	word[n++] = ' ';
	word[n] = '\0';
	for (size_t i = 0; i < COUNT(charsets); i++)
		if (strstr(charsets[i].names, word) != NULL)
			return &charsets[i];
	return NULL;
}

static struct str
decode_latin1(struct arena *a, struct str bytes)
{
	struct buf b;

	if (utf8_is_ascii(bytes))
		return bytes;
	buf_init(&b, a, bytes.n * 2);
	for (size_t i = 0; i < bytes.n; i++)
		buf_rune(&b, (unsigned char)bytes.p[i]);
	return buf_str(&b);
}

static bool
decode_cp1252(struct arena *a, struct str bytes, struct str *out)
{
	uint32_t r;
	struct buf b;

	if (utf8_is_ascii(bytes)) {
		*out = bytes;
		return true;
	}
	buf_init(&b, a, bytes.n * 3);
	for (size_t i = 0; i < bytes.n; i++) {
		r = (unsigned char)bytes.p[i];
		if (r >= 0x80 && r < 0xA0 && (r = cp1252[r - 0x80]) == 0)
			return false;
		buf_rune(&b, r);
	}
	*out = buf_str(&b);
	return true;
}

/* All of in, and what the handle holds back at its end. */
static bool
convert_all(iconv_t h, struct str in, struct buf *b)
{
	char *from = (char *)(uintptr_t)in.p, *to;
	size_t left = in.n, room, had, result;
	bool flush = false;
	int failure;

	for (;;) {
		room = had = (left < 4096 ? left : 4096) * 2 + 64;
		if ((to = buf_room(b, room)) == NULL)
			return false;
		result = iconv(
		    h, flush ? NULL : &from, flush ? NULL : &left, &to, &room);
		failure = errno;
		buf_used(b, had - room);
		if (result == (size_t)-1) {
			if (failure != E2BIG)
				return false;
		} else if (flush) {
			return true;
		} else {
			flush = true;
		}
	}
}

/* U+0080 to U+009F as UTF-8. */
static bool
has_c1(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, 0xC2, (size_t)(end - p))) != NULL) {
		if (p + 1 < end && (unsigned char)p[1] < 0xA0)
			return true;
		p++;
	}
	return false;
}

static bool
convert(
    struct arena *a, const struct charset *c, struct str in, struct str *out)
{
	struct buf b;
	struct str text;
	iconv_t h;
	bool ok;

	if (in.n == 0) {
		*out = in;
		return true;
	}
	h = iconv_open("UTF-8", c->iconv);
	if (h == (iconv_t)-1)
		return false; /* its module is not installed */
	buf_init(&b, a, LIMIT_MAIL_TEXT);
	ok = convert_all(h, in, &b);
	iconv_close(h);
	text = buf_str(&b);
	if (!ok || !utf8_is_valid(text) || (c->how == MULTI && has_c1(text)))
		return false;
	*out = text;
	return true;
}

bool
charset_decode(
    struct arena *a, const struct charset *c, struct str bytes, struct str *out)
{
	switch (c->how) {
	case UTF8_MARK:
		if (str_starts(bytes, S("\xEF\xBB\xBF")))
			bytes = str_from(bytes, 3);
		/* fall through */
	case UTF8:
		if (!utf8_is_valid(bytes))
			return false;
		break;
	case ASCII:
		if (!utf8_is_ascii(bytes))
			return false;
		break;
	case LATIN1:
		bytes = decode_latin1(a, bytes);
		break;
	case CP1252:
		return decode_cp1252(a, bytes, out);
	case SINGLE:
	case MULTI:
		return convert(a, c, bytes, out);
	}
	*out = bytes;
	return true;
}

struct str
charset_guess(struct arena *a, struct str bytes)
{
	struct str text;

	if (utf8_is_valid(bytes))
		return bytes;
	if (decode_cp1252(a, bytes, &text))
		return text;
	return decode_latin1(a, bytes);
}
