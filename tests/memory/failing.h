#ifndef EDGECARE_TESTS_MEMORY_FAILING_H
#define EDGECARE_TESTS_MEMORY_FAILING_H

#include <stdbool.h>
#include <stddef.h>

/* Memory runs out at the n-th call, for every n. The linker sends the calls of our own objects (and cJSON's, by its hooks) through a counter; those of other libraries are left
 * alone, for without memory libfyaml 0.7 reads through NULL. Sanitizers stay on: what leaks on the way out is told by them. */

/** Something that allocates. True when it was done whole; false when it says that memory ran out. It asserts whatever else must hold, and frees all it made. */
typedef bool (*failing_attempt)(void *context);

/** Calls the attempt with no call allowed, then one, two ... until it no longer comes to the end of them. Each time memory is out, either for good or for that one call only.
 *  The test fails when memory that is out for good goes unnoticed. `stride`: 1 tries every number of calls. Returns how many calls the attempt makes. */
long failing_at_every_call(failing_attempt attempt, void *context, long stride);

/** As failing_at_every_call for attempts that need not notice, such as tables, where a hint may be missing: they may not crash or leak. */
long failing_unnoticed(failing_attempt attempt, void *context, long stride);

/** Calls are counted, and fail, only between these two; an attempt may stop the counting around what is not looked at. */
void failing_pause(void);
void failing_go_on(void);

/** How many times fewer calls are tried in builds that are slow: with sanitizers. */
extern const long failing_slowness;

#endif
