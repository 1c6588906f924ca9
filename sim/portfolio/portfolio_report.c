#include "portfolio/portfolio_report.h"

#include <math.h>
#include <string.h>

#include "report/csv.h"
#include "report/luck.h"
#include "report/member.h"
#include "report/tables.h"

static const held_metric shown[] = {HELD_PAYMENTS, HELD_COST, HELD_VALUE, HELD_NET, HELD_PROFIT, HELD_NPV};
static const held_metric spread_of[] = {HELD_PAYMENTS, HELD_NET, HELD_PROFIT};
static const char *const status_names[IRR_STATUS_COUNT] = {[IRR_FOUND] = "found", [IRR_NOTHING_DRAWN] = "nothing_drawn", [IRR_TOTAL_LOSS] = "total_loss",
                                                           [IRR_NONE] = "none", [IRR_SEVERAL] = "several"};
enum { P5 = 0, P50 = 3, P95 = 6 }; /* in summary_levels */

#define COUNT_OF(list) (sizeof(list) / sizeof(list)[0])

static const char *member_name(const holding *self, size_t member)
{
    return member == self->of->count ? "portfolio" : self->of->members[member].name;
}

/** Whether a held metric is of a difference; then which holds it by separate luck, else HELD_COUNT. */
static held_metric apart_of(held_metric which)
{
    return which == HELD_VALUE ? HELD_VALUE_APART : which == HELD_NET ? HELD_NET_APART : HELD_COUNT;
}

static void line(FILE *out, const char *name, const char *unit, const double numbers[], size_t count)
{
    fprintf(out, "  %-34.34s", name);
    for (size_t i = 0; i < count; i++) {
        char text[48];
        plain_number(text, unit, numbers[i]);
        fprintf(out, " %*s", 15 + (strncmp(text, "£", 2) == 0 || strncmp(text, "-£", 3) == 0), text);
    }
    fputc('\n', out);
}

/** A table of one metric by member; nothing where it is undefined for all of them together. */
static bool metric_write(const holding *self, held_metric which, FILE *out)
{
    summary one;
    bool fine = holding_summary(self, holding_values(self, self->of->count, which), &one);
    if (!fine || one.n == 0) {
        return fine;
    }
    fprintf(out, "\n%-36s %15s %15s %15s %15s %15s\n", held_title[which], "mean", "se", "sd", "P5", "P95");
    for (size_t m = 0; fine && m <= self->of->count; m++) {
        fine = holding_summary(self, holding_values(self, m, which), &one);
        line(out, member_name(self, m), "GBP", (double[]){one.mean, one.se, one.sd, one.quantile[P5], one.quantile[P95]}, 5);
    }
    return fine;
}

static bool members_write(const holding *self, FILE *out)
{
    for (size_t k = 0; k < COUNT_OF(shown); k++) {
        if (!metric_write(self, shown[k], out) || (apart_of(shown[k]) < HELD_COUNT && !metric_write(self, apart_of(shown[k]), out))) {
            return false;
        }
    }
    return true;
}

static const double *pool_values(const holding *self, size_t which)
{
    return self->pool + which * self->replicates;
}

/** What the pooled flows come to; rates of return are never averaged. */
static bool pool_summary(const holding *self, size_t which, summary *out)
{
    const bool fine = holding_summary(self, pool_values(self, which), out);
    if (which == POOL_IRR) {
        out->mean = out->sd = out->se = out->luck_share = (double)NAN;
    }
    return fine;
}

static bool pool_write(const holding *self, FILE *out)
{
    fprintf(out, "\n%-36s %15s %15s %15s %15s\n", "The investors' pooled flows", "mean", "P5", "P50", "P95");
    for (size_t k = 0; k < POOL_COUNT; k++) {
        summary one;
        if (!pool_summary(self, k, &one)) {
            return false;
        }
        const bool flag = k == POOL_LOSES;
        line(out, pool_title[k], pool_unit[k], (double[]){one.mean, one.quantile[P5], one.quantile[P50], one.quantile[P95]}, flag ? 1 : 4);
    }
    fputs("  of the rates of return:", out);
    for (size_t i = 0; i < IRR_STATUS_COUNT; i++) {
        fprintf(out, "%s %llu %s", i ? "," : "", (unsigned long long)self->irr_statuses[i], status_names[i]);
    }
    fputc('\n', out);
    return true;
}

static bool risk_write(const holding *self, FILE *out)
{
    static const held_metric of[] = {HELD_NPV, HELD_NET};
    fprintf(out, "\n%-36s %15s %15s %15s %15s\n", "Risk at 5 %", "VaR (P5)", "se", "CVaR", "se");
    for (size_t k = 0; k < COUNT_OF(of); k++) {
        const double *values = holding_values(self, self->of->count, of[k]);
        tail worst;
        if (!holding_tail(self, values, &worst)) {
            return false;
        }
        line(out, held_title[of[k]], "GBP", (double[]){worst.value_at_risk, worst.value_at_risk_se, worst.conditional, worst.conditional_se}, 4);
    }
    return true;
}

/** The spread of the sum, and the sum of the members' spreads. */
static bool spread_sums(const holding *self, held_metric which, double *of_sum, double *sum_of)
{
    summary one;
    *sum_of = 0;
    for (size_t m = 0; m <= self->of->count; m++) {
        if (!holding_summary(self, holding_values(self, m, which), &one)) {
            return false;
        }
        *sum_of += m < self->of->count ? one.sd : 0;
    }
    *of_sum = one.sd;
    return true;
}

static bool diversification_write(const holding *self, FILE *out)
{
    fprintf(out, "\n%-36s %15s %15s %15s\n", "What holding them together spreads", "sd of the sum", "sum of the sds", "ratio");
    for (size_t k = 0; k < COUNT_OF(spread_of); k++) {
        double of_sum, sum_of;
        char ratio[48];
        if (!spread_sums(self, spread_of[k], &of_sum, &sum_of)) {
            return false;
        }
        plain_number(ratio, "ratio", of_sum / sum_of);
        char a[48], b[48];
        plain_number(a, "GBP", of_sum);
        plain_number(b, "GBP", sum_of);
        fprintf(out, "  %-34.34s %16s %16s %15s\n", held_title[spread_of[k]], a, b, ratio);
    }
    for (size_t k = 0; k < COUNT_OF(spread_of) && self->of->count > 1; k++) {
        fprintf(out, "\nCorrelations: %s\n", held_title[spread_of[k]]);
        for (size_t a = 0; a < self->of->count; a++) {
            fprintf(out, "  %-34.34s", member_name(self, a));
            for (size_t b = 0; b <= a; b++) {
                char text[48];
                plain_number(text, "ratio", holding_correlation(self, holding_values(self, a, spread_of[k]), holding_values(self, b, spread_of[k])));
                fprintf(out, " %6s", text);
            }
            fputc('\n', out);
        }
    }
    return true;
}

bool holding_write(const holding *self, FILE *out)
{
    fprintf(out, "%s\n%zu simulated futures (%zu worlds x %zu histories, seed %lld) of %zu members.\n", self->of->title, self->replicates, self->worlds, self->histories,
            (long long)self->of->seed, self->of->count);
    for (size_t m = 0; m < self->of->count; m++) {
        const portfolio_member *of = &self->of->members[m];
        fprintf(out, "  %-20s %s, owned share %.4g\n", of->name, of->scenario->title, of->ownership_share);
    }
    char base[DATE_TEXT_SIZE];
    date_write(self->base, base);
    fprintf(out, "Value is as of the financial year %d-%02d in prices of %d-%02d, NPV as of %s.\n", self->base_year, (self->base_year + 1) % 100, (int)self->price_year,
            (int)(self->price_year + 1) % 100, base);
    const bool fine = members_write(self, out) && pool_write(self, out) && risk_write(self, out) && diversification_write(self, out);
    fputs("\n" LUCK_FOOT, out);
    return fine;
}

static void summary_json(members *made, json_value *into, const summary *of)
{
    static const char *const levels[SUMMARY_QUANTILES] = {"p5", "p10", "p25", "p50", "p75", "p90", "p95"};
    member_number(made, into, "mean", of->mean);
    member_number(made, into, "sd", of->sd);
    member_number(made, into, "se", of->se);
    member_number(made, into, "luck_share", of->luck_share);
    for (size_t q = 0; q < SUMMARY_QUANTILES; q++) {
        member_number(made, into, levels[q], of->quantile[q]);
    }
}

static void holder_json(members *made, json_value *into, const holding *self, size_t member)
{
    for (size_t k = 0; k < COUNT_OF(shown); k++) {
        summary one;
        json_value *stats = member_object(made, into, held_name[shown[k]]);
        made->failed |= !holding_summary(self, holding_values(self, member, shown[k]), &one);
        summary_json(made, stats, &one);
        if (apart_of(shown[k]) < HELD_COUNT) {
            made->failed |= !holding_summary(self, holding_values(self, member, apart_of(shown[k])), &one);
            if (one.n > 0) {
                summary_json(made, member_object(made, stats, "independent"), &one);
            }
        }
    }
}

static void pool_json(members *made, json_value *into, const holding *self)
{
    for (size_t k = 0; k < POOL_COUNT; k++) {
        summary one;
        made->failed |= !pool_summary(self, k, &one);
        summary_json(made, member_object(made, into, pool_name[k]), &one);
    }
    json_value *statuses = member_object(made, into, "irr_statuses");
    for (size_t i = 0; i < IRR_STATUS_COUNT; i++) {
        member_number(made, statuses, status_names[i], (double)self->irr_statuses[i]);
    }
    tail worst;
    made->failed |= !holding_tail(self, holding_values(self, self->of->count, HELD_NPV), &worst);
    member_number(made, into, "npv_cvar_5", worst.conditional);
    member_number(made, into, "npv_cvar_5_se", worst.conditional_se);
    made->failed |= !holding_tail(self, holding_values(self, self->of->count, HELD_NET), &worst);
    member_number(made, into, "commissioner_net_cvar_5", worst.conditional);
    member_number(made, into, "commissioner_net_cvar_5_se", worst.conditional_se);
}

static void months_json(members *made, json_value *into, const holding *self)
{
    json_value *dates = member_array(made, into, "months");
    for (size_t m = 0; m < self->months; m++) {
        member_date(made, dates, NULL, date_month_end(date_add_months(self->first, (int)m)));
    }
    member_numbers(made, into, "drawn_gbp", self->mean_drawn, self->months);
    member_numbers(made, into, "distributed_gbp", self->mean_distributed, self->months);
}

static void diversification_json(members *made, json_value *into, const holding *self)
{
    for (size_t k = 0; k < COUNT_OF(spread_of); k++) {
        json_value *one = member_object(made, into, held_name[spread_of[k]]);
        double of_sum = 0, sum_of = 0;
        made->failed |= !spread_sums(self, spread_of[k], &of_sum, &sum_of);
        member_number(made, one, "sd_of_sum", of_sum);
        member_number(made, one, "sum_of_sds", sum_of);
        json_value *rows = member_object(made, one, "correlations");
        for (size_t a = 0; a < self->of->count; a++) {
            json_value *row = member_object(made, rows, member_name(self, a));
            for (size_t b = 0; b < self->of->count; b++) {
                member_number(made, row, member_name(self, b), holding_correlation(self, holding_values(self, a, spread_of[k]), holding_values(self, b, spread_of[k])));
            }
        }
    }
}

bool holding_json_write(const holding *self, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-portfolio-result/1");
    member_text(&made, root, "luck", LUCK_WORDS);
    member_text(&made, root, "name", self->of->name);
    member_text(&made, root, "title", self->of->title);
    member_number(&made, root, "seed", (double)self->of->seed);
    member_number(&made, root, "worlds", (double)self->worlds);
    member_number(&made, root, "histories", (double)self->histories);
    member_number(&made, root, "base_financial_year", self->base_year);
    member_number(&made, root, "price_year", (double)self->price_year);
    member_date(&made, root, "npv_as_of", self->base);
    json_value *all = member_object(&made, root, "members");
    for (size_t m = 0; m < self->of->count; m++) {
        json_value *one = member_object(&made, all, member_name(self, m));
        member_text(&made, one, "title", self->of->members[m].scenario->title);
        member_text(&made, one, "scenario_hash", self->of->members[m].scenario->hash_text);
        member_number(&made, one, "seed", (double)self->of->members[m].scenario->run.seed);
        member_number(&made, one, "ownership_share", self->of->members[m].ownership_share);
        holder_json(&made, member_object(&made, one, "metrics"), self, m);
    }
    holder_json(&made, member_object(&made, root, "portfolio"), self, self->of->count);
    pool_json(&made, member_object(&made, root, "investors"), self);
    months_json(&made, member_object(&made, root, "flows"), self);
    diversification_json(&made, member_object(&made, root, "diversification"), self);
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}

static void csv_line(FILE *out, const char *member, const char *metric_name, const summary *of)
{
    const double numbers[] = {of->mean, of->sd, of->se, of->quantile[P5], of->quantile[P50], of->quantile[P95]};
    csv_text(out, member, false);
    csv_text(out, metric_name, false);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        csv_number(out, numbers[i], i + 1 == COUNT_OF(numbers));
    }
}

/** A line of a metric; none where it is undefined. */
static bool csv_metric(const holding *self, size_t member, held_metric which, FILE *out)
{
    summary one;
    const bool fine = holding_summary(self, holding_values(self, member, which), &one);
    if (fine && one.n > 0) {
        csv_line(out, member_name(self, member), held_name[which], &one);
    }
    return fine;
}

bool holding_csv_write(const holding *self, FILE *out)
{
    summary one;
    fputs("member,metric,mean,sd,se,p5,p50,p95\n", out);
    for (size_t m = 0; m <= self->of->count; m++) {
        for (size_t k = 0; k < COUNT_OF(shown); k++) {
            if (!csv_metric(self, m, shown[k], out) || (apart_of(shown[k]) < HELD_COUNT && !csv_metric(self, m, apart_of(shown[k]), out))) {
                return false;
            }
        }
    }
    for (size_t k = 0; k < POOL_COUNT; k++) {
        if (!pool_summary(self, k, &one)) {
            return false;
        }
        csv_line(out, "portfolio", pool_name[k], &one);
    }
    return true;
}
