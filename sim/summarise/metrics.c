#include "summarise/metrics.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "summarise/metrics_functions.h"

static const char *const words_undefined[] = {"undefined", NULL};
static const char *const words_no_families[] = {"no_families", NULL};
static const char *const words_no_places[] = {"no_places", NULL};
static const char *const words_nobody_seen[] = {"nobody_seen", NULL};
static const char *const words_no_comparator[] = {"no_comparator", NULL};
static const char *const words_no_days_averted[] = {"no_days_averted", NULL};
static const char *const words_no_cost[] = {"no_cost", NULL};
static const char *const words_separate_luck[] = {"separate_luck", NULL};
static const char *const words_no_limit[] = {"no_limit", NULL};
static const char *const words_never[] = {"never", NULL};
static const char *const words_nothing_drawn[] = {"nothing_drawn", NULL};
static const char *const words_irr[] = {"nothing_drawn", "none", "several", NULL};
static const char *const words_payback[] = {"nothing_drawn", "never", NULL};

#define ROW(name_, levels_, nature_, arms_, each_, unit_, statuses_, title_, doc_, value_, denominator_, status_, headline_, summed_) \
    {.name = #name_, .unit = (unit_), .levels = (levels_), .nature = NATURE_##nature_, .arms = ARMS_##arms_, .each = EACH_##each_, \
     .value = (value_), .denominator = (denominator_), .status = (status_), .statuses = (statuses_), .headline = (headline_), .summed = (summed_), \
     .title = (title_), .doc = (doc_)},
#define METRIC(name, levels, nature, arms, each, unit, statuses, title, doc, value) \
    ROW(name, levels, nature, arms, each, unit, statuses, title, doc, value, NULL, NULL, false, false)
#define SUMMED(name, levels, nature, arms, each, unit, statuses, title, doc, value) \
    ROW(name, levels, nature, arms, each, unit, statuses, title, doc, value, NULL, NULL, false, true)
#define HEADLINE(name, levels, nature, arms, each, unit, statuses, title, doc, value) \
    ROW(name, levels, nature, arms, each, unit, statuses, title, doc, value, NULL, NULL, true, false)
#define RATIO(name, levels, arms, each, unit, statuses, title, doc, numerator, denominator) \
    ROW(name, levels, RATIO, arms, each, unit, statuses, title, doc, numerator, denominator, NULL, false, false)
#define STATUS(name, levels, nature, unit, statuses, title, doc, value, status) \
    ROW(name, levels, nature, TREATED, ONCE, unit, statuses, title, doc, value, NULL, status, false, false)

const metric metric_table[] = {
#include "summarise/metrics.def"
};

const size_t metric_count = sizeof metric_table / sizeof metric_table[0];

metric_source metric_beside(const metric_source *from, size_t contract)
{
    metric_source other = *from;
    other.level = LEVEL_CONTRACT;
    other.tally = NULL;
    other.row = &from->scenario->contracts.items[contract];
    other.contract = &from->replicate->contracts[contract];
    other.site_tallies = other.contract->own_tallies ? other.contract->own_tallies + 1 : from->replicate->tallies + 1;
    return other;
}

double metric_value(const metric *self, const metric_source *from, size_t each)
{
    if (!self->summed || from->contract) {
        return self->value(from, each);
    }
    double sum = 0;
    for (size_t c = 0; c < from->scenario->contracts.count; c++) {
        const metric_source one = metric_beside(from, c);
        sum += self->value(&one, each);
    }
    return sum;
}

bool metric_is_difference(const metric *of)
{
    return of->arms == ARMS_BOTH || of->arms == ARMS_SHARED;
}

const metric *metric_find(const char *name, unsigned levels)
{
    for (size_t i = 0; i < metric_count; i++) {
        if ((metric_table[i].levels & levels) && strcmp(metric_table[i].name, name) == 0) {
            return &metric_table[i];
        }
    }
    return NULL;
}

static bool each_of_day(const scenario *self, const char *suffix, size_t *each)
{
    for (size_t i = 0; i < self->reporting.at_days.count; i++) {
        char text[32];
        snprintf(text, sizeof text, "%.0f", self->reporting.at_days.items[i]);
        if (strcmp(text, suffix) == 0) {
            *each = i;
            return true;
        }
    }
    return false;
}

static bool each_of_placement(const scenario *self, const char *suffix, size_t *each)
{
    for (size_t i = 0; i < self->states.count; i++) {
        const state_row *state = &self->states.items[i];
        if (state->class_of == CLASS_CARE && strcmp(state->name, suffix) == 0) {
            *each = i;
            return true;
        }
    }
    return false;
}

static bool each_of_comparator(const scenario *self, const char *suffix, size_t *each)
{
    *each = PLACE_OF(suffix, self->appraisal.comparator);
    return *each < self->appraisal.comparator.count;
}

static bool each_fits(const scenario *self, const metric *row, const char *rest, size_t *each)
{
    if (row->each == EACH_ONCE) {
        *each = 0;
        return *rest == '\0';
    }
    if (*rest != '_') {
        return false;
    }
    return row->each == EACH_AT_DAY       ? each_of_day(self, rest + 1, each)
           : row->each == EACH_PLACEMENT  ? each_of_placement(self, rest + 1, each)
           : row->each == EACH_COMPARATOR && each_of_comparator(self, rest + 1, each); /* payers hang on the contract: found by column only */
}

const metric *metric_find_full(const scenario *self, const char *name, unsigned levels, size_t *each)
{
    for (size_t i = 0; i < metric_count; i++) {
        const metric *row = &metric_table[i];
        const size_t length = strlen(row->name);
        if ((row->levels & levels) && strncmp(name, row->name, length) == 0 && each_fits(self, row, name + length, each)) {
            return row;
        }
    }
    return NULL;
}

static const struct {
    metric_level level;
    const char *words;
} levels[] = {
    {LEVEL_PROGRAMME, "programme"}, {LEVEL_SITE, "site"}, {LEVEL_GROUP, "group"},   {LEVEL_CONTRACT, "contract"},
    {LEVEL_PAYER, "payer"},         {LEVEL_BODY, "body"}, {LEVEL_PERIOD, "period"}, {LEVEL_YEAR, "financial_year"},
    {LEVEL_TRANCHE, "tranche"},     {LEVEL_PROVIDER, "provider"},
};

bool metric_sums_contracts(const metric *self)
{
    return (self->levels & LEVELS_VALUE) == LEVELS_VALUE && (self->levels & LEVEL_SITE) == 0;
}

const char *level_words(metric_level level)
{
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        if (levels[i].level == level) {
            return levels[i].words;
        }
    }
    return "";
}

const char *nature_words(metric_nature nature)
{
    static const char *const words[] = {
        [NATURE_AMOUNT] = "amount",     [NATURE_COUNT] = "count",     [NATURE_SHARE] = "share", [NATURE_RATIO] = "ratio of means",
        [NATURE_FLAG] = "probability", [NATURE_STATUS] = "percentiles and statuses", [NATURE_DATE] = "date",
    };
    return words[nature];
}

size_t metric_names(unsigned among, const char *names[], size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < metric_count && count < most; i++) {
        if (metric_table[i].levels & among) {
            names[count++] = metric_table[i].name;
        }
    }
    return count;
}
