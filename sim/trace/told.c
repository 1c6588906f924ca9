#include "trace/told.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "report/cells.h"
#include "report/csv.h"

static const char *const arm_words[ARM_COUNT] = { "With the programme", "Without it, by the same luck", "Without it, by separate luck" };
static const char *const alike_words[ARM_COUNT] = { "", "With the programme and without it, by the same luck", "With the programme and without it, even by separate luck" };

/** The date of a time; "-" for never. */
static const char *date_words(const trace *self, double time, char text[DATE_TEXT_SIZE])
{
    if (time >= TIME_NEVER) {
        return "-";
    }
    date_write(self->scenario->starts + day_of(time), text);
    return text;
}

#define WORDS_SIZE 64

/** A name as words: "edge of care" of edge_of_care. */
static const char *name_words(const char *name, char text[WORDS_SIZE])
{
    snprintf(text, WORDS_SIZE, "%s", name);
    for (char *at = strchr(text, '_'); at; at = strchr(at, '_')) {
        *at = ' ';
    }
    return text;
}

static void tell_therapy(const trace *self, size_t i, FILE *out)
{
    const families *people = &self->one->families;
    char started[DATE_TEXT_SIZE], ended[DATE_TEXT_SIZE];
    const double start = people->started_at[i];
    fprintf(out, "The family is %s", people->accepted[i] ? "accepted" : "not accepted");
    if (start < TIME_NEVER) {
        fprintf(out, ", has its first session on %s and %s on %s.\n", date_words(self, start, started), people->completed[i] ? "completes the course" : "drops out",
                date_words(self, start + people->received_days[i], ended));
    } else {
        fprintf(out, "%s never starts.\n", people->accepted[i] ? ", but" : " and");
    }
    fprintf(out, "Its evidence is accepted where a term's verified share is above %.4f.\n", people->verification[i]);
}

static void tell_record(const trace *self, size_t i, FILE *out)
{
    const families *people = &self->one->families;
    const scenario *s = self->scenario;
    char date_text[DATE_TEXT_SIZE], words[WORDS_SIZE];
    fprintf(out, "Child %zu of %zu in world %u, history %u of %s.\n\n", i + 1, people->count, self->one->world + 1, self->one->history + 1, s->title);
    fprintf(out, "A child of %.1f years", people->age_years[i]);
    fputs(people->prior_care[i] ? " who was in care before" : "", out);
    fputs(people->index_child[i] == i ? "" : ", a sibling of the child named,", out);
    fprintf(out, " is referred on %s.\n%s: %s", date_words(self, people->referred_at[i], date_text), s->sites.items[people->site[i]].title,
            name_words(s->cohorts.items[people->cohort[i]].name, words));
    if (s->people.bands.count > 0) {
        fprintf(out, ", risk %s", name_words(s->people.bands.items[people->band[i]].name, words));
    }
    fprintf(out, "; 18 on %s.\n", date_words(self, people->adult_at[i], date_text));
    tell_therapy(self, i, out);
}

/** Whether a child's life is the same in two arms. */
static bool same_life(const trace *self, career_arm a, career_arm b, size_t i)
{
    const careers *one = &self->one->arm[a], *other = &self->one->arm[b];
    const uint32_t stays = one->first[i + 1] - one->first[i];
    bool same = stays == other->first[i + 1] - other->first[i];
    for (uint32_t at = 0; same && at < stays; at++) {
        const uint32_t mine = one->first[i] + at, theirs = other->first[i] + at;
        same = one->state[mine] == other->state[theirs] && !(one->from[mine] < other->from[theirs]) && !(one->from[mine] > other->from[theirs]);
    }
    return same;
}

/** Tells a life stay by stay. */
static void tell_career(const trace *self, career_arm arm, const char *heading, size_t i, FILE *out)
{
    const careers *career = &self->one->arm[arm];
    const double adult = self->one->families.adult_at[i];
    int in_care = 0;
    fprintf(out, "\n%s\n  from        until         nights  where\n", heading);
    for (uint32_t at = career->first[i]; at < career->first[i + 1]; at++) {
        const double until = at + 1 < career->first[i + 1] ? career->from[at + 1] : adult;
        const state_row *state = &self->scenario->states.items[career->state[at]];
        const int nights = first_day_of(until) - first_day_of(career->from[at]);
        char from_text[DATE_TEXT_SIZE], until_text[DATE_TEXT_SIZE];
        in_care += state->class_of == CLASS_CARE ? nights : 0;
        fprintf(out, "  %-10s  %-10s  %8d  %s\n", date_words(self, career->from[at], from_text), date_words(self, until, until_text), nights, state->title);
    }
    fprintf(out, in_care > 0 ? "  In care for %d nights in all.\n" : "  Never in care.\n", in_care);
}

/** Tells the life with the programme, and each without it that differs. */
static void tell_lives(const trace *self, size_t i, FILE *out)
{
    career_arm alike = ARM_TREATED;
    for (size_t how = 0; how < COUPLINGS; how++) {
        const career_arm without = untreated_arm((coupling)how);
        const bool same = coupling_is_told(self->scenario, (coupling)how) && same_life(self, ARM_TREATED, without, i);
        alike = same && alike == ARM_TREATED ? without : alike;
    }
    tell_career(self, ARM_TREATED, alike == ARM_TREATED ? arm_words[ARM_TREATED] : alike_words[alike], i, out);
    for (size_t how = 0; how < COUPLINGS; how++) {
        const career_arm without = untreated_arm((coupling)how);
        if (without != alike && coupling_is_told(self->scenario, (coupling)how)) {
            tell_career(self, without, arm_words[without], i, out);
        }
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
            fprintf(out, "\nContract %s: what the child brings before bands, floors, limits and rounding\n  %-40s  %-10s  %10s  %14s\n", row->title, "for",
                    "period to", "units", "pounds");
        }
        begun = true;
        sum += gbp[at];
        date_write(calendar->items[at % calendar->count].end, end);
        fputs("  ", out);
        cell_text(out, term_at(self, contract, at / calendar->count)->title, 40, false);
        fprintf(out, "  %-10s  %10.2f  %14.2f\n", end, units[at], gbp[at]);
    }
    if (begun) {
        fprintf(out, "  %-40s  %-10s  %10s  %14.2f\n", "in all", "", "", sum);
    } else {
        fprintf(out, "\nContract %s: the child brings nothing.\n", row->title);
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
    tell_lives(self, child, out);
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
