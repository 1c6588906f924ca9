#include "load/check.h"
#include "records/limits.h"

static void check_weights(checker *self, const mixture_row *mixture)
{
    const pointer_text at = pointer_to("/mixtures/%s/components", mixture->name);
    const share_map *components = &mixture->components;
    if (components->count > COMPONENTS_MAX) {
        check_fault(self, &at, "there are %zu components; at most %d are possible", components->count, COMPONENTS_MAX);
    }
    if (components->count > 0 && components->shares[0].draw >= 0) {
        check_fault(self, &at, "weights cannot be uncertain: a mixture is itself what is uncertain; write fixed weights, and see at which a decision flips");
    }
}

void check_mixtures(checker *self)
{
    const pointer_text at = pointer_to("/mixtures");
    if (self->subject->mixtures.count > MIXTURES_MAX) {
        check_fault(self, &at, "there are %zu mixtures; at most %d are possible", self->subject->mixtures.count, MIXTURES_MAX);
    }
    for (size_t i = 0; i < self->subject->mixtures.count; i++) {
        check_weights(self, &self->subject->mixtures.items[i]);
    }
}
