#include <errno.h>
#include <math.h>

#include "compare/output.h"
#include "compare/ranking.h"
#include "report/luck.h"
#include "report/member.h"
#include "report/statistics.h"

static void one_rank(members *made, json_value *into, const comparison *self, const ranking *of, size_t rank)
{
    const side *one = &self->sides[of->order[rank]];
    const answer *answered = &one->answers[of->asked - self->questions];
    json_value *item = member_object(made, into, NULL);
    member_text(made, item, "name", one->name);
    member_number(made, item, nature_has_mean(of->asked->metric->nature) ? mean_word(of->asked->metric->nature) : "median", answered->mean);
    member_number(made, item, "se", answered->se);
    member_number(made, item, "difference", of->difference[rank]);
    member_number(made, item, "difference_se", of->difference_se[rank]);
    member_boolean(made, item, "paired", of->paired[rank]);
    member_number(made, item, "best", of->best[rank]);
    json_value *better = member_object(made, item, "better_than");
    for (size_t other = 0; other < of->count; other++) {
        if (other != rank) {
            member_number(made, better, self->sides[of->order[other]].name, of->better[rank][other]);
        }
    }
}

static void rankings(members *made, json_value *root, const comparison *self)
{
    json_value *all = member_array(made, root, "rankings");
    for (size_t q = 0; q < self->question_count; q++) {
        const ranking of = ranking_of(self, q);
        if (!ranking_is_told(self, &of)) {
            continue;
        }
        json_value *one = member_object(made, all, NULL);
        member_text(made, one, "party", of.asked->party);
        member_text(made, one, "metric", of.asked->name);
        member_text(made, one, "unit", of.asked->metric->unit);
        member_text(made, one, "better", of.asked->lower_is_better ? "less" : "more");
        json_value *ranks = member_array(made, one, "ranking");
        for (size_t rank = 0; rank < of.count; rank++) {
            one_rank(made, ranks, self, &of, rank);
        }
    }
}

static void risks(members *made, json_value *root, const comparison *self)
{
    json_value *all = member_array(made, root, "risks");
    for (size_t q = 0; q < self->question_count; q++) {
        if (!self->questions[q].is_risk) {
            continue;
        }
        json_value *one = member_object(made, all, NULL);
        member_text(made, one, "metric", self->questions[q].name);
        member_text(made, one, "title", self->questions[q].metric->title);
        json_value *sides = member_object(made, one, "sides");
        for (size_t i = 0; i < self->side_count; i++) {
            const answer *said = &self->sides[i].answers[q];
            json_value *of_side = member_object(made, sides, self->sides[i].name);
            member_number(made, of_side, "probability", said->known ? said->mean : (double)NAN);
            member_number(made, of_side, "se", said->known ? said->se : (double)NAN);
        }
    }
}

static void inputs_of(members *made, json_value *root, const comparison *self, const difference_list *inputs)
{
    if (!inputs) {
        made->failed |= json_add_null(root, "inputs") == NULL;
        return;
    }
    json_value *all = member_array(made, root, "inputs");
    for (size_t d = 0; d < inputs->count; d++) {
        json_value *one = member_object(made, all, NULL);
        member_text(made, one, "pointer", inputs->items[d].pointer);
        json_value *values = member_object(made, one, "values");
        for (size_t i = 0; i < self->side_count; i++) {
            const json_value *given = inputs->items[d].values[i];
            json_value *copy = given ? json_copy(given) : NULL;
            made->failed |= given && !copy;
            made->failed |= (copy ? json_add_value(values, self->sides[i].name, copy) : json_add_null(values, self->sides[i].name)) == NULL;
        }
    }
}

static json_value *comparison_json(const comparison *self, const difference_list *inputs, const char *version)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "edgecare", version);
    member_text(&made, root, "schema", "edgecare-comparison/1");
    member_text(&made, root, "luck", LUCK_WORDS);
    rankings(&made, root, self);
    risks(&made, root, self);
    inputs_of(&made, root, self, inputs);
    if (made.failed) {
        json_free(root);
        return NULL;
    }
    return root;
}

bool comparison_write_json(const comparison *self, const difference_list *inputs, const char *version, FILE *out)
{
    json_value *root = comparison_json(self, inputs, version);
    if (!root) {
        errno = ENOMEM;
        return false;
    }
    const bool written = json_write(root, out);
    json_free(root);
    return written;
}
