/*
 * Children. They are forked, not spawned, since they go on with what we have
 * in memory; so we have one thread, and both streams are empty.
 */
#include "cmd/child.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* No exit status of the program: it ended by itself, at the end of fn. */
enum { STATUS_DONE = 42 };

enum err
child_share(size_t size, void **out)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return err_set(ERR_BUSY, "mmap: %s", strerror(errno));
	*out = p;
	return OK;
}

void
child_unshare(void *p, size_t size)
{
	(void)munmap(p, size);
}

static enum err
wait_for(pid_t pid, int *number)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(
			    ERR_INTERNAL, "waitpid: %s", strerror(errno));
	*number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) != STATUS_DONE)
		return err_set(ERR_INTERNAL, "the worker ended with status %d",
		    WEXITSTATUS(status));
	return OK;
}

enum err
child_run(void (*fn)(void *arg), void *arg, int *number)
{
	pid_t parent = getpid(), pid;

	(void)fflush(NULL);
	pid = fork();
	if (pid < 0)
		return err_set(ERR_BUSY, "fork: %s", strerror(errno));
	if (pid > 0)
		return wait_for(pid, number);
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() == parent)
		fn(arg);
	exit(STATUS_DONE);
}

static void
bound(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit limit;

	if (getrlimit(what, &limit) != 0)
		return;
	limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
	(void)setrlimit(what, &limit);
}

/* The time of a process can only be bounded as a whole, so the bound goes
 * along. Memory that is mapped from files, as archives and SQLite's are, does
 * not count; the shadow of a sanitizer would. */
void
child_bound_mail(void)
{
	struct rusage used;

	if (getrusage(RUSAGE_SELF, &used) == 0)
		bound(RLIMIT_CPU,
		    (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
			LIMIT_MAIL_SECONDS);
#if !defined(__SANITIZE_ADDRESS__)
	bound(RLIMIT_DATA, LIMIT_MAIL_MEMORY);
#endif
}

bool
child_is_fault(int number)
{
	static const int faults[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL,
		SIGSYS, SIGTRAP, SIGXCPU };

	for (size_t i = 0; i < COUNT(faults); i++)
		if (number == faults[i])
			return true;
	return false;
}
