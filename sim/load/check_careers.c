#include "load/check.h"

#include <math.h>

#include "hazards/hazard.h"
#include "records/placement.h"

/** Bits of all states of a class. */
static uint32_t class_mask(const scenario *subject, int class_of)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < subject->states.count && i < STATES_MAX; i++) {
        mask |= subject->states.items[i].class_of == class_of ? UINT32_C(1) << i : 0;
    }
    return mask;
}

/** A clock that runs on over moves within a class must leave every state of it, and none of another. */
static void check_class_clock(checker *self, const transition_row *row)
{
    if (row->clock != CLOCK_CLASS || row->from_mask == 0) {
        return;
    }
    for (int class_of = 0; class_of < CLASS_COUNT; class_of++) {
        if (class_mask(self->subject, class_of) == row->from_mask) {
            return;
        }
    }
    const pointer_text at = pointer_to("/transitions/%s/from", row->name);
    check_fault(self, &at, "with the clock \"class\" these must be all states of one class, and no others");
}

/** A share of starters is counted from the start, so from referral and the wait; a share of those at risk may be counted on any clock of their own. */
static void check_share_by(checker *self, const transition_row *row)
{
    const pointer_text at = pointer_to("/transitions/%s/share_by", row->name);
    if (row->share_by_days <= 0 || row->clock == CLOCK_REFERRAL) {
        return;
    }
    if (row->clock == CLOCK_CALENDAR) {
        check_fault(self, &at, "a share by a day cannot go with \"clock\": \"calendar\"");
    } else if (!row->share_by_conditional) {
        check_fault(self, &at, "a share of starters needs \"clock\": \"referral\"; with this clock it must be \"conditional\": true");
    }
}

/** A hazard that stays 0 reaches no share at any level. */
static void check_level(checker *self, const transition_row *row)
{
    const hazard_kind *hazard = (const hazard_kind *)row->hazard.kind; /* its first member */
    double values[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        if (!hazard || row->share_by_days <= 0 || row->hazard.parameter[i].draw >= 0) {
            return;
        }
        values[i] = row->hazard.parameter[i].value;
    }
    if (!(hazard->cumulative(values, &row->hazard.list, row->share_by_days) > 0)) {
        const pointer_text at = pointer_to("/transitions/%s/share_by", row->name);
        check_fault(self, &at, "the hazard is 0 until day %.12g, so no level of it gives this share", row->share_by_days);
    }
}

/** Hazard ratios of places, each once; uncertain ones may all differ. */
typedef struct {
    double ratio[STARTER_MIXES_MAX];
    size_t known;
    size_t count;
} place_ratios;

static void add_ratio(place_ratios *self, quantity site, quantity locality)
{
    const double ratio = site.value * locality.value;
    const bool uncertain = site.draw >= 0 || locality.draw >= 0;
    for (size_t i = 0; !uncertain && i < self->known; i++) {
        if (self->ratio[i] == ratio) {
            return;
        }
    }
    if (!uncertain && self->known < STARTER_MIXES_MAX) {
        self->ratio[self->known++] = ratio;
    }
    self->count++;
}

static size_t count_ratios(const scenario *subject)
{
    const quantity plain = { .value = 1, .draw = -1 };
    place_ratios found = { .count = 0 };
    for (size_t i = 0; i < subject->sites.count; i++) {
        const site_row *site = &subject->sites.items[i];
        for (size_t j = 0; j < site->localities.count; j++) {
            add_ratio(&found, site->ratio, site->localities.items[j].ratio);
        }
        if (site->localities.count == 0) {
            add_ratio(&found, site->ratio, plain);
        }
    }
    return found.count;
}

/** A share of starters is reckoned over every pair of a place's ratio and a band that act on the transition. */
static void check_mixes(checker *self, const transition_row *row)
{
    const size_t bands = row->band_acts && self->subject->people.bands.count > 0 ? self->subject->people.bands.count : 1;
    const size_t places = row->place_acts ? count_ratios(self->subject) : 1;
    if (row->share_by_days > 0 && !row->share_by_conditional && places * bands > STARTER_MIXES_MAX) {
        const pointer_text at = pointer_to("/transitions/%s/share_by", row->name);
        check_fault(self, &at, "its starters differ by %zu ratios of places times %zu bands; at most %d such pairs are possible", places, bands,
                    STARTER_MIXES_MAX);
    }
}

/** Shares of starters and their odds are reckoned as for a share by a day, with bands always apart. */
static void check_measure(checker *self, const therapy_row *therapy, const therapy_effect_row *effect)
{
    if (effect->measure == MEASURE_HR_CONDITIONAL || effect->transition_index == INDEX_NONE) {
        return;
    }
    const transition_row *row = &self->subject->transitions.items[(size_t)effect->transition_index];
    const size_t bands = self->subject->people.bands.count > 0 ? self->subject->people.bands.count : 1;
    const size_t places = row->place_acts ? count_ratios(self->subject) : 1;
    const pointer_text at = pointer_to("/therapies/%s/effects/%s/measure", therapy->name, effect->name);
    if (row->clock == CLOCK_CALENDAR) {
        check_fault(self, &at, "a share of starters cannot be told for a transition with \"clock\": \"calendar\"");
    } else if (places * bands > STARTER_MIXES_MAX) {
        check_fault(self, &at, "its starters differ by %zu ratios of places times %zu bands; at most %d such pairs are possible", places, bands,
                    STARTER_MIXES_MAX);
    }
}

static void check_effects(checker *self, const therapy_row *therapy)
{
    for (size_t i = 0; i < therapy->effects.count; i++) {
        check_measure(self, therapy, &therapy->effects.items[i]);
    }
}

static void check_destinations(checker *self)
{
    size_t count = 0;
    for (size_t i = 0; i < self->subject->cohorts.count; i++) {
        count += self->subject->cohorts.items[i].destinations.count;
    }
    if (count > DESTINATIONS_MAX) {
        const pointer_text at = pointer_to("/cohorts");
        check_fault(self, &at, "all cohorts together have %zu destinations of their own; at most %d are possible", count, DESTINATIONS_MAX);
    }
}

static void check_from(checker *self, const transition_row *row)
{
    const pointer_text at = pointer_to("/transitions/%s/from", row->name);
    if (row->from.count == 0 && json_type_of(json_at(document_value(self->doc), at.text)) == JSON_ARRAY) {
        check_fault(self, &at, "name at least one state");
    }
}

static void check_course(checker *self, const therapy_row *therapy)
{
    const spread *course = &therapy->course_days;
    if (!course->distribution.kind && course->constant.draw < 0 && course->constant.value <= 0) {
        const pointer_text at = pointer_to("/therapies/%s/course_days", therapy->name);
        check_fault(self, &at, "a course takes more than 0 days");
    }
}

static void check_shock(checker *self, const shock_row *shock)
{
    const pointer_text at = pointer_to("/shocks/%s/until", shock->name);
    if (shock->from != DATE_NONE && shock->until != DATE_NONE && shock->until < shock->from) {
        check_fault(self, &at, "%s comes before \"from\", %s", words_of_date(shock->until).text, words_of_date(shock->from).text);
    }
}

/** The mean can be kept where stays at an extreme price do not bring more than it by themselves; of what is uncertain lint tells. */
static void check_extreme_price(checker *self, const state_row *state)
{
    const quantity all[] = { state->day_cost_gbp, state->extreme_share, state->extreme_median_gbp_per_week, state->extreme_sigma, state->extreme_limit_gbp_per_week };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].draw >= 0 || !isfinite(all[i].value)) {
            return;
        }
    }
    if (state->class_of != CLASS_CARE || !placement_mean_is_exceeded(state)) {
        return;
    }
    const pointer_text at = pointer_to("/states/%s/extreme_price/keeps_mean", state->name);
    if (state->extreme_share.value >= 1) {
        check_fault(self, &at, "every stay is at an extreme price, so that there is no other to keep the mean: write the mean as the extreme price, or a share below 1");
    } else {
        check_fault(self, &at, "the mean of all stays cannot be %.6g a day: a share of %.6g costs %.6g on average, which alone is more", state->day_cost_gbp.value,
                    state->extreme_share.value, placement_extreme_day_mean(state));
    }
}

void check_careers(checker *self)
{
    for (size_t i = 0; i < self->subject->states.count; i++) {
        check_extreme_price(self, &self->subject->states.items[i]);
    }
    for (size_t i = 0; i < self->subject->transitions.count; i++) {
        const transition_row *row = &self->subject->transitions.items[i];
        check_from(self, row);
        check_class_clock(self, row);
        check_share_by(self, row);
        check_level(self, row);
        check_mixes(self, row);
    }
    for (size_t i = 0; i < self->subject->shocks.count; i++) {
        check_shock(self, &self->subject->shocks.items[i]);
    }
    for (size_t i = 0; i < self->subject->therapies.count; i++) {
        check_course(self, &self->subject->therapies.items[i]);
        check_effects(self, &self->subject->therapies.items[i]);
    }
    check_destinations(self);
}
