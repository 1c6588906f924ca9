#include "probe/published_days.h"

#include <string.h>

#include "terms/term.h"

#define PER_DAY "per_day"

static const kind *kind_per_day(void)
{
    for (size_t i = 0; i < term_family.count; i++) {
        if (strcmp(term_family.kinds[i]->name, PER_DAY) == 0) {
            return term_family.kinds[i];
        }
    }
    return NULL;
}

static bool counts_days(const term_row *term)
{
    const char *unit = ((const term_kind *)(const void *)term->unit.kind)->unit_name;
    return strcmp(unit, "day") == 0 || strcmp(unit, "block") == 0;
}

static void term_make_plain(term_row *term)
{
    const quantity none = { .value = -1, .draw = -1 };
    if (!counts_days(term)) {
        term->unit = (kind_use){ .kind = kind_per_day() };
        term->verified_share = (quantity){ .value = 0, .draw = -1 }; /* nobody */
        return;
    }
    term->unit = (kind_use){ .kind = kind_per_day() };
    term->needs_start = true;
    term->needs_completion = false;
    term->needs_sessions = 0;
    term->needs_home_at_day = 0;
    term->verified_share = (quantity){ .value = 1, .draw = -1 };
    term->deadweight = (quantity){ .value = 0, .draw = -1 };
    term->baseline = (kind_use){ 0 };
    term->taper_after_days = term->taper_pays = (number_list){ 0 };
    term->success_rates = term->success_pays = (number_list){ 0 };
    term->index_per_year = (quantity){ .value = 0, .draw = -1 };
    term->claw_back_days = 0;
    term->per_child_limit_units = none;
    term->per_child_limit_gbp = none;
}

/** Copies a contract's terms and makes the copies plain. */
static bool contract_make_plain(contract_row *contract, arena *memory)
{
    term_row *terms = arena_take(memory, contract->terms.count + 1, sizeof *terms);
    if (terms == NULL) {
        return false;
    }
    if (contract->terms.count > 0) {
        memcpy(terms, contract->terms.items, contract->terms.count * sizeof *terms);
    }
    for (size_t t = 0; t < contract->terms.count; t++) {
        term_make_plain(&terms[t]);
    }
    contract->terms.items = terms;
    contract->per_child_limit_gbp = (quantity){ .value = -1, .draw = -1 };
    return true;
}

bool published_days_make(const scenario *self, const claim_calendar calendars[], published_days *out)
{
    const size_t count = self->contracts.count;
    *out = (published_days){ .plain = *self, .calendars = calendars };
    contract_row *rows = arena_take(&out->memory, count + 1, sizeof *rows);
    out->units = arena_take(&out->memory, count + 1, sizeof *out->units);
    if (rows == NULL || out->units == NULL) {
        return false;
    }
    if (count > 0) {
        memcpy(rows, self->contracts.items, count * sizeof *rows);
    }
    bool fine = true;
    for (size_t c = 0; fine && c < count; c++) {
        fine = contract_make_plain(&rows[c], &out->memory) && quantities_make(&rows[c], self->sites.count, calendars[c].count, &out->memory, &out->units[c]);
    }
    out->plain.contracts.items = rows;
    out->measure = fine ? measure_workspace_make(&out->plain, calendars) : NULL;
    return out->measure != NULL;
}

void published_days_free(published_days *self)
{
    measure_workspace_free(self->measure);
    arena_free(&self->memory);
    *self = (published_days){ 0 };
}

bool published_days_begin(published_days *self, const measure_subject *subject)
{
    return measure_begin(self->measure, subject);
}

double published_days_of(published_days *self, const measure_subject *subject, size_t contract)
{
    quantities *by_arm[ARM_COUNT] = { [ARM_TREATED] = &self->units[contract] };
    const quantities *units = &self->units[contract];
    double days = 0;
    measure_contract(self->measure, subject, contract, by_arm);
    for (size_t at = 0; at < units->terms * units->periods; at++) {
        days += units->achieved[at];
    }
    return days;
}
