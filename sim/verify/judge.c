#include "verify/judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_words[] = { [JUDGED_LEVEL] = "", [JUDGED_CHANGE] = "the change up to ", [JUDGED_GROWTH] = "the growth up to " };

/** What a set of quantities comes to; `column` has room for its count. */
static verdict set_judge(const judged_set *set, size_t column[])
{
    verdict out = { .most_figure = "" };
    for (size_t k = 0; k < set->count; k++) {
        const double found = judged_extremity(set, k);
        column[k] = k;
        out.figures += set->items[k].kind == JUDGED_LEVEL;
        if (found > out.most || k == 0) {
            out.most = found;
            out.most_figure = set->items[k].figure->name;
            out.most_kind = set->items[k].kind;
        }
    }
    out.limit = joint_limit(set->rows, set->count, set->replicates, set->samples, column, set->count, JOINT_SHARE);
    out.log_error = judged_log_error(set, NULL, NULL);
    out.passes = out.figures > 0 && out.most <= out.limit;
    return out;
}

bool way_judge(const readings_run *run, const themes *all, size_t way, verdict *out)
{
    judged_set set = { 0 };
    size_t *column = NULL;
    const bool made = judged_set_make(run, figure_is_judged, all, way, &set) && (column = calloc(set.count + 1, sizeof *column)) != NULL;
    if (made) {
        *out = set_judge(&set, column);
    }
    free(column);
    judged_set_free(&set);
    return made;
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
    fprintf(out, ": %zu check figure%s, the most extreme is %s%s, further out than %.1f %% of what was simulated (limit %.1f %%)\n", found->figures,
            found->figures == 1 ? "" : "s", kind_words[found->most_kind], found->most_figure, 100 * found->most, 100 * found->limit);
}

/** The most extreme quantity of one kind in a series; SIZE_MAX: there is none. */
static size_t most_extreme(const judged_set *set, const char *series, judged_kind which)
{
    size_t most = SIZE_MAX;
    for (size_t k = 0; k < set->count; k++) {
        const judged_quantity *of = &set->items[k];
        if (of->kind == which && of->figure->series && strcmp(of->figure->series, series) == 0 &&
            (most == SIZE_MAX || judged_extremity(set, k) > judged_extremity(set, most))) {
            most = k;
        }
    }
    return most;
}

static void series_line(const judged_set *set, const char *series, judged_kind which, FILE *out)
{
    static const char *const words[] = { [JUDGED_LEVEL] = "levels", [JUDGED_CHANGE] = "changes, a day", [JUDGED_GROWTH] = "growth since the first" };
    const size_t most = most_extreme(set, series, which);
    if (most == SIZE_MAX) {
        return;
    }
    const sample *simulated = &set->samples[most];
    fprintf(out, "  %-24s the most extreme: %s, published %.4g, simulated %.4g (%.4g to %.4g), rank %.1f %%\n", words[which], set->items[most].figure->name,
            set->items[most].low, sample_quantile(simulated, 0.5), sample_quantile(simulated, 0.05), sample_quantile(simulated, 0.95),
            100 * sample_rank(simulated, set->items[most].low));
}

static void series_print(const judged_set *set, const char *series, FILE *out)
{
    size_t count = 0;
    const double error = judged_log_error(set, series, &count);
    fprintf(out, "\nSeries %s, %zu figures: log error %.3f (root mean square of log(published / simulated median))\n", series, count, error);
    for (int which = JUDGED_LEVEL; which <= JUDGED_GROWTH; which++) {
        series_line(set, series, (judged_kind)which, out);
    }
}

/** Every series once, by the way that fits best. */
static bool all_series_print(const readings_run *run, const themes *all, size_t way, FILE *out)
{
    judged_set set = { 0 };
    const bool made = judged_set_make(run, figure_is_judged, all, way, &set);
    for (size_t k = 0; made && k < set.count; k++) {
        const char *series = set.items[k].kind == JUDGED_LEVEL ? set.items[k].figure->series : NULL;
        bool told = series == NULL;
        for (size_t before = 0; !told && before < k; before++) {
            told = set.items[before].figure->series && strcmp(set.items[before].figure->series, series) == 0;
        }
        if (!told) {
            series_print(&set, series, out);
        }
    }
    judged_set_free(&set);
    return made;
}

static bool any_judged(const scenario *self)
{
    for (size_t f = 0; f < self->published.count; f++) {
        if (figure_is_judged(&self->published.items[f])) {
            return true;
        }
    }
    return false;
}

static bool is_better(const verdict *a, const verdict *b)
{
    return a->passes != b->passes ? a->passes : a->most < b->most;
}

bool ways_print(const readings_run *run, verdict *best, FILE *out)
{
    *best = (verdict){ .passes = true, .most_figure = "", .log_error = (double)NAN };
    if (!any_judged(run->scenario)) {
        fputs("\nNo check figure is expected to fit: nothing is judged.\n", out);
        return true;
    }
    const themes all = themes_of(run->scenario);
    size_t best_way = 0;
    fprintf(out, "\nAll check figures together, and how those of a series change and grow, in one run (the central %.0f %% of replicates pass):\n",
            100 * JOINT_SHARE);
    for (size_t way = 0; way < ways_count(&all); way++) {
        verdict found;
        if (!way_judge(run, &all, way, &found)) {
            return false;
        }
        way_print(&all, way, &found, out);
        if (way == 0 || is_better(&found, best)) {
            *best = found;
            best_way = way;
        }
    }
    if (all.full) {
        fputs("  more readings than can be combined: some were left out\n", out);
    }
    fputs(best->passes ? "At least one way of reading the figures fits. That it fits does not show that it is the right one.\n"
                       : "No way of reading the figures fits.\n",
          out);
    return all_series_print(run, &all, best_way, out);
}
