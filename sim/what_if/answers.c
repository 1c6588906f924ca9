#include "what_if/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "run/variants.h"
#include "stats/summary.h"

const party parties[PARTIES] = {
    {"council", "councils", "commissioner_net_gbp", LEVEL_PROGRAMME},
    {"government", "government", "value_to_government_gbp", LEVEL_PROGRAMME},
    {"provider", "providers", "provider_net_gbp", LEVEL_PROVIDER},
    {"investor", "investors", "investor_npv_gbp", LEVEL_CONTRACT},
};

/** A number that is added to a party's, of a subject. */
typedef struct {
    size_t subject, party;
} addend;

/** What is asked, while it is run. */
typedef struct {
    what_if_answers *out;
    variant *variants;      /* owned: the base first, then those that apply */
    scenario **loaded;      /* owned, by variant; the base's is NULL */
    size_t *answer;         /* owned, by variant */
    size_t count;
    variant_cell *cells;    /* owned, as are the next two */
    addend *adds;
    double *rows;
    size_t cell_count;
} asking;

const char *what_ifs_subject(const what_if_answers *self, size_t subject)
{
    return has_rivals(self->base) ? self->base->contracts.items[subject].name : self->base->name;
}

/** The first error in words; "" where there is none. Owned by the caller; NULL when memory ran out. */
static char *first_error(const fault_list *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        if (faults->items[i].weight == FAULT_ERROR) {
            char *words = NULL;
            const char *pointer = faults->items[i].pointer ? faults->items[i].pointer : "";
            return asprintf(&words, "%s%s%s", pointer, *pointer ? ": " : "", faults->items[i].text) < 0 ? NULL : words;
        }
    }
    return strdup("");
}

/** Whether the document has the what-if; then the answer has its name and title, else that is a fault. */
static bool find(const document *doc, const char *name, what_if_answer *answer, fault_list *faults)
{
    what_if_entry entries[WHAT_IFS_MAX];
    const size_t known = what_if_list(doc, entries);
    for (size_t i = 0; i < known; i++) {
        if (strcmp(entries[i].name, name) == 0) {
            *answer = (what_if_answer){.name = entries[i].name, .title = entries[i].title};
            return true;
        }
    }
    what_if_fault_unknown(doc, name, faults);
    return false;
}

/** Loads one what-if as the next variant, or says why it does not apply; false with faults where there is none of the name. */
static bool take(asking *self, const document *doc, const char *name, fault_list *faults)
{
    what_if_answer *answer = &self->out->items[self->out->count];
    if (!find(doc, name, answer, faults)) {
        return false;
    }
    self->out->count++;
    const char *why = NULL;
    fault_list found = {0};
    document *changed = what_if_apply(doc, name, 1, &why, &found);
    scenario *loaded = changed ? scenario_from_document(changed, &found) : NULL;
    if (loaded) {
        self->variants[self->count] = (variant){loaded, careers_key(document_value(changed))};
        self->loaded[self->count] = loaded;
        self->answer[self->count++] = self->out->count - 1;
    } else {
        answer->why = why ? strdup(why) : first_error(&found);
    }
    faults->out_of_memory |= found.out_of_memory || (!loaded && !answer->why);
    fault_list_free(&found);
    document_free(changed);
    return fault_errors(faults) == 0;
}

static void add_cell(asking *self, size_t subject, size_t by, metric_level level, size_t object, size_t at)
{
    self->adds[self->cell_count] = (addend){subject, by};
    self->cells[self->cell_count++] = (variant_cell){.name = parties[by].metric, .level = level, .object = object, .at = at, .part = CELL_VALUE};
}

/** The most contracts, and providers, of any variant. */
static void extent(const asking *self, size_t *contracts, size_t *providers)
{
    for (size_t i = 0; i < self->count; i++) {
        const scenario *one = self->variants[i].scenario;
        *contracts = one->contracts.count > *contracts ? one->contracts.count : *contracts;
        *providers = one->providers.count > *providers ? one->providers.count : *providers;
    }
}

static bool list_cells(asking *self)
{
    const bool rivals = has_rivals(self->out->base);
    size_t contracts = 0, providers = 0;
    extent(self, &contracts, &providers);
    const size_t room = PARTIES * (contracts + 1) * (providers + 1);
    self->cells = calloc(room, sizeof *self->cells);
    self->adds = calloc(room, sizeof *self->adds);
    for (size_t p = 0; self->cells && self->adds && p < PARTIES; p++) {
        if (parties[p].level == LEVEL_PROGRAMME && !rivals) {
            add_cell(self, 0, p, LEVEL_PROGRAMME, 0, 0);
            continue;
        }
        for (size_t c = 0; c < contracts; c++) {
            const size_t subject = rivals ? c : 0;
            for (size_t i = 0; subject < self->out->subjects && i < (parties[p].level == LEVEL_PROVIDER ? providers : 1); i++) {
                add_cell(self, subject, p, parties[p].level == LEVEL_PROVIDER ? LEVEL_PROVIDER : LEVEL_CONTRACT, c, i);
            }
        }
    }
    return self->cells && self->adds;
}

/** What a party has in one replicate; nothing where it has no such place, as where no investor is left. */
static double party_sum(const asking *self, size_t which, size_t at, size_t replicates, const addend *of)
{
    const double *row = self->rows + (which * replicates + at) * self->cell_count;
    double sum = 0;
    for (size_t cell = 0; cell < self->cell_count; cell++) {
        const bool adds = self->adds[cell].subject == of->subject && self->adds[cell].party == of->party;
        sum += adds && !isnan(row[cell]) ? row[cell] : 0;
    }
    return sum;
}

/** Mean and error of a party's number in a variant, less that of the base (but of the base itself). */
static estimate estimate_of(const asking *self, size_t which, const addend *of)
{
    const size_t worlds = (size_t)self->out->base->run.worlds, histories = (size_t)self->out->base->run.histories;
    moments sums = {0};
    summary found = {0};
    double values[1024];
    for (size_t w = 0; w < worlds; w++) {
        for (size_t h = 0; h < histories; h++) {
            const size_t r = w * histories + h;
            values[h] = party_sum(self, which, r, worlds * histories, of);
            values[h] -= which > 0 ? party_sum(self, 0, r, worlds * histories, of) : 0;
        }
        if (w == 0) {
            sums.shift = values[0];
        }
        moments_add_world(&sums, values, histories, 1);
    }
    moments_finish(&sums, &found);
    return (estimate){found.mean, found.se};
}

static bool work_out(asking *self)
{
    what_if_answers *out = self->out;
    for (size_t v = 0; v < self->count; v++) {
        estimate *found = calloc(out->subjects * PARTIES, sizeof *found);
        if (!found) {
            return false;
        }
        for (size_t i = 0; i < out->subjects * PARTIES; i++) {
            found[i] = estimate_of(self, v, &(addend){i / PARTIES, i % PARTIES});
        }
        *(v == 0 ? &out->as_it_stands : &out->items[self->answer[v]].differences) = found;
    }
    return true;
}

/** Most harm to the councils first; what does not apply last. */
static int by_harm(const void *a, const void *b)
{
    const what_if_answer *first = a, *second = b;
    if (!first->differences || !second->differences) {
        return (first->differences == NULL) - (second->differences == NULL);
    }
    const double harm = first->differences[0].mean - second->differences[0].mean;
    return harm < 0 ? -1 : harm > 0;
}

static run_status run(asking *self, const run_options *options)
{
    const size_t replicates = (size_t)self->out->base->run.worlds * (size_t)self->out->base->run.histories;
    self->rows = calloc(self->count * replicates, self->cell_count * sizeof *self->rows);
    if (!self->rows) {
        return RUN_NO_MEMORY;
    }
    const run_status status = run_variants(self->variants, self->count, self->cells, self->cell_count, options, self->rows);
    return status == RUN_DONE && !work_out(self) ? RUN_NO_MEMORY : status;
}

static void free_asking(asking *self)
{
    for (size_t i = 0; self->loaded && i < self->count; i++) {
        scenario_free(self->loaded[i]);
    }
    free(self->variants);
    free(self->loaded);
    free(self->answer);
    free(self->cells);
    free(self->adds);
    free(self->rows);
}

run_status what_ifs_ask(const document *doc, const scenario *base, const char *const names[], size_t count, const run_options *options, what_if_answers *out, fault_list *faults)
{
    *out = (what_if_answers){.base = base, .subjects = has_rivals(base) ? base->contracts.count : 1};
    asking self = {.out = out, .count = 1};
    self.variants = calloc(count + 1, sizeof *self.variants);
    self.loaded = calloc(count + 1, sizeof *self.loaded);
    self.answer = calloc(count + 1, sizeof *self.answer);
    run_status status = self.variants && self.loaded && self.answer ? RUN_DONE : RUN_NO_MEMORY;
    if (status == RUN_DONE) {
        self.variants[0] = (variant){base, careers_key(document_value(doc))};
    }
    for (size_t i = 0; status == RUN_DONE && i < count; i++) {
        status = take(&self, doc, names[i], faults) ? RUN_DONE : RUN_STOPPED;
    }
    status = status == RUN_DONE && !list_cells(&self) ? RUN_NO_MEMORY : status;
    status = status == RUN_DONE ? run(&self, options) : status;
    free_asking(&self);
    if (status == RUN_DONE) {
        qsort(out->items, out->count, sizeof out->items[0], by_harm);
    } else {
        what_ifs_free(out);
    }
    return status;
}

void what_ifs_free(what_if_answers *self)
{
    for (size_t i = 0; i < self->count; i++) {
        free(self->items[i].why);
        free(self->items[i].differences);
    }
    free(self->as_it_stands);
    *self = (what_if_answers){0};
}
