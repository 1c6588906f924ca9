#include "load/check.h"

#include <string.h>

static void resolve_transition(checker *self, transition_row *row)
{
    const directory states = states_of(self->subject);
    const pointer_text from = pointer_to("/transitions/%s/from", row->name);
    const pointer_text to = pointer_to("/transitions/%s/to", row->name);
    row->from_mask = resolve_mask(self, &states, &row->from, &from);
    row->to_index = resolve_shares(self, &states, &row->to, &to);
}

static void resolve_effects(checker *self, const therapy_row *therapy)
{
    const directory transitions = transitions_of(self->subject);
    for (size_t i = 0; i < therapy->effects.count; i++) {
        therapy_effect_row *effect = &therapy->effects.items[i];
        const pointer_text at = pointer_to("/therapies/%s/effects/%s", therapy->name, effect->name);
        effect->transition_index = resolve_name(self, &transitions, effect->name, &at, true);
    }
}

void resolve_careers(checker *self)
{
    scenario *subject = self->subject;
    for (size_t i = 0; i < subject->transitions.count; i++) {
        resolve_transition(self, &subject->transitions.items[i]);
    }
    for (size_t i = 0; i < subject->therapies.count; i++) {
        resolve_effects(self, &subject->therapies.items[i]);
    }
    const directory transitions = transitions_of(subject);
    for (size_t i = 0; i < subject->shocks.count; i++) {
        shock_row *shock = &subject->shocks.items[i];
        const pointer_text at = pointer_to("/shocks/%s/transitions", shock->name);
        shock->transition_mask = resolve_mask(self, &transitions, &shock->transitions, &at);
    }
}

/** Puts the shares of bands in the order of the bands, so that one index serves both. */
static void order_band_shares(checker *self)
{
    people_settings *people = &self->subject->people;
    share_map *shares = &people->band_shares;
    for (size_t i = 0; i < people->bands.count && i < shares->count; i++) {
        const int32_t found = name_index(&(name_list){ shares->names, shares->count }, people->bands.items[i].name);
        if (found != INDEX_NONE && (size_t)found != i) {
            const char *name = shares->names[i];
            const quantity share = shares->shares[i];
            shares->names[i] = shares->names[found];
            shares->shares[i] = shares->shares[found];
            shares->names[found] = name;
            shares->shares[found] = share;
        }
    }
}

/** Each band has a share and each share a band. */
static void resolve_bands(checker *self)
{
    const people_settings *people = &self->subject->people;
    const directory bands = { "band", &people->bands.any, sizeof(band_row) };
    const name_list names = { people->band_shares.names, people->band_shares.count };
    const pointer_text at = pointer_to("/people/band_shares");
    for (size_t i = 0; i < people->band_shares.count; i++) {
        const char *name = people->band_shares.names[i];
        const pointer_text member = pointer_to("/people/band_shares/%s", name);
        if (people->bands.count == 0) {
            check_key_fault(self, &member, "\"%s\" has a share, but there are no bands", name);
        }
        resolve_name(self, &bands, name, &member, true);
    }
    for (size_t i = 0; i < people->bands.count; i++) {
        if (name_index(&names, directory_name(&bands, i)) == INDEX_NONE) {
            check_fault(self, &at, "the band \"%s\" has no share", directory_name(&bands, i));
        }
    }
    order_band_shares(self);
}

/** Keys of shares of siblings are numbers of children. */
static void check_siblings(checker *self)
{
    const share_map *siblings = &self->subject->people.siblings;
    for (size_t i = 0; i < siblings->count; i++) {
        const char *name = siblings->names[i] ? siblings->names[i] : "0";
        if (name[0] < '0' || name[0] > '0' + SIBLINGS_MAX || name[1] != '\0') {
            const pointer_text at = pointer_to("/people/siblings/%s", name);
            check_key_fault(self, &at, "\"%s\" is no number of siblings from 0 to %d", name, SIBLINGS_MAX);
        }
    }
}

/** Bits of the classes of the states that shares lead to. */
static uint32_t classes_of(const scenario *subject, const int32_t indices[], size_t count)
{
    uint32_t classes = 0;
    for (size_t i = 0; indices && i < count; i++) {
        classes |= indices[i] == INDEX_NONE ? 0 : UINT32_C(1) << subject->states.items[indices[i]].class_of;
    }
    return classes;
}

/** A cohort's destinations are of the classes to which the transition leads anyway: an entry to care stays one. */
static void check_destination_classes(checker *self, const destination_row *row, const pointer_text *to)
{
    if (row->transition_index == INDEX_NONE) {
        return;
    }
    const transition_row *transition = &self->subject->transitions.items[row->transition_index];
    const uint32_t classes = classes_of(self->subject, transition->to_index, transition->to.count);
    for (size_t i = 0; row->to_index && i < row->to.count; i++) {
        if ((classes_of(self->subject, &row->to_index[i], 1) & ~classes) != 0) {
            const pointer_text at = pointer_to("%s/%s", to->text, row->to.names[i]);
            check_key_fault(self, &at, "\"%s\" is of another class than the states to which the transition leads otherwise", row->to.names[i]);
        }
    }
}

static void resolve_destinations(checker *self, const cohort_row *cohort)
{
    const directory states = states_of(self->subject), transitions = transitions_of(self->subject);
    for (size_t i = 0; i < cohort->destinations.count; i++) {
        destination_row *row = &cohort->destinations.items[i];
        const pointer_text at = pointer_to("/cohorts/%s/destinations/%s", cohort->name, row->name);
        const pointer_text to = pointer_to("%s/to", at.text);
        row->transition_index = resolve_name(self, &transitions, row->name, &at, true);
        row->to_index = resolve_shares(self, &states, &row->to, &to);
        check_destination_classes(self, row, &to);
    }
}

void resolve_people(checker *self)
{
    const directory states = states_of(self->subject);
    resolve_bands(self);
    check_siblings(self);
    for (size_t i = 0; i < self->subject->cohorts.count; i++) {
        cohort_row *cohort = &self->subject->cohorts.items[i];
        const pointer_text at = pointer_to("/cohorts/%s/begins_in", cohort->name);
        cohort->begins_index = resolve_shares(self, &states, &cohort->begins_in, &at);
        resolve_destinations(self, cohort);
    }
}

static void resolve_site(checker *self, site_row *site)
{
    const directory cohorts = cohorts_of(self->subject);
    for (size_t i = 0; i < site->cohorts.count; i++) {
        site_cohort_row *cohort = &site->cohorts.items[i];
        const pointer_text place = pointer_to("/sites/%s/cohorts/%s", site->name, cohort->name);
        cohort->cohort_index = resolve_name(self, &cohorts, cohort->name, &place, true);
    }
    const directory localities = { "locality", &site->localities.any, sizeof(locality_row) };
    const pointer_text supported = pointer_to("/sites/%s/targeted_support/locality", site->name);
    site->support_index = resolve_name(self, &localities, site->support_locality, &supported, false);
}

void resolve_sites(checker *self)
{
    scenario *subject = self->subject;
    if (subject->sites.count == 0) {
        return;
    }
    subject->councils.items = arena_take(&subject->memory, subject->sites.count, sizeof(const char *));
    if (!subject->councils.items) {
        self->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < subject->sites.count; i++) {
        site_row *site = &subject->sites.items[i];
        resolve_site(self, site);
        site->council_index = site->council ? name_enter(&subject->councils, site->council) : INDEX_NONE;
    }
}
