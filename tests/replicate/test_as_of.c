#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "records/calendar.h"
#include "replicate/engine.h"
#include "replicate/settlement.h"
#include "summarise/columns.h"
#include "summarise/series.h"
#include "support/expect.h"
#include "world/world.h"

/* Laws of report dates, over every shipped scenario and those of the reference: what is said as of a date is what has happened by it, each part cut by its own date. So years,
 * months and claim periods add up to totals as of any date, the years and months that are over are what they will be, and nothing that comes later changes anything. */

#define PATH_ROOM 4096
#define DATES 6

/** One future of a scenario, settled again and again. */
typedef struct {
    const char *name;    /* borrowed: the file's */
    scenario *file;
    replicate_plan plan;
    replicate_engine *engine;
    const replicate *drawn; /* with everything known */
    settlement settled;
    replicate out;       /* as of the date settled last */
    columns layout;
    series_plan series;
    date last;           /* a date by which everything is over */
} future;

/** What is told of a future as of a date. */
typedef struct {
    double *row;
    double *months;
} told;

static void future_make(future *self, const char *folder, const char *name)
{
    char path[PATH_ROOM];
    fault_list faults = { 0 };
    *self = (future){ .name = name };
    snprintf(path, sizeof path, "%s/%s", folder, name);
    self->file = scenario_load(path, &(document_override){ "/reporting/as_of", "null" }, 1, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(self->file);
    assert_true(replicate_plan_make(self->file, &self->plan));
    self->engine = replicate_engine_make(&self->plan);
    assert_non_null(self->engine);
    self->drawn = replicate_engine_run(self->engine, 1, 1);
    assert_non_null(self->drawn);
    const bool couples[COUPLINGS] = { [COUPLED_SHARED] = coupling_is_told(self->file, COUPLED_SHARED),
                                      [COUPLED_INDEPENDENT] = coupling_is_told(self->file, COUPLED_INDEPENDENT) };
    assert_true(settlement_make(&self->drawn->in->known, self->plan.calendars, &self->plan.scopes, couples, &self->out, &self->settled));
    settlement_set_world(&self->settled);
    run_extent extent = { .calendars = self->plan.calendars, .series_months = self->drawn->monthly.months, .first_year = self->drawn->exposure.first_year,
                          .years = self->drawn->exposure.years };
    for (size_t c = 0; c < self->file->contracts.count; c++) {
        const size_t months = self->drawn->contracts[c].cash.months;
        extent.cash_months = months > extent.cash_months ? months : extent.cash_months;
    }
    assert_true(columns_make(self->file, &extent, &self->layout));
    assert_true(series_plan_make(self->file, &extent, &self->series));
    self->last = date_add_months(self->file->starts, 12 * 45);
}

static void future_free(future *self)
{
    series_plan_free(&self->series);
    columns_free(&self->layout);
    settlement_free(&self->settled);
    replicate_engine_free(self->engine);
    replicate_plan_free(&self->plan);
    scenario_free(self->file);
}

/** Settles lives as of a day. Freed with told_free. */
static told future_told(future *self, const replicate *lives, int32_t day)
{
    told found = { calloc(self->layout.count, sizeof *found.row), calloc(self->series.width, sizeof *found.months) };
    double *parts = calloc(self->layout.parts + 1, sizeof *parts);
    self->out.world = lives->world;
    self->out.history = lives->history;
    self->out.in = lives->in;
    assert_true(settlement_begin(&self->settled, lives));
    assert_true(settlement_as_of(&self->settled, day));
    columns_fill(&self->layout, &self->out, found.row, parts);
    series_fill(&self->series, &self->out, found.months);
    for (size_t i = 0; i < self->series.count; i++) {
        const series_source *of = &self->series.items[i];
        for (size_t m = 0; m < of->months; m++) {
            found.months[of->from + m] /= series_divisor(of);
        }
    }
    free(parts);
    return found;
}

static void told_free(told *self)
{
    free(self->row);
    free(self->months);
}

static int32_t day_of_date(const future *self, date when)
{
    return when - self->file->starts;
}

/** The months of a series whose last day has come by a date. */
static size_t months_over(const future *self, date when)
{
    return (size_t)date_months_between(self->file->starts, when + 1);
}

static void expect_near(const future *self, date as_of, const char *what, double found, double expected, double size)
{
    if (!(fabs(found - expected) <= 1e-6 * fmax(1, size)) && !((bool)isnan(found) && (bool)isnan(expected))) {
        char day[DATE_TEXT_SIZE];
        date_write(as_of, day);
        fail_msg("%s as of %s: %s is %.9g, not %.9g", self->name, day, what, found, expected);
    }
}

/** The sum over the places within an object at which a metric is told at a level; NaN where it is told at none. */
static double sum_at(const future *self, const double row[], const char *name, metric_level level, size_t object, coupling how, double *size)
{
    double sum = (double)NAN;
    for (size_t i = 0; i < self->layout.count; i++) {
        const column *at = &self->layout.items[i];
        const bool is_of = level == LEVEL_SITE || at->object == object;
        if (at->level == level && is_of && at->how == how && strcmp(at->name, name) == 0) {
            sum = isnan(sum) ? row[i] : sum + row[i];
            *size += fabs(row[i]);
        }
    }
    return sum;
}

/** Which parts make up a total under another name; else under its own. */
static const struct {
    metric_level level;
    const char *part, *total;
} parts[] = {
    { LEVEL_PERIOD, "accrued_gbp", "outcomes_payments_accrued_gbp" },
    { LEVEL_PERIOD, "claimed_gbp", "outcomes_payments_claimed_gbp" },
    { LEVEL_PERIOD, "certified_gbp", "outcomes_payments_certified_gbp" },
    { LEVEL_PERIOD, "paid_gbp", "outcomes_payments_paid_gbp" },
    { LEVEL_PAYER, "payments_by_payer_gbp", "outcomes_payments_paid_gbp" },
    { LEVEL_BODY, "net_by_body_gbp", "commissioner_net_gbp" },
    { LEVEL_CONTRACT, "payments_received_gbp", "outcomes_payments_paid_gbp" },
};

static bool adds_up(const column *at)
{
    return at->metric->nature == NATURE_AMOUNT || at->metric->nature == NATURE_COUNT;
}

/** Years make up the contract's totals, sites the programme's, whatever the metric. */
static void levels_add_up(const future *self, const double row[], date as_of)
{
    for (size_t i = 0; i < self->layout.count; i++) {
        const column *at = &self->layout.items[i];
        const metric_level of = at->level == LEVEL_CONTRACT ? LEVEL_YEAR : LEVEL_SITE;
        double size = 0;
        if (adds_up(at) && (at->level == LEVEL_CONTRACT || at->level == LEVEL_PROGRAMME)) {
            const double sum = sum_at(self, row, at->name, of, at->object, at->how, &size);
            expect_near(self, as_of, at->name, isnan(sum) ? row[i] : sum, row[i], size);
        }
    }
}

static void named_parts_add_up(const future *self, const double row[], date as_of)
{
    for (size_t i = 0; i < self->layout.count; i++) {
        const column *at = &self->layout.items[i];
        for (size_t k = 0; k < sizeof parts / sizeof parts[0] && at->level == LEVEL_CONTRACT; k++) {
            double size = 0;
            const bool is_it = strcmp(at->name, parts[k].total) == 0;
            const double sum = is_it ? sum_at(self, row, parts[k].part, parts[k].level, at->object, at->how, &size) : (double)NAN;
            expect_near(self, as_of, parts[k].part, isnan(sum) ? row[i] : sum, row[i], size);
        }
    }
}

/** Which total the months of a series make up; the others are levels. */
static const char *total_of_series(const char *name)
{
    static const char *const flows[] = { "referrals", "starts", "delivery_cost_gbp", "payments_received_gbp", "capital_drawn_gbp", "distributed_gbp", "provider_carried_gbp" };
    for (size_t i = 0; i < sizeof flows / sizeof flows[0]; i++) {
        if (strcmp(flows[i], name) == 0) {
            return name;
        }
    }
    return NULL;
}

static void months_add_up(const future *self, const told *now, date as_of)
{
    const size_t known = (size_t)date_months_between(self->file->starts, as_of) + 1;
    for (size_t s = 0; s < self->series.count; s++) {
        const series_source *of = &self->series.items[s];
        const char *total = total_of_series(of->name);
        const bool is_programme = of->contract == COLUMN_NONE;
        const size_t at = total ? columns_find(&self->layout, total, is_programme ? LEVEL_PROGRAMME : LEVEL_CONTRACT, is_programme ? 0 : of->contract, 0) : COLUMN_NONE;
        double sum = 0;
        double size = 0;
        for (size_t m = 0; m < of->months && m < known && at != COLUMN_NONE; m++) {
            sum += (double)now->months[of->from + m];
            size += fabs((double)now->months[of->from + m]);
        }
        if (at != COLUMN_NONE) {
            expect_near(self, as_of, total, sum, now->row[at], size);
        }
    }
}

/** Years that are over are what they will be. */
static void years_over_stand(const future *self, const told *now, const told *later, date as_of)
{
    const int over = date_financial_year(as_of + 1) - columns_first_year(&self->layout);
    for (size_t i = 0; i < self->layout.count; i++) {
        const column *at = &self->layout.items[i];
        if (at->level == LEVEL_YEAR && (int)at->at < over) {
            expect_near(self, as_of, at->name, now->row[i], later->row[i], fabs(later->row[i]));
        }
    }
}

static void months_over_stand(const future *self, const told *now, const told *later, date as_of)
{
    for (size_t s = 0; s < self->series.count; s++) {
        const series_source *of = &self->series.items[s];
        for (size_t m = 0; m < of->months && m < months_over(self, as_of); m++) {
            const double expected = (double)later->months[of->from + m];
            expect_near(self, as_of, of->name, (double)now->months[of->from + m], expected, fabs(expected));
        }
    }
}

/** What councils have paid by a date, in pounds, by the dates of a settlement of everything; less surplus of months that are over. */
static double councils_paid(const future *self, const contract_outcome *of, size_t c, date as_of)
{
    const contract_row *row = &self->file->contracts.items[c];
    pence sum = 0;
    for (size_t p = 0; p < row->payers.count; p++) {
        const bool is_council = row->payers.items[p].council_index != INDEX_NONE;
        for (size_t k = 0; is_council && k < of->ledger.periods; k++) {
            const size_t at = p * of->ledger.periods + k;
            const date paid = self->plan.calendars[c].items[k].paid;
            sum += paid <= as_of ? of->ledger.by_payer[at] - of->ledger.disputed[at] : 0;
            sum += paid + (date)row->dispute_days <= as_of ? of->ledger.disputed[at] : 0;
        }
        for (size_t m = 0; is_council && m < of->cash.months && m < months_over(self, as_of); m++) {
            sum -= of->cash.surplus_payer[p * of->cash.months + m];
        }
    }
    return pounds_from_pence(sum);
}

/** What councils bear of own and administration cost day by day, nominal: administration is another payer's where there is one. */
static double own_cost(const future *self, size_t c, date as_of)
{
    const contract_row *row = &self->drawn->in->known.contracts.items[c];
    double yearly = row->own_cost_gbp_per_year.value + row->top_up_admin_gbp_per_year.value;
    for (size_t p = 0; p < row->payers.count; p++) {
        const bool is_council = row->payers.items[p].council_index != INDEX_NONE;
        yearly = is_council ? yearly : row->own_cost_gbp_per_year.value;
    }
    double sum = 0;
    for (date day = row->starts; day <= row->last_claimable && day <= as_of; day++) {
        const int year = date_financial_year(day);
        const int days = date_from_parts((date_parts){ year + 1, 4, 1 }) - date_from_parts((date_parts){ year, 4, 1 });
        sum += yearly / days * self->settled.prices.inflation[year - self->settled.prices.first_year];
    }
    return sum;
}

/** The net gain without what councils pay and bear themselves: what days are worth, as of the day settled last. */
static double days_worth(const future *self, const exposure *seen, uint32_t sites, coupling how)
{
    const appraise_prices *prices = &self->settled.prices;
    double sum = 0;
    for (size_t s = 0; s < self->file->sites.count; s++) {
        for (size_t state = 0; (sites >> s & 1) && state < self->file->states.count; state++) {
            for (size_t y = 0; y < seen->years; y++) {
                const size_t treated = exposure_at(seen, 0, ARM_TREATED, s, state, y), untreated = exposure_at(seen, 0, untreated_arm(how), s, state, y);
                const double days = seen->days[untreated] - seen->days[treated];
                const double care = days * prices->day_cost[state] + seen->extreme_gbp[untreated] - seen->extreme_gbp[treated];
                sum += (prices->care >> state & 1) ? care * prices->avoided[state][y] * prices->inflation[y] : 0;
                sum += (prices->home >> state & 1) ? days * prices->home_support_per_day * prices->inflation[y] : 0;
            }
        }
    }
    return sum;
}

/** The councils' net gain as of a date, from its parts, each by its own date. */
static void nets_are_their_parts(const future *self, date as_of)
{
    for (size_t c = 0; c < self->file->contracts.count; c++) {
        const contract_outcome *now = &self->out.contracts[c];
        const exposure *seen = now->own_tallies ? &self->settled.own[c].exposure : &self->out.exposure;
        for (size_t how = 0; how < COUPLINGS; how++) {
            if (self->settled.couples[how]) {
                const double paid = councils_paid(self, &self->drawn->contracts[c], c, as_of), own = own_cost(self, c, as_of);
                const double worth = days_worth(self, seen, self->file->contracts.items[c].site_mask, (coupling)how);
                expect_near(self, as_of, "the councils' net gain", now->value[0][how].commissioner_net, worth - paid - own, fabs(worth) + paid + own);
            }
        }
    }
}

/** Days of a scenario's life: ends of financial years and of months, and days inside them. */
static size_t dates_of(const future *self, date out[DATES])
{
    date ends = self->file->starts;
    for (size_t c = 0; c < self->file->contracts.count; c++) {
        const date last = self->file->contracts.items[c].last_claimable;
        ends = last > ends ? last : ends;
    }
    const date third = self->file->starts + (ends - self->file->starts) / 3;
    const date half = self->file->starts + (ends - self->file->starts) / 2;
    const date all[DATES] = { self->file->starts + 1, date_financial_year_end(third), third, date_month_end(half), half + 10, ends };
    memcpy(out, all, sizeof all);
    return DATES;
}

/** No more families are dropped by a date than would have started by it. */
static void who_has_not_started_is_not_dropped(const future *self, date as_of)
{
    const tally *programme = &self->out.tallies[0];
    for (size_t c = 0; c < self->file->contracts.count; c++) {
        const double dropped = (double)self->out.contracts[c].families_dropped;
        expect_near(self, as_of, "families dropped", fmin(dropped, programme->starts), dropped, 0);
    }
}

static void sums_agree(future *self)
{
    date dates[DATES];
    told all = future_told(self, self->drawn, DAY_UNBOUNDED);
    for (size_t i = 0; i < dates_of(self, dates); i++) {
        told now = future_told(self, self->drawn, day_of_date(self, dates[i]));
        levels_add_up(self, now.row, dates[i]);
        named_parts_add_up(self, now.row, dates[i]);
        months_add_up(self, &now, dates[i]);
        years_over_stand(self, &now, &all, dates[i]);
        months_over_stand(self, &now, &all, dates[i]);
        nets_are_their_parts(self, dates[i]);
        who_has_not_started_is_not_dropped(self, dates[i]);
        told_free(&now);
    }
    told_free(&all);
}

/** As of a day by which everything is over all is said that is said without one. */
static void a_late_date_cuts_nothing(future *self)
{
    told all = future_told(self, self->drawn, DAY_UNBOUNDED);
    told late = future_told(self, self->drawn, day_of_date(self, self->last));
    for (size_t i = 0; i < self->layout.count; i++) {
        expect_near(self, self->last, self->layout.items[i].name, late.row[i], all.row[i], 0);
    }
    assert_memory_equal(late.months, all.months, self->series.width * sizeof *all.months);
    told_free(&all);
    told_free(&late);
}

/** Lives that are another's up to a day, and not after it. */
typedef struct {
    replicate lives;
    bool *completed;
    double *started_at;
    careers arm[ARM_COUNT];
} other_future;

static void copy_career(const careers *from, size_t child, int32_t day, careers *to)
{
    for (uint32_t spell = from->first[child]; spell < from->first[child + 1]; spell++) {
        if (spell == from->first[child] || first_day_of(from->from[spell]) <= day) {
            to->from[to->spells] = from->from[spell];
            to->state[to->spells] = from->state[spell];
            to->price_mark[to->spells++] = from->price_mark[spell];
        }
    }
    to->first[child + 1] = (uint32_t)to->spells;
}

/** Nobody moves or starts after a day, and who would have completed after it drops out, and the other way round. */
static other_future other_after(const replicate *lives, int32_t day)
{
    other_future other = { .lives = *lives, .completed = calloc(lives->families.count + 1, sizeof *other.completed),
                           .started_at = calloc(lives->families.count + 1, sizeof *other.started_at) };
    for (size_t i = 0; i < lives->families.count; i++) {
        const double ends = lives->families.started_at[i] + lives->families.received_days[i];
        other.started_at[i] = floor(lives->families.started_at[i]) > day ? TIME_NEVER : lives->families.started_at[i];
        other.completed[i] = floor(ends) > day ? !lives->families.completed[i] : lives->families.completed[i];
    }
    other.lives.families.completed = other.completed;
    other.lives.families.started_at = other.started_at;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        const careers *from = &lives->arm[arm];
        careers *to = &other.arm[arm];
        *to = (careers){ .children = from->children, .first = calloc(from->children + 1, sizeof *to->first), .from = calloc(from->spells + 1, sizeof *to->from),
                         .state = calloc(from->spells + 1, sizeof *to->state), .price_mark = calloc(from->spells + 1, sizeof *to->price_mark) };
        for (size_t i = 0; i < from->children && from->first; i++) {
            copy_career(from, i, day, to);
        }
        other.lives.arm[arm] = *to;
    }
    return other;
}

static void other_free(other_future *self)
{
    free(self->completed);
    free(self->started_at);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        free(self->arm[arm].first);
        free(self->arm[arm].from);
        free(self->arm[arm].state);
        free(self->arm[arm].price_mark);
    }
}

static void nothing_later_matters(future *self)
{
    date dates[DATES];
    for (size_t i = 0; i < dates_of(self, dates); i++) {
        const int32_t day = day_of_date(self, dates[i]);
        other_future other = other_after(self->drawn, day);
        told now = future_told(self, self->drawn, day);
        told same = future_told(self, &other.lives, day);
        for (size_t k = 0; k < self->layout.count; k++) {
            expect_near(self, dates[i], self->layout.items[k].name, same.row[k], now.row[k], 0);
        }
        for (size_t s = 0; s < self->series.count; s++) {
            const series_source *of = &self->series.items[s];
            const size_t known = (size_t)date_months_between(self->file->starts, dates[i]) + 1;
            assert_memory_equal(same.months + of->from, now.months + of->from, (of->months < known ? of->months : known) * sizeof *now.months);
        }
        told_free(&now);
        told_free(&same);
        other_free(&other);
    }
}

static void over_all_scenarios(void (*law)(future *))
{
    static const char *const folders[] = { EDGECARE_SOURCE "/scenarios", EDGECARE_SOURCE "/tests/reference" };
    int seen = 0;
    for (size_t f = 0; f < sizeof folders / sizeof folders[0]; f++) {
        struct dirent **names = NULL;
        const int count = scandir(folders[f], &names, NULL, alphasort);
        for (int i = 0; i < count; i++) {
            const char *end = strrchr(names[i]->d_name, '.');
            if (end && strcmp(end, ".json") == 0) {
                future self;
                future_make(&self, folders[f], names[i]->d_name);
                law(&self);
                future_free(&self);
                seen++;
            }
            free(names[i]);
        }
        free(names);
    }
    assert_true(seen > 10);
}

static void as_of_any_date_years_months_periods_payers_and_parts_make_the_totals(void **state)
{
    (void)state;
    over_all_scenarios(sums_agree);
}

static void as_of_a_date_after_all_is_over_everything_is_said(void **state)
{
    (void)state;
    over_all_scenarios(a_late_date_cuts_nothing);
}

static void what_comes_after_the_date_changes_nothing(void **state)
{
    (void)state;
    over_all_scenarios(nothing_later_matters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_of_any_date_years_months_periods_payers_and_parts_make_the_totals),
        cmocka_unit_test(as_of_a_date_after_all_is_over_everything_is_said),
        cmocka_unit_test(what_comes_after_the_date_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
