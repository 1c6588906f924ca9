#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

static bool is_covered(const reference_replicate *all, const contract_row *contract, size_t site)
{
    return contract->sites.count == 0 || reference_is_named(&contract->sites, MAP_ITEM(site_row, all->at.file->sites, site)->name);
}

/** The first midnight of a month since the month of the scenario's start, in days. */
static double month_begins(const scenario *file, int month)
{
    date_parts parts = date_to_parts(file->starts);
    parts.day = 1;
    return reference_day_of(file, date_add_months(date_from_parts(parts), month));
}

void reference_site_ends_set(reference_replicate *all)
{
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        all->site_ends[s] = reference_day_of(all->at.file, MAP_ITEM(site_row, all->at.file->sites, s)->closes) + 1;
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if (reference_started(family)) {
            all->site_ends[family->site] = fmax(all->site_ends[family->site], floor(family->started_at + family->received_days) + 1);
        }
    }
}

static double site_ends(const reference_replicate *all, size_t site)
{
    return all->site_ends[site];
}

int reference_last_delivery_month(const reference_replicate *all, const contract_row *contract)
{
    const scenario *file = all->at.file;
    int last = 0;
    for (size_t s = 0; s < file->sites.count; s++) {
        const int month = date_months_between(file->starts, file->starts + (date)site_ends(all, s) - 1);
        last = is_covered(all, contract, s) && month > last ? month : last;
    }
    return last;
}

/** The midnight after the report date, at which what is known ends. */
static double known_until(const reference_replicate *all)
{
    return (double)reference_as_of(all->at.file) + 1;
}

/** Whether some site of the contract is open in the month. */
static bool month_is_open(const reference_replicate *all, const contract_row *contract, int month)
{
    const scenario *file = all->at.file;
    for (size_t s = 0; s < file->sites.count; s++) {
        const double starts = reference_day_of(file, MAP_ITEM(site_row, file->sites, s)->starts);
        const double known = fmin(known_until(all), month_begins(file, month + 1));
        if (is_covered(all, contract, s) && starts < known && month_begins(file, month) < known && site_ends(all, s) > month_begins(file, month)) {
            return true;
        }
    }
    return false;
}

static double overlap(double from, double until, double begins, double ends)
{
    return fmax(0, fmin(until, ends) - fmax(from, begins));
}

/** Therapist-days of a site between two midnights: whole days, those on which a therapist is there at the midnight that ends them, to the site's end. */
static double therapist_days(const reference_replicate *all, size_t site_number, double from, double until)
{
    const scenario *file = all->at.file;
    const site_row *site = MAP_ITEM(site_row, file->sites, site_number);
    const double ends = fmin(site_ends(all, site_number), known_until(all));
    const double starts = reference_day_of(file, site->starts);
    double days = (double)site->therapists * overlap(from, until, starts, ends);
    for (size_t i = 0; i < site->hires.count; i++) {
        const hire_row *hire = MAP_ITEM(hire_row, site->hires, i);
        days += (double)hire->therapists * overlap(from, until, fmax(starts, reference_day_of(file, hire->from)), ends);
    }
    return days;
}

static double salaries(const reference_replicate *all, const contract_row *contract, int month)
{
    const double from = month_begins(all->at.file, month);
    const double until = month_begins(all->at.file, month + 1);
    double therapists = 0;
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        therapists += is_covered(all, contract, s) ? therapist_days(all, s, from, until) / (until - from) : 0;
    }
    return therapists * reference_quantity(&all->at, contract->delivery.therapist_gbp_per_year) / 12;
}

/** What starts and completions of the month cost. */
static double families_cost(const reference_replicate *all, const contract_row *contract, int month)
{
    const double from = month_begins(all->at.file, month);
    const double until = fmin(month_begins(all->at.file, month + 1), known_until(all));
    double starts = 0;
    double completions = 0;
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if (reference_started(family) && is_covered(all, contract, family->site)) {
            const double ends = family->started_at + family->received_days;
            starts += family->started_at >= from && family->started_at < until;
            completions += family->completed && ends >= from && ends < until;
        }
    }
    return starts * reference_quantity(&all->at, contract->delivery.per_start_gbp) +
           completions * reference_quantity(&all->at, contract->delivery.per_completion_gbp);
}

pence reference_delivery_cost(const reference_replicate *all, const contract_row *contract, int month)
{
    const reference_case *at = &all->at;
    const delivery_settings *delivery = &contract->delivery;
    const int starts = date_months_between(at->file->starts, contract->starts);
    const bool begins = month == starts && reference_day_of(at->file, contract->starts) <= reference_as_of(at->file);
    const double set_up = begins ? reference_quantity(at, delivery->set_up_gbp) : 0;
    const double fixed = month_is_open(all, contract, month) ? reference_quantity(at, delivery->fixed_gbp_per_month) : 0;
    const double running = fixed + families_cost(all, contract, month) + salaries(all, contract, month);
    const double wages = pow(1 + reference_quantity(at, delivery->wage_growth_per_year), (month - starts) / 12.0);
    return (pence)round(100 * (set_up + (1 + reference_quantity(at, delivery->overhead_share)) * running * wages));
}
