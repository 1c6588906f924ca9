#include "probe/faults.h"

#include <stdlib.h>

#include "base/text.h"
#include "probe/probe.h"
#include "records/calendar.h"

static void reading_check(const document *doc, const char *figure, const reading_row *reading, const char *wrong, fault_list *faults)
{
    text_buffer pointer = {0};
    text_add(&pointer, "/published/%s/readings/%s", figure, reading->name);
    if (pointer.bytes == NULL) {
        faults->out_of_memory = 1;
        return;
    }
    fault_add(faults, FAULT_ERROR, document_place(doc, pointer.bytes), "%s", wrong);
    text_free(&pointer);
}

static void readings_check(const scenario *self, const claim_calendar calendars[], const document *doc, fault_list *faults)
{
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        for (size_t r = 0; r < figure->readings.count; r++) {
            const reading_row *reading = &figure->readings.items[r];
            const char *wrong = probe_fault(self, calendars, reading);
            if (wrong != NULL) {
                reading_check(doc, figure->name, reading, wrong, faults);
            }
        }
    }
}

void probe_faults_find(const scenario *self, const document *doc, fault_list *faults)
{
    claim_calendar *calendars = calloc(self->contracts.count + 1, sizeof *calendars);
    bool fine = calendars != NULL;
    for (size_t c = 0; fine && c < self->contracts.count; c++) {
        fine = claim_calendar_make(self, &self->contracts.items[c], &calendars[c]);
    }
    if (fine) {
        readings_check(self, calendars, doc, faults);
    } else {
        faults->out_of_memory = 1;
    }
    for (size_t c = 0; calendars != NULL && c < self->contracts.count; c++) {
        claim_calendar_free(&calendars[c]);
    }
    free(calendars);
}
