#include "solve/goal.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Reading a goal: a few words in a fixed order, so each step takes one and says where it is missing. */

typedef struct {
    const char *text;
    const char *at;
    fault_list *faults;
    bool failed;
} goal_reader;

static const char *const compares[] = {[COMPARE_AT_LEAST] = ">=", [COMPARE_ABOVE] = ">", [COMPARE_AT_MOST] = "<=", [COMPARE_BELOW] = "<"};

static void missing(goal_reader *self, const char *what)
{
    if (!self->failed) {
        const fault_place place = {.file = "goal", .line = 1, .column = (int)(self->at - self->text) + 1};
        if (*self->at) {
            fault_add(self->faults, FAULT_ERROR, place, "%s is missing before \"%s\"", what, self->at);
        } else {
            fault_add(self->faults, FAULT_ERROR, place, "%s is missing at the end", what);
        }
    }
    self->failed = true;
}

static void skip_blanks(goal_reader *self)
{
    while (isspace((unsigned char)*self->at)) {
        self->at++;
    }
}

static void take_mark(goal_reader *self, char mark)
{
    const char words[] = {'"', mark, '"', '\0'};
    skip_blanks(self);
    if (self->failed || *self->at != mark) {
        missing(self, words);
        return;
    }
    self->at++;
}

static goal_compare take_compare(goal_reader *self)
{
    static const goal_compare longest_first[] = {COMPARE_AT_LEAST, COMPARE_AT_MOST, COMPARE_ABOVE, COMPARE_BELOW};
    skip_blanks(self);
    for (size_t i = 0; !self->failed && i < sizeof longest_first / sizeof longest_first[0]; i++) {
        const char *words = compares[longest_first[i]];
        if (strncmp(self->at, words, strlen(words)) == 0) {
            self->at += strlen(words);
            return longest_first[i];
        }
    }
    missing(self, "a comparison (>=, <=, > or <)");
    return COMPARE_AT_LEAST;
}

/** A number, or one of 100 with a percent sign. */
static double take_number(goal_reader *self)
{
    const char *end;
    double number = 0;
    skip_blanks(self);
    if (self->failed || !text_number(self->at, &end, &number)) {
        missing(self, *self->at ? "a number written plainly, such as 1000000, 57.42 or 60%," : "a number");
        return 0;
    }
    self->at = end;
    const char *sign = end + strspn(end, " ");
    if (*sign == '%') {
        self->at = sign + 1;
        return number / 100;
    }
    return number;
}

/** Takes the metric's name: everything up to one of `ends`, without the blanks around it. */
static void take_metric(goal_reader *self, const char *ends, goal *out)
{
    skip_blanks(self);
    size_t length = self->failed ? 0 : strcspn(self->at, ends);
    const char *after = self->at + length;
    while (length > 0 && isspace((unsigned char)self->at[length - 1])) {
        length--;
    }
    if (length == 0 || length >= sizeof out->metric) {
        missing(self, length == 0 ? "the name of a metric" : "a shorter name of a metric");
        return;
    }
    memcpy(out->metric, self->at, length);
    out->metric[length] = '\0';
    out->metric_at = (size_t)(self->at - self->text);
    self->at = after;
}

/** The measure's word: mean, P, or p and a number of two digits at most. */
static void take_measure(goal_reader *self, goal *out)
{
    skip_blanks(self);
    const size_t length = strspn(self->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    char *end;
    const long percent = *self->at == 'p' ? strtol(self->at + 1, &end, 10) : 0;
    if (length == 4 && strncmp(self->at, "mean", 4) == 0) {
        out->measure = GOAL_MEAN;
    } else if (length == 1 && *self->at == 'P') {
        out->measure = GOAL_PROBABILITY;
    } else if (percent >= 1 && percent <= 99 && end == self->at + length) {
        out->measure = GOAL_QUANTILE;
        out->level = (double)percent / 100;
    } else {
        missing(self, "mean, P or a percentile (p1 .. p99)");
        return;
    }
    self->at += length;
}

static void take_goal(goal_reader *self, goal *out)
{
    take_measure(self, out);
    take_mark(self, '(');
    if (out->measure == GOAL_PROBABILITY) {
        take_metric(self, "<>)", out);
        out->passes = take_compare(self);
        out->threshold = take_number(self);
    } else {
        take_metric(self, ")", out);
    }
    take_mark(self, ')');
    out->compare = take_compare(self);
    const char *bound_at = self->at;
    out->bound = take_number(self);
    skip_blanks(self);
    if (!self->failed && *self->at) {
        missing(self, "the end of the goal");
    }
    if (!self->failed && out->measure == GOAL_PROBABILITY && !(out->bound >= 0 && out->bound <= 1)) {
        self->at = bound_at;
        skip_blanks(self);
        missing(self, "a probability of 0 .. 1, or of 0% .. 100%,");
    }
}

bool goal_parse(const char *text, goal *out, fault_list *faults)
{
    goal_reader reader = {.text = text, .at = text, .faults = faults};
    *out = (goal){.text = text};
    take_goal(&reader, out);
    return !reader.failed;
}

bool goal_holds(const goal *self, double estimate)
{
    switch (self->compare) {
    case COMPARE_ABOVE:
        return estimate > self->bound;
    case COMPARE_AT_LEAST:
        return estimate >= self->bound;
    case COMPARE_BELOW:
        return estimate < self->bound;
    case COMPARE_AT_MOST:
        return estimate <= self->bound;
    }
    return false;
}

double goal_margin(const goal *self, double estimate)
{
    return self->compare == COMPARE_ABOVE || self->compare == COMPARE_AT_LEAST ? estimate - self->bound : self->bound - estimate;
}

bool goal_depends_on_luck(const goal *self)
{
    return metric_is_difference(self->row) && (self->measure != GOAL_MEAN || self->row->nature == NATURE_FLAG);
}

const char *goal_unit(const goal *self)
{
    return self->measure == GOAL_PROBABILITY ? "share" : self->row->unit;
}
