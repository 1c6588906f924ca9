#include "summarise/layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "summarise/components.h"

/* Which columns a run has: a pass over all places, made twice, first to count and then to write. */

typedef struct {
    columns *out;
    size_t places, columns, parts;
    bool writing;
    bool out_of_memory;
} layout;

static const char *full_name(layout *self, const metric *row, size_t contract, size_t each)
{
    const scenario *s = self->out->scenario;
    char text[192];
    if (row->each == EACH_AT_DAY) {
        snprintf(text, sizeof text, "%s_%.0f", row->name, s->reporting.at_days.items[each]);
    } else if (row->each == EACH_PLACEMENT) {
        snprintf(text, sizeof text, "%s_%s", row->name, s->states.items[each].name);
    } else if (row->each == EACH_COMPARATOR) {
        snprintf(text, sizeof text, "%s_%s", row->name, s->appraisal.comparator.items[each].name);
    } else if (row->each == EACH_PAYER) {
        snprintf(text, sizeof text, "%s_%.140s", row->name, s->contracts.items[contract].payers.items[each].name);
    } else {
        return row->name;
    }
    const char *kept = arena_text(&self->out->memory, text);
    self->out_of_memory |= kept == NULL;
    return kept;
}

static void add_column(layout *self, const place *at, const metric *row, size_t each, coupling how, size_t twin)
{
    const size_t parts = row->denominator ? 2 : row->status ? 1 : 0;
    if (self->writing) {
        self->out->items[self->columns] = (column){.metric = row, .name = full_name(self, row, at->object, each), .level = at->level, .each = each,
                                                   .object = at->object, .at = at->at, .how = how, .twin = twin,
                                                   .part = parts ? self->parts : COLUMN_NONE};
    }
    self->columns++;
    self->parts += parts;
}

/** One column, or two where the untreated arm is read and both couplings are run: the shared one, then the independent one. */
static void add_couplings(layout *self, const place *at, const metric *row, size_t each)
{
    const int choice = self->out->scenario->reporting.coupling;
    const size_t here = self->columns;
    const bool twice = choice == COUPLING_BOTH && (row->arms == ARMS_UNTREATED || row->arms == ARMS_BOTH);
    add_column(self, at, row, each, choice == COUPLING_INDEPENDENT ? COUPLED_INDEPENDENT : COUPLED_SHARED, twice ? here + 1 : COLUMN_NONE);
    if (twice) {
        add_column(self, at, row, each, COUPLED_INDEPENDENT, here);
    }
}

static void add_placements(layout *self, const place *at, const metric *row)
{
    for (size_t i = 0; i < self->out->scenario->states.count; i++) {
        if (self->out->scenario->states.items[i].class_of == CLASS_CARE) {
            add_couplings(self, at, row, i);
        }
    }
}

static void add_metric(layout *self, const place *at, const metric *row)
{
    if (row->each == EACH_PLACEMENT) {
        add_placements(self, at, row);
        return;
    }
    const scenario *s = self->out->scenario;
    const size_t days = s->reporting.at_days.count < AT_DAYS_MAX ? s->reporting.at_days.count : AT_DAYS_MAX;
    const size_t times = row->each == EACH_AT_DAY ? days : row->each == EACH_COMPARATOR ? s->appraisal.comparator.count : row->each == EACH_PAYER ? s->contracts.items[at->object].payers.count : 1;
    for (size_t i = 0; i < times; i++) {
        add_couplings(self, at, row, i);
    }
}

static void add_place(layout *self, place at)
{
    at.from = self->columns;
    for (size_t i = 0; i < metric_count; i++) {
        const bool of_rivals = at.level == LEVEL_PROGRAMME && has_rivals(self->out->scenario) && metric_sums_contracts(&metric_table[i]);
        if ((metric_table[i].levels & at.level) && !of_rivals) {
            add_metric(self, &at, &metric_table[i]);
        }
    }
    at.until = self->columns;
    if (self->writing) {
        self->out->places[self->places] = at;
    }
    self->places++;
}

static void add_people(layout *self)
{
    static const metric_level level_of[] = {[SCOPE_PROGRAMME] = LEVEL_PROGRAMME, [SCOPE_SITE] = LEVEL_SITE, [SCOPE_GROUP] = LEVEL_GROUP};
    const scope_list *scopes = &self->out->scopes;
    for (size_t i = 0; i < scopes->count; i++) {
        add_place(self, (place){.level = level_of[scopes->items[i].kind], .object = i});
    }
}

static void add_repeated(layout *self, metric_level level, size_t contract, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        add_place(self, (place){.level = level, .object = contract, .at = i});
    }
}

/** Whether a council has a site in the contract. */
static bool has_site(const scenario *self, const contract_row *contract, size_t council)
{
    for (size_t i = 0; i < self->sites.count; i++) {
        if (mask_has(contract->site_mask, i) && self->sites.items[i].council_index == (int32_t)council) {
            return true;
        }
    }
    return false;
}

static void add_bodies(layout *self, size_t contract)
{
    const scenario *s = self->out->scenario;
    for (size_t i = 0; i < s->councils.count; i++) {
        if (has_site(s, &s->contracts.items[contract], i)) {
            add_place(self, (place){.level = LEVEL_BODY, .object = contract, .at = i});
        }
    }
}

/** Whether a provider has a team in one of the contract's sites. */
static bool has_provider(const scenario *self, const contract_row *contract, size_t provider)
{
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        for (size_t t = 0; mask_has(contract->site_mask, s) && t < site->teams.count; t++) {
            if (site->teams.items[t].provider_index == (int32_t)provider) {
                return true;
            }
        }
    }
    return false;
}

static void add_providers(layout *self, size_t contract)
{
    const scenario *s = self->out->scenario;
    for (size_t i = 0; i < s->providers.count; i++) {
        if (has_provider(s, &s->contracts.items[contract], i)) {
            add_place(self, (place){.level = LEVEL_PROVIDER, .object = contract, .at = i});
        }
    }
}

/** Months from the month of scenario.starts to April of the year. */
static int64_t april_of(const scenario *self, int year)
{
    return date_months_between(self->starts, date_from_parts((date_parts){.year = year, .month = 4, .day = 1}));
}

static void add_years(layout *self, size_t contract)
{
    const int first = columns_first_year(self->out);
    const size_t years = columns_years(self->out);
    for (size_t i = 0; i < years; i++) {
        const int year = first + (int)i;
        const int64_t from = april_of(self->out->scenario, year);
        add_place(self, (place){.level = LEVEL_YEAR, .object = contract, .at = i, .year = year, .year_is_last = i + 1 == years, .month_from = from < 0 ? 0 : from,
                                .month_until = april_of(self->out->scenario, year + 1)});
    }
}

static void add_all(layout *self)
{
    const scenario *s = self->out->scenario;
    add_people(self);
    for (size_t i = 0; i < s->contracts.count; i++) {
        const contract_row *row = &s->contracts.items[i];
        add_repeated(self, LEVEL_CONTRACT, i, 1);
        add_repeated(self, LEVEL_PAYER, i, row->payers.count);
        add_bodies(self, i);
        add_repeated(self, LEVEL_TRANCHE, i, row->capital.tranches.count);
        add_providers(self, i);
        add_repeated(self, LEVEL_PERIOD, i, self->out->extent.calendars[i].count);
        add_years(self, i);
    }
}

int columns_first_year(const columns *self)
{
    const int starts = date_financial_year(self->scenario->starts);
    return self->extent.years && self->extent.first_year < starts ? self->extent.first_year : starts;
}

/** In how many years after care is averted its saving may become cash; an uncertain lag counts as none, and the last year has what falls later. */
static int release_years(const scenario *self)
{
    const quantity *lag = &self->appraisal.release_lag_days;
    return lag->draw < 0 && lag->value > 0 ? (int)ceil(lag->value / DAYS_PER_YEAR) : 0;
}

/** The financial year of the last day of any reporting window. */
static int last_window_year(const scenario *self)
{
    date last = self->starts;
    for (size_t i = 0; i < self->sites.count; i++) {
        const date closes = self->sites.items[i].closes;
        last = closes > last ? closes : last;
    }
    return date_financial_year(last + (date)self->reporting.window_days);
}

size_t columns_years(const columns *self)
{
    const int months = (int)self->extent.cash_months;
    int last = date_financial_year(date_add_months(self->scenario->starts, months > 0 ? months - 1 : 0));
    const int window = last_window_year(self->scenario);
    const int exposed = self->extent.first_year + (int)self->extent.years - 1;
    const int valued = (window < exposed ? window : exposed) + release_years(self->scenario);
    last = valued > last ? valued : last;
    return (size_t)(last - columns_first_year(self) + 1);
}

/** Copies of the calendars in `memory`; NULL when memory runs out. */
static claim_calendar *calendars_copy(const claim_calendar from[], size_t count, arena *memory)
{
    claim_calendar *copies = arena_take(memory, count ? count : 1, sizeof *copies);
    for (size_t i = 0; copies && i < count; i++) {
        copies[i].count = from[i].count;
        copies[i].items = arena_take(memory, from[i].count ? from[i].count : 1, sizeof *copies[i].items);
        if (!copies[i].items) {
            return NULL;
        }
        if (from[i].count) {
            memcpy(copies[i].items, from[i].items, from[i].count * sizeof *copies[i].items);
        }
    }
    return copies;
}

/** Whether the column's contract, or some contract of its programme, has money that waits for outcomes. */
static bool has_capital(const scenario *self, const column *of)
{
    bool has = false;
    for (size_t c = 0; c < self->contracts.count; c++) {
        has = has || ((of->level == LEVEL_PROGRAMME || of->object == c) && capital_is_written(&self->contracts.items[c].capital));
    }
    return has;
}

static bool lacks_investor(const scenario *self, const column *of)
{
    static const char *const names[] = {"capital_drawn_gbp", "distributed_gbp", "payback_months", "return_cap_binds"};
    if (!(of->level & (LEVELS_VALUE | LEVEL_YEAR)) || has_capital(self, of)) {
        return false;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(of->metric->name, names[i]) == 0) {
            return true;
        }
    }
    return strncmp(of->metric->name, "investor_", strlen("investor_")) == 0;
}

bool columns_make(const scenario *self, const run_extent *extent, columns *out)
{
    *out = (columns){.scenario = self, .extent = *extent};
    out->extent.calendars = calendars_copy(extent->calendars, self->contracts.count, &out->memory);
    if (!out->extent.calendars || !scope_list_make(self, &out->scopes)) {
        columns_free(out);
        return false;
    }
    layout counting = {.out = out};
    add_all(&counting);
    out->count = counting.columns;
    out->parts = counting.parts;
    out->place_count = counting.places;
    out->items = arena_take(&out->memory, counting.columns, sizeof *out->items);
    out->places = arena_take(&out->memory, counting.places, sizeof *out->places);
    layout writing = {.out = out, .writing = out->items && out->places, .out_of_memory = !out->items || !out->places};
    if (writing.writing) {
        add_all(&writing);
        for (size_t i = 0; i < out->count; i++) {
            out->items[i].lacks_investor = lacks_investor(self, &out->items[i]);
        }
    }
    if (writing.out_of_memory || !components_lay_out(out)) {
        columns_free(out);
        return false;
    }
    return true;
}
