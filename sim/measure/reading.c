#include "measure/reading.h"

/** Where a day lies in the tables of sums. */
typedef struct {
    size_t year;
    size_t month;
    year_step step;
} day_place;

/** Adds the extra price of a spell at an extreme price to the arms that the reader's slot stands for. */
static void add_price(const measure_workspace *ws, const career_reader *reader, day_run run, size_t state, double mark)
{
    const day_run within = run_within(run, (day_run){ reader->limits.from, reader->window_end });
    const day_run known = run_within(run, (day_run){ reader->limits.from, reader->unseen });
    const double extra = extra_gbp_per_day(&ws->extreme[state], mark);
    const size_t site = reader->subject->families->site[reader->child];
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (reader->subject->arm[arm] && (reader->slot == SLOT_COMMON || arm == reader->slot)) {
            exposure_add_price(ws, (career_arm)arm, site, state, known, within, extra, reader->out);
        }
    }
}

/** What the loop over a career reads and adds to, at hand in local names: the compiler must think that sums overwrite the workspace. */
typedef struct {
    staircase years;
    const uint16_t *month_of;
    int32_t month_days;
    int32_t unseen, years_until; /* first days that are not known, or that have no year */
    year_step *year_steps; /* [state][year_row] */
    size_t year_row;
    int32_t *series;       /* [state][series_row] */
    size_t series_row;
} calendars;

static inline calendars calendars_of(const measure_workspace *ws, size_t slot, int32_t unseen)
{
    return (calendars){ .unseen = unseen, .years_until = day_min(ws->years.last, unseen), .years = ws->years, .month_of = ws->month_of, .month_days = ws->month_days, .year_steps = year_row_of(ws, slot, 0),
                        .year_row = ws->year_row, .series = series_of_state(ws, slot, 0), .series_row = ws->months + 1 };
}

/** Days that are not known lie where the known ones end, so that what begins and ends on such comes to nothing; what goes on then is in no later month. */
static inline day_place place_of(const calendars *at, int32_t day)
{
    const int32_t in_years = day_min(day, at->years_until);
    const size_t year = at->years.step_of[in_years];
    const int32_t in_months = day < at->unseen ? day_min(day, at->month_days) : at->month_days;
    return (day_place){ 2 * year, at->month_of[in_months], year_step_of(at->years.end[year] - in_years) };
}

/** Adds a spell to the sums by year and month: it begins and ends in the window (0) or beyond it (1). */
static inline void calendars_add(const calendars *to, size_t state, const day_place *from, size_t begins_beyond, const day_place *until, size_t ends_beyond)
{
    year_step *steps = to->year_steps + state * to->year_row;
    int32_t *series = to->series + state * to->series_row;
    steps[from->year + begins_beyond] += from->step;
    steps[until->year + ends_beyond] -= until->step;
    series[from->month]++;
    series[until->month]--;
}

/** A spell that goes on when the window ends is moved from the days in it to those beyond. */
static void calendars_cross(const calendars *to, size_t state, int32_t window_end)
{
    const day_place end = place_of(to, window_end);
    year_step *steps = to->year_steps + state * to->year_row;
    steps[end.year] -= end.step;
    steps[end.year + 1] += end.step;
}

/** Takes note of a spell after the start. */
static inline void sums_add(const measure_workspace *ws, size_t state, day_run run, int32_t unseen, bool entered, bool ends_window, career_sums *sums)
{
    const bool in_care = state_in(ws->care, state);
    const int32_t length = day_min(run.until, unseen) - day_min(run.from, unseen);
    sums->care_days += in_care ? length : 0;
    sums->family_days += state_in(ws->family, state) ? length : 0;
    sums->care_again = in_care & (sums->first_home < run.from) ? day_min(sums->care_again, run.from) : sums->care_again;
    sums->first_care = in_care ? day_min(sums->first_care, run.from) : sums->first_care;
    sums->first_home = state_in(ws->home, state) ? day_min(sums->first_home, run.from) : sums->first_home;
    sums->entered |= entered;
    sums->in_care_at_end |= in_care & ends_window;
    sums->with_family_at_end |= state_in(ws->family, state) & ends_window;
}

/* Hardly anything in the loop branches, since chance foretells no branch. */
career_sums career_read(measure_workspace *ws, const career_reader *reader, double days_by_state[])
{
    const careers career = *reader->career;
    const int32_t unseen = reader->unseen;
    const calendars at = calendars_of(ws, reader->slot, unseen);
    const uint32_t care = ws->care;
    const int32_t window_end = reader->window_end;
    const int32_t *first_day = ws->first_day[reader->arm];
    const uint32_t end = career.first[reader->child + 1];
    career_sums sums = { .first_care = DAY_UNBOUNDED, .first_home = DAY_UNBOUNDED, .care_again = DAY_UNBOUNDED };
    size_t crossing = STATES_MAX;
    bool was_in_care = true; /* a stay that is under way at the start is not entered */
    day_place from = place_of(&at, reader->limits.from);
    for (uint32_t spell = career.first[reader->child]; spell < end; spell++) {
        const int32_t began = first_day[spell];
        const int32_t successor = first_day[spell + 1];
        const int32_t next = spell + 1 < end ? successor : reader->limits.until;
        const size_t state = career.state[spell];
        const bool in_care = state_in(care, state);
        const day_run run = { day_max(began, reader->limits.from), next };
        if (run.from < run.until) {
            const day_place until = place_of(&at, next);
            const int32_t days = day_min(next, window_end) - day_min(run.from, window_end);
            const bool begins_beyond = run.from >= window_end;
            const bool ends_beyond = next > window_end;
            calendars_add(&at, state, &from, begins_beyond, &until, ends_beyond);
            crossing = begins_beyond != ends_beyond ? state : crossing;
            days_by_state[state] += (double)days;
            sums_add(ws, state, run, unseen, in_care & !was_in_care & (began == run.from) & (days > 0), (days > 0) & (window_end <= next), &sums);
            if ((double)career.price_mark[spell] < ws->extreme_share[state]) {
                add_price(ws, reader, run, state, (double)career.price_mark[spell]);
            }
            from = until;
        }
        was_in_care = began < next ? in_care : was_in_care;
    }
    if (crossing < STATES_MAX) {
        calendars_cross(&at, crossing, window_end);
    }
    return sums;
}
