#include "report/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/luck.h"
#include "report/statistics.h"
#include "summarise/layout.h"

bool csv_is_formula(const char *text)
{
    static const char *const marks[] = {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}; /* the last four: full width */
    const char *first = text + strspn(text, " \t\r\n");
    bool found = *text == '\t' || *text == '\r' || *text == '\n';
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        found = found || strncmp(first, marks[i], strlen(marks[i])) == 0;
    }
    return found;
}

void csv_text(FILE *out, const char *text, bool last)
{
    const char *field = text ? text : "";
    const char *before = csv_is_formula(field) ? "'" : "";
    if (strpbrk(field, ",;\t\"\r\n")) {
        fprintf(out, "\"%s", before);
        for (const char *c = field; *c; c++) {
            fputs(*c == '"' ? "\"\"" : (const char[]){*c, '\0'}, out);
        }
        fputc('"', out);
    } else {
        fprintf(out, "%s%s", before, field);
    }
    fputc(last ? '\n' : ',', out);
}

void csv_number(FILE *out, double number, bool last)
{
    if (!isnan(number)) {
        char text[32];
        snprintf(text, sizeof text, "%.15g", number);
        if (strtod(text, NULL) != number) {
            snprintf(text, sizeof text, "%.17g", number);
        }
        fputs(text, out);
    }
    fputc(last ? '\n' : ',', out);
}

static void csv_date(FILE *out, double day, bool last)
{
    char text[DATE_TEXT_SIZE] = "";
    if (!isnan(day)) {
        date_write((date)lround(day), text);
    }
    csv_text(out, text, last);
}

static void csv_value(FILE *out, const metric *of, const statistic *told_one)
{
    if (of->nature == NATURE_DATE && told_one->name[0] == 'p') {
        csv_date(out, told_one->number, true);
    } else {
        csv_number(out, told_one->number, true);
    }
}

static const char *contract_name(const result *self, size_t contract)
{
    return self->scenario->contracts.items[contract].name;
}

/** What stands before the metric in metrics.csv: level, group, item, contract. */
static void csv_place(FILE *out, const result *self, const column *of)
{
    const bool people = of->level & LEVELS_PEOPLE;
    csv_text(out, level_words(of->level), false);
    csv_text(out, people ? self->columns.scopes.items[of->object].group : "", false);
    csv_text(out, column_item(&self->columns, of), false);
    csv_text(out, people ? "" : contract_name(self, of->object), false);
}

static void csv_period(FILE *out, const result *self, const column *of)
{
    const claim_period *dates = &self->columns.extent.calendars[of->object].items[of->at];
    csv_text(out, contract_name(self, of->object), false);
    csv_date(out, dates->start, false);
    csv_date(out, dates->end, false);
    csv_date(out, dates->claimed, false);
    csv_date(out, dates->certified, false);
    csv_date(out, dates->paid, false);
}

static void csv_year(FILE *out, const result *self, const column *of)
{
    csv_text(out, contract_name(self, of->object), false);
    csv_number(out, columns_first_year(&self->columns) + (int)of->at, false);
}

typedef void place_writer(FILE *out, const result *self, const column *of);

static void csv_column(FILE *out, const result *self, size_t index, place_writer *write_place)
{
    const column *of = &self->columns.items[index];
    statistic all[STATISTICS_MAX];
    const size_t count = statistics_of(self, index, all);
    for (size_t i = 0; i < count; i++) {
        write_place(out, self, of);
        csv_text(out, of->name, false);
        csv_text(out, of->metric->unit, false);
        csv_text(out, all[i].coupling, false);
        csv_text(out, all[i].name, false);
        csv_value(out, of->metric, &all[i]);
    }
}

static void csv_columns(FILE *out, const result *self, unsigned levels, place_writer *write_place)
{
    for (size_t i = 0; i < self->columns.count; i++) {
        const column *of = &self->columns.items[i];
        if ((of->level & levels) && column_leads(of) && !of->lacks_investor) {
            csv_column(out, self, i, write_place);
        }
    }
}

void csv_metrics(const result *self, FILE *out)
{
    fputs("level,group,item,contract,metric,unit,coupling,statistic,value\n", out);
    csv_columns(out, self, LEVELS_PEOPLE | LEVEL_CONTRACT | LEVEL_PAYER | LEVEL_BODY | LEVEL_TRANCHE | LEVEL_PROVIDER, csv_place);
}

/** Every contract by claim period. */
static void csv_periods(const result *self, FILE *out)
{
    fputs("contract,start,end,claimed,certified,paid,metric,unit,coupling,statistic,value\n", out);
    csv_columns(out, self, LEVEL_PERIOD, csv_period);
}

void csv_financial_years(const result *self, FILE *out)
{
    fputs("contract,financial_year,metric,unit,coupling,statistic,value\n", out);
    csv_columns(out, self, LEVEL_YEAR, csv_year);
}

static void csv_months(FILE *out, const result *self, const series_result *of, const char *name, const double number[])
{
    for (size_t month = 0; number && month < of->months; month++) {
        csv_date(out, date_month_end(date_add_months(self->scenario->starts, (int)month)), false);
        csv_text(out, of->contract == COLUMN_NONE ? "" : contract_name(self, of->contract), false);
        csv_text(out, of->name, false);
        csv_text(out, of->state, false);
        csv_text(out, name, false);
        csv_number(out, number[month], true);
    }
}

/** The series by month. */
static void csv_series(const result *self, FILE *out)
{
    fputs("month_end,contract,series,placement,statistic,value\n", out);
    for (size_t i = 0; i < self->series_count; i++) {
        const series_result *of = &self->series[i];
        csv_months(out, self, of, "mean", of->mean);
        csv_months(out, self, of, "sd", of->sd);
        csv_months(out, self, of, "p5", of->quantile[0]);
        csv_months(out, self, of, "p50", of->quantile[1]);
        csv_months(out, self, of, "p95", of->quantile[2]);
    }
}

static void csv_levels(FILE *out, unsigned levels)
{
    const char *gap = "";
    for (unsigned level = LEVEL_PROGRAMME; level <= LEVEL_PROVIDER; level *= 2) {
        if (levels & level) {
            fprintf(out, "%s%s", gap, level_words((metric_level)level));
            gap = " ";
        }
    }
    fputc(',', out);
}

void csv_dictionary(const result *self, FILE *out)
{
    static const char *const arms[] = {[ARMS_TREATED] = "with the programme", [ARMS_UNTREATED] = "without the programme",
                                       [ARMS_BOTH] = "subtracts the arms: " LUCK_WORDS,
                                       [ARMS_SHARED] = "the lesser of both arms by the same luck, or the rest: " LUCK_WORDS};
    static const char *const repeated[] = {[EACH_ONCE] = "", [EACH_AT_DAY] = "reporting.at_days", [EACH_PLACEMENT] = "placement", [EACH_COMPARATOR] = "appraisal.comparator", [EACH_PAYER] = "payer"};
    (void)self;
    fputs("metric,levels,unit,nature,arms,repeated_over,undefined_when,title,meaning\n", out);
    for (size_t i = 0; i < metric_count; i++) {
        const metric *row = &metric_table[i];
        csv_text(out, row->name, false);
        csv_levels(out, row->levels);
        csv_text(out, row->unit, false);
        csv_text(out, nature_words(row->nature), false);
        csv_text(out, arms[row->arms], false);
        csv_text(out, repeated[row->each], false);
        csv_text(out, row->statuses[0], false);
        csv_text(out, row->title, false);
        csv_text(out, row->doc, true);
    }
}

const csv_table csv_tables[] = {
    {"metrics.csv", csv_metrics, false}, {"periods.csv", csv_periods, false},       {"financial_years.csv", csv_financial_years, false},
    {"series.csv", csv_series, false},   {"dictionary.csv", csv_dictionary, false}, {"mixtures.csv", csv_mixtures, true},
};

const size_t csv_table_count = sizeof csv_tables / sizeof csv_tables[0];

bool csv_table_is_of(const csv_table *self, const scenario *of)
{
    return !self->of_mixtures || of->mixtures.count > 0;
}
