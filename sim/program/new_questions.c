#include "program/new_questions.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define YEARS_MAX 15
#define MONTHS_MAX 120
#define LIMIT_MAX 1e10
#define COMMITMENT_MAX 1e9

/* What may follow a number, by what is asked for. */
static const char *const year_words[] = {"years", "year", "yr", "yrs", NULL};
static const char *const month_words[] = {"months", "month", NULL};
static const char *const family_words[] = {"families", "a year", "per year", "families a year", "families per year", "each year", NULL};
static const char *const age_words[] = {"years", "years old", NULL};
static const char *const therapist_words[] = {"therapists", "therapist", NULL};
static const char *const hundred_words[] = {"children", "days", "units", "pounds", "of them", NULL};
static const char *const price_words[] = {"a day", "per day", "a week", "per week", "a family", "per family", "each", NULL};

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

/** In percent; gives a share. */
static double ask_of_100(asking *io, const char *question, double usual_share)
{
    const spoken_form form = {.kind = SPOKEN_OF_100, .lowest = 0, .highest = 100, .units = hundred_words};
    return ask_number(io, question, 100 * usual_share, &form) / 100;
}

static double ask_count(asking *io, const char *question, double usual, double lowest, double highest, const char *const units[])
{
    const spoken_form form = {.kind = SPOKEN_COUNT, .lowest = lowest, .highest = highest, .units = units};
    return ask_number(io, question, usual, &form);
}

static double ask_pounds(asking *io, const char *question, double usual, double highest, const char *const units[])
{
    const spoken_form form = {.kind = SPOKEN_AMOUNT, .lowest = 0, .highest = highest, .units = units};
    return ask_number(io, question, usual, &form);
}

static void ask_title(asking *io, draft_answers *out)
{
    out->title = ask_text(io, "What is the programme called?", "A new programme", NULL, NULL);
}

/** Whether words make a name for a key of the file: it must not be one that is kept for remarks. */
static const char *check_party(const char *text, const void *context)
{
    const char *other = context;
    char name[DRAFT_NAME_BYTES], there[DRAFT_NAME_BYTES];
    draft_name(text, name, sizeof name);
    if (!draft_name_is_free(name) || ask_means_nobody(text)) {
        return "a name that can stand in the file: write the party's full name";
    }
    draft_name(other ? other : "", there, sizeof there);
    return strcmp(name, there) == 0 ? "another party: that one pays already" : NULL;
}

static void ask_council(asking *io, draft_answers *out)
{
    out->council = ask_text(io, "Which council pays?", "County Council", check_party, NULL);
}

static void ask_starts(asking *io, draft_answers *out)
{
    const date first = date_from_parts((date_parts){1990, 1, 1}), last = date_from_parts((date_parts){2149, 12, 31});
    out->starts = ask_date(io, "On which day do referrals begin?", next_april(), first, last);
}

static void ask_years(asking *io, draft_answers *out)
{
    out->years = ask_count(io, "For how many years are families taken on?", 4, 0.25, YEARS_MAX, year_words);
}

static void ask_families(asking *io, draft_answers *out)
{
    out->families_per_year = ask_count(io, "How many families start in a year, once it runs in full?", 80, 1, 5000, family_words);
}

static void ask_in_care(asking *io, draft_answers *out)
{
    out->in_care_share = ask_of_100(io, "How many of 100 children are already in care, to be brought home?", 0.1);
}

static void ask_age_from(asking *io, draft_answers *out)
{
    out->age_from = ask_count(io, "From which age are children referred?", 8, 0, 16, age_words);
}

static void ask_age_until(asking *io, draft_answers *out)
{
    const double least = io->refused[io->question - 1] ? 0.5 : out->age_from + 0.5; /* an age that is not known leaves nothing to hold this one against */
    out->age_until = ask_count(io, "Up to which age?", fmax(17, out->age_from + 1), least, 17.9, age_words);
}

static void ask_therapy(asking *io, draft_answers *out)
{
    out->therapy = ask_choice(io, "Which therapy, fft or mst?", draft_therapies, out->therapy);
}

static void ask_therapists(asking *io, draft_answers *out)
{
    const double places = out->families_per_year * DRAFT_COURSE_DAYS / 365 / draft_caseload(out->therapy);
    const spoken_form form = {.kind = SPOKEN_COUNT, .lowest = 1, .highest = 1000, .whole = true, .units = therapist_words};
    out->therapists = ask_number(io, "How many therapists are there?", ceil(places), &form);
}

static void ask_entry(asking *io, draft_answers *out)
{
    const spoken_form form = {.kind = SPOKEN_OF_100, .lowest = 0.1, .highest = 99, .units = hundred_words};
    out->entry_share = ask_number(io, "Without therapy, how many of 100 children at the edge of care enter it within a year (trials: 11 to 32)?", 24, &form) / 100;
}

static void ask_paid_by(asking *io, draft_answers *out)
{
    out->paid_by = ask_choice(io, "What is paid for: each day out of care (day), each whole week (week), days below a baseline (saved), milestones, or a fee?", draft_units, 0);
}

static void ask_price(asking *io, draft_answers *out)
{
    static const double usual[] = {45, 275, 73, 20000, 8000};
    char question[200];
    snprintf(question, sizeof question, "How many pounds are paid for %s?", draft_unit_words[out->paid_by]);
    out->price_gbp = ask_pounds(io, question, usual[out->paid_by], 1e6, price_words);
}

static void ask_window(asking *io, draft_answers *out)
{
    out->window_months = ask_count(io, "For how many months after the start do days count?", 24, 1, MONTHS_MAX, month_words);
}

static void ask_not_paid(asking *io, draft_answers *out)
{
    static const double usual[] = {0.33, 0, 0.55, 0, 0};
    out->not_paid_share = ask_of_100(io, out->paid_by == DRAFT_PAID_SAVED ? "How many of 100 days would be in care without the programme, by the contract's baseline?"
                                                                          : "How many of 100 units does the contract leave unpaid, as happening anyway (deadweight)?",
                                     usual[out->paid_by]);
}

static void ask_limit(asking *io, draft_answers *out)
{
    out->limit_gbp = ask_pounds(io, "What is the most that is paid in all, in pounds (0: no limit)?", fmin(to_thousands(0.8 * draft_largest_payment(out)), LIMIT_MAX), LIMIT_MAX, NULL);
}

static void ask_other_payer(asking *io, draft_answers *out)
{
    out->other_payer = ask_text(io, "Who else pays, such as a central fund?", NULL, check_party, out->council);
}

static void ask_other_share(asking *io, draft_answers *out)
{
    const bool asked = out->other_payer || io->refused[io->question - 1]; /* a name that is wrong is one all the same: its share is the next line */
    out->other_share = asked ? ask_of_100(io, "How many of 100 pounds does it pay?", 0.2) : 0;
}

static void ask_commitment(asking *io, draft_answers *out)
{
    const double needed = out->limit_gbp > 0 ? 0.44 * out->limit_gbp : 0.44 * draft_largest_payment(out);
    out->commitment_gbp = ask_pounds(io, "How much money does an investor put in until outcomes are paid, in pounds?", fmin(to_thousands(needed), COMMITMENT_MAX), COMMITMENT_MAX, NULL);
}

#define SITE "/sites/county"
#define CONTRACT "/contracts/outcomes"

const new_question new_questions[] = {
    {ask_title, "/title"},
    {ask_council, SITE "/council"},
    {ask_starts, "/starts"},
    {ask_years, SITE "/closes"},
    {ask_families, SITE "/cohorts/edge_of_care/intake/per_year"},
    {ask_in_care, SITE "/cohorts/in_care/intake/per_year"},
    {ask_age_from, "/people/age_years/min"},
    {ask_age_until, "/people/age_years/max"},
    {ask_therapy, SITE "/therapy"},
    {ask_therapists, SITE "/therapists"},
    {ask_entry, "/transitions/entry/share_by"},
    {ask_paid_by, CONTRACT "/terms"},
    {ask_price, CONTRACT "/terms/*/price_gbp"},
    {ask_window, CONTRACT "/terms/*/window"},
    {ask_not_paid, CONTRACT "/terms/*/deadweight"},
    {ask_limit, CONTRACT "/limit_gbp"},
    {ask_other_payer, CONTRACT "/payers"},
    {ask_other_share, CONTRACT "/payers/*/share"},
    {ask_commitment, CONTRACT "/capital/commitment_gbp"},
};

const size_t new_question_count = sizeof new_questions / sizeof new_questions[0];

/** How much of a pointer a pattern covers: the length of the pattern where the pointer is what it names or lies below; 0 where it does not. */
static size_t covered(const char *pattern, const char *pointer)
{
    const size_t length = strlen(pattern);
    for (; *pattern; pattern++) {
        if (*pattern == '*') {
            pointer += strcspn(pointer, "/");
        } else if (*pattern != *pointer++) {
            return 0;
        }
    }
    return *pointer == '\0' || *pointer == '/' ? length : 0;
}

int new_question_of(const char *pointer)
{
    int found = -1;
    size_t most = 0;
    for (size_t i = 0; i < new_question_count; i++) {
        const size_t length = covered(new_questions[i].pointer, pointer);
        if (length > most) {
            most = length;
            found = (int)i;
        }
    }
    return found;
}
