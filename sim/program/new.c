#include "program/command.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/explain.h"
#include "load/load.h"
#include "program/ask.h"
#include "program/findings.h"
#include "program/interrupt.h"
#include "program/invocation.h"
#include "program/new_meaning.h"
#include "program/new_questions.h"
#include "program/outputs.h"

#define SETTINGS_MAX (ASK_QUESTIONS_MAX - 24)

/* Map: what is asked for; one interview; the draft and what lint says of it; writing; what to do next. */

typedef struct {
    const char *file;
    bool overwrite, resume;
} new_request;

static const struct argp_option options[] = {
    {"overwrite", 'f', NULL, 0, "Write over a file, and over kept answers, that are there", 1},
    {"resume", 'r', NULL, 0, "Go on with the answers of a session that was broken off: they are kept in FILE.answers", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    new_request *self = state->input;
    switch (key) {
    case 'f':
        self->overwrite = true;
        return 0;
    case 'r':
        self->resume = true;
        return 0;
    case ARGP_KEY_ARG:
        if (self->file) {
            argp_error(state, "one scenario at a time: \"%s\" is the second", text);
        }
        self->file = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which file should be written? Give a name, such as my-county.json");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "FILE",
    .doc = "Asks a few questions in plain words and writes a first scenario, with a note beside each number.\v"
           "An empty line takes what stands in brackets. Numbers and days are typed as people write them: 3,500,000 or £3.5m, 33 %, 1 April 2027; what could be meant in two ways is "
           "asked again. The answers may also come from a file, one a line: edgecare new my-county.json < answers.txt. Exit status: 0 written, 1 the file could not be written, or "
           "the asking was broken off, 2 an answer or an option is wrong.",
};

/** A number of the draft that no question decides, as it was answered. */
typedef struct {
    char pointer[256];
    double number;
} asked_setting;

/** One session. */
typedef struct {
    const new_request *request;
    asking io;
    draft_answers answers;
    bool defaulted[ASK_QUESTIONS_MAX]; /* questions answered by their default */
    bool asked_again[ASK_QUESTIONS_MAX];
    asked_setting settings[SETTINGS_MAX];
    size_t setting_count;
    json_value *draft; /* owned */
    document *doc;     /* owned; of the draft */
    scenario *loaded;  /* owned; NULL: the draft has faults */
    outputs files;
} session;

static void ask_question(session *self, size_t question)
{
    self->io.question = question;
    new_questions[question].ask(&self->io, &self->answers);
    self->defaulted[question] = self->io.defaulted;
}

static void forget_draft(session *self)
{
    scenario_free(self->loaded);
    document_free(self->doc);
    json_free(self->draft);
    self->loaded = NULL;
    self->doc = NULL;
    self->draft = NULL;
}

/** Puts a number where a pointer leads in the draft, which holds a number there, perhaps under "value". */
static void set_number(json_value *root, const char *pointer, double number)
{
    json_value *object = root;
    char key[128] = "";
    while (object && *pointer == '/') {
        const size_t length = strcspn(++pointer, "/");
        snprintf(key, sizeof key, "%.*s", (int)length, pointer);
        pointer += length;
        json_value *inner = json_find(object, key);
        if (*pointer == '\0' && json_type_of(inner) == JSON_NUMBER) {
            json_remove(object, key);
            json_add_number(object, key, number);
        } else if (*pointer == '\0' && json_type_of(json_get(inner, "value")) == JSON_NUMBER) {
            json_remove(inner, "value");
            json_add_number(inner, "value", number);
        }
        object = inner;
    }
}

/** The text of the file that will be written; NULL when memory ran out. */
static char *text_of(const json_value *draft, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    const bool written = out && json_write(draft, out);
    const bool closed = out && fclose(out) == 0;
    if (!written || !closed) {
        free(text);
        return NULL;
    }
    return text;
}

/** Makes the draft and loads it as a user's file would be. What lint says of it goes to `faults`; false where it has errors. */
static bool make_draft(session *self, fault_list *faults)
{
    forget_draft(self);
    self->draft = draft_make(&self->answers);
    for (size_t i = 0; self->draft && i < self->setting_count; i++) {
        set_number(self->draft, self->settings[i].pointer, self->settings[i].number);
    }
    size_t size = 0;
    char *text = self->draft ? text_of(self->draft, &size) : NULL;
    self->doc = text ? document_read_text(self->request->file, text, size, faults) : NULL;
    self->loaded = self->doc ? scenario_from_document(self->doc, faults) : NULL;
    faults->out_of_memory |= !text;
    free(text);
    if (self->loaded) {
        findings_add(self->loaded, self->doc, faults);
    }
    fault_sort(faults);
    return self->loaded && fault_errors(faults) == 0;
}

/** Asks for a number of the template that lint warns of; false where it is none, or was asked for. */
static bool ask_setting(session *self, const char *pointer)
{
    const json_value *value = json_at(document_value(self->doc), pointer);
    const json_value *bare = json_get(value, "value") ? json_get(value, "value") : value;
    const void *field;
    fault_list none = {0};
    const setting *row = explain_row(pointer, self->loaded, &field, &none);
    fault_list_free(&none);
    for (size_t i = 0; i < self->setting_count; i++) {
        row = strcmp(self->settings[i].pointer, pointer) == 0 ? NULL : row;
    }
    if (!row || json_type_of(bare) != JSON_NUMBER || self->setting_count == SETTINGS_MAX || strlen(pointer) >= sizeof self->settings[0].pointer) {
        return false;
    }
    char question[400];
    snprintf(question, sizeof question, "%s%s%s%s", row->doc, row->unit ? " (" : "", row->unit ? row->unit : "", row->unit ? ")" : "");
    const bool bounded = row->minimum != 0 || row->maximum != 0;
    const spoken_form form = {.kind = SPOKEN_COUNT, .lowest = bounded ? row->minimum : -1e15, .highest = bounded ? row->maximum : 1e15};
    asked_setting *out = &self->settings[self->setting_count];
    self->io.question = new_question_count + self->setting_count++;
    snprintf(out->pointer, sizeof out->pointer, "%s", pointer);
    out->number = ask_number(&self->io, question, json_number(bare), &form);
    return true;
}

/** Asks again what was answered by a default that lint warns of, each once. Whether anything was asked. */
static bool ask_warned(session *self, const fault_list *faults)
{
    bool asked = false;
    for (size_t i = 0; i < faults->count && !self->io.ended; i++) {
        const char *pointer = faults->items[i].pointer ? faults->items[i].pointer : "";
        const int question = new_question_of(pointer);
        const bool is_setting = question < 0 && pointer[0];
        if (!is_setting && (question < 0 || !self->defaulted[question] || self->asked_again[question])) {
            continue;
        }
        fprintf(self->io.out, "\nOf what stands in the file by default lint says: %s.\n", faults->items[i].text);
        if (is_setting) {
            asked = ask_setting(self, pointer) || asked;
        } else {
            self->asked_again[question] = true;
            ask_question(self, (size_t)question);
            asked = true;
        }
    }
    return asked;
}

/** Makes the draft; at a terminal what lint warns of is asked again first. False, told, where the draft does not load. */
static bool settle_draft(session *self)
{
    for (;;) {
        fault_list faults = {0};
        const bool fine = make_draft(self, &faults);
        const bool again = fine && self->io.terminal && !self->io.ended && ask_warned(self, &faults);
        if (!again) {
            fault_print(&faults, stderr);
        }
        fault_list_free(&faults);
        if (!again) {
            return fine;
        }
    }
}

/** Says where the answers are and how to go on with them. */
static void say_kept(const session *self, const char *why)
{
    fprintf(stderr, "edgecare: %s", why);
    if (self->io.save_path && asking_has_answers(&self->io)) {
        if (asking_save(&self->io)) {
            fprintf(stderr, "; the answers so far are kept in %s. To go on with them:\n  ", self->io.save_path);
            invocation_write(stderr, self->request->overwrite ? "new --overwrite --resume" : "new --resume", self->request->file);
            fputc('\n', stderr);
        } else {
            fprintf(stderr, "; the answers so far cannot be kept in %s: %s\n", self->io.save_path, strerror(errno));
        }
    } else {
        fputc('\n', stderr);
    }
}

/** Asks everything; an exit code. */
static int ask_all(session *self)
{
    asking *io = &self->io;
    for (size_t i = 0; i < new_question_count && !(io->terminal && io->ended); i++) {
        ask_question(self, i);
    }
    ask_nothing_more(io);
    if (interrupt_came() || (io->terminal && io->ended)) {
        fputc('\n', io->out);
        say_kept(self, "broken off; nothing was written");
        return EXIT_FAILED;
    }
    if (io->wrong > 0) {
        fputs(io->faults.bytes ? io->faults.bytes : "", stderr);
        fprintf(stderr, "edgecare: %zu %s wrong; nothing was written\n", io->wrong, io->wrong == 1 ? "answer is" : "answers are");
        return EXIT_BAD_INPUT;
    }
    return EXIT_FINE;
}

static int write_draft(session *self)
{
    FILE *out = outputs_file(&self->files, "FILE", NULL);
    if (!json_write(self->draft, out)) {
        return outputs_say_failed(&self->files, "FILE");
    }
    return outputs_commit(&self->files);
}

/** Tells the commands that come next. */
static void say_next(const char *file)
{
    static const char *const commands[] = {"lint", "run", "explain /people/start_share"};
    printf("%s is written. Next:\n", file);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        fputs("  ", stdout);
        invocation_write(stdout, commands[i], file);
        fputc('\n', stdout);
    }
}

static int ask_and_write(session *self)
{
    int code = ask_all(self);
    if (code != EXIT_FINE) {
        return code;
    }
    if (!settle_draft(self)) {
        say_kept(self, "the answers make no scenario that loads");
        return EXIT_BAD_INPUT;
    }
    if (interrupt_came()) {
        say_kept(self, "broken off; nothing was written");
        return EXIT_FAILED;
    }
    new_meaning_write(&self->answers, self->loaded, self->io.out);
    code = write_draft(self);
    if (code != EXIT_FINE) {
        say_kept(self, "nothing was written");
        return code;
    }
    if (self->io.save_path) {
        unlink(self->io.save_path);
    }
    if (strcmp(self->request->file, STANDARD_OUTPUT) != 0) {
        say_next(self->request->file);
    }
    return EXIT_FINE;
}

/** Reads the answers of an earlier session; false, told, where there are none. */
static bool read_kept(session *self, const char *path)
{
    char chunk[4096];
    FILE *in = fopen(path, "r");
    if (!in) {
        fprintf(stderr, "edgecare: --resume: there are no answers in %s: %s\n", path, strerror(errno));
        return false;
    }
    for (size_t got = fread(chunk, 1, sizeof chunk, in); got > 0; got = fread(chunk, 1, sizeof chunk, in)) {
        text_add_bytes(&self->io.resumed, chunk, got);
    }
    fclose(in);
    return true;
}

/** Says what stands in the way: a file, or answers, that are there. */
static bool nothing_in_the_way(const session *self, const char *kept)
{
    const new_request *request = self->request;
    if (!request->overwrite && strcmp(request->file, STANDARD_OUTPUT) != 0 && access(request->file, F_OK) == 0) {
        fprintf(stderr, "edgecare: %s is there already; give another name, or --overwrite\n", request->file);
        return false;
    }
    if (!request->overwrite && !request->resume && self->io.terminal && kept && access(kept, F_OK) == 0) {
        fprintf(stderr, "edgecare: %s holds answers of a session that was broken off; go on with them (--resume), or begin anew (--overwrite)\n", kept);
        return false;
    }
    return true;
}

static int interview(session *self, const char *kept)
{
    self->io.save_path = self->io.terminal ? kept : NULL;
    if (!nothing_in_the_way(self, kept) || (self->request->resume && !read_kept(self, kept ? kept : "-.answers"))) {
        return EXIT_BAD_INPUT;
    }
    outputs_add(&self->files, "FILE", self->request->file);
    const int code = outputs_open(&self->files, NULL);
    return code == EXIT_FINE ? ask_and_write(self) : code;
}

static int run(int argc, char **argv)
{
    new_request request = {0};
    arena memory = {0};
    char *kept = NULL;
    command_parse(&arguments, argc, argv, &request);
    session self = {.request = &request, .io = {.in = stdin, .out = stderr, .terminal = isatty(STDIN_FILENO) == 1, .memory = &memory}};
    if (strcmp(request.file, STANDARD_OUTPUT) != 0 && asprintf(&kept, "%s.answers", request.file) < 0) {
        kept = NULL;
    }
    const int code = interview(&self, kept);
    outputs_free(&self.files);
    forget_draft(&self);
    asking_free(&self.io);
    arena_free(&memory);
    free(kept);
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

const command new_command = {"new", "ask a few questions and write a first scenario", &arguments, run};
