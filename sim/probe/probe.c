#include "probe/probe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "probe/published_days.h"
#include "replicate/settlement.h"
#include "summarise/metrics.h"
#include "world/world.h"

#define PUBLISHED_DAYS "published_days"
#define RIVALS_WORDS "the contracts are rivals, over which nothing is summed; name one (\"contract\")"

struct probe_workspace {
    world in;
    bool has_world;  /* `in` and the settlement's prices are of a world */
    settlement settled;
    coupling how;    /* of the untreated arm: shared draws, unless independent ones alone are run */
    replicate out;   /* what settling gives; families and careers stay the run's */
    published_days days;
    bool reads_days; /* whether any reading is of published_days */
};

size_t probe_count(const scenario *self)
{
    size_t count = 0;
    for (size_t f = 0; f < self->published.count; f++) {
        count += self->published.items[f].readings.count;
    }
    return count;
}

static bool is_published_days(const reading_row *reading)
{
    return strcmp(reading->metric, PUBLISHED_DAYS) == 0;
}

/** The name by which a metric is told of single claim periods. */
static const char *period_name(const char *metric_name)
{
    static const struct {
        const char *total, *period;
    } names[] = {
        { "outcomes_payments_accrued_gbp", "accrued_gbp" },
        { "outcomes_payments_claimed_gbp", "claimed_gbp" },
        { "outcomes_payments_certified_gbp", "certified_gbp" },
        { "outcomes_payments_paid_gbp", "paid_gbp" },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].total, metric_name) == 0) {
            return names[i].period;
        }
    }
    return metric_name;
}

/** A reading's metric and the level at which it is read; metric NULL: there is none. */
typedef struct {
    const metric *metric;
    metric_level level;
    size_t each;
} resolved;

static resolved resolve(const scenario *self, const reading_row *reading)
{
    resolved found = { .level = reading->site ? LEVEL_SITE : LEVEL_PROGRAMME };
    if (reading->period_end != DATE_NONE) {
        found.level = LEVEL_PERIOD;
        found.metric = metric_find_full(self, period_name(reading->metric), LEVEL_PERIOD, &found.each);
    } else if (!reading->contract) {
        found.metric = metric_find_full(self, reading->metric, found.level, &found.each);
    }
    if (!found.metric && !reading->site && reading->period_end == DATE_NONE) {
        found.level = LEVEL_CONTRACT;
        found.metric = metric_find_full(self, reading->metric, LEVEL_CONTRACT, &found.each);
    }
    return found;
}

static size_t period_ending(const claim_calendar *calendar, date end)
{
    size_t k = 0;
    while (k < calendar->count && calendar->items[k].end != end) {
        k++;
    }
    return k;
}

const char *probe_fault(const scenario *self, const claim_calendar calendars[], const reading_row *reading)
{
    const size_t contract = reading->contract ? PLACE_OF(reading->contract, self->contracts) : 0;
    if ((reading->site && PLACE_OF(reading->site, self->sites) == self->sites.count) || (reading->contract && contract == self->contracts.count)) {
        return "names a site or contract that is not there";
    }
    const bool of_all = !reading->contract && has_rivals(self);
    if (is_published_days(reading) && of_all) {
        return RIVALS_WORDS;
    }
    if (is_published_days(reading)) {
        return reading->site ? "published_days is told of contracts and the programme, not of sites" : NULL;
    }
    const resolved what = resolve(self, reading);
    if (!what.metric) {
        return "there is no such metric at that site, contract or programme";
    }
    if (of_all && (what.level == LEVEL_CONTRACT || (what.level == LEVEL_PROGRAMME && metric_sums_contracts(what.metric)))) {
        return RIVALS_WORDS;
    }
    if (reading->period_end != DATE_NONE && (!reading->contract || period_ending(&calendars[contract], reading->period_end) == calendars[contract].count)) {
        return "no claim period of its contract ends on \"period_end\"";
    }
    return NULL;
}

/** A difference has no headline where independent draws alone are run. */
static double metric_at(const metric_source *from, const resolved *what)
{
    if (from->how == COUPLED_INDEPENDENT && metric_is_difference(what->metric)) {
        return (double)NAN;
    }
    const double amount = metric_value(what->metric, from, what->each);
    if (!what->metric->denominator) {
        return amount;
    }
    const double by = what->metric->denominator(from, what->each);
    return by > 0 ? amount / by : (double)NAN;
}

static metric_source source_of(const probe_workspace *ws, const resolved *what)
{
    return (metric_source){ .scenario = ws->settled.scenario, .replicate = &ws->out, .site_tallies = ws->out.tallies + 1, .level = what->level,
                            .site = SIZE_MAX, .untreated = untreated_arm(ws->how), .how = ws->how };
}

static double contract_value(const probe_workspace *ws, const resolved *what, const reading_row *reading, size_t contract)
{
    metric_source from = source_of(ws, what);
    from.row = &ws->settled.scenario->contracts.items[contract];
    from.contract = &ws->out.contracts[contract];
    from.site_tallies = from.contract->own_tallies ? from.contract->own_tallies + 1 : from.site_tallies;
    from.calendar = &ws->settled.calendars[contract];
    if (what->level == LEVEL_PERIOD) {
        from.at = period_ending(from.calendar, reading->period_end);
        if (from.at == from.calendar->count) {
            return (double)NAN;
        }
    }
    return metric_at(&from, what);
}

static double people_value(const probe_workspace *ws, const resolved *what, const reading_row *reading)
{
    metric_source from = source_of(ws, what);
    from.site = reading->site ? PLACE_OF(reading->site, ws->settled.scenario->sites) : SIZE_MAX;
    from.tally = reading->site ? &ws->out.tallies[1 + from.site] : &ws->out.tallies[0];
    return metric_at(&from, what);
}

static double settled_value(const probe_workspace *ws, const reading_row *reading)
{
    const resolved what = resolve(ws->settled.scenario, reading);
    if (!what.metric) {
        return (double)NAN;
    }
    if (what.level != LEVEL_CONTRACT && what.level != LEVEL_PERIOD) {
        return people_value(ws, &what, reading);
    }
    if (reading->contract) {
        return contract_value(ws, &what, reading, PLACE_OF(reading->contract, ws->settled.scenario->contracts));
    }
    double sum = what.level == LEVEL_PERIOD ? (double)NAN : 0;
    for (size_t c = 0; c < ws->settled.scenario->contracts.count; c++) {
        sum += contract_value(ws, &what, reading, c);
    }
    return sum;
}

static double days_value(probe_workspace *ws, const reading_row *reading)
{
    const scenario *self = ws->settled.scenario;
    if (reading->site) {
        return (double)NAN;
    }
    double days = 0;
    for (size_t c = 0; c < self->contracts.count; c++) {
        const bool wanted = !reading->contract || PLACE_OF(reading->contract, self->contracts) == c;
        days += wanted ? published_days_of(&ws->days, &ws->settled.subject, c) : 0;
    }
    return days;
}

static double reading_value(probe_workspace *ws, const reading_row *reading)
{
    const double amount = is_published_days(reading) ? days_value(ws, reading) : settled_value(ws, reading);
    return amount * reading->times.value;
}

static bool any_reads_days(const scenario *self)
{
    bool any = false;
    for (size_t f = 0; f < self->published.count; f++) {
        for (size_t r = 0; r < self->published.items[f].readings.count; r++) {
            any = any || is_published_days(&self->published.items[f].readings.items[r]);
        }
    }
    return any;
}

probe_workspace *probe_workspace_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes)
{
    probe_workspace *ws = calloc(1, sizeof *ws);
    if (ws == NULL) {
        return NULL;
    }
    ws->reads_days = any_reads_days(self);
    ws->how = self->reporting.coupling == COUPLING_INDEPENDENT ? COUPLED_INDEPENDENT : COUPLED_SHARED;
    bool couples[COUPLINGS] = { false };
    couples[ws->how] = true;
    if (!world_make(self, &ws->in) || !settlement_make(&ws->in.known, calendars, scopes, couples, &ws->out, &ws->settled) || (ws->reads_days && !published_days_make(self, calendars, &ws->days))) {
        probe_workspace_free(ws);
        return NULL;
    }
    return ws;
}

void probe_workspace_free(probe_workspace *ws)
{
    if (ws != NULL) {
        settlement_free(&ws->settled);
        world_free(&ws->in);
        published_days_free(&ws->days);
        free(ws);
    }
}

/** A figure's as-of day, not after the scenario's own. */
static int32_t figure_day(const scenario *self, double day)
{
    const int32_t report = measure_as_of_day(self);
    return day < (double)report ? (int32_t)day : report;
}

bool probe_workspace_fill(probe_workspace *ws, const replicate *from, double out[])
{
    const scenario *self = ws->settled.scenario;
    int32_t settled_day = INT32_MIN;
    size_t probe = 0;
    if (!ws->has_world || ws->in.inputs != from->in->inputs || ws->out.world != from->world) {
        world_set(&ws->in, from->in->inputs);
        ws->has_world = true;
        settlement_set_world(&ws->settled);
    }
    ws->out.world = from->world;
    ws->out.history = from->history;
    ws->out.in = &ws->in;
    if (!settlement_begin(&ws->settled, from) || (ws->reads_days && !published_days_begin(&ws->days, &ws->settled.subject))) {
        return false;
    }
    for (size_t f = 0; f < self->published.count; f++) {
        const int32_t day = figure_day(self, from->figure_as_of[f]);
        if (day != settled_day && self->published.items[f].readings.count > 0) {
            if (!settlement_as_of(&ws->settled, day)) {
                return false;
            }
            settled_day = day;
        }
        for (size_t r = 0; r < self->published.items[f].readings.count; r++) {
            out[probe++] = reading_value(ws, &self->published.items[f].readings.items[r]);
        }
    }
    return true;
}
