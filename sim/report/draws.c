#include "report/csv.h"
#include "summarise/layout.h"

/** What stands before a column's name: its place by names (a period by its end, a financial year by the year in which it begins), ended by a point; nothing for the
 *  programme. */
static void place_words(const columns *self, const column *of, char text[], size_t size)
{
    const scope *scopes = self->scopes.items;
    const char *contract = of->level & LEVELS_PEOPLE ? "" : self->scenario->contracts.items[of->object].name;
    text[0] = '\0';
    if (of->level == LEVEL_SITE) {
        snprintf(text, size, "site.%s.", scopes[of->object].label);
    } else if (of->level == LEVEL_GROUP) {
        snprintf(text, size, "%s.%s.", scopes[of->object].group, scopes[of->object].label);
    } else if (of->level == LEVEL_CONTRACT) {
        snprintf(text, size, "contract.%s.", contract);
    } else if (of->level == LEVEL_PERIOD) {
        char end[DATE_TEXT_SIZE];
        date_write(self->extent.calendars[of->object].items[of->at].end, end);
        snprintf(text, size, "contract.%s.period.%s.", contract, end);
    } else if (of->level == LEVEL_YEAR) {
        snprintf(text, size, "contract.%s.financial_year.%d.", contract, columns_first_year(self) + (int)of->at);
    } else if (of->level != LEVEL_PROGRAMME) {
        snprintf(text, size, "contract.%s.%s.%s.", contract, level_words(of->level), column_item(self, of));
    }
}

void draws_heading(const columns *self, size_t index, char text[], size_t size)
{
    const column *of = &self->items[index];
    char place_text[256];
    place_words(self, of, place_text, sizeof place_text);
    snprintf(text, size, "%s%s%s", place_text, of->name, column_is_apart(of) ? APART_ENDING : "");
}

size_t draws_last(const columns *self)
{
    size_t last = self->count - 1; /* a run has columns that no investor is needed for */
    while (self->items[last].lacks_investor) {
        last--;
    }
    return last;
}

static void headings(const result *self, FILE *out)
{
    const size_t last = draws_last(&self->columns);
    fputs("world,history,", out);
    for (size_t d = 0; d < self->scenario->draw_count; d++) {
        csv_text(out, self->scenario->draws[d].pointer, false);
    }
    for (size_t i = 0; i <= last; i++) {
        char name[512];
        if (!self->columns.items[i].lacks_investor) {
            draws_heading(&self->columns, i, name, sizeof name);
            csv_text(out, name, i == last);
        }
    }
}

bool draws_write(const result *self, FILE *out)
{
    if (!self->rows) {
        return false;
    }
    const size_t last = draws_last(&self->columns);
    headings(self, out);
    const size_t histories = (size_t)self->scenario->run.histories, inputs = self->scenario->draw_count;
    for (size_t r = 0; r < self->replicates; r++) {
        fprintf(out, "%zu,%zu,", r / histories, r % histories);
        for (size_t d = 0; d < inputs; d++) {
            csv_number(out, self->inputs[r / histories * inputs + d], false);
        }
        for (size_t i = 0; i <= last; i++) {
            if (!self->columns.items[i].lacks_investor) {
                csv_number(out, self->rows[r * self->columns.count + i], i == last);
            }
        }
    }
    return true;
}
