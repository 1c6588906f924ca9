#include "records/scenario.h"

#include <stdlib.h>

void scenario_free(scenario *self)
{
    if (self) {
        arena_free(&self->memory);
        free(self);
    }
}
