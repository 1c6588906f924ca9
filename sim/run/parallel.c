#include "run/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* Each thread brings a stack of its own, whatever the process has been allowed for its first. */
#define STACK_BYTES ((size_t)1 << 20)

typedef struct {
    size_t count;
    parallel_task task;
    void *context;
    atomic_size_t next; /* job that nobody has taken */
    atomic_bool stopped;
} work;

typedef struct {
    work *shared; /* borrowed; outlives the thread */
    pthread_t thread;
    int number;
} worker;

int parallel_threads(int asked)
{
    cpu_set_t mine;
    if (asked > 0) {
        return asked;
    }
    const long processors = sched_getaffinity(0, sizeof mine, &mine) == 0 ? CPU_COUNT(&mine) : sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 1 ? (int)processors : 1;
}

static void do_jobs(work *self, int thread)
{
    while (!atomic_load_explicit(&self->stopped, memory_order_relaxed)) {
        const size_t job = atomic_fetch_add_explicit(&self->next, 1, memory_order_relaxed);
        if (job >= self->count) {
            return;
        }
        if (!self->task(self->context, job, thread)) {
            atomic_store(&self->stopped, true);
        }
    }
}

static void *run_worker(void *context)
{
    const worker *self = context;
    do_jobs(self->shared, self->number);
    return NULL;
}

/** Blocks what may be sent to the process in the calling thread, and so in those that it starts; not what a fault of their own raises. */
static void block_signals(sigset_t *before)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT};
    sigset_t sent;
    sigfillset(&sent);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        sigdelset(&sent, faults[i]);
    }
    pthread_sigmask(SIG_BLOCK, &sent, before);
}

/** Starts workers numbered from 1 until `count` run or one cannot be started; how many were. */
static int start(work *shared, worker workers[], int count)
{
    sigset_t before;
    pthread_attr_t small;
    int started = 0;
    if (pthread_attr_init(&small) != 0) {
        return 0;
    }
    pthread_attr_setstacksize(&small, STACK_BYTES);
    block_signals(&before);
    for (; started < count; started++) {
        worker *next = &workers[started];
        *next = (worker){.shared = shared, .number = started + 1};
        if (pthread_create(&next->thread, &small, run_worker, next) != 0) {
            break;
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&small);
    return started;
}

bool parallel_for(size_t count, int threads, parallel_task task, void *context, int *fewest)
{
    work shared = {.count = count, .task = task, .context = context};
    atomic_init(&shared.next, 0);
    atomic_init(&shared.stopped, false);
    const int helpers = count < (size_t)threads ? (int)count - 1 : threads - 1; /* beside the caller's own */
    worker *workers = helpers > 0 ? calloc((size_t)helpers, sizeof *workers) : NULL;
    const int started = workers != NULL ? start(&shared, workers, helpers) : 0;
    if (fewest != NULL && started < helpers && started + 1 < *fewest) {
        *fewest = started + 1;
    }
    do_jobs(&shared, 0);
    for (int i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    free(workers);
    return !atomic_load(&shared.stopped);
}
