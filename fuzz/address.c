/* Addresses and lists of them. */
#include "mail/address.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "mail/header.h"

static void
check(const struct address *address)
{
	HOLDS(address_is_valid(address->email));
	HOLDS(fuzz_is_text(address->email) && fuzz_is_text(address->name));
	HOLDS(utf8_count(address->email) <= LIMIT_NAME);
	HOLDS(utf8_count(address->name) <= LIMIT_NAME);
	HOLDS(str_eq(utf8_trim(address->email), address->email));
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str text = header_clean(a, in);
	struct addresses list;
	struct address one;

	if (address_split(a, text, &one) == OK)
		check(&one);
	address_list(a, text, &list);
	HOLDS(list.n <= LIMIT_ADDRESSES);
	for (size_t i = 0; i < list.n; i++)
		check(&list.rows[i]);
	(void)address_is_valid(text);
}
