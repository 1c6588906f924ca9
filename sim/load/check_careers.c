#include "load/check.h"

/** Bits of all states of a class. */
static uint32_t class_mask(const scenario *subject, int class_of)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < subject->states.count && i < STATES_MAX; i++) {
        mask |= MAP_ITEM(state_row, subject->states, i)->class_of == class_of ? UINT32_C(1) << i : 0;
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
    const pointer at = pointer_to("/transitions/%s/from", row->name);
    check_fault(self, &at, "with the clock \"class\" these must be all states of one class, and no others");
}

static void check_share_by(checker *self, const transition_row *row)
{
    if (row->share_by_days > 0 && row->clock != CLOCK_REFERRAL) {
        const pointer at = pointer_to("/transitions/%s/share_by", row->name);
        check_fault(self, &at, "a share by a day needs \"clock\": \"referral\"");
    }
}

static void check_from(checker *self, const transition_row *row)
{
    if (row->from.count == 0) {
        const pointer at = pointer_to("/transitions/%s/from", row->name);
        check_fault(self, &at, "name at least one state");
    }
}

void check_careers(checker *self)
{
    for (size_t i = 0; i < self->subject->transitions.count; i++) {
        const transition_row *row = MAP_ITEM(transition_row, self->subject->transitions, i);
        check_from(self, row);
        check_class_clock(self, row);
        check_share_by(self, row);
    }
    for (size_t i = 0; i < self->subject->shocks.count; i++) {
        const shock_row *shock = MAP_ITEM(shock_row, self->subject->shocks, i);
        const pointer at = pointer_to("/shocks/%s/until", shock->name);
        if (shock->from != DATE_NONE && shock->until != DATE_NONE && shock->until < shock->from) {
            check_fault(self, &at, "%s comes before \"from\", %s", words_of_date(shock->until).text, words_of_date(shock->from).text);
        }
    }
}
