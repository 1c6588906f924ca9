#include "compare/stored.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/source.h"
#include "report/result_json.h"
#include "report/statistics.h"

#define HISTORIES_MAX 1000 /* of run.histories */

json_value *stored_read(const char *path)
{
    fault_list unread = {0};
    source from;
    json_value *root = source_read(&from, path, (fault_place){0}, &unread) ? json_parse(from.text) : NULL;
    source_free(&from);
    fault_list_free(&unread);
    const json_value *schema = json_get(root, "schema");
    if (json_type_of(schema) == JSON_STRING && strncmp(json_string(schema), "edgecare-result/", 16) == 0) {
        return root;
    }
    json_free(root);
    return NULL;
}

const char *stored_older_form(const json_value *root)
{
    const char *form = json_string(json_get(root, "schema"));
    const size_t length = strlen(RESULT_FORM);
    return strncmp(form, RESULT_FORM, length) == 0 && (form[length] == '\0' || form[length] == '.') ? NULL : form;
}

/** What a stored result tells of a question. */
typedef struct {
    char heading[512];        /* of its column in the draws */
    const json_value *stats;
} stored_place;

static double number_at(const json_value *object, const char *key)
{
    const json_value *found = json_get(object, key);
    return json_type_of(found) == JSON_NUMBER ? json_number(found) : (double)NAN;
}

/** The replicates of a column; NULL when there is no such column. */
static const double *column_at(const stored_draws *draws, const char *heading)
{
    for (size_t i = 0; draws && i < draws->columns; i++) {
        if (strcmp(draws->headings[i], heading) == 0) {
            return draws->numbers + i;
        }
    }
    return NULL;
}

/** The share of futures that have none of what is told. */
static double undefined_share_of(const json_value *stats)
{
    const double defined = number_at(stats, "n");
    double undefined = 0;
    for (const json_value *item = json_first(json_get(stats, "undefined")); item; item = json_next(item)) {
        undefined += json_number(item);
    }
    return undefined > 0 ? undefined / (undefined + defined) : 0;
}

/** Whether a place has no headline: of separate luck alone. */
static bool is_apart(const json_value *stats)
{
    return json_get(stats, "independent") && !(number_at(stats, "n") > 0);
}

/** The metric of the contract itself, or of the programme. */
static stored_place place_of(const json_value *root, const char *contract, const question *asked)
{
    stored_place at = {.stats = contract ? json_get(json_get(json_get(json_get(root, "contracts"), contract), "metrics"), asked->name) : NULL};
    snprintf(at.heading, sizeof at.heading, "contract.%s.%s", contract ? contract : "", asked->name);
    if (!at.stats && (!contract || json_count(json_get(root, "contracts")) == 1)) {
        at.stats = json_get(json_get(json_get(root, "programme"), "metrics"), asked->name);
        snprintf(at.heading, sizeof at.heading, "%s", asked->name);
    }
    return at;
}

/** Mean and error as stored, medians where there is no mean, and the replicates where draws are at hand. */
static bool answer_of(comparison *self, const question *asked, const json_value *root, const stored_draws *draws, const char *contract, answer *out)
{
    const stored_place at = place_of(root, contract, asked);
    if (!at.stats || is_apart(at.stats)) {
        return true;
    }
    const bool median = asked->metric->nature == NATURE_STATUS;
    out->known = true;
    out->mean = number_at(at.stats, median ? "p50" : mean_word(asked->metric->nature));
    out->se = median ? number_at(json_get(at.stats, "percentile_se"), "p50") : number_at(at.stats, "se");
    out->undefined_share = undefined_share_of(at.stats);
    const double *numbers = column_at(draws, at.heading);
    out->values = numbers ? arena_take(&self->memory, draws->rows + 1, sizeof *out->values) : NULL;
    for (size_t r = 0; out->values && r < draws->rows; r++) {
        out->values[r] = numbers[r * draws->columns];
    }
    return !numbers || out->values;
}

bool comparison_add_stored(comparison *self, const char *name, const json_value *root, const stored_draws *draws, const char *contract)
{
    side *added = comparison_next(self, name);
    if (!added) {
        return false;
    }
    const char *draws_of = json_string(json_get(root, "coupling"));
    self->has_separate_luck = self->has_separate_luck || (draws_of && strcmp(draws_of, "both") == 0);
    added->seed = number_at(root, "seed");
    added->worlds = number_at(root, "worlds");
    added->histories = number_at(root, "histories");
    const double replicates = added->worlds * added->histories;
    const bool fits = draws && added->histories >= 1 && added->histories <= HISTORIES_MAX && !(fabs(replicates - (double)draws->rows) > 0);
    bool fine = true;
    for (size_t q = 0; fine && q < self->question_count; q++) {
        fine = answer_of(self, &self->questions[q], root, fits ? draws : NULL, contract, &added->answers[q]);
    }
    return fine;
}
