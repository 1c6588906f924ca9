#include "compare/sides.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "summarise/layout.h"

static const struct {
    const char *party, *name;
    bool lower_is_better, is_risk, needs_any;
} usual[] = {
    {"Councils", "commissioner_net_gbp", false, false, false},
    {"Central government and other payers", "other_payers_payments_gbp", true, false, true},
    {"Government as a whole", "value_to_government_gbp", false, false, false},
    {"Providers", "providers_net_gbp", false, false, false},
    {"Investors", "investor_npv_gbp", false, false, false},
    {"Children", "days_averted", false, false, false},
    {"Children", "days_out_of_care", false, false, false},
    {"All", "commissioner_saves", false, true, false},
    {"All", "investor_loses", true, true, false},
    {"All", "paid_without_effect", true, true, false},
    {"All", "effect_unpaid", true, true, false},
    {"All", "funding_exhausted", true, true, false},
};

/** Beginnings of names of which less is better. */
static const char *const lower_is_better[] = {
    "care_days", "children_entering_care", "children_in_care", "entered_care", "waiting_days", "outcomes_payments", "other_payers", "payment", "non_additional", "unpaid_gbp",
    "lost_to_caps", "cap_reached", "delivery_cost", "full_cost", "provider_carried", "provider_cost", "peak_funding", "capital_drawn", "home_support",
    "investor_loses", "paid_without_effect", "effect_unpaid", "unsafe_days", "entries_put_off", "families_dropped", "contract_stopped_early", "claw_back_owed",
    "taken_back", "dispute_lost", "unsupervised_starts", "intermediary_fee", "funding_exhausted", "payback_months", "outcomes_premium", "time_with_family_share_untreated",
};

static bool less_is_better(const char *name)
{
    for (size_t i = 0; i < sizeof lower_is_better / sizeof lower_is_better[0]; i++) {
        if (strncmp(name, lower_is_better[i], strlen(lower_is_better[i])) == 0) {
            return strcmp(name, "payments_received_gbp") != 0;
        }
    }
    return false;
}

void comparison_ask_all(comparison *self)
{
    self->by = QUESTION_NONE;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        const metric *of = metric_find(usual[i].name, LEVELS_VALUE);
        self->questions[self->question_count++] =
            (question){usual[i].party, usual[i].name, of, usual[i].lower_is_better, usual[i].is_risk, usual[i].needs_any};
    }
}

/** The metric of a full name, whichever day or placement it repeats, where no scenario tells which there are. */
static const metric *find_repeated(const char *name)
{
    for (size_t i = 0; i < metric_count; i++) {
        const size_t length = strlen(metric_table[i].name);
        if (metric_table[i].each != EACH_ONCE && (metric_table[i].levels & LEVELS_VALUE) && strncmp(name, metric_table[i].name, length) == 0 &&
            name[length] == '_') {
            return &metric_table[i];
        }
    }
    return metric_find(name, LEVELS_VALUE);
}

bool comparison_order_by(comparison *self, const scenario *named, const char *name)
{
    for (size_t i = 0; i < self->question_count; i++) {
        if (strcmp(self->questions[i].name, name) == 0) {
            self->by = i;
            self->questions[i].is_risk = false;
            return true;
        }
    }
    size_t each;
    const metric *of = named ? metric_find_full(named, name, LEVELS_VALUE, &each) : find_repeated(name);
    if (!of || of->nature == NATURE_DATE || self->question_count == QUESTIONS_MAX) {
        return false;
    }
    self->by = self->question_count;
    self->questions[self->question_count++] = (question){"All", name, of, less_is_better(name), false, false};
    return true;
}

void comparison_free(comparison *self)
{
    arena_free(&self->memory);
    *self = (comparison){.by = QUESTION_NONE};
}

side *comparison_next(comparison *self, const char *name)
{
    char text[160];
    snprintf(text, sizeof text, "%.140s", name);
    for (int times = 2; text_place(text, self->sides, self->side_count, sizeof *self->sides) < self->side_count; times++) {
        snprintf(text, sizeof text, "%.140s (%d)", name, times);
    }
    const char *kept = self->side_count < SIDES_MAX ? arena_text(&self->memory, text) : NULL;
    if (!kept) {
        return NULL;
    }
    self->sides[self->side_count].name = kept;
    return &self->sides[self->side_count++];
}

bool is_mean_of_replicates(const metric *of)
{
    return of->nature != NATURE_STATUS && of->nature != NATURE_DATE && of->nature != NATURE_RATIO;
}

/* From a result in memory. */

/** The column that tells the answer: the contract's, or the programme's; COLUMN_NONE where there is none. */
static size_t column_of(const result *from, const question *asked, size_t contract)
{
    const size_t found = contract == COLUMN_NONE ? COLUMN_NONE : columns_find(&from->columns, asked->name, LEVEL_CONTRACT, contract, 0);
    const bool programme = contract == COLUMN_NONE || from->scenario->contracts.count == 1;
    return found == COLUMN_NONE && programme ? columns_find(&from->columns, asked->name, LEVEL_PROGRAMME, 0, 0) : found;
}

static void tell_one(const result *from, size_t index, answer *out)
{
    const told of = result_told(from, index);
    const metric_nature nature = of.column->metric->nature;
    const bool median = nature == NATURE_STATUS;
    uint64_t undefined = 0;
    for (size_t i = 0; i < METRIC_STATUSES; i++) {
        undefined += of.statuses[i];
    }
    out->undefined_share = (double)undefined / (double)from->replicates;
    out->mean = median ? of.quantile[3] : of.mean;
    out->se = median ? of.quantile_se[3] : of.se;
}

static bool answer_of(comparison *self, const question *asked, const result *from, size_t contract, answer *out)
{
    const size_t index = column_of(from, asked, contract);
    const column *of = index == COLUMN_NONE ? NULL : &from->columns.items[index];
    if (!of || column_is_apart(of) || of->lacks_investor) {
        return true;
    }
    out->known = true;
    out->values = arena_take(&self->memory, from->replicates + 1, sizeof *out->values);
    tell_one(from, index, out);
    return out->values && result_values(from, index, out->values);
}

bool comparison_add_result(comparison *self, const char *name, const result *from, size_t contract)
{
    side *added = comparison_next(self, name);
    const run_settings *run = &from->scenario->run;
    bool fine = added != NULL && from->rows != NULL;
    self->has_separate_luck = self->has_separate_luck || from->scenario->reporting.coupling == COUPLING_BOTH;
    if (fine) {
        added->seed = (double)run->seed;
        added->worlds = (double)run->worlds;
        added->histories = (double)run->histories;
    }
    for (size_t q = 0; fine && q < self->question_count; q++) {
        fine = answer_of(self, &self->questions[q], from, contract, &added->answers[q]);
    }
    return fine;
}
