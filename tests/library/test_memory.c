#include "edgecare.h"

#include "support/expect.h"

/* Memory runs out at the n-th call, for every n. The allocator of glibc is stood in for by one that counts; sanitizers bring their own, so there the
 * tests pass over. Only calls from edgecare's own code fail: without memory libfyaml 0.7 reads through NULL. */

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

extern const char __executable_start[], etext[]; /* of the linker: the code of this program */

static int fails(const void *caller)
{
    const uintptr_t at = (uintptr_t)caller;
    if (calls_left < 0 || at < (uintptr_t)__executable_start || at >= (uintptr_t)etext) {
        return 0;
    }
    return calls_left-- <= 0 ? (calls_left = 0, 1) : 0; /* once out, out for good */
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
#endif

#define CALLS_MAX 200000

static edgecare_status read_within(long calls, edgecare_faults *faults, edgecare_scenario **out)
{
    static const char *const settings[] = {"/run/worlds=2", "/run/histories=2"};
    calls_left = calls;
    const edgecare_status status = edgecare_scenario_read(EDGECARE_SOURCE "/tests/load/small.json", settings, 2, faults, out);
    calls_left = -1;
    return status;
}

static edgecare_status run_within(long calls, const edgecare_scenario *from, edgecare_result **out)
{
    static const edgecare_run_options one_thread = {.threads = 1};
    calls_left = calls;
    const edgecare_status status = edgecare_run(from, &one_thread, out);
    calls_left = -1;
    return status;
}

static void reading_without_memory_is_told_wherever_it_happens(void **state)
{
    (void)state;
    if (!COUNTED) {
        skip();
    }
    edgecare_scenario *self = NULL;
    edgecare_faults *faults = edgecare_faults_make();
    long calls = 0;
    while (calls < CALLS_MAX && read_within(calls, faults, &self) != EDGECARE_FINE) {
        assert_null(self);
        calls++;
    }
    assert_true(calls > 20 && calls < CALLS_MAX);
    edgecare_scenario_free(self);
    assert_int_equal(read_within(calls / 2, faults, &self), EDGECARE_NO_MEMORY);
    assert_int_equal(read_within(0, NULL, &self), EDGECARE_NO_MEMORY);
    edgecare_faults_free(faults);
}

static void running_without_memory_is_told_wherever_it_happens(void **state)
{
    (void)state;
    if (!COUNTED) {
        skip();
    }
    edgecare_scenario *self = NULL;
    edgecare_result *result = NULL;
    assert_int_equal(read_within(-1, NULL, &self), EDGECARE_FINE);
    long calls = 0;
    edgecare_status status;
    while ((status = run_within(calls, self, &result)) != EDGECARE_FINE && calls < CALLS_MAX) {
        assert_int_equal(status, EDGECARE_NO_MEMORY);
        assert_null(result);
        calls++;
    }
    assert_true(calls > 20 && calls < CALLS_MAX);
    edgecare_result_free(result);
    edgecare_scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_without_memory_is_told_wherever_it_happens),
        cmocka_unit_test(running_without_memory_is_told_wherever_it_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
