#include "load/load_support.h"

#include <string.h>

#include "load/schema.h"

/* Memory runs out at the n-th call, for every n. The allocator of glibc is stood in for by one that counts; sanitizers bring their own, so there the
 * test passes over. */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTED 0
#else
#define COUNTED 1
#endif

static long calls_left = -1; /* negative: never fails */

#if COUNTED
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static int fails(void)
{
    if (calls_left < 0) {
        return 0;
    }
    return calls_left-- <= 0 ? (calls_left = 0, 1) : 0; /* once out, out for good */
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
#endif

/** Loads with `calls` allocations to go; whether it succeeded. */
static bool loads_within(const document *doc, long calls)
{
    fault_list faults = { 0 };
    calls_left = calls;
    scenario *self = scenario_from_document(doc, &faults);
    calls_left = -1;
    const bool done = self != NULL;
    if (!done) {
        assert_true(fault_errors(&faults) > 0);
    }
    scenario_free(self);
    fault_list_free(&faults);
    return done;
}

static void running_out_of_memory_is_a_fault_wherever_it_happens(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    document *doc = document_read(SMALL, NULL, 0, &faults);
    assert_non_null(doc);
    long calls = 0;
    while (COUNTED && !loads_within(doc, calls)) {
        calls++;
        assert_true(calls < 1000000);
    }
    if (COUNTED) {
        assert_true(calls > 100); /* the allocator was asked, and refused, so often */
    }
    document_free(doc);
    fault_list_free(&faults);
}

static void a_schema_without_memory_is_none(void **state)
{
    (void)state;
    long calls = 0;
    json_value *schema = NULL;
    while (COUNTED && !schema) {
        calls_left = calls;
        schema = schema_make();
        calls_left = -1;
        calls += 97;
        assert_true(calls < 1000000);
    }
    if (COUNTED) {
        assert_true(calls > 1000);
    }
    json_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(running_out_of_memory_is_a_fault_wherever_it_happens),
        cmocka_unit_test(a_schema_without_memory_is_none),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
