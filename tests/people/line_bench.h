#ifndef EDGECARE_TESTS_REFER_LINE_BENCH_H
#define EDGECARE_TESTS_REFER_LINE_BENCH_H

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "people/places.h"
#include "people/refer.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/** The lines of a small scenario, whose families are then written by hand: nobody enters care, all are far from 18. Day 0 is 5 February 2019; the first of March
 *  is day 24, of April 55, of May 85, of June 116, of July 146; the site closes at the midnight 365. */
typedef struct {
    scenario *self;
    career_plan plan;
    career_model model;
    refer_workspace ws;
    families people;
    careers untreated;
    team_use use;
    staff_timeline staff;
} line_bench;

/** A family by hand. */
typedef struct {
    double referred_at, ready_at, received_days;
} line_family;

static inline void line_bench_of(line_bench *b, const char *patch, const char *more)
{
    const char *const patches[] = { "{\"people\": {\"age_years\": 1.3}}", patch, more, NULL };
    *b = (line_bench){ .self = scenario_patched(scenario_small, patches) };
    expect_true(career_plan_make(b->self, &b->plan));
    career_model_set(b->self, &b->model);
    expect_true(refer_families(&b->plan, &b->model, 0, 0, &b->ws, &b->people));
    expect_true(GROW(b->untreated.first, b->people.count + 1) && GROW(b->untreated.from, b->people.count) && GROW(b->untreated.state, b->people.count));
    memset(b->untreated.state, 0, b->people.count);
    for (size_t i = 0; i <= b->people.count; i++) {
        b->untreated.first[i] = (uint32_t)i;
    }
}

static inline void line_bench_make(line_bench *b, const char *patch)
{
    line_bench_of(b, patch, NULL);
}

/** Keeps the first `count` families of the one site and writes them down. */
static inline void line_bench_write(line_bench *b, const line_family written[], size_t count)
{
    expect_true(b->people.count >= count);
    b->people.count = b->people.index_children = count;
    b->ws.segment[1] = count;
    for (size_t i = 0; i < count; i++) {
        b->people.referred_at[i] = written[i].referred_at;
        b->people.ready_at[i] = written[i].ready_at;
        b->people.received_days[i] = b->people.course_days[i] = written[i].received_days;
        b->people.completed[i] = true;
    }
}

static inline void line_bench_move(line_bench *b, uint32_t history)
{
    const refer_setting how = { .scenario = b->self, .plan = &b->plan, .model = &b->model, .world_index = 0, .history = history };
    for (size_t i = 0; i < b->people.count; i++) {
        b->people.started_at[i] = b->people.fund_at[i] = TIME_NEVER;
        b->people.remote[i] = false;
    }
    expect_true(refer_queue(&how, &b->untreated, &b->ws, &b->people, &b->staff));
    b->use = places_used(b->self, &b->people, &b->staff, TIME_NEVER);
}

static inline void line_bench_free(line_bench *b)
{
    families_free(&b->people);
    refer_workspace_free(&b->ws);
    career_plan_free(&b->plan);
    free(b->untreated.first);
    free(b->untreated.from);
    free(b->untreated.state);
    free(b->staff.items);
    scenario_free(b->self);
}

#endif
