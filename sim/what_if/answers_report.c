#include "what_if/answers_report.h"

#include <math.h>

#include "report/cells.h"
#include "report/csv.h"
#include "report/member.h"
#include "report/tables.h"

#define TITLE_WIDTH 46
#define NUMBER_WIDTH 13

/** To the last digit that is worth something where `size` is its error. */
static double rounded(double number, double size)
{
    const double step = size > 0 ? pow(10, floor(log10(size))) : 1;
    return step > 1 ? round(number / step) * step : number;
}

static void amount(FILE *out, double number)
{
    char text[48];
    plain_number(text, "GBP", number);
    cell_text(out, text, NUMBER_WIDTH, true);
}

static void line(const char *title, const estimate of[], bool errors, FILE *out)
{
    char text[TITLE_WIDTH + 4];
    snprintf(text, sizeof text, "%s", title);
    cell_text(out, text, TITLE_WIDTH, false);
    for (size_t p = 0; p < PARTIES; p++) {
        amount(out, errors ? rounded(of[p].se, of[p].se / 10) : rounded(of[p].mean, of[p].se));
    }
    fputc('\n', out);
}

static void write_subject(const what_if_answers *self, size_t subject, FILE *out)
{
    if (self->subjects > 1) {
        fprintf(out, "\n%s\n", what_ifs_subject(self, subject));
    }
    cell_text(out, "Net gain, what-if less as it stands", TITLE_WIDTH, false);
    for (size_t p = 0; p < PARTIES; p++) {
        cell_text(out, parties[p].heading, NUMBER_WIDTH, true);
    }
    fputc('\n', out);
    line("as it stands", self->as_it_stands + subject * PARTIES, false, out);
    for (size_t i = 0; i < self->count && self->items[i].differences; i++) {
        const estimate *of = self->items[i].differences + subject * PARTIES;
        line(self->items[i].title, of, false, out);
        line("  standard error", of, true, out);
    }
}

void what_ifs_write(const what_if_answers *self, FILE *out)
{
    fprintf(out, "%s: what if\n", self->base->title);
    fputs("Differences of means over the same futures, most harm to the councils first; a minus is a loss. What\n"
          "councils and providers gain is nominal; value to government and to investors is net present value.\n\n",
          out);
    for (size_t s = 0; s < self->subjects; s++) {
        write_subject(self, s, out);
    }
    for (size_t i = 0; i < self->count; i++) {
        if (!self->items[i].differences) {
            fprintf(out, "Does not apply: %s:\n  %s\n", self->items[i].title, self->items[i].why);
        }
    }
}

static void parties_json(members *made, json_value *into, const char *key, const estimate of[])
{
    json_value *all = member_object(made, into, key);
    for (size_t p = 0; p < PARTIES; p++) {
        json_value *one = member_object(made, all, parties[p].name);
        member_text(made, one, "metric", parties[p].metric);
        member_number(made, one, "mean", of[p].mean);
        member_number(made, one, "se", of[p].se);
    }
}

static void subjects_json(members *made, const what_if_answers *self, json_value *into, const char *key, const estimate of[])
{
    json_value *all = member_object(made, into, key);
    for (size_t s = 0; s < self->subjects; s++) {
        parties_json(made, all, what_ifs_subject(self, s), of + s * PARTIES);
    }
}

bool what_ifs_json_write(const what_if_answers *self, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-what-if/1");
    member_text(&made, root, "scenario", self->base->name);
    member_text(&made, root, "hash", self->base->hash_text);
    member_number(&made, root, "seed", (double)self->base->run.seed);
    member_number(&made, root, "worlds", (double)self->base->run.worlds);
    member_number(&made, root, "histories", (double)self->base->run.histories);
    subjects_json(&made, self, root, "as_it_stands", self->as_it_stands);
    json_value *all = member_object(&made, root, "what_if");
    for (size_t i = 0; i < self->count; i++) {
        const what_if_answer *answer = &self->items[i];
        json_value *one = member_object(&made, all, answer->name);
        member_text(&made, one, "title", answer->title);
        if (answer->differences) {
            subjects_json(&made, self, one, "difference", answer->differences);
        } else {
            member_text(&made, one, "does_not_apply", answer->why);
        }
    }
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}

static void csv_lines(const what_if_answers *self, const char *name, const char *title, const estimate of[], FILE *out)
{
    for (size_t i = 0; i < self->subjects * PARTIES; i++) {
        csv_text(out, what_ifs_subject(self, i / PARTIES), false);
        csv_text(out, name, false);
        csv_text(out, title, false);
        csv_text(out, parties[i % PARTIES].name, false);
        csv_text(out, parties[i % PARTIES].metric, false);
        csv_number(out, of[i].mean, false);
        csv_number(out, of[i].se, true);
    }
}

void what_ifs_csv_write(const what_if_answers *self, FILE *out)
{
    fputs("subject,what_if,title,party,metric,mean_gbp,standard_error_gbp\n", out);
    csv_lines(self, "as_it_stands", "as it stands", self->as_it_stands, out);
    for (size_t i = 0; i < self->count; i++) {
        if (self->items[i].differences) {
            csv_lines(self, self->items[i].name, self->items[i].title, self->items[i].differences, out);
        }
    }
}
