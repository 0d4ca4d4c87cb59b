/* Every bound of the program. Passing one is ERR_TOO_BIG, unless the row
 * says that more is cut or ignored. Sizes are bytes, unless named otherwise. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Mail */
#define LIMIT_MAIL         (32u << 20)  /* default of mail.max_bytes */
#define LIMIT_MAIL_KEPT    (64u << 10)  /* body kept of a larger one */
#define LIMIT_MAIL_TEXT    (128u << 20) /* decoded text of one mail */
#define LIMIT_MAIL_SECONDS 60           /* CPU time of one; it is put aside */
#define LIMIT_MAIL_MEMORY  (4ull << 30) /* of the process that parses it */
#define LIMIT_HEADERS      20000        /* header fields; rest ignored */
#define LIMIT_HEADER_VALUE (1u << 20)   /* one decoded value; cut */
#define LIMIT_MIME_DEPTH   64           /* deeper parts are ignored */
#define LIMIT_MIME_PARTS   10000        /* later parts are ignored */
#define LIMIT_REFERENCES   1000         /* later ones are ignored */
#define LIMIT_ADDRESSES    10000        /* in one header; rest ignored */
#define LIMIT_SERIES       32767        /* column patch.number */
#define LIMIT_PREFIXES     100          /* subject tokens; rest ignored */
#define LIMIT_DEPENDENCIES 100          /* of one mail; rest ignored */

/* Columns, in characters */
#define LIMIT_NAME     255
#define LIMIT_MSGID    255
#define LIMIT_PULL_URL 255

/* Diffs */
#define LIMIT_FILENAME  4096   /* longer names in a diff are ignored */
#define LIMIT_FILENAMES 100000 /* found in one diff; rest ignored */

/* Regular expressions of users */
#define LIMIT_PATTERN    256        /* characters */
#define LIMIT_PATTERNS   256        /* compiled ones kept */
#define LIMIT_MATCH      100000     /* PCRE2 match limit; past it, no match */
#define LIMIT_MATCH_SLOW 10000      /* the same without JIT */
#define LIMIT_MATCH_HEAP (1u << 20) /* of one match; past it, no match */
#define LIMIT_MATCHES    10000      /* counted in one text; rest ignored */

/* Database */
#define LIMIT_STATEMENTS  200          /* prepared, each connection */
#define LIMIT_COLUMNS     64           /* of one struct table */
#define LIMIT_VALUES      512          /* bound to one statement */
#define LIMIT_SQL         (64u << 10)  /* text of one statement */
#define LIMIT_VALUE       (512u << 20) /* one bound value */
#define LIMIT_PAIRS       50000        /* rows that belong to several others */
#define LIMIT_PIECE       (8u << 20)   /* texts read at once, if several */
#define LIMIT_SAVEPOINTS  16           /* nested */
#define LIMIT_GROUP       50           /* mails in one transaction */
#define LIMIT_UNFOLDED    256          /* changes of a total; then summed up */
#define LIMIT_DIFFERENCES 1000  /* of a kept table, told; then repaired */
#define LIMIT_BUSY_MS     10000 /* wait for a lock */

/* HTTP */
#define LIMIT_REQUEST_LINE    8192
#define LIMIT_REQUEST_HEADERS (32u << 10)
#define LIMIT_REQUEST_BODY    2621440     /* as Django: 2.5 MiB */
#define LIMIT_REQUEST_DRAIN   (16u << 20) /* of a refused body, read on */
#define LIMIT_FORM_FIELDS     1000
#define LIMIT_PART_HEADERS    8192 /* of one part of a multipart form */
#define LIMIT_BOUNDARY        200
#define LIMIT_QUERY_FIELDS    1000
#define LIMIT_PATH_PARTS      16
#define LIMIT_COOKIES         100
#define LIMIT_RESPONSE        (256u << 20) /* one built in memory */
#define LIMIT_DIFF_LINES      20000        /* of one page; rest is a link */
#define LIMIT_DIFF_SHOWN      (4u << 20)   /* the same in bytes */
#define LIMIT_TEXT_SHOWN      (1u << 20)   /* of one mail on a page */
#define LIMIT_TALK_SHOWN      (8u << 20)   /* of all replies on a page */
#define LIMIT_TRAILERS        (1u << 20)   /* of replies, in an mbox; cut */
#define LIMIT_TRAILERS_TEXT   (16u << 10)  /* the same of one reply */
#define LIMIT_REPLIES         5000         /* on a page; later ones are not */
#define LIMIT_STREAM          (256u << 10) /* ready for a slow reader */
#define LIMIT_STREAM_PIECE    (256u << 20) /* one piece of a stream */
#define LIMIT_PACKED          1024         /* a shorter answer is not packed */
#define LIMIT_LINK_HEADER     (16u << 10)  /* further links are left out */
#define LIMIT_ROWS_PAGE       250          /* rows, API results a page */
#define LIMIT_ROWS_LONG       10000        /* results a page, by a token */
#define LIMIT_LIST_HELD       (8u << 20)   /* of a list; more is streamed */
#define LIMIT_FILTER_VALUES   64           /* repeats of one filter */
#define LIMIT_QUEUE           1024         /* requests that wait, a class */

/* Lists */
#define LIMIT_SORTED       200  /* rows of a page's list; more are merged */
#define LIMIT_MERGED       64   /* lists of a page; more are sorted */
#define LIMIT_CONDITIONS   40   /* of one selection */
#define LIMIT_ORDER_PARTS  8    /* later ones are ignored */
#define LIMIT_SEARCH_TERMS 16   /* of q; later ones are ignored */
#define LIMIT_SEARCH       8192 /* bytes of a term; a longer one fits nothing */
#define LIMIT_NAME_MATCHES 200  /* found of names with a substring in them */

/* Bundles */
#define LIMIT_BUNDLE 10000 /* patches of one */

/* Accounts */
#define LIMIT_PASSWORD 4096
#define LIMIT_SESSION  (256u << 10) /* data of one, not compressed */

/* Other */
#define LIMIT_JSON_DEPTH 100

#endif
