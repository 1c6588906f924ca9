#include <stdlib.h>

#include "base/stopwatch.h"
#include "bench/naive.h"
#include "people/draw.h"
#include "people/plan.h"
#include "load/load.h"
#include "run/parallel.h"

#define CHILDREN_A_REPLICATE 1000

/** One thread's share of the work. */
typedef struct {
    families people;
    career_workspace ws;
    careers careers;
    double days[PEER_STATES];
} peer_worker;

typedef struct {
    const scenario *scenario;
    career_plan plan;
    career_model model;
    peer_worker *workers;
} peer_run;

static void add_days(peer_worker *worker)
{
    const careers *all = &worker->careers;
    for (size_t i = 0; i < all->children; i++) {
        for (uint32_t at = all->first[i]; at < all->first[i + 1]; at++) {
            const double until = at + 1 < all->first[i + 1] ? all->from[at + 1] : worker->people.adult_at[i];
            worker->days[all->state[at]] += until - all->from[at];
        }
    }
}

static bool peer_replicate(void *context, size_t job, int thread)
{
    peer_run *run = context;
    peer_worker *worker = &run->workers[thread];
    const draw_setting how = {.model = &run->model, .streams = &run->plan.places[0].streams, .people = &worker->people, .world = (uint32_t)job};
    if (!career_workspace_reserve(&worker->ws, &run->model, CHILDREN_A_REPLICATE)) {
        return false;
    }
    worker->ws.log.count = 0;
    for (uint32_t i = 0; i < CHILDREN_A_REPLICATE; i++) {
        career_begin(&how, i, &worker->ws);
        worker->ws.active[i] = i;
    }
    career_draw(&how, CHILDREN_A_REPLICATE, &worker->ws);
    if (worker->ws.out_of_memory || !careers_from_log(&worker->ws.log, CHILDREN_A_REPLICATE, NULL, &worker->careers)) {
        return false;
    }
    add_days(worker);
    return true;
}

static bool make_people(families *people)
{
    if (!families_reserve(people, CHILDREN_A_REPLICATE)) {
        return false;
    }
    people->count = CHILDREN_A_REPLICATE;
    for (uint32_t i = 0; i < CHILDREN_A_REPLICATE; i++) {
        people->person[i] = rng_person(0, i, 0);
        people->referred_at[i] = 0;
        people->age_years[i] = 15;
        people->adult_at[i] = 1095.75;
        people->first_state[i] = 0;
        people->first_elapsed[i] = 0;
        people->site[i] = people->cohort[i] = people->locality[i] = people->band[i] = 0;
        people->prior_care[i] = false;
        people->frailty[i] = 1;
        people->started_at[i] = TIME_NEVER;
    }
    return true;
}

double engine_peer_seconds(size_t children, int threads, double mean_days[PEER_STATES], double *mean_cost)
{
    fault_list faults = {0};
    scenario *self = scenario_load(EDGECARE_SOURCE "/tests/bench/peer.json", NULL, 0, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    if (self == NULL) {
        exit(1);
    }
    peer_run run = {.scenario = self, .workers = calloc((size_t)threads, sizeof *run.workers)};
    bool fine = run.workers != NULL && career_plan_make(self, &run.plan);
    career_model_set(self, &run.model);
    for (int t = 0; fine && t < threads; t++) {
        fine = make_people(&run.workers[t].people);
    }
    const size_t replicates = children / CHILDREN_A_REPLICATE;
    const double began = stopwatch_now();
    fine = fine && parallel_for(replicates, threads, peer_replicate, &run, NULL);
    const double took = stopwatch_now() - began;
    *mean_cost = 0;
    for (int s = 0; fine && s < PEER_STATES; s++) {
        mean_days[s] = 0;
        for (int t = 0; t < threads; t++) {
            mean_days[s] += run.workers[t].days[s] / (double)(replicates * CHILDREN_A_REPLICATE);
        }
        *mean_cost += mean_days[s] / 365.25 * peer_yearly_cost[s];
    }
    for (int t = 0; t < threads; t++) {
        families_free(&run.workers[t].people);
        career_workspace_free(&run.workers[t].ws);
        careers_free(&run.workers[t].careers);
    }
    free(run.workers);
    career_plan_free(&run.plan);
    scenario_free(self);
    return fine ? took : -1;
}
