#include "report/result_json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/accounts.h"
#include "report/futures.h"
#include "report/headline_json.h"
#include "report/luck.h"
#include "report/mixtures.h"
#include "report/stats_json.h"

/** The places of a level, one after the other: NULL when there is none after `before` (NULL: the first). `object` COLUMN_NONE: any. */
static const place *next_place(const result *from, metric_level level, size_t object, const place *before)
{
    const place *end = from->columns.places + from->columns.place_count;
    for (const place *at = before ? before + 1 : from->columns.places; at < end; at++) {
        if (at->level == level && (object == COLUMN_NONE || at->object == object)) {
            return at;
        }
    }
    return NULL;
}

void result_head(members *made, json_value *root, const char *schema, const result *from, const result_origin *origin)
{
    static const char *const couplings[] = {[COUPLING_BOTH] = "both", [COUPLING_INDEPENDENT] = "independent", [COUPLING_SHARED] = "shared"};
    const scenario *s = from->scenario;
    member_text(made, root, "edgecare", origin->version);
    member_text(made, root, "schema", schema);
    member_text(made, root, "scenario", s->name);
    member_text(made, root, "title", s->title);
    member_text(made, root, "hash", s->hash_text);
    member_number(made, root, "seed", (double)s->run.seed);
    member_number(made, root, "worlds", (double)s->run.worlds);
    member_number(made, root, "histories", (double)s->run.histories);
    member_number(made, root, "replicates", (double)from->replicates);
    member_date(made, root, "as_of", s->reporting.as_of == DATE_NONE ? (double)NAN : (double)s->reporting.as_of);
    member_text(made, root, "coupling", couplings[s->reporting.coupling]);
    member_text(made, root, "luck", luck_words(s));
    member_text(made, root, "contracts_stand", has_rivals(s) ? "rivals" : "together");
    member_text(made, root, "percentiles", from->rows ? "exact" : "within 0.1 % of their value");
    json_value *command = member_array(made, root, "command");
    for (size_t i = 0; i < origin->command_count; i++) {
        member_text(made, command, NULL, origin->command[i]);
    }
}

static void people(members *made, json_value *root, const result *from)
{
    json_value *metrics = member_object(made, member_object(made, root, "programme"), "metrics");
    place_metrics_json(made, metrics, from, next_place(from, LEVEL_PROGRAMME, COLUMN_NONE, NULL));
    json_value *sites = member_object(made, root, "sites");
    for (const place *at = next_place(from, LEVEL_SITE, COLUMN_NONE, NULL); at; at = next_place(from, LEVEL_SITE, COLUMN_NONE, at)) {
        json_value *site = member_object(made, sites, from->columns.scopes.items[at->object].label);
        place_metrics_json(made, member_object(made, site, "metrics"), from, at);
    }
}

/** Labels of a group stand side by side, so a new group begins where the name changes. */
static void groups(members *made, json_value *root, const result *from)
{
    json_value *all = member_object(made, root, "groups");
    json_value *group = NULL;
    const char *name = "";
    for (const place *at = next_place(from, LEVEL_GROUP, COLUMN_NONE, NULL); at; at = next_place(from, LEVEL_GROUP, COLUMN_NONE, at)) {
        const scope *of = &from->columns.scopes.items[at->object];
        group = strcmp(name, of->group) == 0 ? group : member_object(made, all, of->group);
        name = of->group;
        place_metrics_json(made, member_object(made, member_object(made, group, of->label), "metrics"), from, at);
    }
}

static void payers(members *made, json_value *into, const result *from, size_t contract)
{
    const contract_row *row = &from->scenario->contracts.items[contract];
    json_value *all = member_object(made, into, "payers");
    for (const place *at = next_place(from, LEVEL_PAYER, contract, NULL); at; at = next_place(from, LEVEL_PAYER, contract, at)) {
        json_value *payer = member_object(made, all, row->payers.items[at->at].name);
        place_metrics_json(made, member_object(made, payer, "metrics"), from, at);
    }
}

static void bodies(members *made, json_value *into, const result *from, size_t contract)
{
    json_value *all = member_object(made, into, "bodies");
    for (const place *at = next_place(from, LEVEL_BODY, contract, NULL); at; at = next_place(from, LEVEL_BODY, contract, at)) {
        json_value *body = member_object(made, all, from->scenario->councils.items[at->at]);
        place_metrics_json(made, member_object(made, body, "metrics"), from, at);
    }
}

static void tranches(members *made, json_value *into, const result *from, size_t contract)
{
    const contract_row *row = &from->scenario->contracts.items[contract];
    json_value *all = row->capital.tranches.count > 0 ? member_object(made, into, "tranches") : NULL;
    for (const place *at = next_place(from, LEVEL_TRANCHE, contract, NULL); at; at = next_place(from, LEVEL_TRANCHE, contract, at)) {
        json_value *tranche = member_object(made, all, row->capital.tranches.items[at->at].name);
        place_metrics_json(made, member_object(made, tranche, "metrics"), from, at);
    }
}

static void providers(members *made, json_value *into, const result *from, size_t contract)
{
    json_value *all = member_object(made, into, "providers");
    for (const place *at = next_place(from, LEVEL_PROVIDER, contract, NULL); at; at = next_place(from, LEVEL_PROVIDER, contract, at)) {
        json_value *provider = member_object(made, all, from->scenario->providers.items[at->at]);
        place_metrics_json(made, member_object(made, provider, "metrics"), from, at);
    }
}

static void periods(members *made, json_value *into, const result *from, size_t contract)
{
    json_value *all = member_array(made, into, "periods");
    for (const place *at = next_place(from, LEVEL_PERIOD, contract, NULL); at; at = next_place(from, LEVEL_PERIOD, contract, at)) {
        const claim_period *dates = &from->columns.extent.calendars[contract].items[at->at];
        json_value *period = member_object(made, all, NULL);
        member_date(made, period, "start", dates->start);
        member_date(made, period, "end", dates->end);
        member_date(made, period, "claimed", dates->claimed);
        member_date(made, period, "certified", dates->certified);
        member_date(made, period, "paid", dates->paid);
        place_metrics_json(made, period, from, at);
    }
}

static void years(members *made, json_value *into, const result *from, size_t contract)
{
    json_value *all = member_array(made, into, "financial_years");
    for (const place *at = next_place(from, LEVEL_YEAR, contract, NULL); at; at = next_place(from, LEVEL_YEAR, contract, at)) {
        json_value *year = member_object(made, all, NULL);
        member_number(made, year, "year", at->year);
        place_metrics_json(made, year, from, at);
    }
}

static void contracts(members *made, json_value *root, const result *from)
{
    json_value *all = member_object(made, root, "contracts");
    for (size_t i = 0; i < from->scenario->contracts.count; i++) {
        json_value *contract = member_object(made, all, from->scenario->contracts.items[i].name);
        place_metrics_json(made, member_object(made, contract, "metrics"), from, next_place(from, LEVEL_CONTRACT, i, NULL));
        payers(made, contract, from, i);
        bodies(made, contract, from, i);
        tranches(made, contract, from, i);
        providers(made, contract, from, i);
        periods(made, contract, from, i);
        years(made, contract, from, i);
    }
}

static void one_series(members *made, json_value *into, const series_result *of, const char *key)
{
    static const char *const names[SERIES_QUANTILES] = {"p5", "p50", "p95"};
    json_value *series = member_object(made, into, key);
    member_text(made, series, "title", of->title);
    member_numbers(made, series, "mean", of->mean, of->months);
    member_numbers(made, series, "sd", of->sd, of->months);
    for (size_t i = 0; of->quantile[0] && i < SERIES_QUANTILES; i++) {
        member_numbers(made, series, names[i], of->quantile[i], of->months);
    }
}

/** The series that `programme` (state NULL, contract COLUMN_NONE), a placement or a contract has. */
static void series_of(members *made, json_value *into, const result *from, const char *state, size_t contract)
{
    for (size_t i = 0; i < from->series_count; i++) {
        const series_result *of = &from->series[i];
        const bool same_state = state ? of->state && strcmp(of->state, state) == 0 : of->state == NULL;
        if (same_state && of->contract == contract) {
            one_series(made, into, of, of->name);
        }
    }
}

static void months(members *made, json_value *into, const result *from)
{
    size_t count = 0;
    for (size_t i = 0; i < from->series_count; i++) {
        count = from->series[i].months > count ? from->series[i].months : count;
    }
    json_value *all = member_array(made, into, "months");
    for (size_t i = 0; i < count; i++) {
        member_date(made, all, NULL, date_month_end(date_add_months(from->scenario->starts, (int)i)));
    }
}

static void series(members *made, json_value *root, const result *from)
{
    const scenario *s = from->scenario;
    json_value *all = member_object(made, root, "series");
    months(made, all, from);
    member_number(made, all, "percentiles_from_replicates", (double)from->series_kept);
    series_of(made, member_object(made, all, "programme"), from, NULL, COLUMN_NONE);
    json_value *placements = member_object(made, all, "placements");
    for (size_t i = 0; i < s->states.count; i++) {
        const state_row *state = &s->states.items[i];
        if (state->class_of == CLASS_CARE) {
            series_of(made, member_object(made, placements, state->name), from, state->name, COLUMN_NONE);
        }
    }
    json_value *by_contract = member_object(made, all, "contracts");
    for (size_t i = 0; i < s->contracts.count; i++) {
        series_of(made, member_object(made, by_contract, s->contracts.items[i].name), from, NULL, i);
    }
}

static void bins_of(members *made, json_value *into, const result *from, metric_level level, size_t object)
{
    for (size_t i = 0; i < from->bins_count; i++) {
        const bins_result *bins = &from->bins[i];
        const column *of = &from->columns.items[bins->column];
        if (of->level != level || of->object != object) {
            continue;
        }
        json_value *one = member_object(made, into, of->name);
        member_number(made, one, "low", bins->low);
        member_number(made, one, "high", bins->high);
        json_value *counts = member_array(made, one, "counts");
        for (size_t b = 0; b < BINS; b++) {
            member_number(made, counts, NULL, (double)bins->counts[b]);
        }
    }
}

static void histograms(members *made, json_value *root, const result *from)
{
    json_value *all = member_object(made, root, "histograms");
    bins_of(made, member_object(made, all, "programme"), from, LEVEL_PROGRAMME, 0);
    json_value *by_contract = member_object(made, all, "contracts");
    for (size_t i = 0; i < from->scenario->contracts.count; i++) {
        const char *name = from->scenario->contracts.items[i].name;
        bins_of(made, member_object(made, by_contract, name), from, LEVEL_CONTRACT, i);
    }
}

char *probability_words(const result *self, size_t index, const char *luck)
{
    const told of = result_told(self, index);
    const bool told_apart_only = of.n == 0 && of.independent;
    char apart[LUCK_TEXT_SIZE], futures[FUTURES_TEXT_SIZE];
    text_buffer text = {0};
    luck_apart(apart, &of);
    futures_words(futures, told_apart_only ? of.independent->summary.mean : of.mean, self->replicates, (size_t)self->scenario->run.worlds);
    text_add(&text, "%s in %s", of.column->metric->title, futures);
    if (told_apart_only) {
        text_add(&text, " by separate luck");
    } else if (metric_is_difference(of.column->metric)) {
        text_add(&text, "%s%s%s%s", luck, *apart ? " (" : "", apart, *apart ? ")" : "");
    }
    text_add(&text, ".");
    if (text.out_of_memory) {
        text_free(&text);
    }
    return text.bytes;
}

static void probability_numbers(members *made, json_value *into, const told *of, size_t worlds)
{
    const bool one_sided = is_one_sided(of->mean);
    const double bound = of->mean <= 0 ? unseen_at_most(worlds) : 1 - unseen_at_most(worlds);
    member_number(made, into, "probability", of->mean);
    member_number(made, into, "se", one_sided ? (double)NAN : of->se);
    member_number(made, into, "bound", one_sided ? bound : (double)NAN);
}

static void probability(members *made, json_value *into, const result *from, size_t index)
{
    const told of = result_told(from, index);
    char *words = probability_words(from, index, ": " LUCK_WORDS);
    json_value *one = member_object(made, into, of.column->name);
    const size_t worlds = (size_t)from->scenario->run.worlds;
    probability_numbers(made, one, &of, worlds);
    if (of.independent) {
        const told apart = told_apart(&of);
        probability_numbers(made, member_object(made, one, "independent"), &apart, worlds);
    }
    member_text(made, one, "sentence", words);
    made->failed |= words == NULL;
    free(words);
}

static void probabilities(members *made, json_value *root, const result *from)
{
    json_value *all = member_object(made, root, "probabilities");
    for (const place *at = next_place(from, LEVEL_CONTRACT, COLUMN_NONE, NULL); at; at = next_place(from, LEVEL_CONTRACT, COLUMN_NONE, at)) {
        json_value *contract = member_object(made, all, from->scenario->contracts.items[at->object].name);
        for (size_t i = at->from; i < at->until; i++) {
            const column *of = &from->columns.items[i];
            if (of->metric->nature == NATURE_FLAG && column_leads(of) && !of->lacks_investor) {
                probability(made, contract, from, i);
            }
        }
    }
}

json_value *result_json(const result *self, const result_origin *origin)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    result_head(&made, root, RESULT_SCHEMA, self, origin);
    headline_json(&made, root, self);
    probabilities(&made, root, self);
    people(&made, root, self);
    groups(&made, root, self);
    contracts(&made, root, self);
    series(&made, root, self);
    histograms(&made, root, self);
    mixtures_json(&made, root, self);
    const account_result own = {"this", self->scenario->title, self, 0};
    accounts_json(&made, root, origin->accounts ? origin->accounts : &(account_list){&own, 1});
    if (made.failed) {
        json_free(root);
        return NULL;
    }
    return root;
}

bool result_json_write(const result *self, const result_origin *origin, FILE *out)
{
    json_value *root = result_json(self, origin);
    if (!root) {
        errno = ENOMEM;
        return false;
    }
    const bool written = json_write(root, out);
    json_free(root);
    return written;
}
