#ifndef EDGECARE_TESTS_LOAD_SUPPORT_H
#define EDGECARE_TESTS_LOAD_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "load/load.h"
#include "support/expect.h"

#define SMALL "tests/load/small.json"
#define TINY "scenarios/invalid/base/tiny.json"

/** Paths in messages are told from the root of the sources. */
static inline int in_sources(void **state)
{
    (void)state;
    return chdir(EDGECARE_SOURCE);
}

/** All faults as they are printed; to be freed. */
static inline char *printed(const fault_list *faults)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fault_print(faults, out);
    fclose(out);
    return text;
}

/** What is printed when the file is loaded with one override (pointer NULL: none); to be freed. */
static inline char *faults_of(const char *path, const char *pointer, const char *value)
{
    fault_list faults = { 0 };
    const document_override one = { pointer, value };
    scenario_free(scenario_load(path, &one, pointer ? 1 : 0, &faults));
    char *text = printed(&faults);
    fault_list_free(&faults);
    return text;
}

/** Loads a file that is legal. */
static inline scenario *loaded(const char *path)
{
    fault_list faults = { 0 };
    scenario *subject = scenario_load(path, NULL, 0, &faults);
    char *text = printed(&faults);
    expect_text(text, "");
    free(text);
    fault_list_free(&faults);
    assert_non_null(subject);
    return subject;
}

#endif
