/*
 * A bar, or lines. The rate is that of the whole run, so that it is steady,
 * and the time left follows from the share of the work that is done.
 */
#include "cmd/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/time.h"

enum { WIDTH = 30 };

#define EVERY_BAR  (TIME_SECOND / 5)
#define EVERY_LINE (10 * TIME_SECOND)

void
progress_start(struct progress *p, const char *noun, bool silent)
{
	*p = (struct progress){
		.noun = noun,
		.silent = silent,
		.terminal = isatty(STDERR_FILENO) == 1,
		.started = time_now(),
	};
	p->shown = p->started;
}

/* "1:02:03", "2:03" */
static void
write_span(char *out, size_t room, int64_t seconds)
{
	int64_t h = seconds / 3600, m = seconds / 60 % 60, s = seconds % 60;

	if (h > 0)
		(void)snprintf(out, room, "%lld:%02lld:%02lld", (long long)h,
		    (long long)m, (long long)s);
	else
		(void)snprintf(
		    out, room, "%lld:%02lld", (long long)m, (long long)s);
}

static void
draw(const struct progress *p, double share, int64_t count, double seconds)
{
	char left[32], bar[WIDTH + 1];
	int full = (int)(share * WIDTH);

	write_span(left, sizeof(left),
	    share > 0 ? (int64_t)(seconds / share - seconds) : 0);
	for (int i = 0; i < WIDTH; i++)
		bar[i] = i < full ? '#' : '.';
	bar[WIDTH] = '\0';
	if (p->terminal)
		(void)fprintf(stderr,
		    "\r%s %3d%%  %lld %s, %.0f/s, %s left \033[K", bar,
		    (int)(share * 100), (long long)count, p->noun,
		    (double)count / seconds, left);
	else
		(void)fprintf(stderr, "%3d%%  %lld %s, %.0f/s, %s left\n",
		    (int)(share * 100), (long long)count, p->noun,
		    (double)count / seconds, left);
}

void
progress_show(struct progress *p, int64_t done, int64_t total, int64_t count)
{
	int64_t now;

	if (p->silent)
		return;
	now = time_now();
	if (now - p->shown < (p->terminal ? EVERY_BAR : EVERY_LINE))
		return;
	p->shown = now;
	draw(p, total > 0 ? (double)done / (double)total : 0, count,
	    (double)(now - p->started) / (double)TIME_SECOND);
}

void
progress_clear(struct progress *p)
{
	if (!p->silent && p->terminal)
		(void)fputs("\r\033[K", stderr);
}
