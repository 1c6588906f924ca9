#include "program/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/stopwatch.h"
#include "program/interrupt.h"
#include "run/parallel.h"

#define WIDTH 30

progress progress_start(bool quiet)
{
    fflush(stderr);
    return (progress){.shows = !quiet && isatty(STDERR_FILENO), .began = stopwatch_now(), .shown = 0};
}

/** The bar as text: "  [#####.....]  50 %  1,024 of 2,048 futures, 12 s left". Returns its length. */
static int progress_words(char text[], size_t size, size_t done, size_t total, double seconds)
{
    char bar[WIDTH + 1] = {0};
    const double share = total ? (double)done / (double)total : 1;
    for (int i = 0; i < WIDTH; i++) {
        bar[i] = i < (int)(share * WIDTH) ? '#' : '.';
    }
    const double left = done ? seconds * (1 / share - 1) : 0;
    return snprintf(text, size, "  [%s] %3.0f %%  %zu of %zu futures, %.0f s left", bar, 100 * share, done, total, left);
}

static bool progress_show(void *context, size_t done, size_t total)
{
    progress *self = context;
    const double at = stopwatch_now();
    if (self->shows && at - self->shown >= 0.2) {
        char text[160];
        progress_words(text, sizeof text, done, total, at - self->began);
        dprintf(STDERR_FILENO, "\r%s\033[K", text);
        self->shown = at;
    }
    return !interrupt_came();
}

run_options progress_options(progress *self, int threads)
{
    self->asked = parallel_threads(threads);
    self->fewest = self->asked;
    return (run_options){.threads = threads, .progress = progress_show, .context = self, .fewest_threads = &self->fewest};
}

void progress_end(progress *self)
{
    static bool said;
    if (self->shows) {
        dprintf(STDERR_FILENO, "\r\033[K");
    }
    if (self->fewest < self->asked && !said) {
        fprintf(stderr, "edgecare: the system started only %d of %d threads (a limit on processes or on memory?); this takes longer and changes no number; "
                        "--threads %d asks for no more\n", self->fewest, self->asked, self->fewest);
        said = true;
    }
}
