#include "trace/told.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/csv.h"

static const char *const arm_words[ARM_COUNT] = { "With the programme", "Without it, by the same luck", "Without it, by separate luck" };

/** The date of a time; "-" for never. */
static const char *date_words(const trace *self, double time, char text[DATE_TEXT_SIZE])
{
    if (time >= TIME_NEVER) {
        return "-";
    }
    date_write(self->scenario->starts + day_of(time), text);
    return text;
}

static void tell_record(const trace *self, size_t i, FILE *out)
{
    const families *people = &self->one->families;
    const scenario *s = self->scenario;
    const site_row *site = &s->sites.items[people->site[i]];
    char referred[DATE_TEXT_SIZE], started[DATE_TEXT_SIZE], ended[DATE_TEXT_SIZE], adult[DATE_TEXT_SIZE];
    const double start = people->started_at[i];
    fprintf(out, "Child %zu of %zu in world %u, history %u of %s.\n", i + 1, people->count, self->one->world + 1, self->one->history + 1, s->title);
    fprintf(out, "  site %s, cohort %s", site->title, s->cohorts.items[people->cohort[i]].name);
    if (s->people.bands.count > 0) {
        fprintf(out, ", band %s", s->people.bands.items[people->band[i]].name);
    }
    fprintf(out, ", aged %.1f at referral%s%s\n", people->age_years[i], people->prior_care[i] ? ", in care before" : "",
            people->index_child[i] == i ? "" : ", a sibling of the child named");
    fprintf(out, "  referred %s, %s, 18 on %s\n", date_words(self, people->referred_at[i], referred), people->accepted[i] ? "accepted" : "not accepted",
            date_words(self, people->adult_at[i], adult));
    if (start < TIME_NEVER) {
        fprintf(out, "  first session %s, %s %s\n", date_words(self, start, started), people->completed[i] ? "completed" : "dropped out",
                date_words(self, start + people->received_days[i], ended));
    } else {
        fputs("  never started\n", out);
    }
    fprintf(out, "  evidence mark %.4f: accepted where a term's verified share is above it\n", people->verification[i]);
}

static void tell_career(const trace *self, career_arm arm, size_t i, FILE *out)
{
    const careers *career = &self->one->arm[arm];
    const double adult = self->one->families.adult_at[i];
    fprintf(out, "\n%s\n  from        until         nights  state\n", arm_words[arm]);
    for (uint32_t at = career->first[i]; at < career->first[i + 1]; at++) {
        const double until = at + 1 < career->first[i + 1] ? career->from[at + 1] : adult;
        char from_text[DATE_TEXT_SIZE], until_text[DATE_TEXT_SIZE];
        fprintf(out, "  %-10s  %-10s  %8d  %s\n", date_words(self, career->from[at], from_text), date_words(self, until, until_text),
                first_day_of(until) - first_day_of(career->from[at]), self->scenario->states.items[career->state[at]].name);
    }
}

static const term_row *term_at(const trace *self, size_t contract, size_t term)
{
    return &self->scenario->contracts.items[contract].terms.items[term];
}

/** What a child brings one contract, line by line; nothing where it brings nothing. */
static void tell_parts(const trace *self, size_t contract, const double units[], const double gbp[], FILE *out)
{
    const claim_calendar *calendar = &self->plan.calendars[contract];
    const contract_row *row = &self->scenario->contracts.items[contract];
    bool begun = false;
    double sum = 0;
    for (size_t at = 0; at < row->terms.count * calendar->count; at++) {
        if (units[at] == 0 && gbp[at] == 0) {
            continue;
        }
        char end[DATE_TEXT_SIZE];
        if (!begun) {
            fprintf(out, "\nContract %s: what the child brings before bands, floors, limits and rounding\n  %-24s  %-10s  %10s  %14s\n", row->name, "term",
                    "period to", "units", "pounds");
        }
        begun = true;
        sum += gbp[at];
        date_write(calendar->items[at % calendar->count].end, end);
        fprintf(out, "  %-24s  %-10s  %10.2f  %14.2f\n", term_at(self, contract, at / calendar->count)->name, end, units[at], gbp[at]);
    }
    if (begun) {
        fprintf(out, "  %-24s  %-10s  %10s  %14.2f\n", "in all", "", "", sum);
    } else {
        fprintf(out, "\nContract %s: the child brings nothing.\n", row->name);
    }
}

/** Room for units and pounds of a contract: the second half are pounds. NULL when memory runs out. */
static double *room_of(const trace *self, size_t contract, size_t *cells)
{
    *cells = self->alone[contract].terms * self->alone[contract].periods;
    return calloc(2 * *cells + 1, sizeof(double));
}

bool trace_tell_child(trace *self, size_t child, FILE *out)
{
    tell_record(self, child, out);
    tell_career(self, ARM_TREATED, child, out);
    for (size_t how = 0; how < COUPLINGS; how++) {
        if (coupling_is_told(self->scenario, (coupling)how)) {
            tell_career(self, untreated_arm((coupling)how), child, out);
        }
    }
    for (size_t c = 0; c < self->scenario->contracts.count; c++) {
        size_t cells;
        double *units = room_of(self, c, &cells);
        if (units == NULL || !trace_child(self, c, child, units, units + cells)) {
            free(units);
            return false;
        }
        tell_parts(self, c, units, units + cells, out);
        free(units);
    }
    return true;
}

/** Without the sign of a rounded nothing. */
static double plain_pounds(double pounds)
{
    return fabs(pounds) < 0.005 ? 0 : pounds;
}

bool trace_tell_claims(trace *self, size_t contract, FILE *out)
{
    size_t cells;
    double *units = room_of(self, contract, &cells);
    if (units == NULL || !trace_children(self, contract, units, units + cells)) {
        free(units);
        return false;
    }
    const claim_calendar *calendar = &self->plan.calendars[contract];
    fprintf(out, "\nContract %s, all children: how each claim adds up\n  %-10s  %16s  %18s  %16s\n", self->scenario->contracts.items[contract].name,
            "period to", "children", "closing line", "claim");
    double children_sum = 0;
    double claim_sum = 0;
    for (size_t k = 0; k < calendar->count; k++) {
        double children = 0;
        double claim = 0;
        char end[DATE_TEXT_SIZE];
        for (size_t t = 0; t < trace_terms(self, contract); t++) {
            children += t < self->alone[contract].terms ? units[cells + t * calendar->count + k] : 0;
            claim += trace_claim(self, contract, t, k);
        }
        children_sum += children;
        claim_sum += claim;
        date_write(calendar->items[k].end, end);
        fprintf(out, "  %-10s  %16.2f  %18.2f  %16.2f\n", end, children, plain_pounds(claim - children), claim);
    }
    fprintf(out, "  %-10s  %16.2f  %18.2f  %16.2f\n", "in all", children_sum, plain_pounds(claim_sum - children_sum), claim_sum);
    fputs("  The closing line holds bands, floors, terms paid by the period, claw-back, limits, families dropped for want of money, and rounding.\n", out);
    free(units);
    return true;
}

/** One line of the audit trail; `child` 0: the closing line. */
static void write_line(const trace *self, size_t contract, size_t term, size_t period, size_t child, double units, double gbp, FILE *out)
{
    const claim_period *dates = &self->plan.calendars[contract].items[period];
    char start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE], number[32];
    date_write(dates->start, start);
    date_write(dates->end, end);
    snprintf(number, sizeof number, "%zu", child);
    csv_text(out, self->scenario->contracts.items[contract].name, false);
    csv_text(out, term < self->alone[contract].terms ? term_at(self, contract, term)->name : "cost_plus", false);
    fprintf(out, "%s,%s,%s,%.10g,%.10f\n", start, end, child > 0 ? number : "closing line", units, gbp);
}

/** The term of which a row is, or is a version: claims are made by the term. */
static size_t term_of_row(const trace *self, size_t contract, size_t row)
{
    return row < self->alone[contract].terms ? row - term_at(self, contract, row)->origin_back : row;
}

static bool write_contract(trace *self, size_t contract, FILE *out)
{
    size_t cells;
    double *units = room_of(self, contract, &cells);
    double *sums = room_of(self, contract, &cells);
    const size_t periods = self->alone[contract].periods;
    bool fine = units != NULL && sums != NULL;
    for (size_t i = 0; fine && i < self->one->families.count; i++) {
        fine = trace_child(self, contract, i, units, units + cells);
        for (size_t at = 0; fine && at < cells; at++) {
            if (units[at] != 0 || units[cells + at] != 0) {
                const size_t term = term_of_row(self, contract, at / periods);
                write_line(self, contract, term, at % periods, i + 1, units[at], units[cells + at], out);
                sums[term * periods + at % periods] += units[cells + at];
            }
        }
    }
    for (size_t at = 0; fine && at < trace_terms(self, contract) * periods; at++) {
        const double children = at < cells ? sums[at] : 0;
        if (term_of_row(self, contract, at / periods) != at / periods) {
            continue;
        }
        write_line(self, contract, at / periods, at % periods, 0, 0, trace_claim(self, contract, at / periods, at % periods) - children, out);
    }
    free(units);
    free(sums);
    return fine;
}

bool trace_write_csv(trace *self, FILE *out)
{
    bool fine = true;
    fputs("contract,term,period_start,period_end,child,units,gbp\n", out);
    for (size_t c = 0; fine && c < self->scenario->contracts.count; c++) {
        fine = write_contract(self, c, out);
    }
    return fine;
}
