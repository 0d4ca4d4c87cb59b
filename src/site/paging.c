/* Pages of a list. */
#include "site/site.h"

struct paging
paging_make(int64_t total, int64_t per_page, int64_t page)
{
	int64_t pages;

	assert(total >= 0 && per_page > 0);
	pages = total / per_page + (total % per_page != 0);
	return (struct paging){
		.page = page,
		.per_page = per_page,
		.total = total,
		.pages = pages > 0 ? pages : 1,
	};
}

int64_t
paging_offset(const struct paging *p)
{
	return (p->page - 1) * p->per_page;
}
