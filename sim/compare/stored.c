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
    return strcmp(form, RESULT_SCHEMA) == 0 ? NULL : form;
}

/** One place of a stored result that is summed for a question. */
typedef struct {
    char heading[512];        /* of its column in the draws */
    const json_value *stats;
} stored_place;

static double number_at(const json_value *object, const char *key)
{
    const json_value *found = json_get(object, key);
    return json_type_of(found) == JSON_NUMBER ? json_number(found) : (double)NAN;
}

/** Adds the replicates of a column; false when there is no such column. */
static bool add_column(const stored_draws *draws, const char *heading, double out[])
{
    for (size_t i = 0; i < draws->columns; i++) {
        if (strcmp(draws->headings[i], heading) == 0) {
            for (size_t r = 0; r < draws->rows; r++) {
                out[r] += draws->numbers[r * draws->columns + i];
            }
            return true;
        }
    }
    return false;
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

/** Mean and error of a place; medians where there is no mean. */
static void add_told(const metric *of, const json_value *stats, answer *out)
{
    const bool median = of->nature == NATURE_STATUS;
    const double mean = number_at(stats, median ? "p50" : mean_word(of->nature));
    const double se = median ? number_at(json_get(stats, "percentile_se"), "p50") : number_at(stats, "se");
    out->mean = out->known ? out->mean + mean : mean;
    out->se = out->known ? out->se + se : se;
    out->se_is_bound = out->known; /* the standard deviation of a sum is at most the sum of them */
    out->undefined_share = fmax(out->undefined_share, undefined_share_of(stats));
    out->known = true;
}

/** Whether a place has no headline: of separate luck alone. */
static bool is_apart(const json_value *stats)
{
    return json_get(stats, "independent") && !(number_at(stats, "n") > 0);
}

/** Takes one place into the answer. */
static void add_place(const question *asked, const stored_place *at, const stored_draws *draws, answer *out)
{
    if (!at->stats || is_apart(at->stats)) {
        return;
    }
    add_told(asked->metric, at->stats, out);
    if (out->values && !add_column(draws, at->heading, out->values)) {
        out->values = NULL;
    }
}

/** The metric of the contract itself, or of the programme. */
static stored_place own_place(const json_value *root, const char *contract, const question *asked)
{
    stored_place at = {.stats = contract ? json_get(json_get(json_get(json_get(root, "contracts"), contract), "metrics"), asked->name) : NULL};
    snprintf(at.heading, sizeof at.heading, "contract.%s.%s", contract ? contract : "", asked->name);
    if (!at.stats && (!contract || json_count(json_get(root, "contracts")) == 1)) {
        at.stats = json_get(json_get(json_get(root, "programme"), "metrics"), asked->name);
        snprintf(at.heading, sizeof at.heading, "%s", asked->name);
    }
    return at;
}

/** Adds the members of a contract at the question's level: its own number, its payers that are no council, its providers. */
static void add_members(const json_value *of_contract, const question *asked, const stored_draws *draws, answer *out)
{
    const char *level = level_words(asked->level);
    const json_value *parties = json_get(of_contract, asked->level == LEVEL_PAYER ? "payers" : "providers");
    for (const json_value *item = json_first(parties); item; item = json_next(item)) {
        stored_place at = {.stats = json_get(json_get(item, "metrics"), asked->name)};
        snprintf(at.heading, sizeof at.heading, "contract.%s.%s.%s.%s", json_key(of_contract), level, json_key(item), asked->name);
        if (asked->level != LEVEL_PAYER || !json_get(json_get(of_contract, "bodies"), json_key(item))) {
            add_place(asked, &at, draws, out);
        }
    }
}

static void add_contracts(const json_value *root, const char *contract, const question *asked, const stored_draws *draws, answer *out)
{
    for (const json_value *item = json_first(json_get(root, "contracts")); item; item = json_next(item)) {
        if (contract && strcmp(contract, json_key(item)) != 0) {
            continue;
        }
        if (asked->level == LEVEL_CONTRACT) {
            const stored_place at = own_place(root, json_key(item), asked);
            add_place(asked, &at, draws, out);
        } else {
            add_members(item, asked, draws, out);
        }
    }
}

/** The error of a sum, from the replicates. */
static void tell_error(const side *of, answer *out)
{
    const size_t histories = (size_t)of->histories;
    moments sums = {0};
    summary found = {0};
    for (size_t world = 0; world < (size_t)of->worlds; world++) {
        moments_add_world(&sums, out->values + world * histories, histories, 1);
    }
    moments_finish(&sums, &found);
    out->se = found.se;
    out->se_is_bound = false;
}

static bool answer_of(comparison *self, const side *of, const question *asked, const json_value *root, const stored_draws *draws, const char *contract,
                      answer *out)
{
    if (draws) {
        out->values = arena_take(&self->memory, draws->rows + 1, sizeof *out->values);
        if (!out->values) {
            return false;
        }
    }
    const stored_place own = own_place(root, contract, asked);
    if (asked->level == LEVEL_CONTRACT && own.stats) {
        add_place(asked, &own, draws, out);
    } else if (metric_adds_up(asked->metric)) {
        add_contracts(root, contract, asked, draws, out);
        out->known = out->known || asked->level == LEVEL_PAYER; /* nobody pays: 0 */
    }
    if (out->known && out->values && is_mean_of_replicates(asked->metric) && !(asked->level == LEVEL_CONTRACT && own.stats)) {
        tell_error(of, out);
    }
    return true;
}

bool comparison_add_stored(comparison *self, const char *name, const json_value *root, const stored_draws *draws, const char *contract)
{
    side *added = comparison_next(self, name);
    if (!added) {
        return false;
    }
    added->seed = number_at(root, "seed");
    added->worlds = number_at(root, "worlds");
    added->histories = number_at(root, "histories");
    const double replicates = added->worlds * added->histories;
    const bool fits = draws && added->histories >= 1 && added->histories <= HISTORIES_MAX && !(fabs(replicates - (double)draws->rows) > 0);
    bool fine = true;
    for (size_t q = 0; fine && q < self->question_count; q++) {
        fine = answer_of(self, added, &self->questions[q], root, fits ? draws : NULL, contract, &added->answers[q]);
    }
    return fine;
}
