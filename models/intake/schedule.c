#include "intake/intake.h"

#include "intake/inversion.h"

#include <math.h>

static const setting rows[] = {
    { .key = "families",
      .type = SETTING_NUMBERS,
      .minimum = 0,
      .maximum = INTAKE_COUNT_MAX,
      .doc = "Families referred in each month, from the first month on; none after the last number.",
      .moves = "more families, more of everything" },
};

/** The entry of the month; 0 beyond the list. */
static double schedule_planned(const double p[], const number_list *list, unsigned month)
{
    (void)p;
    return month < list->count ? list->items[month] : 0;
}

/** `mean` where it is whole; else one of the two whole numbers around it, with the mean kept. */
static uint32_t schedule_count(const double p[], const number_list *list, unsigned month, double mean, double u)
{
    (void)p;
    (void)list;
    (void)month;
    const double whole = floor(fmin(fmax(mean, 0), INTAKE_COUNT_MAX));
    return (uint32_t)whole + (whole < INTAKE_COUNT_MAX && u < mean - whole);
}

static const char *schedule_fault(const double p[], const number_list *list)
{
    (void)p;
    return list->count > 0 ? NULL : "families must have a number for at least one month";
}

const intake_kind intake_schedule = {
    .base = { .name = "schedule",
              .doc = "A given number of families each month, without chance where it is whole.",
              .parameters = SETTINGS("scheduled intake", "Families by month.", rows, quantity),
              .fault = schedule_fault },
    .count = schedule_count,
    .planned = schedule_planned,
};
