#include "program/command.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "draft/draft.h"
#include "load/load.h"
#include "program/ask.h"
#include "report/output.h"

typedef struct {
    const char *file;
    bool overwrite;
} new_request;

static const struct argp_option options[] = {
    {"overwrite", 'f', NULL, 0, "Write over a file that is there", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    new_request *self = state->input;
    switch (key) {
    case 'f':
        self->overwrite = true;
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
           "An empty line takes what stands in brackets. The answers may also come from a file, one a line: edgecare new my-county.json < answers.txt. Exit status: 0 "
           "written, 1 the file could not be written, 2 an answer or an option is wrong.",
};

/** 1 April of the next year: when such contracts begin. */
static date next_april(void)
{
    struct tm now;
    const time_t seconds = time(NULL);
    gmtime_r(&seconds, &now);
    return date_from_parts((date_parts){now.tm_year + 1900 + 1, 4, 1});
}

static double to_thousands(double pounds)
{
    return 1000 * floor(pounds / 1000 + 0.5);
}

static void ask_service(asking *io, draft_answers *out)
{
    out->title = ask_text(io, "What is the programme called?", "A new programme");
    out->council = ask_text(io, "Which council pays?", "County Council");
    out->starts = ask_date(io, "On which day do referrals begin?", next_april());
    out->years = ask_number(io, "For how many years are families taken on?", 4, 0.25, 15);
    out->families_per_year = ask_number(io, "How many families start in a year, once it runs in full?", 80, 1, 5000);
    out->in_care_share = ask_percent(io, "How many of 100 children are already in care, to be brought home?", 0.1);
    out->age_from = ask_number(io, "From which age are children referred?", 8, 0, 16);
    out->age_until = ask_number(io, "Up to which age?", fmax(17, out->age_from + 1), out->age_from + 0.5, 17.9);
    out->therapy = ask_choice(io, "Which therapy, fft or mst?", draft_therapies, 0);
    const double places = out->families_per_year * DRAFT_COURSE_DAYS / 365 / draft_caseload(out->therapy);
    out->therapists = floor(ask_number(io, "How many therapists are there?", ceil(places), 1, 1000) + 0.5);
    out->entry_share = ask_percent(io, "Without therapy, how many of 100 children at the edge of care enter it within a year (trials: 11 to 32)?", 0.24);
}

static void ask_contract(asking *io, draft_answers *out)
{
    static const double usual_price[] = {45, 275, 73, 20000, 8000};
    static const double usual_not_paid[] = {0.33, 0, 0.55, 0, 0};
    static const char *const what[] = {"a day out of care", "a whole week out of care", "a day saved", "a family, over all milestones", "a family started"};
    char question[200];
    out->paid_by = ask_choice(io, "What is paid for: each day out of care (day), each whole week (week), days below a baseline (saved), milestones, or a fee?",
                              draft_units, 0);
    snprintf(question, sizeof question, "How many pounds are paid for %s?", what[out->paid_by]);
    out->price_gbp = ask_number(io, question, usual_price[out->paid_by], 0, 1e6);
    out->window_months = ask_number(io, "For how many months after the start do days count?", 24, 1, 120);
    out->not_paid_share = ask_percent(io,
                                      out->paid_by == 2 ? "How many of 100 days would be in care without the programme, by the contract's baseline?"
                                                        : "How many of 100 units does the contract leave unpaid, as happening anyway (deadweight)?",
                                      usual_not_paid[out->paid_by]);
    out->limit_gbp = ask_number(io, "What is the most that is paid in all, in pounds (0: no limit)?", to_thousands(0.8 * draft_largest_payment(out)), 0, 1e10);
    out->other_payer = ask_text(io, "Who else pays, such as a central fund?", NULL);
    out->other_share = out->other_payer ? ask_percent(io, "How many of 100 pounds does it pay?", 0.2) : 0;
    const double needed = out->limit_gbp > 0 ? 0.44 * out->limit_gbp : 0.44 * draft_largest_payment(out);
    out->commitment_gbp = ask_number(io, "How much money does an investor put in until outcomes are paid, in pounds?", to_thousands(needed), 0, 1e9);
}

/** Loads what was drafted as a user's file would be: a draft that does not load is no draft. */
static bool draft_loads(const json_value *draft, const char *path)
{
    fault_list faults = {0};
    char *text = json_text(draft);
    document *doc = text ? document_read_text(path, text, strlen(text), &faults) : NULL;
    scenario *loaded = doc ? scenario_from_document(doc, &faults) : NULL;
    const bool fine = loaded != NULL;
    fault_print(&faults, stderr);
    scenario_free(loaded);
    document_free(doc);
    free(text);
    fault_list_free(&faults);
    return fine;
}

static int write_draft(const json_value *draft, const char *path)
{
    output file = {0};
    if (!output_open(&file, path)) {
        return say_errno(path);
    }
    if (!json_write(draft, file.file)) {
        const int error = errno;
        output_abandon(&file);
        errno = error;
        return say_errno(path);
    }
    return output_commit(&file) ? EXIT_FINE : say_errno(path);
}

static int ask_and_write(const new_request *self, arena *memory)
{
    asking io = {.in = stdin, .out = stderr, .terminal = isatty(STDIN_FILENO) == 1, .memory = memory};
    draft_answers answers;
    ask_service(&io, &answers);
    ask_contract(&io, &answers);
    if (io.wrong) {
        return EXIT_BAD_INPUT;
    }
    json_value *draft = draft_make(&answers);
    int code = draft && draft_loads(draft, self->file) ? EXIT_FINE : EXIT_BAD_INPUT;
    code = code == EXIT_FINE ? write_draft(draft, self->file) : code;
    json_free(draft);
    if (code == EXIT_FINE && strcmp(self->file, "-") != 0) {
        printf("%s is written. Next:\n  edgecare lint %s\n  edgecare run %s\n  edgecare explain /people/start_share %s\n", self->file, self->file, self->file, self->file);
    }
    return code;
}

static int run(int argc, char **argv)
{
    new_request self = {0};
    arena memory = {0};
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    if (!self.overwrite && strcmp(self.file, "-") != 0 && access(self.file, F_OK) == 0) {
        fprintf(stderr, "edgecare: %s is there already; give another name, or --overwrite\n", self.file);
        return EXIT_BAD_INPUT;
    }
    const int code = ask_and_write(&self, &memory);
    arena_free(&memory);
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

const command new_command = {"new", "ask a few questions and write a first scenario", &arguments, run};
