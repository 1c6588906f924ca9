#include "load/check.h"

#include <math.h>

static void check_interval(checker *self, const figure_row *figure)
{
    const bool given = figure->low != 0 || figure->high != 0;
    if (!given || isnan(figure->value)) {
        return;
    }
    if (!(figure->low <= figure->value && figure->value <= figure->high)) {
        const pointer_text at = pointer_to("/published/%s/value", figure->name);
        check_fault(self, &at, "%.12g is outside \"low\" .. \"high\", %.12g .. %.12g", figure->value, figure->low, figure->high);
    }
}

static void check_as_of(checker *self, const figure_row *figure)
{
    const pointer_text at = pointer_to("/published/%s/as_of_latest", figure->name);
    if (figure->as_of_latest == DATE_NONE) {
        return;
    }
    if (figure->as_of == DATE_NONE) {
        check_fault(self, &at, "the earliest date, \"as_of\", is missing");
    } else if (figure->as_of_latest < figure->as_of) {
        check_fault(self, &at, "%s comes before \"as_of\", %s", words_of_date(figure->as_of_latest).text, words_of_date(figure->as_of).text);
    }
}

static void check_reason(checker *self, const figure_row *figure)
{
    if (figure->expect == EXPECT_DIFFERS && !figure->reason) {
        const pointer_text at = pointer_to("/published/%s/expect", figure->name);
        check_fault(self, &at, "say why in \"reason\"");
    }
}

static void check_reading(checker *self, const figure_row *figure, const reading_row *reading)
{
    const directory sites = sites_of(self->subject), contracts = contracts_of(self->subject);
    const pointer_text site = pointer_to("/published/%s/readings/%s/site", figure->name, reading->name);
    const pointer_text contract = pointer_to("/published/%s/readings/%s/contract", figure->name, reading->name);
    resolve_name(self, &sites, reading->site, &site, false);
    resolve_name(self, &contracts, reading->contract, &contract, false);
    if (reading->contract && contracts.entries->count == 0) {
        check_fault(self, &contract, "there is no contract \"%s\"; there are none", reading->contract);
    }
}

void check_published(checker *self)
{
    for (size_t i = 0; i < self->subject->published.count; i++) {
        const figure_row *figure = MAP_ITEM(figure_row, self->subject->published, i);
        check_interval(self, figure);
        check_as_of(self, figure);
        check_reason(self, figure);
        for (size_t j = 0; j < figure->readings.count; j++) {
            check_reading(self, figure, MAP_ITEM(reading_row, figure->readings, j));
        }
    }
}
