#include "summarise/series.h"

#include <string.h>

#include "stats/summary.h"

typedef struct {
    const char *name;
    const char *title;
    bool untreated;
    size_t source;
    bool flag;
    bool of_investor; /* only contracts with capital have it */
} series_kind;

static const series_kind of_programme[] = {
    {"in_care", "Children in care on the month's last day", false, COLUMN_NONE, false, false},
    {"in_care_untreated", "Children in care on the month's last day, without the programme", true, COLUMN_NONE, false, false},
    {"caseload", "Families in therapy on the month's last day", false, offsetof(monthly, caseload), false, false},
    {"waiting", "Families waiting on the month's last day", false, offsetof(monthly, waiting), false, false},
    {"referrals", "Families referred in the month", false, offsetof(monthly, referrals), false, false},
    {"starts", "Families started in the month", false, offsetof(monthly, starts), false, false},
};

static const series_kind of_contract[] = {
    {"delivery_cost_gbp", "Cost of delivery in the month", false, offsetof(cash, cost), false, false},
    {"payments_received_gbp", "Payments received in the month", false, offsetof(cash, receipt), false, false},
    {"capital_drawn_gbp", "Capital drawn in the month", false, offsetof(cash, drawn), false, true},
    {"distributed_gbp", "Distributed to the investor in the month", false, offsetof(cash, distributed), false, true},
    {"provider_carried_gbp", "Carried by the provider in the month, less repaid", false, offsetof(cash, carried), false, false},
    {"balance_gbp", "Balance at the month's end", false, offsetof(cash, balance), false, false},
};

static const series_kind of_capital[] = {
    {"capital_at_risk_gbp", "Principal drawn and not repaid at the month's end", false, offsetof(cash, outstanding), false, true},
    {"capital_at_risk_share", "Chance of principal drawn and not repaid at the month's end", false, offsetof(cash, outstanding), true, true},
};

static const series_kind of_placement[] = {
    {"in_care", "Children in the placement on the month's last day", false, COLUMN_NONE, false, false},
    {"in_care_untreated", "Children in the placement on the month's last day, without the programme", true, COLUMN_NONE, false, false},
};

#define PENCE_PER_POUND 100
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static void add_series(series_plan *self, const series_kind *row, size_t state, size_t contract, size_t months)
{
    const career_arm untreated = untreated_arm(self->scenario->reporting.coupling == COUPLING_INDEPENDENT ? COUPLED_INDEPENDENT : COUPLED_SHARED);
    self->items[self->count++] = (series_source){.name = row->name, .title = row->title, .state = state, .contract = contract,
                                                 .arm = row->untreated ? untreated : ARM_TREATED, .source = row->source, .flag = row->flag,
                                                 .from = self->width, .months = months};
    self->width += months;
}

static void add_kinds(series_plan *self, const series_kind kinds[], size_t count, size_t state, size_t contract, size_t months)
{
    const bool investor = contract != COLUMN_NONE && capital_is_written(&self->scenario->contracts.items[contract].capital);
    for (size_t i = 0; i < count; i++) {
        if (investor || !kinds[i].of_investor) {
            add_series(self, &kinds[i], state, contract, months);
        }
    }
}

static void add_placements(series_plan *self, size_t months)
{
    for (size_t i = 0; i < self->scenario->states.count; i++) {
        if (self->scenario->states.items[i].class_of == CLASS_CARE) {
            add_kinds(self, of_placement, COUNT_OF(of_placement), i, COLUMN_NONE, months);
        }
    }
}

/** As many of a series' months as begin by the report date. */
static size_t months_known(const scenario *self, size_t months)
{
    if (self->reporting.as_of == DATE_NONE) {
        return months;
    }
    const size_t known = (size_t)date_months_between(self->starts, self->reporting.as_of) + 1;
    return known < months ? known : months;
}

bool series_plan_make(const scenario *self, const run_extent *extent, series_plan *out)
{
    const size_t series_months = months_known(self, extent->series_months), cash_months = months_known(self, extent->cash_months);
    *out = (series_plan){.scenario = self};
    const size_t most =
        COUNT_OF(of_programme) + (COUNT_OF(of_contract) + COUNT_OF(of_capital)) * self->contracts.count + COUNT_OF(of_placement) * self->states.count;
    out->items = arena_take(&out->memory, most, sizeof *out->items);
    if (!out->items) {
        return false;
    }
    add_kinds(out, of_programme, COUNT_OF(of_programme), COLUMN_NONE, COLUMN_NONE, series_months);
    for (size_t i = 0; i < self->contracts.count; i++) {
        add_kinds(out, of_contract, COUNT_OF(of_contract), COLUMN_NONE, i, cash_months);
    }
    out->with_quantiles = out->count;
    out->quantile_width = out->width;
    add_placements(out, series_months);
    for (size_t i = 0; i < self->contracts.count; i++) {
        add_kinds(out, of_capital, COUNT_OF(of_capital), COLUMN_NONE, i, cash_months);
    }
    return true;
}

void series_plan_free(series_plan *self)
{
    arena_free(&self->memory);
    *self = (series_plan){0};
}

static void fill_in_care(const series_source *self, const monthly *from, size_t states, double row[])
{
    const size_t first = self->state == COLUMN_NONE ? 0 : self->state;
    const size_t last = self->state == COLUMN_NONE ? states : self->state + 1;
    memset(row, 0, self->months * sizeof *row);
    for (size_t state = first; state < last; state++) {
        const double *count = from->in_care[self->arm] + state * from->months;
        for (size_t month = 0; month < self->months; month++) {
            row[month] += count[month];
        }
    }
}

static void fill_people(const series_source *self, const monthly *from, double row[])
{
    double *values;
    memcpy(&values, (const char *)from + self->source, sizeof values);
    for (size_t month = 0; month < self->months; month++) {
        row[month] = values[month];
    }
}

static void fill_cash(const series_source *self, const cash *from, double row[])
{
    pence *values;
    memcpy(&values, (const char *)from + self->source, sizeof values);
    for (size_t month = 0; month < self->months; month++) {
        const pence amount = month < from->months ? values[month] : 0;
        row[month] = self->flag ? amount > 0 : (double)amount;
    }
}

void series_fill(const series_plan *self, const replicate *from, double row[])
{
    for (size_t i = 0; i < self->count; i++) {
        const series_source *item = &self->items[i];
        if (item->contract != COLUMN_NONE) {
            fill_cash(item, &from->contracts[item->contract].cash, row + item->from);
        } else if (item->source != COLUMN_NONE) {
            fill_people(item, &from->monthly, row + item->from);
        } else {
            fill_in_care(item, &from->monthly, self->scenario->states.count, row + item->from);
        }
    }
}

double series_divisor(const series_source *self)
{
    return self->contract != COLUMN_NONE && !self->flag ? PENCE_PER_POUND : 1;
}

void series_sums_of(const double rows[], size_t replicates, size_t width, series_sum out[])
{
    for (size_t i = 0; i < width; i++) {
        out[i] = (series_sum){0};
    }
    for (size_t r = 1; r < replicates; r++) { /* about the first row, so that nothing cancels */
        const double *row = rows + r * width;
        for (size_t i = 0; i < width; i++) {
            const double step = row[i] - rows[i];
            out[i].mean += step;
            out[i].squares += step * step;
        }
    }
    for (size_t i = 0; i < width; i++) {
        const double mean = out[i].mean / (double)replicates;
        out[i].squares -= mean * out[i].mean;
        out[i].mean = rows[i] + mean;
    }
}

void series_sums_join(series_sum sums[], size_t count, const series_sum block[], size_t more, size_t width)
{
    const double here = (double)count, there = (double)more, all = here + there;
    for (size_t i = 0; i < width; i++) {
        const double step = block[i].mean - sums[i].mean;
        sums[i].mean += step * there / all;
        sums[i].squares += block[i].squares + step * step * here * there / all;
    }
}

/** Hyndman and Fan's type 7. */
static double sorted_quantile(const double number[], size_t count, double level)
{
    const double place = level * (double)(count - 1);
    const size_t below = (size_t)place;
    const size_t above = below + 1 < count ? below + 1 : below;
    return number[below] + (place - (double)below) * (number[above] - number[below]);
}

void series_quantiles(double number[], size_t count, uint64_t scratch[], double out[3])
{
    static const double level[3] = {0.05, 0.5, 0.95};
    radix_sort_doubles(number, count, scratch);
    for (size_t i = 0; i < 3; i++) {
        out[i] = sorted_quantile(number, count, level[i]);
    }
}
