#include "program/ask.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "program/interrupt.h"
#include "report/output.h"

#define LINE_BYTES 300
#define NOBODY "nobody"

void asking_free(asking *self)
{
    text_free(&self->faults);
    text_free(&self->resumed);
    for (size_t i = 0; i < ASK_QUESTIONS_MAX; i++) {
        free(self->kept[i]);
        self->kept[i] = NULL;
    }
}

bool asking_has_answers(const asking *self)
{
    bool has = false;
    for (size_t i = 0; i < ASK_QUESTIONS_MAX; i++) {
        has = has || self->kept[i];
    }
    return has;
}

bool asking_save(const asking *self)
{
    output file;
    if (!self->save_path || !asking_has_answers(self)) {
        return true;
    }
    if (!output_open(&file, self->save_path)) {
        return false;
    }
    for (size_t i = 0; i < ASK_QUESTIONS_MAX; i++) {
        if (self->kept[i]) {
            fprintf(file.file, "%s\n", self->kept[i]);
        }
    }
    return output_commit(&file);
}

/** The next line of an earlier session, or of `in`; NULL after the last. To be freed. */
static char *next_line(asking *self, size_t *length)
{
    const char *left = self->resumed.bytes ? self->resumed.bytes + self->resumed_length : "";
    char *line = NULL;
    size_t room = 0;
    if (*left && !self->live) {
        self->line++;
        *length = strcspn(left, "\n");
        self->resumed_length += *length + (left[*length] == '\n');
        return strndup(left, *length);
    }
    const ssize_t got = self->ended ? -1 : getline(&line, &room, self->in);
    self->ended = self->ended || got < 0 || (self->terminal && interrupt_came());
    if (self->ended) {
        free(line);
        return NULL;
    }
    self->line++;
    *length = (size_t)got;
    return line;
}

/** What is wrong with a line as such; NULL where nothing is. */
static const char *line_fault(const char *line, size_t length)
{
    const char *fault = length > LINE_BYTES ? "one line of at most 300 bytes" : strlen(line) != length ? "a text without the byte 0" : NULL;
    for (size_t at = 0; !fault && at < length;) {
        const size_t bytes = utf8_bytes(line + at, length - at);
        fault = bytes == 0 ? "UTF-8 text" : iscntrl((unsigned char)line[at]) && line[at] != '\t' ? "a text without control characters" : NULL;
        at += bytes;
    }
    return fault;
}

/** Reads a line without its end and outer blanks into `line`; an empty one where there are none left. What is wrong with it as such, or NULL. */
static const char *read_line(asking *self, char line[LINE_BYTES + 1])
{
    size_t length = 0;
    char *read = next_line(self, &length);
    line[0] = '\0';
    if (!read) {
        return NULL;
    }
    const char *begin = self->line == 1 && strncmp(read, "\xEF\xBB\xBF", 3) == 0 ? read + 3 : read;
    length -= (size_t)(begin - read);
    while (length > 0 && isspace((unsigned char)begin[length - 1])) {
        length--;
    }
    while (length > 0 && isspace((unsigned char)*begin)) {
        begin++;
        length--;
    }
    read[(size_t)(begin - read) + length] = '\0';
    const char *fault = line_fault(begin, length);
    snprintf(line, LINE_BYTES + 1, "%s", begin);
    free(read);
    return fault;
}

/** Shows a question and reads the answer; what is wrong with the line as such, or NULL. */
static const char *ask(asking *self, const char *question, const char *usual, char line[LINE_BYTES + 1])
{
    fprintf(self->out, "%s [%s]: ", question, usual);
    fflush(self->out);
    const size_t resumed = self->resumed_length;
    const char *fault = read_line(self, line);
    if (!self->terminal || self->resumed_length != resumed) {
        fprintf(self->out, "%s\n", line);
    }
    self->defaulted = line[0] == '\0' || strcasecmp(line, usual) == 0;
    return fault;
}

/** Keeps an answer that was taken, at once also in the file for them. */
static void keep(asking *self, const char *line)
{
    self->live = false;
    if (self->ended) {
        return;
    }
    free(self->kept[self->question]);
    self->kept[self->question] = strdup(line);
    if (self->terminal) {
        asking_save(self); /* what cannot be kept now is told when it is needed */
    }
}

/** Says what is wrong with an answer; whether it is to be asked for again. */
static bool ask_again(asking *self, const char *line, const char *right)
{
    if (self->terminal && !self->ended) {
        fprintf(self->out, "  \"%s\" is not %s.\n", line, right);
        self->live = true;
        return true;
    }
    self->wrong++;
    self->refused[self->question] = true;
    text_add(&self->faults, "line %d of the answers: \"%s\" is not %s\n", self->line, line, right);
    return false;
}

double ask_number(asking *self, const char *question, double usual, const spoken_form *form)
{
    char line[LINE_BYTES + 1], shown[48], why[SPOKEN_WHY_BYTES];
    double number = usual;
    const char *fault;
    snprintf(shown, sizeof shown, "%.10g", usual);
    do {
        fault = ask(self, question, shown, line);
        if (!fault && (self->defaulted || spoken_number(line, form, &number, why))) {
            keep(self, line);
            return self->defaulted ? usual : number;
        }
    } while (ask_again(self, line, fault ? fault : why));
    return usual;
}

date ask_date(asking *self, const char *question, date usual, date lowest, date highest)
{
    char line[LINE_BYTES + 1], shown[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE], why[SPOKEN_WHY_BYTES];
    date day = usual;
    const char *fault;
    date_write(usual, shown);
    date_write(lowest, first);
    date_write(highest, last);
    do {
        fault = ask(self, question, shown, line);
        bool fine = !fault && (self->defaulted || spoken_date(line, &day, why));
        if (fine && (day < lowest || day > highest)) {
            snprintf(why, sizeof why, "a day from %s to %s", first, last);
            fine = false;
        }
        if (fine) {
            keep(self, line);
            return day;
        }
    } while (ask_again(self, line, fault ? fault : why));
    return usual;
}

int ask_choice(asking *self, const char *question, const char *const words[], int usual)
{
    char line[LINE_BYTES + 1];
    const char *fault;
    do {
        fault = ask(self, question, words[usual], line);
        for (int i = 0; !fault && words[i]; i++) {
            if (self->defaulted ? i == usual : strcasecmp(words[i], line) == 0) {
                keep(self, line);
                return i;
            }
        }
    } while (ask_again(self, line, fault ? fault : "one of the words in the question"));
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

bool ask_means_nobody(const char *text)
{
    static const char *const words[] = { NOBODY, "no one", "no-one", "noone", "none", "no", "n/a", "-" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(words[i], text) == 0) {
            return true;
        }
    }
    return false;
}

const char *ask_text(asking *self, const char *question, const char *usual, text_check *check, const void *context)
{
    char line[LINE_BYTES + 1];
    const char *fault;
    do {
        fault = ask(self, question, usual ? usual : NOBODY, line);
        self->defaulted = self->defaulted || (!usual && !fault && ask_means_nobody(line));
        if (!fault && !self->defaulted) {
            fault = !has_letter(line) ? "a name" : check ? check(line, context) : NULL;
        } else if (!fault && usual && check) {
            fault = check(usual, context);
        }
        if (!fault) {
            keep(self, line);
            const char *kept = self->defaulted ? usual : arena_text(self->memory, line);
            return kept ? kept : usual;
        }
    } while (ask_again(self, self->defaulted ? usual : line, fault));
    return usual;
}

void ask_nothing_more(asking *self)
{
    char line[LINE_BYTES + 1];
    while (!self->terminal && !self->ended) {
        read_line(self, line);
        if (line[0]) {
            self->wrong++;
            text_add(&self->faults, "line %d of the answers: \"%s\" answers no question; those before it may be out of step\n", self->line, line);
        }
    }
}
