#include "mutation/inside.h"

#include "load/load.h"
#include "pay/cash.h"
#include "pay/settle.h"
#include "replicate/engine.h"
#include "support/cash_invariants.h"
#include "support/ledger_invariants.h"
#include "world/world.h"

static const char *contract_broken(const replicate_plan *plan, const replicate *drawn, size_t c, void (*spoil)(contract_outcome *))
{
    const scenario *self = &drawn->in->known;
    const contract_row *contract = &self->contracts.items[c];
    contract_outcome *found = &drawn->contracts[c];
    if (spoil) {
        spoil(found);
    }
    const pay_subject subject = { .scenario = self, .contract = contract, .calendar = &plan->calendars[c],
                                  .units = &found->treated, .as_of_day = plan->as_of_day };
    const char *broken = ledger_broken_invariant(&subject, &found->ledger);
    return broken ? broken : cash_broken_invariant(contract, self->reporting.as_of == DATE_NONE, &found->cash);
}

const char *inside_broken(const char *path, void (*spoil)(contract_outcome *))
{
    fault_list faults = { 0 };
    scenario *self = scenario_load(path, NULL, 0, &faults);
    replicate_plan plan = { 0 };
    const char *broken = self && replicate_plan_make(self, &plan) ? NULL : "it cannot be loaded";
    replicate_engine *engine = broken ? NULL : replicate_engine_make(&plan);
    for (uint32_t w = 0; engine && !broken && w < 2; w++) {
        const replicate *drawn = replicate_engine_run(engine, w, 0);
        for (size_t c = 0; drawn && !broken && c < self->contracts.count; c++) {
            broken = contract_broken(&plan, drawn, c, spoil);
        }
    }
    replicate_engine_free(engine);
    replicate_plan_free(&plan);
    scenario_free(self);
    fault_list_free(&faults);
    return broken;
}
