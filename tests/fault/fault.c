/*
 * The whole program (src/main.c), run again and again in children, each with
 * one fault. Orders are lines on standard input, words split by tabs:
 *
 *	EVENT N HOW STAY JOURNAL INPUT OUTPUT ARGUMENT...
 *
 * N 0 is no fault, STAY 1 that what fails goes on failing. JOURNAL is the one
 * that SQLite can have, wal or delete. INPUT is the file that is standard
 * input, OUTPUT gets both outputs. The answer to each is a line: status (or
 * minus the signal) and how often the event was.
 */
#include "fault.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#undef main
int thimble_main(int argc, char **argv);

enum { WORDS = 32, BEFORE = 7 };

static const char *const events[EVENTS] = { "open", "read", "write", "sync",
	"truncate", "delete", "share", "statement" };
static const char *const hows[HOWS] = { "kill", "lose", "tear", "fail", "full",
	"undo", "cut", "mute" };
static const char *const journals[] = { "delete", "wal" };

static struct {
	enum event event;
	enum how how;
	long n;
	bool stay, has_wal;
	long *seen; /* shared by the program and its children */
} order;

enum how
fault_how(void)
{
	return order.how;
}

static void
die(void)
{
	if (order.how == HOW_LOSE || order.how == HOW_TEAR)
		vfs_lose(order.how == HOW_LOSE);
	(void)kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

bool
fault_is_due(enum event e)
{
	long n;

	if (e != order.event || order.seen == NULL)
		return false;
	n = __atomic_add_fetch(order.seen, 1, __ATOMIC_SEQ_CST);
	if (order.n == 0 || n < order.n || (n > order.n && !order.stay))
		return false;
	if (order.how <= HOW_TEAR)
		die();
	return true;
}

static int
find(const char *word, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(word, names[i]) == 0)
			return i;
	fprintf(stderr, "fault: unknown word %s\n", word);
	exit(64);
}

static void
redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags, 0600);

	if (fd < 0 || dup2(fd, to) < 0) {
		perror(path);
		_exit(64);
	}
	close(fd);
}

static void
run(char **words, int n)
{
	redirect(words[5], O_RDONLY, STDIN_FILENO);
	redirect(words[6], O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	(void)dup2(STDOUT_FILENO, STDERR_FILENO);
	vfs_register(order.has_wal);
	words[BEFORE - 1] = (char[]){ "thimble" };
	exit(thimble_main(n - BEFORE + 1, words + BEFORE - 1));
}

static void
obey(char *line)
{
	char *words[WORDS + 1] = { NULL };
	int n = 0, status;
	pid_t pid;

	for (char *p = line;
	     n < WORDS && (words[n] = strsep(&p, "\t")) != NULL;)
		n++;
	if (n < BEFORE) {
		fprintf(stderr, "fault: too few words\n");
		exit(64);
	}
	order.event = (enum event)find(words[0], events, EVENTS);
	order.n = strtol(words[1], NULL, 10);
	order.how = (enum how)find(words[2], hows, HOWS);
	order.stay = strcmp(words[3], "1") == 0;
	order.has_wal = find(words[4], journals, 2) == 1;
	*order.seen = 0;
	if ((pid = fork()) == 0)
		run(words, n);
	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		perror("fault");
		exit(71);
	}
	vfs_end();
	printf("%d %ld\n",
	    WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status),
	    *order.seen);
	fflush(stdout);
}

int
main(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	order.seen = mmap(NULL, sizeof(*order.seen), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (order.seen == MAP_FAILED)
		return 71;
	vfs_share();
	while ((n = getline(&line, &room, stdin)) > 0) {
		line[n - 1] = '\0';
		obey(line);
	}
	free(line);
	return 0;
}
