#include "records/scenario.h"

#include <stdlib.h>

quantity contract_limit_on(const contract_row *contract, date day)
{
    quantity limit = contract->limit_gbp;
    date since = DATE_NONE;
    for (size_t i = 0; i < contract->limits_from.count; i++) {
        const limit_row *row = &contract->limits_from.items[i];
        if (row->from <= day && row->from >= since) {
            limit = row->limit_gbp;
            since = row->from;
        }
    }
    return limit;
}

void scenario_free(scenario *self)
{
    if (self) {
        arena_free(&self->memory);
        free(self);
    }
}
