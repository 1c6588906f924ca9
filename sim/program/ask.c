#include "program/ask.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES 400

/** Reads a line without its end and outer blanks; an empty one where there are none left. */
static void read_line(asking *self, char line[LINE_BYTES])
{
    line[0] = '\0';
    if (self->ended || !fgets(line, LINE_BYTES, self->in)) {
        self->ended = true;
        line[0] = '\0';
        return;
    }
    self->line++;
    const char *begin = line;
    while (isspace((unsigned char)*begin)) {
        begin++;
    }
    size_t length = strlen(begin);
    while (length > 0 && isspace((unsigned char)begin[length - 1])) {
        length--;
    }
    memmove(line, begin, length);
    line[length] = '\0';
}

/** Shows a question and reads the answer. */
static void ask(asking *self, const char *question, const char *usual, char line[LINE_BYTES])
{
    fprintf(self->out, "%s [%s]: ", question, usual);
    fflush(self->out);
    read_line(self, line);
    if (!self->terminal) {
        fprintf(self->out, "%s\n", line);
    }
}

/** Says what is wrong with an answer; whether it is to be asked for again. */
static bool ask_again(asking *self, const char *line, const char *right)
{
    if (self->terminal && !self->ended) {
        fprintf(self->out, "  \"%s\" is not %s.\n", line, right);
        return true;
    }
    if (!self->wrong) {
        fprintf(self->out, "line %d of the answers: \"%s\" is not %s\n", self->line, line, right);
    }
    self->wrong = true;
    return false;
}

/** Reads a number as people write it: 1,250,000 or GBP signs are fine. */
static bool read_pounds(const char *line, double *number)
{
    char digits[LINE_BYTES];
    size_t count = 0;
    for (const char *at = line; *at; at++) {
        if (*at != ',' && (unsigned char)*at != 0xC2u && (unsigned char)*at != 0xA3u && *at != '%') {
            digits[count++] = *at;
        }
    }
    digits[count] = '\0';
    char *end;
    *number = strtod(digits, &end);
    return count > 0 && *end == '\0' && isfinite(*number);
}

double ask_number(asking *self, const char *question, double usual, double lowest, double highest)
{
    char line[LINE_BYTES], text[64], right[120];
    double number;
    snprintf(text, sizeof text, "%.10g", usual);
    snprintf(right, sizeof right, "a number from %.10g to %.10g", lowest, highest);
    do {
        ask(self, question, text, line);
        if (line[0] == '\0') {
            return usual;
        }
        if (read_pounds(line, &number) && number >= lowest && number <= highest) {
            return number;
        }
    } while (ask_again(self, line, right));
    return usual;
}

double ask_percent(asking *self, const char *question, double usual_share)
{
    return ask_number(self, question, 100 * usual_share, 0, 100) / 100;
}

date ask_date(asking *self, const char *question, date usual)
{
    char line[LINE_BYTES], text[DATE_TEXT_SIZE];
    date day;
    date_write(usual, text);
    do {
        ask(self, question, text, line);
        if (line[0] == '\0') {
            return usual;
        }
        if (date_read(line, &day)) {
            return day;
        }
    } while (ask_again(self, line, "a date such as 2027-04-01"));
    return usual;
}

int ask_choice(asking *self, const char *question, const char *const words[], int usual)
{
    char line[LINE_BYTES];
    do {
        ask(self, question, words[usual], line);
        if (line[0] == '\0') {
            return usual;
        }
        for (int i = 0; words[i]; i++) {
            if (strcasecmp(words[i], line) == 0) {
                return i;
            }
        }
    } while (ask_again(self, line, "one of the words in the question"));
    return usual;
}

static bool has_letter(const char *text)
{
    for (; *text; text++) {
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80) {
            return true;
        }
    }
    return false;
}

const char *ask_text(asking *self, const char *question, const char *usual)
{
    char line[LINE_BYTES];
    do {
        ask(self, question, usual ? usual : "nobody", line);
        if (line[0] == '\0') {
            return usual;
        }
        if (has_letter(line)) {
            const char *kept = arena_text(self->memory, line);
            return kept ? kept : usual;
        }
    } while (ask_again(self, line, "a name"));
    return usual;
}
