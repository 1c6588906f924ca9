#include "report/indigo.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "report/member.h"
#include "terms/term.h"
#include "tranches/tranche.h"

/** What is being written: one contract of a result. */
typedef struct {
    members made;
    const result *from;
    const contract_row *row;
    size_t contract;
    const char *version;
} project;

/** Wraps a text, a number or a date as the standard does: {"value": x}. */
static void value_text(project *self, json_value *into, const char *key, const char *text)
{
    member_text(&self->made, member_object(&self->made, into, key), "value", text);
}

static void value_number(project *self, json_value *into, const char *key, double number)
{
    member_number(&self->made, member_object(&self->made, into, key), "value", number);
}

static void value_date(project *self, json_value *into, const char *key, date day)
{
    member_date(&self->made, member_object(&self->made, into, key), "value", (double)day);
}

static void value_money(project *self, json_value *into, const char *key, double pounds)
{
    json_value *money = member_object(&self->made, into, key);
    value_text(self, money, "currency", "GBP");
    value_number(self, money, "amount", floor(100 * pounds + 0.5) / 100);
}

static void value_period(project *self, json_value *into, date from, date until)
{
    json_value *period = member_object(&self->made, into, "period");
    value_date(self, period, "start_date", from);
    value_date(self, period, "end_date", until);
}

/** What is told of a metric at a place of the contract; n 0 where there is no such column. */
static told told_of(const project *self, const char *name, metric_level level, size_t at)
{
    const size_t index = columns_find(&self->from->columns, name, level, self->contract, at);
    return index == COLUMN_NONE ? (told){ .mean = (double)NAN } : result_told(self->from, index);
}

/** "name: mean of 10000 simulated futures, P5-P95 1 to 2", or the name alone. */
static void note_range(project *self, json_value *into, const char *name, const told *of)
{
    char text[400];
    if (of && of->n > 0) {
        snprintf(text, sizeof text, "%s%smean of %zu simulated futures, P5-P95 %.0f to %.0f", name ? name : "", name ? ": " : "", self->from->replicates,
                 of->quantile[0], of->quantile[SUMMARY_QUANTILES - 1]);
    } else {
        snprintf(text, sizeof text, "%s", name ? name : "");
    }
    member_text(&self->made, into, "notes", text);
}

static bool covers(const project *self, size_t site)
{
    return mask_has(self->row->site_mask, site);
}

static void add_services(project *self, json_value *root)
{
    const scenario *s = self->from->scenario;
    json_value *all = member_array(&self->made, root, "service_provisions");
    for (size_t i = 0; i < s->sites.count; i++) {
        const site_row *site = &s->sites.items[i];
        if (!covers(self, i)) {
            continue;
        }
        json_value *one = member_object(&self->made, all, NULL);
        json_value *dates = member_object(&self->made, one, "planned_service");
        value_date(self, dates, "start_date", site->starts);
        value_date(self, dates, "end_date", site->closes);
        note_range(self, one, site->title, NULL);
    }
}

/** A number that is not uncertain; NaN where it is, or where there is none (below 0). */
static double fixed(quantity q)
{
    return q.draw < 0 && q.value >= 0 ? q.value : (double)NAN;
}

static double smaller(double a, double b)
{
    return isnan(a) || b < a ? b : a; /* NaN: no limit */
}

/** The most that yearly limits leave over the contract's financial years; NaN without one. */
static double most_by_year(const contract_row *row, quantity a_year)
{
    return fixed(a_year) * (date_financial_year(row->last_claimable) - date_financial_year(row->starts) + 1);
}

/** The most that the contract's limits allow in all, whichever of its limits is in force in the end; NaN: no limit, or an uncertain one. */
static double contract_most(const contract_row *row)
{
    double most = fixed(row->limit_gbp);
    for (size_t i = 0; i < row->limits_from.count; i++) {
        const double later = fixed(row->limits_from.items[i].limit_gbp);
        most = isnan(most) || isnan(later) ? (double)NAN : fmax(most, later);
    }
    return smaller(most, most_by_year(row, row->limit_gbp_per_year));
}

/** Whether two payers can pay for the same units. */
static bool pay_together(const payer_row *a, const payer_row *b)
{
    return (a->term_mask & b->term_mask) != 0 && (a->site_mask & b->site_mask) != 0;
}

/** The share of a payment that a payer can come to bear at most: its own (what the others leave, where it has the remainder), or all where another's limit or dates hand
 *  theirs over. */
static double most_share(const contract_row *row, const payer_row *payer)
{
    double others = 0;
    bool alone_at_times = false;
    for (size_t i = 0; i < row->payers.count; i++) {
        const payer_row *other = &row->payers.items[i];
        if (other == payer || !pay_together(payer, other)) {
            continue;
        }
        const bool limited = other->when_capped == CAPPED_OTHERS && (other->limit_gbp.draw >= 0 || other->limit_gbp.value >= 0 || other->limit_gbp_per_year.draw >= 0 ||
                                                                     other->limit_gbp_per_year.value >= 0);
        const bool everywhere = (payer->term_mask & ~other->term_mask) == 0 && (payer->site_mask & ~other->site_mask) == 0;
        alone_at_times = alone_at_times || limited || other->from != DATE_NONE || other->until != DATE_NONE || (!everywhere && isnan(fixed(payer->share)));
        others += fixed(other->share); /* NaN: the share of another is uncertain, or the remainder */
    }
    const double own = payer->share.draw < 0 && payer->share.value < 0 ? 1 - others : fixed(payer->share);
    return alone_at_times || isnan(own) ? 1 : own;
}

/** The most that a payer pays, by its own limits and its part of the contract's; NaN: no limit. */
static double payer_most(const contract_row *row, const payer_row *payer)
{
    const double own = smaller(fixed(payer->limit_gbp), most_by_year(row, payer->limit_gbp_per_year));
    return smaller(own, most_share(row, payer) * contract_most(row));
}

/** The most that can be paid: within the contract's limits and those of all payers together; NaN: no limit. */
static double paid_most(const contract_row *row)
{
    double payers = 0;
    for (size_t p = 0; p < row->payers.count; p++) {
        payers += payer_most(row, &row->payers.items[p]); /* NaN where one has no limit */
    }
    return isnan(payers) ? contract_most(row) : smaller(contract_most(row), payers);
}

/** What each payer has committed itself to at most: limits, where there are any. What it is expected to pay stands in the notes. */
static void add_commitments(project *self, json_value *root)
{
    json_value *all = member_array(&self->made, root, "outcome_payment_commitments");
    for (size_t p = 0; p < self->row->payers.count; p++) {
        const payer_row *payer = &self->row->payers.items[p];
        const told paid = told_of(self, "payments_by_payer_gbp", LEVEL_PAYER, p);
        const double most = payer_most(self->row, payer);
        json_value *one = member_object(&self->made, all, NULL);
        if (payer->council_index != INDEX_NONE) {
            value_text(self, one, "organisation_role_category", "Government/Public Sector/Public Bank");
        }
        if (!isnan(most)) {
            value_money(self, one, "maximum_potential_outcome_payment", most);
        }
        value_text(self, one, "result_type", "Overall");
        value_period(self, one, payer->from == DATE_NONE ? self->row->starts : payer->from, payer->until == DATE_NONE ? self->row->last_claimable : payer->until);
        char who[160];
        snprintf(who, sizeof who, "%.100s, expected to pay", payer->name);
        note_range(self, one, who, &paid);
    }
}

/** Whether investors share in what is above a cap. */
static bool shares_surplus(const contract_row *row)
{
    bool shares = false;
    for (size_t i = 0; i < row->capital.surplus.count; i++) {
        shares = shares || strcmp(row->capital.surplus.names[i], "investors") == 0;
    }
    return shares;
}

static bool is_loan(const tranche_row *tranche)
{
    const tranche_kind *earns = tranche ? (const tranche_kind *)(const void *)tranche->kind.kind : NULL;
    return earns != NULL && !earns->shares_residual && earns->base.parameters.count > 0;
}

/** The most that money in a tranche can bring, as a rate: a loan its own, all capital together a cap on returns. NaN: nothing but what can be paid limits it. */
static double most_return(const project *self, const tranche_row *tranche)
{
    const bool caps_all = self->row->capital.tranches.count <= 1 && !shares_surplus(self->row);
    return is_loan(tranche) ? fixed(tranche->kind.parameter[0]) : caps_all ? fixed(self->row->capital.irr_cap_per_year) : (double)NAN;
}

/** Who invests in what, and what limits the return where it is no rate: the standard knows organisations by its own identifiers, and returns in per cent. */
static void note_investment(project *self, json_value *one, const tranche_row *tranche, bool no_rate, const told *drawn)
{
    const capital_settings *capital = &self->row->capital;
    const double most = paid_most(self->row);
    char name[260], limit[80] = "";
    if (no_rate && !isnan(most)) {
        snprintf(limit, sizeof limit, "at most GBP %.0f can be paid in all, ", most);
    }
    if (tranche && strcmp(tranche->title, tranche->name) != 0) {
        snprintf(name, sizeof name, "%.80s by %.80s, %sexpected to be drawn", tranche->title, tranche->investor, limit);
    } else {
        snprintf(name, sizeof name, "%.80s, %sexpected to be drawn", tranche ? tranche->investor : capital->investor, limit);
    }
    note_range(self, one, name, drawn);
}

/** One investment: a tranche, or (NULL) the only capital. */
static void add_investment(project *self, json_value *all, const tranche_row *tranche, size_t number)
{
    const capital_settings *capital = &self->row->capital;
    const double amount = fixed(tranche ? tranche->commitment_gbp : capital->commitment_gbp), rate = most_return(self, tranche);
    const told drawn = told_of(self, "capital_drawn_gbp", tranche ? LEVEL_TRANCHE : LEVEL_CONTRACT, number);
    json_value *one = member_object(&self->made, all, NULL);
    member_text(&self->made, one, "id", tranche ? tranche->name : capital->investor);
    if (!isnan(amount)) {
        json_value *committed = member_object(&self->made, one, "investment_commitment");
        value_text(self, committed, "currency", "GBP");
        value_number(self, member_object(&self->made, committed, "amount"), "exact", amount);
    }
    if (!isnan(rate)) {
        value_text(self, one, "maximum_potential_return_type", "IRR");
        value_number(self, one, "maximum_potential_return", 100 * rate);
    }
    value_text(self, one, "investment_type", is_loan(tranche) ? "Debt" : "Equity");
    note_investment(self, one, tranche, isnan(rate), &drawn);
}

/** By tranche; without tranches one, where capital is committed at all. */
static void add_investments(project *self, json_value *root)
{
    const capital_settings *capital = &self->row->capital;
    json_value *all = member_array(&self->made, root, "investments");
    for (size_t t = 0; t < capital->tranches.count; t++) {
        add_investment(self, all, &capital->tranches.items[t], t);
    }
    if (capital->tranches.count == 0 && (capital->commitment_gbp.draw >= 0 || capital->commitment_gbp.value > 0)) {
        add_investment(self, all, NULL, 0);
    }
}

/** Days, blocks or milestones of a term, in words. */
static void add_metrics(project *self, json_value *root)
{
    json_value *metrics = member_array(&self->made, root, "outcome_metrics");
    json_value *prices = member_array(&self->made, root, "outcome_pricings");
    for (size_t t = 0; t < self->row->terms.count; t++) {
        const term_row *term = &self->row->terms.items[t];
        const term_kind *unit = (const term_kind *)(const void *)term->unit.kind;
        json_value *outcome = member_object(&self->made, metrics, NULL);
        member_text(&self->made, outcome, "id", term->name);
        value_text(self, outcome, "definition", term->title);
        value_text(self, outcome, "unit_type_of_targeted_service_users_or_beneficiaries", "Individual");
        member_text(&self->made, outcome, "notes", unit->base.doc);
        json_value *price = member_object(&self->made, prices, NULL);
        value_text(self, price, "outcome_metric_id", term->name);
        value_text(self, price, "currency", "GBP");
        if (term->price_gbp.draw < 0) {
            value_number(self, member_object(&self->made, price, "price_per_unit"), "amount", term->price_gbp.value);
        }
        value_text(self, price, "price_description", unit->unit_name);
    }
}

static void add_payments(project *self, json_value *root)
{
    const claim_calendar *calendar = &self->from->columns.extent.calendars[self->contract];
    json_value *all = member_array(&self->made, root, "outcome_payments");
    for (size_t k = 0; k < calendar->count; k++) {
        const told paid = told_of(self, "paid_gbp", LEVEL_PERIOD, k);
        json_value *one = member_object(&self->made, all, NULL);
        value_period(self, one, calendar->items[k].start, calendar->items[k].end);
        value_text(self, one, "type", "Planned");
        value_money(self, one, "money", paid.mean);
        note_range(self, one, NULL, &paid);
    }
}

static void add_result(project *self, json_value *root)
{
    json_value *all = member_array(&self->made, root, "results");
    const told starts = told_of(self, "starts", LEVEL_CONTRACT, 0);
    json_value *one = member_object(&self->made, all, NULL);
    value_text(self, one, "result_level", "Project level");
    value_text(self, one, "result_type", "Final");
    value_period(self, one, self->row->starts, self->row->last_claimable);
    value_number(self, one, "number_engaged_in_impact_bond", floor(starts.mean + 0.5));
    note_range(self, one, "families started", &starts);
}

/** When service begins and ends over the contract's sites, and when the last claim is paid. */
static void add_dates(project *self, json_value *root)
{
    const scenario *s = self->from->scenario;
    const claim_calendar *calendar = &self->from->columns.extent.calendars[self->contract];
    date starts = INT32_MAX;
    date closes = INT32_MIN;
    for (size_t i = 0; i < s->sites.count; i++) {
        const site_row *site = &s->sites.items[i];
        starts = covers(self, i) && site->starts < starts ? site->starts : starts;
        closes = covers(self, i) && site->closes > closes ? site->closes : closes;
    }
    json_value *dates = member_object(&self->made, root, "dates");
    value_date(self, dates, "start_date_of_service_provision", starts);
    value_date(self, dates, "anticipated_end_date_of_service_provision", closes);
    if (calendar->count > 0) {
        value_date(self, dates, "anticipated_completion_date", calendar->items[calendar->count - 1].paid);
    }
}

static void add_project(project *self, json_value *into)
{
    json_value *root = member_object(&self->made, into, NULL);
    char notes[200];
    snprintf(notes, sizeof notes, "Simulated by edgecare %s, scenario %s (%s), seed %lld: not what has happened, but what is expected.", self->version,
             self->from->scenario->name, self->from->scenario->hash_text, (long long)self->from->scenario->run.seed);
    value_text(self, root, "name", self->row->title);
    value_text(self, root, "notes", notes);
    add_dates(self, root);
    if (!isnan(contract_most(self->row))) {
        json_value *finance = member_object(&self->made, root, "overall_project_finance");
        value_money(self, finance, "maximum_potential_outcome_payment_v2", contract_most(self->row));
    }
    add_services(self, root);
    add_commitments(self, root);
    add_investments(self, root);
    add_metrics(self, root);
    add_payments(self, root);
    add_result(self, root);
}

bool indigo_write(const result *from, const char *version, FILE *out)
{
    json_value *root = json_new_object();
    project self = { .from = from, .version = version };
    json_value *projects = member_array(&self.made, root, "projects");
    for (size_t c = 0; c < from->scenario->contracts.count; c++) {
        self.contract = c;
        self.row = &from->scenario->contracts.items[c];
        add_project(&self, projects);
    }
    const bool whole = root && !self.made.failed;
    if (!whole) {
        errno = ENOMEM;
    }
    const bool written = whole && json_write(root, out);
    json_free(root);
    return written;
}
