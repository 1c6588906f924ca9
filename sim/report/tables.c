#include "report/tables.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/cells.h"
#include "report/futures.h"
#include "report/luck.h"
#include "report/mixtures.h"
#include "report/result_json.h"
#include "report/statistics.h"
#include "summarise/layout.h"

/** One table: whom it is for, and the metrics it shows. */
typedef struct {
    const char *title;
    const char *const *metrics; /* names of metrics.def, ended by NULL */
    headline_party whose;
} audience;

static const char *const for_programme[] = {
    "referrals", "starts", "completions", "waiting_days", "therapist_use", "entered_care_while_waiting", "children_started",
    "never_in_care_share_at_days", "out_of_care_share_at_days", "out_of_care_share_as_of", "home_and_stable_share_at_days", "time_with_family_share",
    "time_with_family_share_untreated", "children_entering_care", "children_entering_care_untreated", "entries_averted", "children_in_care_at_end",
    "children_in_care_at_end_untreated", "days_out_of_care", "days_averted", "days_averted_to_18", NULL};
static const char *const for_payers[] = {
    "days_payable", "days_paid", "weeks_complete", "milestones_payable", "outcomes_payments_accrued_gbp", "outcomes_payments_claimed_gbp",
    "outcomes_payments_certified_gbp", "outcomes_payments_paid_gbp", "taken_back_gbp", "claw_back_owed_gbp",
    "unpaid_gbp", "lost_to_caps_gbp", "cap_reached", "cap_reached_date",
    "non_additional_payment_gbp", "payment_per_family_gbp", "payment_below_comparator_share", "payment_per_day_averted_gbp",
    "outcomes_premium_gbp", "paid_without_effect", NULL};
static const char *const for_provider[] = {"payments_received_gbp", "delivery_cost_gbp", "delivery_cost_per_family_gbp", "delivery_cost_below_comparator_share",
                                           "delivery_cost_per_completion_gbp", "delivery_cost_per_completion_below_comparator_share",
                                           "delivery_cost_per_child_with_family_gbp", "delivery_cost_per_child_with_family_below_comparator_share",
                                           "full_cost_per_family_gbp", "full_cost_below_comparator_share", "provider_carried_gbp", "intermediary_fee_gbp",
                                           "funding_exhausted", "effect_unpaid", NULL};
static const char *const for_investor[] = {"capital_drawn_gbp", "distributed_gbp", "peak_funding_gbp", "investor_irr_per_year", "investor_moic",
                                           "investor_moic_on_commitment", "return_cap_binds", "investor_irr_before_cap_per_year", "investor_moic_before_cap",
                                           "surplus_gbp", "investor_npv_gbp", "payback_months", "investor_loses", "investor_loses_all", NULL};
static const char *const for_tranches[] = {"capital_committed_gbp", "capital_drawn_gbp", "distributed_gbp", "investor_net_gbp", "investor_irr_per_year",
                                           "investor_moic", "investor_moic_on_commitment", "investor_npv_gbp", "payback_months", "investor_loses", NULL};
static const char *const for_government[] = {
    "care_cost_avoided_gbp", "value_to_government_gbp", "value_to_government_to_18_gbp", "benefit_cost_ratio_payer", "benefit_cost_ratio_society",
    "cashable_saving_gbp", "commissioner_net_gbp", "commissioner_net_cashable_gbp", "commissioner_net_pv_gbp", "commissioner_saves", NULL};

static const audience of_contracts[] = {
    {"Payers", for_payers, PARTY_COUNCIL}, {"Provider", for_provider, PARTY_PROVIDER}, {"Investor", for_investor, PARTY_INVESTOR}, {"Government", for_government, PARTY_GOVERNMENT}};

/** "Never in care by day 365": the N of a title that has one. */
static void title_of(const result *self, const column *of, char text[], size_t size)
{
    const char *n = strstr(of->metric->title, "day N");
    if (of->metric->each == EACH_AT_DAY && n) {
        snprintf(text, size, "%.*s%.0f%s", (int)(n + 4 - of->metric->title), of->metric->title, self->scenario->reporting.at_days.items[of->each], n + 5);
    } else if (of->metric->each == EACH_COMPARATOR) {
        const comparator_row *with = &self->scenario->appraisal.comparator.items[of->each];
        snprintf(text, size, "    below that of %s", with->title);
    } else {
        snprintf(text, size, "%s", of->metric->title);
    }
}

/** The mean of the worst 5 % of futures, under the line of the metric itself, whose P5 is the value at risk. */
static void worst_line(const told *of, FILE *out)
{
    char error[48];
    plain_number(error, of->column->metric->unit, of->tail.conditional_se);
    fputs("  ", out);
    cell_text(out, "  mean of the worst 5 % of futures", CELL_NAME_WIDTH, false);
    cell_number(out, of->column->metric->unit, of->tail.conditional);
    fprintf(out, "  (standard error %s)\n", error);
}

static uint64_t undefined_count(const told *of)
{
    uint64_t count = 0;
    for (size_t i = 0; i < METRIC_STATUSES; i++) {
        count += of->statuses[i];
    }
    return count;
}

/** "nothing drawn" of "nothing_drawn". */
static void reason_words(const char *status, FILE *out)
{
    static const char *const of_rates[][2] = {{"none", "no rate from -99 % to 1,000 %"}, {"several", "several rates"}, {"never", "never paid back"}};
    for (size_t i = 0; i < sizeof of_rates / sizeof of_rates[0]; i++) {
        status = strcmp(status, of_rates[i][0]) == 0 ? of_rates[i][1] : status;
    }
    for (const char *c = status; *c; c++) {
        fputc(*c == '_' ? ' ' : *c, out);
    }
}

/** In how many futures a metric is undefined, and why: "(undefined in 7 of 200 futures, 3.5 %: 5 nothing drawn, 2 several rates)". */
static void undefined_line(const told *of, FILE *out)
{
    const uint64_t count = undefined_count(of);
    if (count == 0) {
        return;
    }
    fputs("  ", out);
    cell_text(out, "", CELL_NAME_WIDTH, false);
    fprintf(out, "  (undefined in %" PRIu64 " of %" PRIu64 " futures, %.1f %%", count, count + of->n, 100 * (double)count / (double)(count + of->n));
    const char *before = ": ";
    for (size_t i = 0; of->column->metric->statuses[i]; i++) {
        if (of->statuses[i] > 0) {
            fputs(before, out);
            if (of->statuses[i] < count) {
                fprintf(out, "%" PRIu64 " ", of->statuses[i]);
            }
            reason_words(of->column->metric->statuses[i], out);
            before = ", ";
        }
    }
    fputs(")\n", out);
}

/** The chance over worlds of a gain on average, under the line of the metric itself. */
static void gain_line(const told *of, size_t worlds, FILE *out)
{
    char error[48], unseen[FUTURES_TEXT_SIZE];
    plain_number(error, "probability", of->gain_se);
    unseen_words(unseen, worlds);
    fputs("  ", out);
    cell_text(out, "  chance over worlds of a gain on average", CELL_NAME_WIDTH, false);
    cell_number(out, "probability", of->gain);
    if (is_one_sided(of->gain)) {
        fprintf(out, "  (95 %% sure: %s%s)\n", of->gain > 0 ? "all but " : "", unseen);
    } else {
        fprintf(out, "  (standard error %s)\n", error);
    }
}

/** What stands after the numbers: the mark of a difference, separate luck, and that it is a median. */
static void line_end(const told *of, FILE *out)
{
    char apart[LUCK_TEXT_SIZE];
    luck_apart(apart, of);
    fprintf(out, "%s%s%s%s%s\n", metric_is_difference(of->column->metric) ? LUCK_MARK : "", of->column->metric->nature == NATURE_RATIO ? "  (ratio of means)" : nature_has_mean(of->column->metric->nature) ? "" : "  (median)",
            *apart ? "  (" : "", apart, *apart ? ")" : "");
}

static void line_of(const result *self, size_t index, FILE *out)
{
    const told of = result_told(self, index);
    const metric_nature nature = of.column->metric->nature;
    char title[128];
    title_of(self, of.column, title, sizeof title);
    fputs("  ", out);
    cell_text(out, title, CELL_NAME_WIDTH, false);
    cell_number(out, of.column->metric->unit, nature_has_mean(nature) ? of.mean : of.quantile[3]);
    if (nature != NATURE_FLAG) {
        cell_number(out, of.column->metric->unit, of.quantile[0]);
        cell_number(out, of.column->metric->unit, of.quantile[6]);
    }
    line_end(&of, out);
    undefined_line(&of, out);
    if (!isnan(of.tail.conditional)) {
        worst_line(&of, out);
    }
    if (!isnan(of.gain)) {
        gain_line(&of, (size_t)self->scenario->run.worlds, out);
    }
}

/** What the mark of differences means, where there are any. */
static void luck_foot(const result *self, bool differences, FILE *out)
{
    if (differences) {
        fprintf(out, "  * %s\n", luck_words(self->scenario));
    }
}

static void headings(const char *title, FILE *out)
{
    fputc('\n', out);
    cell_text(out, title, CELL_NAME_WIDTH + 2, false);
    cell_text(out, "mean", CELL_NUMBER_WIDTH, true);
    cell_text(out, "P5", CELL_NUMBER_WIDTH, true);
    cell_text(out, "P95", CELL_NUMBER_WIDTH, true);
    fputc('\n', out);
}

/** What not every contract has: told only where it is above 0. */
static bool may_be_left_out(const metric *of)
{
    static const char *const names[] = {"surplus_gbp", "intermediary_fee_gbp", "taken_back_gbp", "claw_back_owed_gbp"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(of->name, names[i]) == 0) {
            return true;
        }
    }
    return strcmp(of->unit, "blocks") == 0 || strcmp(of->unit, "milestones") == 0;
}

/** Whether a metric with several reasons for being undefined has some for another than the first, which is that there is nothing to tell of. */
static bool has_reasons(const column *of, const column_result *found)
{
    uint64_t count = 0;
    for (size_t i = 1; of->metric->status && of->metric->statuses[i - 1] && of->metric->statuses[i]; i++) {
        count += found->statuses[i];
    }
    return count > 0;
}

/** Left out: metrics that are undefined everywhere (but a rate of return that no future has, and why, is told), units that no term of the contract pays by, and what the
 *  contract does not have. */
static bool is_told(const column *of, const column_result *found)
{
    return (found->summary.n > 0 || has_reasons(of, found)) && !(may_be_left_out(of->metric) && !(found->summary.mean > 0));
}

/** Writes the lines of a metric; returns whether there were any that are of a difference. */
static bool lines_of(const result *self, const place *at, const char *name, FILE *out)
{
    bool differences = false;
    for (size_t i = at->from; i < at->until; i++) {
        const column *of = &self->columns.items[i];
        if (strcmp(of->metric->name, name) == 0 && column_leads(of) && is_told(of, &self->of_column[i])) {
            line_of(self, i, out);
            differences = differences || metric_is_difference(of->metric);
        }
    }
    return differences;
}

/** Writes a table without what stands under it; returns whether it tells of differences. */
static bool table_of(const result *self, const place *at, const audience *who, const char *title, FILE *out)
{
    bool differences = false;
    headings(title, out);
    for (size_t i = 0; who->metrics[i]; i++) {
        differences = lines_of(self, at, who->metrics[i], out) || differences;
    }
    return differences;
}

static void payers_of(const result *self, size_t contract, FILE *out)
{
    const contract_row *row = &self->scenario->contracts.items[contract];
    for (size_t payer = 0; payer < row->payers.count; payer++) {
        const size_t index = columns_find(&self->columns, "payments_by_payer_gbp", LEVEL_PAYER, contract, payer);
        const told of = result_told(self, index);
        char title[128];
        snprintf(title, sizeof title, "  paid by %s", row->payers.items[payer].name);
        fputs("  ", out);
        cell_text(out, title, CELL_NAME_WIDTH, false);
        cell_number(out, of.column->metric->unit, of.mean);
        cell_number(out, of.column->metric->unit, of.quantile[0]);
        cell_number(out, of.column->metric->unit, of.quantile[6]);
        fputc('\n', out);
    }
}

static const contract_row *contract_of(const result *self, size_t contract)
{
    return &self->scenario->contracts.items[contract];
}

static bool is_of(unsigned parties, headline_party whose)
{
    return (parties >> whose & 1u) != 0;
}

static void contract_tables(const result *self, const place *at, unsigned parties, FILE *out)
{
    const bool has_capital = capital_is_written(&contract_of(self, at->object)->capital);
    for (size_t i = 0; i < sizeof of_contracts / sizeof of_contracts[0]; i++) {
        char title[96];
        if (!is_of(parties, of_contracts[i].whose) || (!has_capital && of_contracts[i].metrics == for_investor)) {
            continue;
        }
        snprintf(title, sizeof title, "%s (contract %.60s)", of_contracts[i].title, contract_of(self, at->object)->name);
        const bool differences = table_of(self, at, &of_contracts[i], title, out);
        if (!has_capital && of_contracts[i].metrics == for_provider) {
            lines_of(self, at, "surplus_gbp", out);
        }
        if (i == 0) {
            payers_of(self, at->object, out);
        }
        luck_foot(self, differences, out);
    }
}

static void tranche_table(const result *self, const place *at, FILE *out)
{
    static const audience tranche = {"Tranche", for_tranches, PARTY_INVESTOR};
    const contract_row *row = contract_of(self, at->object);
    char title[160];
    snprintf(title, sizeof title, "Tranche %.60s (contract %.60s)", row->capital.tranches.items[at->at].name, row->name);
    table_of(self, at, &tranche, title, out);
}

/** "£1,200,000 (P5-P95 £900,000 to £1,500,000)." */
static void range_words(const result *self, const char *words, const char *name, size_t contract, FILE *out)
{
    const told of = result_told(self, columns_find(&self->columns, name, LEVEL_CONTRACT, contract, 0));
    const char *mark = metric_is_difference(of.column->metric) ? LUCK_MARK : "";
    char mean[48], low[48], high[48], apart[LUCK_TEXT_SIZE];
    plain_number(mean, of.column->metric->unit, of.mean);
    plain_number(low, of.column->metric->unit, of.quantile[0]);
    plain_number(high, of.column->metric->unit, of.quantile[6]);
    luck_apart(apart, &of);
    if (of.n > 0) {
        fprintf(out, "%s %s (P5-P95 %s to %s%s%s).%s\n", words, mean, low, high, *apart ? "; " : "", apart, mark);
    } else {
        fprintf(out, "%s %s (%s).%s\n", words, mean, apart, mark);
    }
}

static void probability_line(const result *self, const char *name, size_t contract, FILE *out)
{
    const size_t index = columns_find(&self->columns, name, LEVEL_CONTRACT, contract, 0);
    char *words = probability_words(self, index, "");
    fprintf(out, "%s%s\n", words ? words : "", metric_is_difference(self->columns.items[index].metric) ? LUCK_MARK : "");
    free(words);
}

#define CAP_BINDS_TOLD 0.05 /* of futures: from there on a return is told before the cap too, since the cap makes it what it is */

static double told_of(const result *self, const char *name, size_t contract, bool median)
{
    const told found = result_told(self, columns_find(&self->columns, name, LEVEL_CONTRACT, contract, 0));
    return median ? found.quantile[3] : found.mean;
}

/** "The investor gets back 1.8 times what it puts in, 12 % a year; before an assumed cap 3.7 times, 28 % (medians)." */
static void returns_line(const result *self, size_t contract, FILE *out)
{
    const double multiple = told_of(self, "investor_moic", contract, true);
    if (isnan(multiple)) {
        return;
    }
    fprintf(out, "The investor gets back %.1f times what it puts in, %.0f %% a year", multiple, 100 * told_of(self, "investor_irr_per_year", contract, true));
    const double before = told_of(self, "investor_moic_before_cap", contract, true);
    if (told_of(self, "return_cap_binds", contract, false) > CAP_BINDS_TOLD && before - multiple > 0.05) {
        const bool is_assumed = contract_of(self, contract)->capital.irr_cap_is_assumed;
        fprintf(out, "; before %s %.1f times, %.0f %%", is_assumed ? "an assumed cap" : "surplus is shared", before,
                100 * told_of(self, "investor_irr_before_cap_per_year", contract, true));
    }
    fputs(" (medians).\n", out);
}

/** First what hangs on no account of the counterfactual, then the break-even, then what does. */
static void contract_headline(const account_list *all, size_t contract, FILE *out)
{
    const result *self = all->items[0].of;
    const contract_row *row = contract_of(self, contract);
    fprintf(out, "\nContract %s%s%s\n", row->name, row->title ? ": " : "", row->title ? row->title : "");
    range_words(self, "Payers pay", "outcomes_payments_paid_gbp", contract, out);
    probability_line(self, "cap_reached", contract, out);
    range_words(self, "Delivery costs", "delivery_cost_gbp", contract, out);
    if (capital_is_written(&row->capital)) {
        returns_line(self, contract, out);
        probability_line(self, "investor_loses", contract, out);
    }
    break_even_print(all, contract, out);
    range_words(self, all->count > 1 ? "By this account it is worth to government" : "To government it is worth", "value_to_government_gbp", contract, out);
    range_words(self, "The councils' net gain is", "commissioner_net_gbp", contract, out);
    probability_line(self, "commissioner_saves", contract, out);
    probability_line(self, "paid_without_effect", contract, out);
    luck_foot(self, true, out);
}

static void opening(const account_list *all, FILE *out)
{
    const result *self = all->items[0].of;
    const scenario *s = self->scenario;
    fprintf(out, "%s\n%zu simulated futures (%lld worlds x %lld histories, seed %lld, scenario %s).\n", s->title ? s->title : s->name, self->replicates,
            (long long)s->run.worlds, (long long)s->run.histories, (long long)s->run.seed, s->hash_text);
    fputs("Amounts are means; nine in ten futures lie between P5 and P95.\n", out);
    if (has_rivals(s)) {
        fputs("The contracts are rivals, each told as if it stood alone; nothing is summed over them.\n", out);
    }
    if (all->items[0].absurd > 0) {
        fputs("This account takes absurd inputs to be true (edgecare verify says which): read its numbers as what would follow from them.\n", out);
    }
    for (size_t i = 0; i < s->contracts.count; i++) {
        contract_headline(all, i, out);
    }
    accounts_value_print(all, out);
}

void tables_write(const result *self, FILE *out)
{
    const account_result own = {"this", self->scenario->title, self, 0};
    tables_write_accounts(&(account_list){&own, 1}, out);
}

#define PARTIES_ALL ((1u << HEADLINE_PARTIES) - 1)

void tables_write_parties(const result *self, unsigned parties, FILE *out)
{
    static const audience programme = {"Programme", for_programme, PARTY_RESEARCH};
    if (is_of(parties, PARTY_RESEARCH)) {
        luck_foot(self, table_of(self, &self->columns.places[0], &programme, programme.title, out), out);
    }
    for (size_t i = 0; i < self->columns.place_count; i++) {
        if (self->columns.places[i].level == LEVEL_CONTRACT) {
            contract_tables(self, &self->columns.places[i], parties, out);
        } else if (self->columns.places[i].level == LEVEL_TRANCHE && is_of(parties, PARTY_INVESTOR)) {
            tranche_table(self, &self->columns.places[i], out);
        }
    }
    if (is_of(parties, PARTY_RESEARCH)) {
        mixtures_tables(self, out);
    }
}

void tables_write_accounts(const account_list *all, FILE *out)
{
    opening(all, out);
    tables_write_parties(all->items[0].of, PARTIES_ALL, out);
}
