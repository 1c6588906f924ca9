#include "verify/verify.h"

#include <math.h>
#include <stdlib.h>

#include "probe/probe.h"
#include "records/calendar.h"
#include "verify/absurd.h"
#include "verify/judge.h"
#include "verify/table.h"

/** What a verification holds; all owned. */
typedef struct {
    size_t count;             /* probes */
    sample *samples;          /* by probe */
    const char **faults;      /* by probe */
    claim_calendar *calendars; /* by contract */
} workings;

static bool calendars_make(const scenario *self, workings *work)
{
    for (size_t c = 0; c < self->contracts.count; c++) {
        if (!claim_calendar_make(self, &self->contracts.items[c], &work->calendars[c])) {
            return false;
        }
    }
    return true;
}

static void faults_find(const scenario *self, workings *work)
{
    size_t probe = 0;
    for (size_t f = 0; f < self->published.count; f++) {
        for (size_t r = 0; r < self->published.items[f].readings.count; r++) {
            work->faults[probe++] = probe_fault(self, work->calendars, &self->published.items[f].readings.items[r]);
        }
    }
}

static bool workings_make(const scenario *self, const double *probes, size_t replicates, workings *out)
{
    *out = (workings){ .count = probe_count(self) };
    out->samples = calloc(out->count + 1, sizeof *out->samples);
    out->faults = calloc(out->count + 1, sizeof *out->faults);
    out->calendars = calloc(self->contracts.count + 1, sizeof *out->calendars);
    bool fine = out->samples != NULL && out->faults != NULL && out->calendars != NULL && calendars_make(self, out);
    for (size_t p = 0; fine && p < out->count; p++) {
        fine = sample_make(probes + p, out->count, replicates, &out->samples[p]);
    }
    if (fine) {
        faults_find(self, out);
    }
    return fine;
}

static void workings_free(const scenario *self, workings *work)
{
    for (size_t p = 0; work->samples != NULL && p < work->count; p++) {
        sample_free(&work->samples[p]);
    }
    for (size_t c = 0; work->calendars != NULL && c < self->contracts.count; c++) {
        claim_calendar_free(&work->calendars[c]);
    }
    free(work->samples);
    free(work->faults);
    free(work->calendars);
}

static size_t fitted_figures(const scenario *self)
{
    size_t count = 0;
    for (size_t f = 0; f < self->published.count; f++) {
        count += self->published.items[f].role == ROLE_FITTED;
    }
    return count;
}

static size_t fit_print(const scenario *self, FILE *out)
{
    const size_t figures = fitted_figures(self);
    const size_t inputs = (size_t)self->fitted_inputs;
    fprintf(out, "\nFitted: %zu figure%s with %zu input%s. %s\n", figures, figures == 1 ? "" : "s", inputs, inputs == 1 ? "" : "s",
            figures == 0       ? "A fitted figure would never count as a pass."
            : inputs >= figures ? "As many inputs as figures: that they are met shows nothing."
                                : "A fitted figure never counts as a pass.");
    const size_t absurd = absurd_inputs_print(self, out);
    if (absurd > 0) {
        fputs("The scenario takes absurd inputs to be true; read its results as what follows from them.\n", out);
    }
    return absurd;
}

/** How many figures the file itself says it does not meet. */
static void differing_print(const scenario *self, FILE *out)
{
    size_t differing = 0, fitting = 0;
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        differing += figure->expect == EXPECT_DIFFERS;
        fitting += figure_is_judged(figure);
    }
    fprintf(out, "%zu figure%s judged; %zu %s expected to differ, each with its reason above.\n", fitting, fitting == 1 ? " is" : "s are", differing,
            differing == 1 ? "is" : "are");
}

static size_t faults_count(const workings *work)
{
    size_t count = 0;
    for (size_t p = 0; p < work->count; p++) {
        count += work->faults[p] != NULL;
    }
    return count;
}

/** How the run foretells its first series. False when memory runs out. */
static bool score_of(const readings_run *run, series_score *out)
{
    const char *series = series_first(run->scenario);
    const themes all = themes_of(run->scenario);
    judged_set set = { 0 };
    *out = (series_score){ .log_density = (double)NAN, .log_error = (double)NAN };
    const bool fine = !series || (judged_set_make(run, figure_is_in_series, &all, 0, &set) && series_score_of(&set, series, out));
    judged_set_free(&set);
    return fine;
}

static verification verify_with(const scenario *self, const double *probes, size_t replicates, const workings *work, FILE *out)
{
    const readings_run run = { .scenario = self, .calendars = work->calendars, .probes = probes, .replicates = replicates, .count = work->count,
                               .samples = work->samples };
    verification found = { .code = 1 };
    fprintf(out, "%s: published figures against %zu simulated programmes\n\n", self->name, replicates);
    table_print(self, work->samples, work->faults, out);
    const bool judged = ways_print(&run, &found.best, out) && score_of(&run, &found.score);
    found.absurd = fit_print(self, out);
    differing_print(self, out);
    found.code = judged && found.best.passes && faults_count(work) == 0 ? 0 : 1;
    return found;
}

verification verify_scenario(const scenario *self, const double *probes, size_t replicates, FILE *out)
{
    workings work = { 0 };
    verification found = { .code = 1 };
    if (self->published.count == 0) {
        fprintf(out, "%s: no published figures, nothing to verify.\n", self->name);
        return (verification){ .code = 0 };
    }
    if (workings_make(self, probes, replicates, &work)) {
        found = verify_with(self, probes, replicates, &work, out);
    } else {
        fputs("out of memory\n", out);
    }
    workings_free(self, &work);
    return found;
}
