/* What do the contracts of a scenario pay, and how likely do the councils save?
 *
 *     project SCENARIO
 *
 * Runs 1,000 futures: 500 worlds, in which the uncertain inputs are drawn, with 2 runs of chance in each. */

#include <edgecare.h>
#include <stdio.h>

static void print_faults(const edgecare_faults *faults)
{
    for (size_t i = 0; i < edgecare_faults_count(faults); i++) {
        const edgecare_fault fault = edgecare_faults_at(faults, i);
        fprintf(stderr, "%s:%d:%d: %s: %s\n", fault.file ? fault.file : "scenario", fault.line, fault.column, fault.pointer ? fault.pointer : "", fault.text);
    }
}

static edgecare_status print_contract(const edgecare_result *result, const char *name)
{
    const edgecare_place contract = {.contract = name};
    edgecare_statistics paid, saves;
    edgecare_status status = edgecare_result_metric(result, contract, "outcomes_payments_paid_gbp", &paid);
    if (status == EDGECARE_FINE) {
        status = edgecare_result_metric(result, contract, "commissioner_saves", &saves);
    }
    if (status == EDGECARE_FINE) {
        printf("%s pays GBP %.0f (nine in ten futures: %.0f to %.0f)\n", name, paid.mean, paid.percentiles.p5, paid.percentiles.p95);
        printf("P(commissioner saves) = %.2f: same luck with and without; how far luck would have differed no data can tell", saves.mean);
        if (saves.has_independent) {
            printf(" (separate luck: %.2f)", saves.independent_mean);
        }
        printf("\n");
    }
    return status;
}

static edgecare_status print_contracts(const edgecare_scenario *scenario)
{
    edgecare_result *result;
    edgecare_status status = edgecare_run(scenario, NULL, &result);
    if (status != EDGECARE_FINE) {
        return status;
    }
    printf("%s: %zu futures\n", edgecare_scenario_title(scenario), edgecare_result_replicates(result));
    const char *name;
    for (size_t i = 0; status == EDGECARE_FINE && (name = edgecare_scenario_contract(scenario, i)) != NULL; i++) {
        status = print_contract(result, name);
    }
    edgecare_result_free(result);
    return status;
}

static edgecare_status project(const char *path, edgecare_faults *faults)
{
    static const char *const settings[] = {"/run/worlds=500", "/run/histories=2"};
    edgecare_scenario *scenario;
    edgecare_status status = edgecare_scenario_read(path, settings, 2, faults, &scenario);
    print_faults(faults);
    if (status == EDGECARE_FINE) {
        status = print_contracts(scenario);
    }
    edgecare_scenario_free(scenario);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("Usage: project SCENARIO\n", stderr);
        return 2;
    }
    edgecare_faults *faults = edgecare_faults_make();
    const edgecare_status status = faults ? project(argv[1], faults) : EDGECARE_NO_MEMORY;
    edgecare_faults_free(faults);
    if (status != EDGECARE_FINE) {
        fprintf(stderr, "project: %s\n", edgecare_status_text(status));
        return 1;
    }
    return 0;
}
