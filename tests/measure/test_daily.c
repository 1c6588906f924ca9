#include "random_village.h"

/* Random children, measured again the slow way: day by day, by the state at the midnight that ends each day. */

static int state_on(const village *v, int arm, size_t i, int32_t day)
{
    int found = -1;
    if (v->people.adult_at[i] <= day + 1) {
        return -1;
    }
    for (uint32_t s = v->arm[arm].first[i]; s < v->arm[arm].first[i + 1]; s++) {
        if (v->arm[arm].from[s] <= day + 1) {
            found = v->arm[arm].state[s];
        }
    }
    return found;
}

static bool is_care(int state)
{
    return state == FOSTER || state == PARENTS;
}

static bool is_home(int state)
{
    return state == HOME || state == KIN;
}

static int32_t event_of(const village *v, const term_row *term, size_t i)
{
    const families *people = &v->people;
    const double started = people->started_at[i];
    const careers *treated = &v->arm[ARM_TREATED];
    bool was_in_care = false;
    switch (term->window_from) {
    case FROM_REFERRAL:
        return (int32_t)floor(people->referred_at[i]);
    case FROM_START:
        return started < TIME_NEVER ? (int32_t)floor(started) : DAY_NONE;
    case FROM_COMPLETION:
        return started < TIME_NEVER && people->completed[i] ? (int32_t)floor(started + people->received_days[i]) : DAY_NONE;
    default:
        for (uint32_t s = treated->first[i]; started < TIME_NEVER && s < treated->first[i + 1]; s++) {
            const double until = s + 1 < treated->first[i + 1] ? treated->from[s + 1] : people->adult_at[i];
            if (until > started && was_in_care && is_home(treated->state[s])) {
                return (int32_t)floor(treated->from[s]);
            }
            was_in_care = was_in_care || (until > started && is_care(treated->state[s]));
        }
        return DAY_NONE;
    }
}

static bool starts_in_time(const village *v, const term_row *term, size_t i)
{
    const double started = v->people.started_at[i];
    const date day = started < TIME_NEVER ? v->file.starts + (date)floor(started) : DATE_NONE;
    return term->started_from == DATE_NONE || (day != DATE_NONE && day >= term->started_from && day <= term->started_until);
}

static bool is_eligible(const village *v, const term_row *term, int arm, size_t i, int32_t event)
{
    const families *people = &v->people;
    const bool started = people->started_at[i] < TIME_NEVER;
    const bool in_locality = term->localities.count == 0 || (people->site[i] == 0 && people->locality[i] == 1);
    return event != DAY_NONE && (term->site_mask >> people->site[i] & 1) && (term->cohort_mask >> people->cohort[i] & 1) && in_locality &&
           (started || !term->needs_start) && (!term->needs_completion || (started && people->completed[i])) &&
           (term->needs_sessions == 0 || (started && floor(people->received_days[i] / 7.0 * 1.25) >= (double)term->needs_sessions)) &&
           (term->needs_home_at_day == 0 || is_home(state_on(v, arm, i, event + (int32_t)term->needs_home_at_day))) &&
           people->verification[i] < term->verified_share.value && (term->bands.count == 0 || people->band[i] == 1) && starts_in_time(v, term, i);
}

/** The day on which it is known that a child who is eligible is so. */
static int32_t known_on(const village *v, const term_row *term, size_t i, int32_t event)
{
    const double started = v->people.started_at[i];
    double known = event + (double)term->needs_home_at_day;
    if (started < TIME_NEVER && (term->needs_start || term->started_from != DATE_NONE)) {
        known = fmax(known, floor(started));
    }
    if (term->needs_sessions > 0) {
        known = fmax(known, floor(started + (double)term->needs_sessions * 7.0 / 1.25));
    }
    return (int32_t)(term->needs_completion ? fmax(known, floor(started + v->people.received_days[i])) : known);
}

static bool ends_window(const village *v, const term_row *term, size_t i, int32_t event, int32_t day)
{
    const int state = state_on(v, ARM_TREATED, i, day);
    return day > event + term->window_delay_days + term->window_length_days || state < 0 || day + v->file.starts > v->contract.last_claimable ||
           (term->shortens_mask >> state & 1);
}

/** Units on one day, given the run of counted days that it ends and whether it is the window's last. */
static double day_units(const term_row *term, bool counts, int32_t run, bool last, bool *done)
{
    const char *name = term->unit.kind->name;
    const int32_t days = (int32_t)term->unit.parameter[0].value;
    if (strcmp(name, "per_day") == 0) {
        return counts;
    }
    if (strcmp(name, "per_block") == 0) {
        return counts && run % days == 0;
    }
    const bool earns = counts && !*done && (strcmp(name, "still_out") == 0 ? last : run == days);
    *done = *done || earns;
    return earns;
}

/** What is summed of a term, by period. */
typedef struct {
    double achieved[64], worth[64], window_days[64], assessed[64];
} slow_sums;

static size_t period_on(const village *v, int32_t day)
{
    size_t period = 0;
    while (v->calendar.items[period].until_day <= day) {
        period++;
    }
    return period;
}

static bool pays_on(const village *v, const term_row *term, int32_t day)
{
    const date when = day + v->file.starts;
    return (term->pays_from == DATE_NONE || when >= term->pays_from) && (term->pays_until == DATE_NONE || when <= term->pays_until);
}

/** What a unit on the n-th day of the window is worth. */
static double slow_share(const term_row *term, int32_t n)
{
    double share = 1.0;
    for (size_t i = 0; i < term->taper_pays.count; i++) {
        share = n > (int32_t)term->taper_after_days.items[i] ? term->taper_pays.items[i] : share;
    }
    return share;
}

/** The price of a period: it grows on each anniversary by the period's end. */
static double slow_price(const village *v, const term_row *term, size_t period)
{
    double price = term->price_gbp.value;
    if (term->index_per_year.value == 0.0) {
        return price;
    }
    for (date day = date_add_months(term->index_from, 12); day <= v->calendar.items[period].end; day = date_add_months(day, 12)) {
        price *= 1.0 + term->index_per_year.value;
    }
    return price;
}

/** Whether something that falls due on a day does by the as-of day, and by the last claim. */
static bool is_due(const village *v, int32_t day)
{
    return day <= v->subject.as_of_day && day + v->file.starts <= v->contract.last_claimable;
}

static void slow_take_back(const village *v, const term_row *term, int arm, size_t i, int32_t unit_day, int32_t known, slow_sums *sums)
{
    for (int32_t day = unit_day + 1; day <= unit_day + term->claw_back_days && state_on(v, arm, i, day) >= 0; day++) {
        if (!(term->counts_mask >> state_on(v, arm, i, day) & 1)) {
            const int32_t due = day > known ? day : known;
            if (is_due(v, due)) {
                sums->achieved[period_on(v, due)] -= 1.0;
                sums->worth[period_on(v, due)] -= 1.0;
            }
            return;
        }
    }
}

/** Counts a child whose window has the last day `last`, on the day `due`. */
static void slow_assess(const village *v, const term_row *term, int32_t last, int32_t due, slow_sums *sums)
{
    if (last != DAY_NONE && is_due(v, due) && pays_on(v, term, last)) {
        sums->assessed[period_on(v, due)] += 1.0;
    }
}

/** The day on which it is known that the day before `day` was the window's last: that day itself, but for a state that shortens it. */
static int32_t over_on(const village *v, const term_row *term, size_t i, int32_t event, int32_t day)
{
    term_row plain = *term;
    plain.shortens_mask = 0;
    return ends_window(v, &plain, i, event, day) ? day - 1 : day;
}

static void slow_child(const village *v, const term_row *term, int arm, size_t i, double limit, slow_sums *sums)
{
    const int32_t event = event_of(v, term, i);
    if (!is_eligible(v, term, arm, i, event)) {
        return;
    }
    const int32_t known = known_on(v, term, i, event);
    int32_t run = 0;
    int32_t last = DAY_NONE;
    int32_t day = event + 1;
    double sum = 0.0;
    double gbp = term->per_child_limit_gbp.value < 0.0 ? TIME_NEVER : term->per_child_limit_gbp.value / (1.0 - term->deadweight.value);
    bool done = false;
    for (; !ends_window(v, term, i, event, day); day++) {
        if (day <= event + term->window_delay_days || day + v->file.starts < v->contract.starts) {
            continue;
        }
        const bool counts = term->counts_mask >> state_on(v, arm, i, day) & 1;
        const bool is_last = ends_window(v, term, i, event, day + 1);
        const bool waits = is_last && strcmp(term->unit.kind->name, "still_out") == 0;
        const int32_t own = waits ? over_on(v, term, i, event, day + 1) : day;
        const int32_t due = own > known ? own : known;
        const double share = slow_share(term, day - event - (int32_t)term->window_delay_days);
        last = day;
        run = counts ? run + 1 : 0;
        if (!is_due(v, due) || !pays_on(v, term, day)) {
            continue;
        }
        const size_t period = period_on(v, due);
        const double worth = share * slow_price(v, term, period);
        const double units = fmin(fmin(day_units(term, counts, run, is_last, &done), limit - sum), gbp / worth);
        sum += units;
        gbp -= units * worth;
        sums->achieved[period] += units;
        sums->worth[period] += units * share;
        sums->window_days[period] += term->baseline.kind != NULL;
        if (units > 0.0 && term->claw_back_days > 0) {
            slow_take_back(v, term, arm, i, day, known, sums);
        }
    }
    const int32_t over = over_on(v, term, i, event, day);
    slow_assess(v, term, last, over > known ? over : known, sums);
}

static double slow_limit(const term_row *term)
{
    const double paid = 1.0 - term->deadweight.value;
    return term->per_child_limit_units.value >= 0.0 ? term->per_child_limit_units.value / paid : TIME_NEVER;
}

static void expect_units_match(const village *v)
{
    for (size_t t = 0; t < v->contract.terms.count; t++) {
        for (int arm = 0; arm < ARM_COUNT; arm++) {
            slow_sums sums = { 0 };
            double total = 0.0;
            for (size_t i = 0; i < v->people.count; i++) {
                slow_child(v, &v->terms[t], arm, i, slow_limit(&v->terms[t]), &sums);
            }
            for (size_t p = 0; p < v->calendar.count; p++) {
                const size_t at = t * v->calendar.count + p;
                expect_close(v->units[arm].achieved[at], sums.achieved[p], 1e-8);
                expect_close(v->units[arm].worth[at], sums.worth[p], 1e-8);
                expect_close(v->units[arm].window_days[at], sums.window_days[p], 0.0);
                if (v->terms[t].needs_home_at_day == 0) { /* that is a matter of the arm, being assessed is not */
                    expect_close(v->units[arm].assessed[at], sums.assessed[p], 0.0);
                }
                total += fabs(sums.achieved[p]);
            }
            expect_true(total > 5.0 || v->subject.as_of_day != DAY_UNBOUNDED);
        }
    }
}

static void slow_exposure(const village *v, int horizon, int arm, size_t site, size_t state, double years[FINANCIAL_YEARS_MAX])
{
    for (size_t i = 0; i < v->people.count; i++) {
        const double started = v->people.started_at[i];
        if (v->people.site[i] != site || !(started < TIME_NEVER) || floor(started) > v->subject.as_of_day) {
            continue;
        }
        for (int32_t day = (int32_t)floor(started) + 1; day + 1 < v->people.adult_at[i]; day++) {
            const bool in_window = day <= (int32_t)floor(started) + 1095;
            if (day <= v->subject.as_of_day && (horizon == 1 || in_window) && state_on(v, arm, i, day) == (int)state) {
                years[date_financial_year(v->file.starts + day) - 2019] += 1.0;
            }
        }
    }
}

static void expect_exposure_matches(const village *v)
{
    const exposure *days = &v->result.exposure;
    assert_int_equal(days->first_year, 2019);
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
        for (int arm = 0; arm < ARM_COUNT; arm++) {
            for (size_t at = 0; at < 2 * VILLAGE_STATES; at++) {
                double years[FINANCIAL_YEARS_MAX] = { 0 };
                slow_exposure(v, horizon, arm, at / VILLAGE_STATES, at % VILLAGE_STATES, years);
                for (size_t y = 0; y < days->years; y++) {
                    expect_close(days->days[exposure_at(days, horizon, (career_arm)arm, at / VILLAGE_STATES, at % VILLAGE_STATES, y)], years[y], 0.0);
                }
            }
        }
    }
}

static void expect_months_match(const village *v)
{
    for (int32_t month = 0; month < 100; month++) {
        const date end = date_month_end(date_add_months(v->file.starts, month));
        const int32_t day = end - v->file.starts < v->subject.as_of_day ? end - v->file.starts : v->subject.as_of_day;
        const int32_t begins = date_month_end(date_add_months(v->file.starts, month - 1)) + 1 - v->file.starts;
        double referrals = 0.0;
        if (begins > v->subject.as_of_day) {
            break;
        }
        double in_care[ARM_COUNT] = { 0 };
        double caseload = 0.0;
        for (size_t i = 0; i < v->people.count; i++) {
            const double started = v->people.started_at[i];
            for (int arm = 0; arm < ARM_COUNT; arm++) {
                in_care[arm] += floor(started) < day && state_on(v, arm, i, day) == FOSTER;
            }
            caseload += started <= day + 1 && day + 1 < started + v->people.received_days[i];
            referrals += begins <= floor(v->people.referred_at[i]) && floor(v->people.referred_at[i]) <= day;
        }
        for (int arm = 0; arm < ARM_COUNT; arm++) {
            expect_close(v->result.monthly.in_care[arm][FOSTER * v->result.monthly.months + (size_t)month], in_care[arm], 0.0);
        }
        expect_close(v->result.monthly.caseload[month], caseload, 0.0);
        expect_close(v->result.monthly.referrals[month], referrals, 0.0);
    }
}

static void slow_tally(const village *v, size_t i, int arm, tally *sum)
{
    const int32_t start = (int32_t)floor(v->people.started_at[i]);
    int last = -1;
    bool entered = false;
    for (int32_t day = start + 1; day <= start + 1095 && day <= v->subject.as_of_day && state_on(v, arm, i, day) >= 0; day++) {
        last = state_on(v, arm, i, day);
        sum->arm[arm].care_days[last] += is_care(last);
        sum->arm[arm].care_days_total += is_care(last);
        sum->arm[arm].family_days += is_home(last) || last == PARENTS;
        sum->window_days += arm == ARM_TREATED;
        entered = entered || (is_care(last) && !is_care(state_on(v, arm, i, day - 1)));
    }
    sum->arm[arm].in_care_at_end += is_care(last);
    sum->arm[arm].with_family_at_end += is_home(last) || last == PARENTS;
    sum->arm[arm].entered_care += entered;
    const int status = start == v->subject.as_of_day ? state_on(v, arm, i, start) : last; /* who starts on the report date has a state on it */
    sum->seen_as_of += arm == ARM_TREATED && status >= 0;
    sum->out_as_of += arm == ARM_TREATED && status >= 0 && !is_care(status);
    for (int32_t day = start + 1; day <= v->subject.as_of_day && state_on(v, arm, i, day) >= 0; day++) {
        sum->arm[arm].care_days_to_18 += is_care(state_on(v, arm, i, day));
        sum->arm[arm].family_days_to_18 += is_home(state_on(v, arm, i, day)) || state_on(v, arm, i, day) == PARENTS;
    }
}

static void slow_at_days(const village *v, size_t i, tally *sum)
{
    const int32_t start = (int32_t)floor(v->people.started_at[i]);
    int at_start = -1;
    for (uint32_t s = v->arm[0].first[i]; s < v->arm[0].first[i + 1]; s++) {
        at_start = v->arm[0].from[s] <= v->people.started_at[i] ? v->arm[0].state[s] : at_start;
    }
    sum->in_care_started += is_care(at_start);
    sum->edge_started += !is_care(at_start);
    for (size_t k = 0; k < 3; k++) {
        const int32_t day = start + (int32_t)v->at_days[k];
        bool returned = false;
        bool again = false;
        if (state_on(v, 0, i, day) < 0 || day > v->subject.as_of_day) {
            continue;
        }
        for (int32_t d = start + 1; d <= day; d++) {
            again = again || (returned && is_care(state_on(v, 0, i, d)));
            returned = returned || is_home(state_on(v, 0, i, d));
        }
        sum->observed_at[k] += 1;
        sum->out_at[k] += !is_care(state_on(v, 0, i, day));
        sum->stable_seen_at[k] += is_care(at_start);
        sum->stable_at[k] += is_care(at_start) && returned && !again;
    }
}

static bool in_scope(const village *v, size_t i, size_t s)
{
    const families *p = &v->people;
    const size_t places[] = { 0, 1u + p->site[i], 3u + p->cohort[i], 5u + p->band[i], p->site[i] == 0 ? 7u + p->locality[i] : 0, 9u + p->label[0][i] };
    bool found = false;
    for (size_t k = 0; k < COUNT_OF(places); k++) {
        found = found || places[k] == s;
    }
    return found;
}

static void expect_tallies_match(const village *v)
{
    for (size_t s = 0; s < v->scopes.count; s++) {
        tally sum = { 0 };
        for (size_t i = 0; i < v->people.count; i++) {
            if (!in_scope(v, i, s)) {
                continue;
            }
            sum.referrals += floor(v->people.referred_at[i]) <= v->subject.as_of_day;
            if (!(floor(v->people.started_at[i]) <= v->subject.as_of_day)) {
                continue;
            }
            sum.starts += 1;
            slow_at_days(v, i, &sum);
            for (int arm = 0; arm < ARM_COUNT; arm++) {
                slow_tally(v, i, arm, &sum);
            }
        }
        const tally *got = &v->result.tallies[s];
        expect_close(got->referrals, sum.referrals, 0.0);
        expect_close(got->starts, sum.starts, 0.0);
        expect_close(got->window_days, sum.window_days, 0.0);
        expect_close(got->edge_started, sum.edge_started, 0.0);
        expect_close(got->in_care_started, sum.in_care_started, 0.0);
        expect_close(got->seen_as_of, sum.seen_as_of, 0.0);
        expect_close(got->out_as_of, sum.out_as_of, 0.0);
        assert_memory_equal(got->out_at, sum.out_at, sizeof sum.out_at);
        assert_memory_equal(got->observed_at, sum.observed_at, sizeof sum.observed_at);
        assert_memory_equal(got->stable_at, sum.stable_at, sizeof sum.stable_at);
        assert_memory_equal(got->stable_seen_at, sum.stable_seen_at, sizeof sum.stable_seen_at);
        assert_memory_equal(got->arm, sum.arm, sizeof sum.arm); /* whole days: sums are exact */
    }
}

static void measured_by_runs_is_what_is_counted_day_by_day(void **state)
{
    (void)state;
    const int32_t as_of[] = { DAY_UNBOUNDED, 1203, 400 };
    village *v = random_village(400, 20190917);
    for (size_t k = 0; k < COUNT_OF(as_of); k++) {
        v->subject.as_of_day = as_of[k];
        village_measure(v);
        expect_units_match(v);
        expect_exposure_matches(v);
        expect_tallies_match(v);
        expect_months_match(v);
    }
    village_free(v);
}

static void sites_add_up_to_the_programme(void **state)
{
    (void)state;
    village *v = random_village(301, 77);
    village_measure(v);
    const tally *t = v->result.tallies;
    for (int arm = 0; arm < ARM_COUNT; arm++) {
        expect_close(t[0].arm[arm].care_days_total, t[1].arm[arm].care_days_total + t[2].arm[arm].care_days_total, 0.0);
        expect_close(t[0].arm[arm].family_days_to_18, t[9].arm[arm].family_days_to_18 + t[10].arm[arm].family_days_to_18, 0.0);
    }
    expect_close(t[0].waiting_days, t[1].waiting_days + t[2].waiting_days, 1e-9);
    expect_close(t[0].therapy_days, t[5].therapy_days + t[6].therapy_days, 1e-9);
    village_free(v);
}

static void an_arm_that_was_not_simulated_stays_zero(void **state)
{
    (void)state;
    village *v = random_village(60, 5);
    v->subject.arm[ARM_UNTREATED_INDEPENDENT] = NULL;
    village_measure(v);
    for (size_t p = 0; p < v->calendar.count; p++) {
        expect_close(v->units[ARM_UNTREATED_INDEPENDENT].achieved[p], 0.0, 0.0);
    }
    expect_close(v->result.tallies[0].arm[ARM_UNTREATED_INDEPENDENT].family_days, 0.0, 0.0);
    expect_true(v->result.tallies[0].arm[ARM_UNTREATED_SHARED].family_days > 0.0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measured_by_runs_is_what_is_counted_day_by_day),
        cmocka_unit_test(sites_add_up_to_the_programme),
        cmocka_unit_test(an_arm_that_was_not_simulated_stays_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
