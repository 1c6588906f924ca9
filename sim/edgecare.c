#include "edgecare.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "load/load.h"
#include "report/result_json.h"
#include "run/run.h"

const char *edgecare_version(void)
{
    return EDGECARE_VERSION;
}

void edgecare_free(char *text)
{
    free(text);
}

static scenario *load(const char *path, const edgecare_setting values[], unsigned long count, fault_list *faults)
{
    document_override *overrides = calloc(count + 1, sizeof *overrides);
    if (!overrides) {
        faults->out_of_memory = 1;
        return NULL;
    }
    for (unsigned long i = 0; i < count; i++) {
        overrides[i] = (document_override){values[i].pointer, values[i].value};
    }
    scenario *loaded = scenario_load(path, overrides, count, faults);
    free(overrides);
    return loaded;
}

/** The faults as text; NULL when memory runs out. */
static char *faults_text(fault_list *faults)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        return NULL;
    }
    fault_sort(faults);
    fault_print(faults, out);
    fclose(out);
    return text;
}

static edgecare_status run_loaded(const scenario *loaded, int threads, char **json)
{
    const run_options how = {.threads = threads};
    const result_origin origin = {EDGECARE_VERSION, NULL, 0};
    result *out = NULL;
    if (run_scenario(loaded, &how, &out) != RUN_DONE) {
        return EDGECARE_FAILED;
    }
    json_value *root = result_json(out, &origin);
    *json = root ? json_text(root) : NULL;
    json_free(root);
    result_free(out);
    return *json ? EDGECARE_FINE : EDGECARE_FAILED;
}

edgecare_status edgecare_run(const char *path, const edgecare_setting values[], unsigned long count, int threads, char **json, char **messages)
{
    fault_list faults = {0};
    gsl_error_handler_t *before = gsl_set_error_handler_off();
    scenario *loaded = load(path, values, count, &faults);
    const int no_memory = faults.out_of_memory;
    *json = NULL;
    *messages = faults_text(&faults);
    edgecare_status status = loaded ? run_loaded(loaded, threads, json) : no_memory ? EDGECARE_FAILED : EDGECARE_BAD_INPUT;
    scenario_free(loaded);
    fault_list_free(&faults);
    gsl_set_error_handler(before);
    return status;
}
