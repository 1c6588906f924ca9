#include "program/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#define GUARDED_MAX 128

/* A signal handler can be told of nothing in any other way. */
static volatile sig_atomic_t came, held, count;
static const char *volatile guarded[GUARDED_MAX];
static char stack[16384]; /* the program's own may be what is full */

/** Signals that ask a program to end, and would end it; real-time signals besides. */
static const int asking[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSTKFLT};

/** Those that end it where it stands. With sanitizers, which tell of such faults, they are left alone. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const int ending[] = {SIGPIPE};
#else
static const int ending[] = {SIGPIPE, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};
#endif

/** Removes what is guarded, the last first: files before their folders. */
static void clean(void)
{
    for (sig_atomic_t i = count; i > 0; i--) {
        if (unlink(guarded[i - 1]) != 0) {
            rmdir(guarded[i - 1]);
        }
    }
    count = 0;
}

static void end(int signal_number)
{
    clean();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void note(int signal_number)
{
    if (came && !held) {
        end(signal_number);
    }
    came = 1;
}

static void watch(int signal_number, void (*handler)(int))
{
    struct sigaction now;
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    const bool kept_alive = signal_number == SIGHUP && sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_IGN; /* nohup */
    if (!kept_alive) {
        sigaction(signal_number, &action, NULL);
    }
}

void interrupt_watch(void)
{
    static bool watching;
    if (watching) {
        return;
    }
    watching = true;
    const stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
    for (size_t i = 0; i < sizeof asking / sizeof asking[0]; i++) {
        watch(asking[i], note);
    }
    for (int i = SIGRTMIN; i <= SIGRTMAX; i++) {
        watch(i, note);
    }
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        watch(ending[i], end);
    }
    signal(SIGXFSZ, SIG_IGN); /* writing then fails, and is told, as on a full disk */
    atexit(clean);            /* a library may end the program */
}

bool interrupt_came(void)
{
    return came;
}

bool interrupt_guard(const char *path)
{
    if (count == GUARDED_MAX) {
        return false;
    }
    guarded[count] = path;
    count++;
    return true;
}

void interrupt_release(void)
{
    count = 0;
}

void interrupt_hold(bool hold)
{
    sigset_t all;
    sigfillset(&all);
    held = hold; /* for handlers that run in other threads */
    sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &all, NULL);
}
