#include "support/expect.h"

#include "summarise/by_component.h"
#include "summarise/components.h"
#include "summarise/fixture.h"
#include "world/world.h"

/* Six worlds of two histories; a mixture of two views holds 0 1 0 0 1 1. Families started, days waited, care days treated, untreated shared, independent. */
static const struct {
    double starts, waiting, care[ARM_COUNT];
} twelve[12] = {
    {11, 407, {130.5, 151.5, 170.5}}, {13, 390, {131.5, 152.5, 120.5}}, {17, 629, {140.5, 135.5, 148.5}}, {19, 551, {160.5, 117.5, 201.5}},
    {23, 690, {110.5, 133.5, 99.5}},  {29, 986, {171.5, 190.5, 207.5}}, {31, 713, {155.5, 171.5, 166.5}}, {37, 851, {148.5, 169.5, 133.5}},
    {41, 902, {120.5, 121.5, 130.5}}, {43, 989, {99.5, 88.5, 77.5}},    {47, 470, {101.5, 90.5, 99.5}},   {53, 583, {87.5, 60.5, 85.5}},
};
static const double holds[6] = {0, 1, 0, 0, 1, 1};

typedef struct {
    fixture base;
    mixture_row mixture;
    const char *names[2];
    quantity weights[2];
    double draws[1];
    world in;
} mixed;

static void mixed_make(mixed *self, int64_t worlds, int64_t histories, double weight)
{
    fixture_make(&self->base, worlds, histories, COUPLING_BOTH);
    self->names[0] = "contract";
    self->names[1] = "trials";
    self->weights[0] = (quantity){weight, -1};
    self->weights[1] = (quantity){1 - weight, -1};
    self->mixture = (mixture_row){.name = "view", .components = {self->names, self->weights, 2}, .draw = 0};
    self->base.scenario.mixtures.any = (map){&self->mixture, 1};
    self->base.scenario.draw_count = 1;
    self->in.inputs = self->draws;
    self->base.replicate.in = &self->in;
}

static result *twelve_replicates(mixed *self, double weight)
{
    mixed_make(self, 6, 2, weight);
    collector *gathered = collector_make(&self->base.scenario, &self->base.extent);
    for (uint32_t i = 0; i < 12; i++) {
        const uint32_t r = i * 7 % 12; /* in some order */
        self->draws[0] = holds[r / 2];
        fixture_fill(&self->base, r / 2, r % 2, twelve[r].starts, twelve[r].waiting, twelve[r].care);
        assert_true(collector_add(gathered, &self->base.replicate));
    }
    return fixture_finish(gathered);
}

static size_t programme(const result *from, const char *name)
{
    return columns_find(&from->columns, name, LEVEL_PROGRAMME, 0, 0);
}

static void a_component_has_the_mean_and_error_of_its_own_worlds(void **state)
{
    (void)state;
    mixed made;
    result *out = twelve_replicates(&made, 0.5);
    const size_t averted = programme(out, "days_averted");
    const told contract = component_told(out, 0, averted), trials = component_told(out, 1, averted);
    /* Shared differences by world: 21 21 | -5 -43 | 23 19 | 16 21 | 1 -11 | -11 -27, means 21 -24 21 18.5 -5 -19. */
    expect_close(contract.mean, 60.5 / 3, 1e-12);
    expect_close(trials.mean, -16, 1e-12);
    /* Squared deviations: 0.8333^2 x 2 + 1.6667^2 = 4.1667; 64 + 121 + 9 = 194; / 2 / 3. */
    expect_close(contract.se, sqrt(25.0 / 6 / 6), 1e-12);
    expect_close(trials.se, sqrt(194.0 / 6), 1e-12);
    /* Those of the contract's worlds sorted: 16 19 21 21 21 23. */
    expect_close(contract.quantile[3], 21, 1e-12);
    expect_close(contract.quantile[6], 22.5, 1e-12);
    /* Independent ones: 40 -11 -11 36 11 -15, sorted -15 -11 -11 11 36 40. */
    const told apart = told_apart(&contract);
    expect_close(apart.quantile[3], 0, 1e-12);
    expect_close(apart.quantile[6], 39, 1e-12);
    assert_int_equal(contract.n, 6);
    assert_int_equal(out->component_worlds[0], 3);
    assert_int_equal(out->component_worlds[1], 3);
    result_free(out);
}

static void a_decision_flips_where_the_mean_crosses_0(void **state)
{
    (void)state;
    mixed made;
    result *out = twelve_replicates(&made, 0.5);
    const size_t averted = programme(out, "days_averted");
    /* w 60.5 / 3 - 16 (1 - w) = 0: w = 16 / (16 + 20.1667) = 96 / 217. Error: sqrt(c^2 var o + o^2 var c) / (o - c)^2. */
    const flip contract = component_flip(out, 0, averted), trials = component_flip(out, 1, averted);
    const double c = 60.5 / 3, variance_c = 25.0 / 36, variance_o = 194.0 / 6;
    expect_close(contract.weight, 96.0 / 217, 1e-12);
    expect_close(contract.se, sqrt(c * c * variance_o + 256 * variance_c) / ((c + 16) * (c + 16)), 1e-12);
    expect_close(trials.weight, 121.0 / 217, 1e-12);
    expect_close(trials.se, contract.se, 1e-12);
    /* Starts are above 0 in every world, so no weight flips them. */
    assert_true(isnan(component_flip(out, 0, programme(out, "children_started")).weight));
    result_free(out);
}

static void a_component_without_rivals_flips_nothing(void **state)
{
    (void)state;
    mixed made;
    result *out = twelve_replicates(&made, 1);
    assert_true(isnan(component_flip(out, 0, programme(out, "days_averted")).weight));
    result_free(out);
}

/** Made-up numbers, without pattern; view 1 holds in two of seven worlds. */
static result *many(mixed *self, int64_t worlds, uint32_t step)
{
    mixed_make(self, worlds, 3, 5.0 / 7);
    collector *gathered = collector_make(&self->base.scenario, &self->base.extent);
    const uint32_t count = (uint32_t)worlds * 3;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t r = (uint32_t)((uint64_t)i * step % count);
        const double a = (double)(r * 2654435761u % 10007u), b = (double)(r * 40503u % 997u);
        self->draws[0] = r / 3 % 7 < 2 ? 1 : 0;
        fixture_fill(&self->base, r / 3, r % 3, b, a, (const double[]){a / 7, b / 3, (a + b) / 11});
        assert_true(collector_add(gathered, &self->base.replicate));
    }
    return fixture_finish(gathered);
}

static void blocks_join_to_the_same_in_any_order_and_beyond_the_rows_kept(void **state)
{
    (void)state;
    mixed here, there, large;
    result *one = many(&here, 2000, 1), *other = many(&there, 2000, 4001), *flat = many(&large, 44000, 1);
    assert_null(flat->rows);
    for (size_t i = 0; i < one->columns.by_component_count; i++) {
        const size_t index = one->columns.by_component[i];
        const told a = component_told(one, 1, index), b = component_told(other, 1, index);
        assert_memory_equal(&a.mean, &b.mean, sizeof a.mean);
        assert_memory_equal(&a.se, &b.se, sizeof a.se);
        assert_memory_equal(a.quantile, b.quantile, sizeof a.quantile);
        assert_true(isnan(component_told(flat, 1, index).quantile[0]));
    }
    /* Two of seven worlds; all worlds together are both components. */
    assert_int_equal(one->component_worlds[1], 572); /* 285 sevens and 5 worlds: 570 + 2 */
    const size_t averted = programme(one, "days_averted");
    const told all = result_told(one, averted), a = component_told(one, 0, averted), b = component_told(one, 1, averted);
    expect_relative((1428 * a.mean + 572 * b.mean) / 2000, all.mean, 1e-12);
    result_free(one);
    result_free(other);
    result_free(flat);
}

static void without_mixtures_nothing_is_told_by_component(void **state)
{
    (void)state;
    fixture made;
    fixture_make(&made, 1, 1, COUPLING_BOTH);
    collector *gathered = collector_make(&made.scenario, &made.extent);
    fixture_fill(&made, 0, 0, 11, 407, twelve[0].care);
    assert_true(collector_add(gathered, &made.replicate));
    result *out = fixture_finish(gathered);
    assert_int_equal(out->columns.component_count, 0);
    assert_int_equal(out->columns.by_component_count, 0);
    result_free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_component_has_the_mean_and_error_of_its_own_worlds),
        cmocka_unit_test(a_decision_flips_where_the_mean_crosses_0),
        cmocka_unit_test(a_component_without_rivals_flips_nothing),
        cmocka_unit_test(blocks_join_to_the_same_in_any_order_and_beyond_the_rows_kept),
        cmocka_unit_test(without_mixtures_nothing_is_told_by_component),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
