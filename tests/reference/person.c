#include "reference/reference.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static size_t band_of(const reference_case *at, double uniform)
{
    const people_settings *people = &at->file->people;
    size_t band = 0;
    if (people->band_shares.count > 0) {
        const char *name = people->band_shares.names[reference_choice(at, people->band_shares.shares, people->band_shares.count, uniform)];
        while (strcmp(people->bands.items[band].name, name) != 0) {
            band++;
        }
    }
    return band;
}

/** The cohort's own ages where it has any. */
static const spread *ages_of(const reference_case *at, const reference_family *child)
{
    const spread *own = &reference_cohort(at, child)->age_years;
    const bool is_given = own->distribution.kind || own->constant.draw >= 0 || own->constant.value >= 0;
    return is_given ? own : &at->file->people.age_years;
}

static void labels_set(const reference_case *at, reference_family *child)
{
    const people_settings *people = &at->file->people;
    for (size_t g = 0; g < people->groups.count; g++) {
        const group_row *group = &people->groups.items[g];
        char purpose[REFERENCE_NAME_ROOM];
        snprintf(purpose, sizeof purpose, "group:%s", group->name);
        child->label[g] = reference_choice(at, group->labels.shares, group->labels.count, reference_child_draw(at, child, purpose).u[0]);
    }
}

/** Age, band, prior care, first state and the time spent there, labels, evidence. */
static void own_set(const reference_case *at, reference_family *child)
{
    const cohort_row *cohort = reference_cohort(at, child);
    const rng_pair age = reference_child_draw(at, child, "age");
    const rng_pair evidence = reference_child_draw(at, child, "evidence");
    const double first = reference_child_draw(at, child, "first_state").u[0];
    child->age_years = reference_spread(at, ages_of(at, child), age.u[0]);
    child->band = band_of(at, age.u[1]);
    child->adult_at = floor(child->referred_at) + fmax(1, round((18 - child->age_years) * 365.25)) + 0.5;
    child->prior_care = reference_child_draw(at, child, "history").u[0] < reference_quantity(at, at->file->people.prior_care_share);
    child->verification = evidence.u[0];
    child->first_elapsed = fmin(reference_spread(at, &cohort->elapsed_days, evidence.u[1]), child->age_years * 365.25);
    child->first_state = reference_state_named(at->file, cohort->begins_in.names[reference_choice(at, cohort->begins_in.shares, cohort->begins_in.count, first)]);
    labels_set(at, child);
}

/** The share of the site's families who live in a locality, when that of `supported` is so many times as large in proportion. */
static double locality_share(const reference_case *at, const site_row *site, size_t supported, size_t l)
{
    const double share = reference_quantity(at, site->localities.items[l].share);
    if (supported == SIZE_MAX) {
        return share;
    }
    const double s = reference_quantity(at, site->localities.items[supported].share);
    const double r = reference_quantity(at, site->support_referral_ratio);
    return share * (l == supported ? r : 1) / (1 + s * (r - 1));
}

static size_t locality_of(const reference_case *at, const site_row *site, size_t supported, double uniform)
{
    double so_far = 0;
    for (size_t l = 0; l + 1 < site->localities.count; l++) {
        so_far += locality_share(at, site, supported, l);
        if (so_far > uniform) {
            return l;
        }
    }
    return site->localities.count > 0 ? site->localities.count - 1 : 0;
}

static double frailty_of(const reference_case *at, const reference_family *family)
{
    const double variance = reference_quantity(at, at->file->people.frailty_variance);
    if (variance <= 0) {
        return 1;
    }
    if (at->file->people.frailty_distribution == FRAILTY_LOG_NORMAL) {
        const double sigma = sqrt(log(1 + variance));
        return exp(sigma * gsl_cdf_ugaussian_Pinv(reference_family_draw(at, family, "frailty").u[0]) - sigma * sigma / 2);
    }
    char place[REFERENCE_NAME_ROOM];
    reference_place_name(at, family, place);
    rng_sampler sampler;
    rng_sampler_seek(&sampler, rng_stream_of((uint64_t)at->file->run.seed, place, "frailty"),
                     (rng_place){ .world = at->world_number, .history = at->history, .month = family->month, .ordinal = family->ordinal });
    return gsl_ran_gamma(&sampler.rng, 1 / variance, variance);
}

static bool takes(const reference_case *at, const team_row *team, size_t band)
{
    return team->bands.count == 0 || (at->file->people.bands.count > 0 && reference_is_named(&team->bands, at->file->people.bands.items[band].name));
}

/** Sends a family to a team that takes its band; where none does it is not accepted. */
static void team_set(const reference_case *at, reference_family *family)
{
    const site_row *site = reference_site(at, family);
    double all = 0;
    for (size_t t = 0; t < site->teams.count; t++) {
        const team_row *team = &site->teams.items[t];
        all += takes(at, team, family->band) ? reference_quantity(at, team->share) : 0;
    }
    const double uniform = reference_family_draw(at, family, "team").u[0];
    double so_far = 0;
    family->team = site->team_from;
    family->accepted = family->accepted && all > 0;
    for (size_t t = 0; t < site->teams.count && so_far <= uniform; t++) {
        const team_row *team = &site->teams.items[t];
        const double share = takes(at, team, family->band) && all > 0 ? reference_quantity(at, team->share) / all : 0;
        so_far += share;
        family->team = share > 0 ? site->team_from + t : family->team;
    }
}

static double completion_share(const reference_case *at, size_t supported, const reference_family *family)
{
    const site_row *site = reference_site(at, family);
    double share = reference_quantity(at, reference_therapy(at, family)->completion_share);
    if (site->localities.count > 0) {
        share *= reference_quantity(at, site->localities.items[family->locality].completion_ratio);
        share *= family->locality == supported ? reference_quantity(at, site->support_completion_ratio) : 1;
    }
    return fmin(1, share);
}

/** Wait, course and completion. */
static void course_set(const reference_case *at, size_t supported, reference_family *family)
{
    const rng_pair course = reference_family_draw(at, family, "therapy");
    const rng_pair end = reference_family_draw(at, family, "completion");
    family->ready_at = family->referred_at + reference_spread(at, &at->file->people.wait_days, course.u[0]);
    family->course_days = reference_spread(at, &reference_therapy(at, family)->course_days, course.u[1]);
    family->completed = end.u[0] < completion_share(at, supported, family);
    family->received_days = family->completed ? family->course_days : end.u[1] * family->course_days;
}

void reference_person(const reference_case *at, size_t supported, reference_family *child)
{
    own_set(at, child);
    if (reference_is_index(child)) {
        child->locality = locality_of(at, reference_site(at, child), supported, reference_family_draw(at, child, "history").u[1]);
        child->frailty = frailty_of(at, child);
        child->entry_ratio = reference_quantity(at, reference_cohort(at, child)->ratio);
        team_set(at, child);
        course_set(at, supported, child);
    }
}
