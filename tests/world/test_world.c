#include "support/expect.h"
#include "support/scenario_text.h"

#include "world/inputs.h"
#include "world/world.h"

/* A world is a function of scenario and row. */

static const char uncertain[] =
    "{\"people\": {\"start_share\": {\"dist\": \"uniform\", \"min\": 0.3, \"max\": 0.8}, \"frailty\": {\"variance\": {\"dist\": \"uniform\", \"min\": 0.2, \"max\": 0.9}},"
    "   \"wait_days\": {\"dist\": \"uniform\", \"min\": 20, \"max\": 60}},"
    " \"states\": {\"care\": {\"day_cost_gbp\": {\"dist\": \"uniform\", \"min\": 130, \"max\": 470}}}}";

static scenario *written(void)
{
    return scenario_patched(scenario_small, (const char *const[]){ uncertain, NULL });
}

static void every_number_is_known_and_the_scenario_stays_as_it_was(void **state)
{
    (void)state;
    scenario *self = written();
    world in, other;
    const double row[] = { 0.37, 0.41, 3.3, 211 }, second[] = { 0.73, 0.67, 5.3, 307 };
    assert_true(self->draw_count == 4 && world_make(self, &in) && world_make(self, &other));
    assert_int_equal(in.count, 4);
    world_set(&in, row);
    world_set(&other, second);
    expect_close(in.known.people.start_share.value, row[self->people.start_share.draw], 0);
    expect_close(in.known.people.frailty_variance.value, row[self->people.frailty_variance.draw], 0);
    expect_close(in.known.people.wait_days.constant.value, row[self->people.wait_days.constant.draw], 0);
    expect_close(in.known.states.items[1].day_cost_gbp.value, row[self->states.items[1].day_cost_gbp.draw], 0);
    expect_close(other.known.people.start_share.value, second[self->people.start_share.draw], 0);
    assert_true(isnan(self->people.start_share.value) && isnan(self->states.items[1].day_cost_gbp.value));
    world_set(&in, second);
    expect_close(in.known.states.items[1].day_cost_gbp.value, other.known.states.items[1].day_cost_gbp.value, 0);
    world_free(&in);
    world_free(&other);
    scenario_free(self);
}

/** Whether a number is one of the scenario's draws or known. */
static void expect_known(const scenario *of, const world *in)
{
    bool met[64] = { false };
    assert_true(of->draw_count <= 64);
    for (size_t i = 0; i < in->count; i++) {
        assert_true((size_t)in->numbers[i].draw < of->draw_count);
        met[(size_t)in->numbers[i].draw] = true;
        assert_true(isfinite(*in->numbers[i].number));
    }
    for (size_t d = 0; d < of->draw_count; d++) {
        assert_true(met[d]);
    }
}

static void no_uncertain_number_of_a_scenario_is_left_out(void **state)
{
    (void)state;
    scenario *self = written();
    input_streams streams;
    world in;
    double row[64], days[4];
    assert_true(input_streams_make(self, &streams) && world_make(self, &in));
    inputs_draw(&streams, 5, row, days);
    world_set(&in, row);
    expect_known(self, &in);
    world_free(&in);
    input_streams_free(&streams);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_known_and_the_scenario_stays_as_it_was),
        cmocka_unit_test(no_uncertain_number_of_a_scenario_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
