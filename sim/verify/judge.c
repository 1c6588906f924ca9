#include "verify/judge.h"

#include <math.h>

#include "verify/table.h"

/** The readings that a way takes of the figures that are judged. */
typedef struct {
    size_t probe[JUDGED_MAX];
    const figure_row *figure[JUDGED_MAX];
    sample samples[JUDGED_MAX]; /* borrowed copies */
    size_t count;
} taken;

static void take(taken *self, const readings_run *run, const figure_row *figure, size_t probe)
{
    if (self->count < JUDGED_MAX) {
        self->figure[self->count] = figure;
        self->probe[self->count] = probe;
        self->samples[self->count++] = run->samples[probe];
    }
}

static void take_way(taken *self, const readings_run *run, const themes *all, size_t way)
{
    size_t probe = 0;
    for (size_t f = 0; f < run->scenario->published.count; f++) {
        const figure_row *figure = MAP_ITEM(const figure_row, run->scenario->published, f);
        for (size_t r = 0; r < figure->readings.count; r++, probe++) {
            if (figure_is_judged(figure) && way_has(all, way, MAP_ITEM(const reading_row, figure->readings, r)->name)) {
                take(self, run, figure, probe);
            }
        }
    }
}

verdict way_judge(const readings_run *run, const themes *all, size_t way)
{
    taken chosen = { .count = 0 };
    take_way(&chosen, run, all, way);
    verdict out = { .figures = chosen.count, .most_figure = "" };
    out.limit = joint_limit(run->probes, run->count, run->replicates, chosen.samples, chosen.probe, chosen.count, JOINT_SHARE);
    for (size_t k = 0; k < chosen.count; k++) {
        const double extremity = sample_extremity_between(&chosen.samples[k], figure_low(chosen.figure[k]), figure_high(chosen.figure[k]));
        const double found = isnan(extremity) ? 1 : extremity; /* an undefined one counts as the most extreme */
        if (found > out.most || k == 0) {
            out.most = found;
            out.most_figure = chosen.figure[k]->name;
        }
    }
    out.passes = chosen.count > 0 && out.most <= out.limit;
    return out;
}

static void way_print(const themes *all, size_t way, const verdict *found, FILE *out)
{
    fprintf(out, "  %-8s", found->passes ? "passes" : "fails");
    for (size_t t = 0; t < all->count; t++) {
        fprintf(out, "%s%s", t > 0 ? " + " : "", way_choice(all, way, t));
    }
    if (all->count == 0) {
        fputs("the one reading", out);
    }
    fprintf(out, ": %zu check figure%s, the most extreme is %s, further out than %.1f %% of what was simulated (limit %.1f %%)\n", found->figures,
            found->figures == 1 ? "" : "s", found->most_figure, 100 * found->most, 100 * found->limit);
}

static bool any_judged(const scenario *self)
{
    for (size_t f = 0; f < self->published.count; f++) {
        if (figure_is_judged(MAP_ITEM(const figure_row, self->published, f))) {
            return true;
        }
    }
    return false;
}

bool ways_print(const readings_run *run, FILE *out)
{
    if (!any_judged(run->scenario)) {
        fputs("\nNo check figure is expected to fit: nothing is judged.\n", out);
        return true;
    }
    const themes all = themes_of(run->scenario);
    bool passes = false;
    fprintf(out, "\nAll check figures together, in one run (the central %.0f %% of replicates pass):\n", 100 * JOINT_SHARE);
    for (size_t way = 0; way < ways_count(&all); way++) {
        const verdict found = way_judge(run, &all, way);
        way_print(&all, way, &found, out);
        passes = passes || found.passes;
    }
    if (all.full) {
        fputs("  more readings than can be combined: some were left out\n", out);
    }
    fputs(passes ? "At least one way of reading the figures fits. That it fits does not show that it is the right one.\n"
                 : "No way of reading the figures fits.\n",
          out);
    return passes;
}
