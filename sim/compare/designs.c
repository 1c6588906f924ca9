#include "compare/designs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/ranking.h"
#include "load/check.h"
#include "load/load.h"
#include "report/tables.h"
#include "run/variants.h"

#define SHIPPED_PAYMENT_GBP 2950000.0 /* what the designs are expected to pay as shipped: scenarios/designs.json */
#define FEE_MARGIN 1.03
#define FEE "fee_for_service"
#define TEAM "in_house_team"
#define TRIES 9
#define PASSES 4
#define FACTOR_LOWEST 0.02
#define FACTOR_HIGHEST 40.0

static const fault_place shipped_place = {.file = "designs", .line = 0, .column = 0, .pointer = NULL};

static bool is_shipped_object(const json_value *design)
{
    return json_type_of(design) == JSON_OBJECT;
}

/** Means of what each contract of each variant is paid, and of the first's delivery cost last: [variant * (contracts + 1) + contract]. */
static run_status measure(const variant variants[], size_t count, size_t contracts, const run_options *options, double means[])
{
    const run_settings *size = &variants[0].scenario->run;
    const size_t replicates = (size_t)size->worlds * (size_t)size->histories, cells = contracts + 1;
    variant_cell asked[DESIGNS_MAX + 1];
    for (size_t c = 0; c < cells; c++) {
        asked[c] = (variant_cell){.name = c < contracts ? "outcomes_payments_paid_gbp" : "delivery_cost_gbp", .level = LEVEL_CONTRACT, .object = c < contracts ? c : 0, .part = CELL_VALUE};
    }
    double *rows = calloc(count * replicates, cells * sizeof *rows);
    const run_status status = rows ? run_variants(variants, count, asked, cells, options, rows) : RUN_NO_MEMORY;
    for (size_t i = 0; status == RUN_DONE && i < count * cells; i++) {
        const double *first = rows + i / cells * replicates * cells + i % cells;
        means[i] = 0;
        for (size_t r = 0; r < replicates; r++) {
            means[i] += first[r * cells] / (double)replicates;
        }
    }
    free(rows);
    return status;
}

static void put(document *doc, const char *pointer, const json_value *set, fault_list *faults)
{
    if (!set || !document_set(doc, pointer, set, shipped_place)) {
        faults->out_of_memory = 1;
    }
}

static void put_number(document *doc, const char *pointer, double number, fault_list *faults)
{
    json_value *holder = json_new_array();
    put(doc, pointer, json_add_number(holder, NULL, number), faults);
    json_free(holder);
}

static void put_text(document *doc, const char *pointer, const char *json, fault_list *faults)
{
    json_value *parsed = json_parse(json);
    put(doc, pointer, parsed, faults);
    json_free(parsed);
}

/** Puts a setting of the scenario's own contract in the place of the design's. */
static void take_over(document *doc, const char *design, const json_value *own, const char *key, fault_list *faults)
{
    const pointer_text at = pointer_to("/contracts/%s/%s", design, key);
    if (json_at(document_value(doc), at.text)) {
        put_text(doc, at.text, "null", faults);
    }
    if (json_get(own, key)) {
        put(doc, at.text, json_get(own, key), faults);
    }
}

/** The councils of the contract's sites pay, each for its own; central government its share where the design has it. */
static void put_payers(document *doc, const char *design, const json_value *shipped, const scenario *base, double ratio, fault_list *faults)
{
    const json_value *payers = json_get(shipped, "payers");
    const json_value *council = json_get(payers, "county_council");
    json_value *made = json_new_object();
    for (size_t s = 0; s < base->sites.count; s++) {
        const site_row *site = &base->sites.items[s];
        if ((base->contracts.items[0].site_mask >> s & 1u) == 0) {
            continue;
        }
        json_value *payer = json_find(made, site->council);
        if (!payer) {
            payer = json_add_value(made, site->council, json_copy(council));
            json_remove(payer, "limit_gbp"); /* of one council; here there may be several */
            json_remove(payer, "when_capped");
            json_add_array(payer, "sites");
        }
        json_add_string(json_find(payer, "sites"), NULL, site->name);
    }
    const json_value *central = json_get(payers, "central_government");
    json_value *other = central ? json_add_value(made, "central_government", json_copy(central)) : NULL;
    const double limit = json_number(json_get(json_get(central, "limit_gbp"), "value"));
    if (limit > 0) {
        json_remove(other, "limit_gbp");
        json_add_number(other, "limit_gbp", ratio * limit);
    }
    const pointer_text at = pointer_to("/contracts/%s/payers", design);
    put_text(doc, at.text, "null", faults);
    put(doc, at.text, made, faults);
    json_free(made);
}

/** Scales an amount of the design, where it has it. */
static void scale(document *doc, const char *pointer, double ratio, fault_list *faults)
{
    const json_value *found = json_at(document_value(doc), pointer);
    if (found) {
        put_number(doc, pointer, ratio * json_number(json_type_of(found) == JSON_OBJECT ? json_get(found, "value") : found), faults);
    }
}

/** What is uncertain in the contract's delivery is drawn once for all designs, so that these differ by their terms alone. */
static void share_costs(document *doc, json_value *own, fault_list *faults)
{
    json_value *delivery = json_find(own, "delivery");
    const json_value *next = NULL;
    for (const json_value *item = json_first(delivery); item; item = next) {
        next = json_next(item);
        if (json_type_of(item) != JSON_OBJECT || !json_get(item, DIST_KEY)) {
            continue;
        }
        const pointer_text input = pointer_to("delivery of all designs, %s", json_key(item));
        json_value *made = json_new_object();
        json_value *of = json_add_object(made, json_key(item));
        put(doc, pointer_to("/inputs/%s", input.text).text, item, faults);
        if (!json_add_string(of, OF_KEY, input.text) || !json_put(delivery, json_take_first(made))) {
            faults->out_of_memory = 1;
        }
        json_free(made);
    }
}

/** Makes one shipped design one of the scenario's. */
static void adapt(document *doc, const json_value *shipped, const json_value *own, const scenario *base, double ratio, fault_list *faults)
{
    static const char *const taken[] = {"starts", "last_claimable", "sites", "delivery", "own_cost_gbp_per_year"};
    static const char *const scaled[] = {"limit_gbp", "capital/commitment_gbp", "capital/buffer_gbp", "capital/tranches/loan/commitment_gbp", "capital/tranches/first_loss/commitment_gbp"};
    const char *name = json_key(shipped);
    put(doc, pointer_to("/contracts/%s", name).text, shipped, faults);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        take_over(doc, name, own, taken[i], faults);
    }
    put_payers(doc, name, shipped, base, ratio, faults);
    for (size_t i = 0; i < sizeof scaled / sizeof scaled[0]; i++) {
        scale(doc, pointer_to("/contracts/%s/%s", name, scaled[i]).text, ratio, faults);
    }
    if (json_at(shipped, "/capital/surplus/provider")) {
        const pointer_text at = pointer_to("/contracts/%s/capital/surplus", name);
        put_text(doc, pointer_to("%s/provider", at.text).text, "null", faults);
        put_number(doc, pointer_to("%s/%s", at.text, base->providers.count == 1 ? base->providers.items[0] : "providers").text, 0.5, faults);
    }
    if (json_at(shipped, "/terms/team")) {
        put_text(doc, pointer_to("/contracts/%s/terms/team", name).text, "{\"unit\": {\"kind\": \"actual_cost\"}, \"pays_until\": null, \"price_gbp\": 1}", faults);
    }
}

/** The scenario with the designs in place of its contract, at the prices shipped. NULL with faults. */
static document *put_in_place(const document *doc, const scenario *base, double ratio, designs *out, fault_list *faults)
{
    static const char *const gone[] = {"/contracts", "/published", "/views", "/what_if", "/fitted_inputs", "/appraisal/comparator"};
    json_value *shipped = json_parse(designs_text);
    json_value *own = json_copy(json_get(json_get(document_value(doc), "contracts"), base->contracts.items[0].name));
    document *made = document_copy(doc);
    if (!shipped || !own || !made) {
        faults->out_of_memory = 1;
    }
    for (size_t i = 0; made && i < sizeof gone / sizeof gone[0]; i++) {
        if (json_at(document_value(made), gone[i])) {
            put_text(made, gone[i], "null", faults);
        }
    }
    if (made && own) {
        share_costs(made, own, faults);
    }
    for (const json_value *item = json_first(json_get(shipped, "contracts")); made && own && item; item = json_next(item)) {
        if (is_shipped_object(item) && out->count < DESIGNS_MAX) {
            adapt(made, item, own, base, ratio, faults);
            out->count++;
        }
    }
    if (made) {
        put_text(made, "/contracts_stand", "\"rivals\"", faults);
        const json_value *sources = json_get(shipped, "sources");
        put(made, "/sources", sources, faults);
    }
    json_free(shipped);
    json_free(own);
    return made;
}

/** The document with each design's prices multiplied; NULL with faults. */
static document *priced(const document *made, const double factor[], fault_list *faults)
{
    document *copy = document_copy(made);
    size_t d = 0;
    for (const json_value *design = json_first(json_get(document_value(made), "contracts")); copy && design; design = json_next(design), d++) {
        for (const json_value *term = json_first(json_get(design, "terms")); term; term = json_next(term)) {
            scale(copy, pointer_to("/contracts/%s/terms/%s/price_gbp", json_key(design), json_key(term)).text, factor[d], faults);
        }
    }
    faults->out_of_memory |= !copy;
    return copy;
}

/** Range of a design's factor that holds the one looked for. */
typedef struct {
    double low[DESIGNS_MAX], high[DESIGNS_MAX];
} search;

static double try_of(const search *self, size_t d, size_t t)
{
    return self->low[d] * pow(self->high[d] / self->low[d], (double)t / (TRIES - 1));
}

/** Runs all tries of a pass; means[try * (designs + 1) + design]. */
static run_status run_tries(const designs *self, const search *within, const run_options *options, double means[], fault_list *faults)
{
    variant variants[TRIES];
    scenario *loaded[TRIES] = {NULL};
    run_status status = RUN_DONE;
    for (size_t t = 0; status == RUN_DONE && t < TRIES; t++) {
        double factor[DESIGNS_MAX];
        for (size_t d = 0; d < self->count; d++) {
            factor[d] = try_of(within, d, t);
        }
        document *doc = priced(self->doc, factor, faults);
        loaded[t] = doc ? scenario_from_document(doc, faults) : NULL;
        status = loaded[t] ? RUN_DONE : RUN_STOPPED;
        variants[t] = (variant){loaded[t], loaded[t] ? careers_key(document_value(doc)) : 0};
        document_free(doc);
    }
    status = status == RUN_DONE ? measure(variants, TRIES, self->count, options, means) : status;
    for (size_t t = 0; t < TRIES; t++) {
        scenario_free(loaded[t]);
    }
    return status;
}

/** Narrows the range of a design to the tries between which its payment reaches the target, and tells the factor between them at which it does. */
static void narrow(search *within, design_price *price, size_t d, size_t count, const double means[])
{
    size_t t = 1;
    while (t + 1 < TRIES && means[t * (count + 1) + d] < price->target_gbp) {
        t++;
    }
    const double low = try_of(within, d, t - 1), high = try_of(within, d, t);
    const double below = means[(t - 1) * (count + 1) + d], above = means[t * (count + 1) + d];
    const double part = above > below ? fmin(fmax((price->target_gbp - below) / (above - below), 0), 1) : 1;
    price->factor = low + part * (high - low);
    price->paid_gbp = below + part * (above - below);
    within->low[d] = low;
    within->high[d] = high;
}

static bool is_named(const design_price *self, const char *name)
{
    return strcmp(self->name, name) == 0;
}

static run_status fit(designs *self, const run_options *options, fault_list *faults)
{
    search within;
    double means[TRIES * (DESIGNS_MAX + 1)];
    run_status status = RUN_DONE;
    for (size_t d = 0; d < self->count; d++) {
        const bool fixed = is_named(&self->prices[d], TEAM);
        within.low[d] = fixed ? 1 : FACTOR_LOWEST;
        within.high[d] = fixed ? 1 : FACTOR_HIGHEST;
    }
    for (size_t pass = 0; status == RUN_DONE && pass < PASSES; pass++) {
        status = run_tries(self, &within, options, means, faults);
        for (size_t d = 0; status == RUN_DONE && d < self->count; d++) { /* those without outcomes are paid by what they cost */
            const double margin = is_named(&self->prices[d], FEE) ? FEE_MARGIN : is_named(&self->prices[d], TEAM) ? 1 : 0;
            self->prices[d].target_gbp = margin > 0 ? margin * means[self->count] : self->prices[d].target_gbp;
        }
        for (size_t d = 0; status == RUN_DONE && d < self->count; d++) {
            narrow(&within, &self->prices[d], d, self->count, means);
        }
    }
    return status;
}

static bool may_be_asked(const document *doc, const scenario *base, fault_list *faults)
{
    const fault_place place = document_place(doc, "/contracts");
    if (base->contracts.count != 1) {
        fault_add(faults, FAULT_ERROR, place, "the designs are held against one contract; there are %zu: choose one by --contract", base->contracts.count);
    }
    return base->contracts.count == 1;
}

run_status designs_make(const document *doc, const scenario *base, const run_options *options, designs *out, fault_list *faults)
{
    *out = (designs){.count = 0};
    if (!may_be_asked(doc, base, faults)) {
        return RUN_STOPPED;
    }
    double means[2];
    run_status status = measure(&(variant){base, careers_key(document_value(doc))}, 1, 1, options, means);
    if (status != RUN_DONE) {
        return status;
    }
    const double paid = means[0];
    out->doc = put_in_place(doc, base, paid / SHIPPED_PAYMENT_GBP, out, faults);
    size_t d = 0;
    for (const json_value *item = json_first(json_get(out->doc ? document_value(out->doc) : NULL, "contracts")); item && d < out->count; item = json_next(item), d++) {
        out->prices[d] = (design_price){.name = json_key(item), .target_gbp = paid};
    }
    status = fault_errors(faults) == 0 ? fit(out, options, faults) : RUN_STOPPED;
    double factor[DESIGNS_MAX];
    for (d = 0; d < out->count; d++) {
        factor[d] = out->prices[d].factor;
    }
    document *fitted = status == RUN_DONE ? priced(out->doc, factor, faults) : NULL;
    if (!fitted) {
        designs_free(out);
        return status == RUN_DONE ? RUN_NO_MEMORY : status;
    }
    document_keep(fitted, out->doc);
    out->doc = fitted;
    return RUN_DONE;
}

void designs_free(designs *self)
{
    document_free(self->doc);
    *self = (designs){0};
}

void designs_write(const designs *self, const comparison *sides, FILE *out)
{
    fputs("\nPrices of the designs, as a multiple of those shipped, and what each then pays on average\n", out);
    bool any_short = false;
    for (size_t d = 0; d < self->count; d++) {
        char paid[48], target[48];
        plain_number(paid, "GBP", self->prices[d].paid_gbp);
        plain_number(target, "GBP", self->prices[d].target_gbp);
        const bool short_of = self->prices[d].paid_gbp < 0.99 * self->prices[d].target_gbp;
        fprintf(out, "  %-24s x %-8.3g %14s%s%s\n", self->prices[d].name, self->prices[d].factor, paid, short_of ? ", less than the " : "", short_of ? target : "");
        any_short = any_short || short_of;
    }
    fputs(any_short ? "  A design that earns too little on these families at any price looks cheap to its payers for that reason.\n" : "", out);
    fputs("\nWhere the parties disagree\n", out);
    const char *first_best = NULL;
    bool agree = true;
    for (size_t q = 0; q < sides->question_count; q++) {
        const ranking of = ranking_of(sides, q);
        if (ranking_is_told(sides, &of)) {
            const char *best = sides->sides[of.order[0]].name;
            if (!(fabs(of.difference[of.count - 1]) > 0)) {
                fprintf(out, "  %s: all designs alike (%s).\n", of.asked->party, of.asked->metric->title);
                continue;
            }
            agree = agree && (!first_best || strcmp(best, first_best) == 0);
            first_best = first_best ? first_best : best;
            fprintf(out, "  %s would choose %s (%s).\n", of.asked->party, best, of.asked->metric->title);
        }
    }
    fputs(agree ? "  All would choose the same.\n" : "  No design is best for all.\n", out);
}
