/*
 * The text of a part: transfer encoding off, charset to UTF-8. Most parts are
 * UTF-8 on the wire already and are returned without a copy.
 */
#include "mail/part.h"

#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/transfer.h"

struct str
part_text(struct arena *a, const struct part *p)
{
	struct str bytes = transfer_decode(a, p->encoding, p->body), text;
	const struct charset *c = NULL;

	if (p->charset.p != NULL)
		c = charset_find(p->charset);
	if (c == NULL || !charset_decode(a, c, bytes, &text))
		text = charset_guess(a, bytes);
	text = utf8_clean(a, text);
	return text.p ? text : S("");
}
