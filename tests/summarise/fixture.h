#ifndef EDGECARE_TESTS_SUMMARISE_FIXTURE_H
#define EDGECARE_TESTS_SUMMARISE_FIXTURE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "summarise/collector.h"

/* A programme of one site without contracts, and made-up replicates whose statistics can be worked out by hand. */

enum { FIXTURE_MONTHS = 3, FIXTURE_TALLIES = 2 };

typedef struct {
    scenario scenario;
    state_row states[2];
    site_row site;
    double at_days[1];
    run_extent extent;
    tally tallies[FIXTURE_TALLIES];
    double in_care[ARM_COUNT][2 * FIXTURE_MONTHS];
    double months[FIXTURE_MONTHS];
    replicate replicate;
} fixture;

static inline void fixture_make(fixture *self, int64_t worlds, int64_t histories, int coupling_choice_)
{
    memset(self, 0, sizeof *self);
    self->states[0] = (state_row){.name = "home", .class_of = CLASS_HOME};
    self->states[1] = (state_row){.name = "foster", .class_of = CLASS_CARE};
    self->site = (site_row){.name = "tintagel", .closes = 18000};
    self->at_days[0] = 365;
    self->scenario = (scenario){.name = "made_up", .title = "Made up", .starts = 17967, .hash_text = "0123456789abcdef"};
    self->scenario.run = (run_settings){.seed = 7, .worlds = worlds, .histories = histories};
    self->scenario.reporting = (reporting_settings){.window_days = 1095, .at_days = {self->at_days, 1}, .as_of = DATE_NONE, .coupling = coupling_choice_};
    self->scenario.states.any = (map){self->states, 2};
    self->scenario.sites.any = (map){&self->site, 1};
    self->extent = (run_extent){.calendars = NULL, .series_months = FIXTURE_MONTHS, .cash_months = FIXTURE_MONTHS, .first_year = 2019, .years = 2};
    self->replicate.tallies = self->tallies;
    self->replicate.monthly = (monthly){.months = FIXTURE_MONTHS, .caseload = self->months, .waiting = self->months, .referrals = self->months,
                                        .starts = self->months};
    for (int arm = 0; arm < ARM_COUNT; arm++) {
        self->replicate.monthly.in_care[arm] = self->in_care[arm];
    }
}

/** Writes replicate (world, history): `starts` families started who waited `waiting` days in all, and the care days of each arm. */
static inline void fixture_fill(fixture *self, uint32_t world, uint32_t history, double starts, double waiting, const double care[ARM_COUNT])
{
    self->replicate.world = world;
    self->replicate.history = history;
    for (int i = 0; i < FIXTURE_TALLIES; i++) {
        tally *t = &self->tallies[i];
        t->starts = starts;
        t->waiting_days = waiting;
        t->never_at[0] = starts > 0 ? 0.9 : (double)NAN;
        for (int arm = 0; arm < ARM_COUNT; arm++) {
            t->arm[arm].care_days_total = care[arm];
        }
    }
    for (int month = 0; month < FIXTURE_MONTHS; month++) {
        self->months[month] = starts + month;
    }
}

/** All jobs of a collector, then its result; frees the collector. */
static inline result *fixture_finish(collector *gathered)
{
    void *scratch = malloc(collector_scratch_bytes(gathered));
    for (size_t job = 0; job < collector_jobs(gathered); job++) {
        collector_job(gathered, job, scratch);
    }
    free(scratch);
    result *out = collector_finish(gathered);
    collector_free(gathered);
    return out;
}

#endif
