#include "reference/unit_rules.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each counted day is a unit. */
static double per_day(const double p[], unit_day *day)
{
    (void)p;
    return day->counts;
}

/* Each complete block of p[0] counted days without a break is a unit on its last day. */
static double per_block(const double p[], unit_day *day)
{
    return day->counts && day->run % (int32_t)p[0] == 0;
}

/* The first run of p[0] counted days without a break is a unit on the last of them. */
static double stable_for(const double p[], unit_day *day)
{
    const bool reached = !day->done && day->run == (int32_t)p[0];
    day->done = day->done || reached;
    return reached;
}

/* The window's last day is a unit if it counts. */
static double still_out(const double p[], unit_day *day)
{
    (void)p;
    return day->counts && day->day == day->last;
}

static double milestone_start(const double p[], unit_day *day)
{
    (void)p;
    return day->day == day->started_day;
}

static double milestone_completion(const double p[], unit_day *day)
{
    (void)p;
    return day->day == day->completed_day;
}

/* Each day of the window is worth one less what it costs. */
static double placement_cost(const double p[], unit_day *day)
{
    (void)p;
    return day->in_window ? 1 - day->gbp : 0;
}

unit_rule *unit_rule_named(const char *kind)
{
    static const struct {
        const char *name;
        unit_rule *rule;
    } rules[] = {
        { "per_day", per_day },     { "per_block", per_block },             { "placement_cost", placement_cost },             { "stable_for", stable_for },
        { "still_out", still_out }, { "milestone_start", milestone_start }, { "milestone_completion", milestone_completion },
        { "block_fee", NULL },      { "bonus", NULL },                      { "referral_guarantee", NULL },
        { "minimum_payment", NULL }, { "actual_cost", NULL },
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].name, kind) == 0) {
            return rules[i].rule;
        }
    }
    fprintf(stderr, "the reference knows no unit %s\n", kind);
    abort();
}
