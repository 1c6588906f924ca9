#include "support/scenario_text.h"

#include <stdlib.h>

#include "support/expect.h"

/* Every call for memory of this program goes through these, so that those of the loop over replicates can be counted. Sanitizers bring their own. */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(__clang__)
#define COUNTED 0
#else
#define COUNTED 1
#endif

static size_t calls;

#if COUNTED
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    calls++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    calls++;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    calls++;
    return __libc_realloc(old, size);
}
#endif

static void after_the_first_replicates_the_loop_takes_no_memory(void **state)
{
    (void)state;
    if (!COUNTED) {
        skip();
    }
    scenario *self = scenario_of_file("scenarios/stronger-families.json");
    replicate_plan plan;
    assert_true(replicate_plan_make(self, &plan));
    replicate_engine *engine = replicate_engine_make(&plan);
    assert_non_null(engine);
    const size_t before = calls;
    for (uint32_t i = 0; i < 60; i++) {
        assert_non_null(replicate_engine_run(engine, i, 0));
    }
    assert_true(calls > before); /* the first ones did: the count counts */
    const size_t warm = calls;
    for (uint32_t i = 60; i < 200; i++) {
        assert_non_null(replicate_engine_run(engine, i, 0));
    }
    assert_int_equal(calls - warm, 0);
    replicate_engine_free(engine);
    replicate_plan_free(&plan);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_first_replicates_the_loop_takes_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
