#include "support/expect.h"
#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare/ranking.h"
#include "compare/stored.h"
#include "report/csv.h"
#include "report/result_json.h"
#include "run/run.h"

static result *run_of(const scenario *self)
{
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    return out;
}

/** The question of that metric. */
static size_t asked(const comparison *self, const char *metric_name)
{
    for (size_t i = 0; i < self->question_count; i++) {
        if (strcmp(self->questions[i].name, metric_name) == 0) {
            return i;
        }
    }
    fail_msg("nobody asks %s", metric_name);
    return 0;
}

static const char doubled[] = "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"price_gbp\": 114.84}}}}}";

/* Units are whole days, so twice the price is twice the payment to the penny, and the council's only gain or loss besides is the same. */
static void twice_the_price_costs_the_council_the_payment_once_more(void **state)
{
    (void)state;
    scenario *plain = scenario_patched(scenario_small, (const char *const[]){NULL}), *dear = scenario_patched(scenario_small, (const char *const[]){doubled, NULL});
    result *first = run_of(plain), *second = run_of(dear);
    comparison self = {0};
    comparison_ask_all(&self);
    assert_true(comparison_add_result(&self, "dear", second, 0) && comparison_add_result(&self, "plain", first, 0));
    const ranking of = ranking_of(&self, asked(&self, "commissioner_net_gbp"));
    const told paid = result_told(first, columns_find_named(&first->columns, "outcomes_payments_paid_gbp", NULL, "days"));
    assert_int_equal(of.order[0], 1);
    expect_relative(of.difference[1], -paid.mean, 1e-9);
    expect_relative(of.difference_se[1], paid.se, 1e-7);
    expect_close(of.better[0][1], 1, 0);
    expect_close(of.best[1], 0, 0);
    /* Children are the same on both sides. */
    const ranking children = ranking_of(&self, asked(&self, "days_averted"));
    expect_close(children.difference[1], 0, 0);
    expect_close(children.better[0][1], 0.5, 0);
    comparison_free(&self);
    result_free(first);
    result_free(second);
    scenario_free(plain);
    scenario_free(dear);
}

/* Sides without a rate of return in some futures are compared by the others; how many those are is kept beside it. */
static void futures_without_a_rate_of_return_are_counted(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){"{\"contracts\": {\"days\": {\"capital\": {\"commitment_gbp\": 700}}}}", NULL});
    result *from = run_of(self);
    column_result *of = &from->of_column[columns_find(&from->columns, "investor_irr_per_year", LEVEL_CONTRACT, 0, 0)];
    comparison all = {0};
    of->statuses[0] = from->replicates / 4;
    of->statuses[2] = from->replicates / 4;
    assert_true(comparison_order_by(&all, self, "investor_irr_per_year") && comparison_add_result(&all, "small", from, 0));
    expect_close(all.sides[0].answers[0].undefined_share, 2 * (double)(from->replicates / 4) / (double)from->replicates, 1e-15);
    comparison_free(&all);
    result_free(from);
    scenario_free(self);
}

#define CONTRACT(price) \
    "{\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"terms\": {\"day\": {\"unit\": {\"kind\": \"per_day\"}," \
    " \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": " price "}}, \"payers\": {\"here\": {\"share\": 0.7}, \"fund\": {}}}"

static const char three[] = "{\"contracts\": {\"days\": null, \"middle\": " CONTRACT("37.5") ", \"dear\": " CONTRACT("61.3") ", \"cheap\": " CONTRACT("11.9") "}}";

static void three_contracts_are_ranked_for_each_party(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){three, NULL});
    result *from = run_of(self);
    comparison all = {0};
    comparison_ask_all(&all);
    for (size_t i = 0; i < 3; i++) {
        assert_true(comparison_add_result(&all, self->contracts.items[i].name, from, i));
    }
    static const size_t cheapest_first[] = {2, 0, 1};
    const ranking councils = ranking_of(&all, asked(&all, "commissioner_net_gbp")), fund = ranking_of(&all, asked(&all, "other_payers_payments_gbp"));
    for (size_t rank = 0; rank < 3; rank++) {
        assert_int_equal(councils.order[rank], cheapest_first[rank]);
        assert_int_equal(fund.order[rank], cheapest_first[rank]);
    }
    /* The fund pays 30 % of the same days at 37.5 or 11.9 each; shares are exact to a penny a period. */
    const told paid = result_told(from, columns_find_named(&from->columns, "outcomes_payments_paid_gbp", NULL, "cheap"));
    expect_close(fund.difference[1], 0.3 * (37.5 - 11.9) / 11.9 * paid.mean, 0.1);
    expect_close(fund.best[0], 1, 0);
    comparison_free(&all);
    result_free(from);
    scenario_free(self);
}

#define COUNCIL_ONLY(price) \
    "{\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"terms\": {\"day\": {\"unit\": {\"kind\": \"per_day\"}," \
    " \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": " price "}}, \"payers\": {\"here\": {}}}"

static const char without_fund[] = "{\"contracts\": {\"days\": null, \"alone\": " COUNCIL_ONLY("61.3") ", \"shared\": " CONTRACT("61.3") "}}";
static const char without_any[] = "{\"contracts\": {\"days\": null, \"alone\": " COUNCIL_ONLY("61.3") ", \"again\": " COUNCIL_ONLY("37.5") "}}";

/* A contract that asks nothing of other payers is the best for them; where none does, there is nothing to rank. */
static void who_asks_nothing_of_other_payers_is_best_for_them(void **state)
{
    (void)state;
    static const struct {
        const char *patch;
        bool told;
    } cases[] = {{without_fund, true}, {without_any, false}};
    for (size_t i = 0; i < 2; i++) {
        scenario *self = scenario_patched(scenario_small, (const char *const[]){cases[i].patch, NULL});
        result *from = run_of(self);
        comparison all = {0};
        comparison_ask_all(&all);
        assert_true(comparison_add_result(&all, "alone", from, 0) && comparison_add_result(&all, "other", from, 1));
        const ranking of = ranking_of(&all, asked(&all, "other_payers_payments_gbp"));
        assert_int_equal(of.count, 2);
        assert_int_equal(ranking_is_told(&all, &of), cases[i].told);
        assert_int_equal(of.order[0], 0);
        expect_close(all.sides[0].answers[asked(&all, "other_payers_payments_gbp")].mean, 0, 0);
        expect_close(of.best[0], cases[i].told ? 1 : 0.5, 0);
        const ranking risk = ranking_of(&all, asked(&all, "effect_unpaid"));
        assert_true(risk.count == 2 && !ranking_is_told(&all, &risk));
        comparison_free(&all);
        result_free(from);
        scenario_free(self);
    }
}

/* Of several contracts together amounts are added up, but no probabilities and no multiples. */
static void probabilities_and_multiples_of_contracts_are_not_added_up(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool known;
    } cases[] = {{"investor_loses", false}, {"paid_without_effect", false}, {"investor_moic", false}, {"outcomes_payments_paid_gbp", true}, {"investor_npv_gbp", false}, {"days_paid", true}, {"peak_funding_gbp", false}, {"commissioner_saves", true}};
    scenario *self = scenario_patched(scenario_small, (const char *const[]){three, NULL});
    result *from = run_of(self);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        comparison all = {0};
        comparison_ask_all(&all);
        assert_true(comparison_order_by(&all, self, cases[i].name));
        assert_true(comparison_add_result(&all, "programme", from, COLUMN_NONE));
        assert_int_equal(all.sides[0].answers[all.by].known, cases[i].known);
        comparison_free(&all);
    }
    result_free(from);
    scenario_free(self);
}

/** Writes a result and its draws to files in /tmp, and reads them again. */
static json_value *stored_of(const result *from, stored_draws *draws)
{
    char json[] = "/tmp/edgecare-result-XXXXXX", csv[] = "/tmp/edgecare-draws-XXXXXX";
    FILE *into = fdopen(mkstemp(json), "w"), *table = fdopen(mkstemp(csv), "w");
    assert_true(result_json_write(from, &(result_origin){.version = "9.9.9"}, into) && draws_write(from, table));
    fclose(into);
    fclose(table);
    json_value *root = stored_read(json);
    assert_non_null(root);
    assert_true(stored_draws_read(csv, draws));
    unlink(json);
    unlink(csv);
    return root;
}

/* A stored result answers as the result itself: the same means and errors, of programme and contract, with its draws and without; with them the same replicates too. */
static void a_stored_result_has_the_numbers_and_errors_of_the_run(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){three, NULL});
    result *from = run_of(self);
    stored_draws draws;
    json_value *root = stored_of(from, &draws);
    comparison all = {0};
    comparison_ask_all(&all);
    size_t told_of = 0;
    for (size_t i = 0; i < 2; i++) {
        const char *only = i ? self->contracts.items[0].name : NULL;
        assert_true(comparison_add_result(&all, "run", from, i ? 0 : COLUMN_NONE) && comparison_add_stored(&all, "with", root, &draws, only) &&
                    comparison_add_stored(&all, "without", root, NULL, only));
        for (size_t q = 0; q < all.question_count; q++) {
            const answer *run = &all.sides[3 * i].answers[q], *with = &all.sides[3 * i + 1].answers[q], *without = &all.sides[3 * i + 2].answers[q];
            assert_true(run->known == with->known && run->known == without->known && !without->values);
            if (run->known) {
                expect_close(with->mean, run->mean, 0);
                expect_close(with->se, run->se, 0);
                expect_close(without->mean, run->mean, 0);
                expect_close(without->se, run->se, 0);
                assert_memory_equal(with->values, run->values, from->replicates * sizeof *run->values);
                told_of++;
            }
        }
    }
    assert_true(told_of >= 14);
    comparison_free(&all);
    stored_draws_free(&draws);
    json_free(root);
    result_free(from);
    scenario_free(self);
}

static void stored_results_with_their_draws_are_compared_as_live_ones(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){three, NULL});
    result *from = run_of(self);
    stored_draws draws;
    json_value *root = stored_of(from, &draws);
    comparison live = {0}, kept = {0}, bare = {0};
    comparison_ask_all(&live);
    comparison_ask_all(&kept);
    comparison_ask_all(&bare);
    for (size_t i = 0; i < 3; i++) {
        const char *name = self->contracts.items[i].name;
        assert_true(comparison_add_result(&live, name, from, i));
        assert_true(comparison_add_stored(&kept, name, root, &draws, name));
        assert_true(comparison_add_stored(&bare, name, root, NULL, name));
    }
    for (size_t q = 0; q < live.question_count; q++) {
        const ranking a = ranking_of(&live, q), b = ranking_of(&kept, q), c = ranking_of(&bare, q);
        assert_int_equal(a.count, b.count);
        for (size_t rank = 1; rank < a.count; rank++) {
            assert_true(b.paired[rank] && !c.paired[rank]);
            assert_int_equal(a.order[rank], b.order[rank]);
            expect_close(b.difference[rank], a.difference[rank], 1e-7);
            expect_close(b.difference_se[rank], a.difference_se[rank], 1e-7);
            expect_close(b.better[0][rank], a.better[0][rank], 0);
            expect_close(c.difference[rank], a.difference[rank], 1e-6);
            const answer *x = &bare.sides[c.order[0]].answers[q], *y = &bare.sides[c.order[rank]].answers[q];
            expect_close(c.difference_se[rank], hypot(x->se, y->se), 1e-9);
        }
    }
    comparison_free(&live);
    comparison_free(&kept);
    comparison_free(&bare);
    stored_draws_free(&draws);
    json_free(root);
    result_free(from);
    scenario_free(self);
}

static void what_is_no_result_or_no_table_is_refused(void **state)
{
    (void)state;
    stored_draws draws;
    assert_null(stored_read(EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json"));
    assert_null(stored_read("/no/such/file.json"));
    assert_false(stored_draws_read(EDGECARE_SOURCE "/README.md", &draws));
    assert_false(stored_draws_read("/no/such/file.csv", &draws));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twice_the_price_costs_the_council_the_payment_once_more),
        cmocka_unit_test(who_asks_nothing_of_other_payers_is_best_for_them),
        cmocka_unit_test(probabilities_and_multiples_of_contracts_are_not_added_up),
        cmocka_unit_test(futures_without_a_rate_of_return_are_counted),
        cmocka_unit_test(three_contracts_are_ranked_for_each_party),
        cmocka_unit_test(a_stored_result_has_the_numbers_and_errors_of_the_run),
        cmocka_unit_test(stored_results_with_their_draws_are_compared_as_live_ones),
        cmocka_unit_test(what_is_no_result_or_no_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
