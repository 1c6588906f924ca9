#include "people/queue.h"

/** The midnight that begins the first month from `day` on, as a time; TIME_NEVER when the site is closed then. */
static double month_from(const team_line *line, date day)
{
    const date first = date_month_end(day - 1) + 1;
    const double at = (double)(first - line->how->scenario->starts);
    return at < line->closing ? at : TIME_NEVER;
}

double hiring_first(const team_line *line)
{
    return line->team->hiring_above > 0 ? month_from(line, line->starts) : TIME_NEVER;
}

/** Families of the line from `next` on who were referred and wait at `time`. */
static int64_t families_waiting(const team_line *line, size_t next, double time)
{
    int64_t count = 0;
    for (size_t j = next; j < line->count; j++) {
        const uint32_t i = line->in_order[j].family;
        count += line->people->referred_at[i] < time && line_left_at(line, i) > time;
    }
    return count;
}

/** Whether supervisors could carry `more` therapists besides those present or coming. */
static bool can_carry(const team_line *line, double time, int64_t more)
{
    const double therapists = (double)staff_coming(&line->ws->therapists, time) + (double)more;
    return !line->supervised || therapists <= line->team->supervision_ratio.value * (double)staff_present(&line->ws->supervisors, time);
}

static void hire(team_line *line, double at, int64_t more)
{
    for (int64_t n = 0; n < more; n++) {
        line->hired += staff_appoint(&line->ws->therapists, at);
    }
}

void hiring_decide(team_line *line, size_t next)
{
    const team_row *team = line->team;
    const double now = line->decides_at;
    const double joins = now + (double)team->hiring_lead_days;
    const int64_t left = team->hiring_at_most - line->hired;
    const int64_t more = team->hiring_adds < left ? team->hiring_adds : left;
    if (more > 0 && joins < line->closing && families_waiting(line, next, now) > team->hiring_above && can_carry(line, now, more)) {
        hire(line, joins, more);
    }
    line->decides_at = month_from(line, line->how->scenario->starts + (date)now + 1);
}
