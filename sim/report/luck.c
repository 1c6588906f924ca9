#include "report/luck.h"

#include "report/tables.h"

const char *luck_words(const scenario *self)
{
    const bool apart = self->reporting.coupling == COUPLING_INDEPENDENT;
    return apart ? "separate luck with and without; how far luck would have differed no data can tell" : LUCK_WORDS;
}

void luck_apart(char text[LUCK_TEXT_SIZE], const told *of)
{
    char low[48], high[48];
    text[0] = '\0';
    if (!of->independent || !metric_is_difference(of->column->metric)) {
        return;
    }
    if (of->column->metric->nature == NATURE_FLAG) {
        snprintf(text, LUCK_TEXT_SIZE, "separate luck: %.0f of 100", 100 * of->independent->summary.mean);
        return;
    }
    plain_number(low, of->column->metric->unit, of->independent->summary.quantile[0]);
    plain_number(high, of->column->metric->unit, of->independent->summary.quantile[SUMMARY_QUANTILES - 1]);
    snprintf(text, LUCK_TEXT_SIZE, "separate luck: %s to %s", low, high);
}
