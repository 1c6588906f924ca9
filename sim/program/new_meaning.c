#include "program/new_meaning.h"

#include <math.h>
#include <string.h>

#include "base/stopwatch.h"
#include "draft/spoken.h"
#include "program/interrupt.h"
#include "report/futures.h"
#include "run/run.h"

#define WORLDS 60
#define SECONDS_MAX 20

/** "four", "2.5". */
static const char *number_word(double number, char text[48])
{
    static const char *const words[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    if (number == floor(number) && number >= 0 && number <= 12) {
        return words[(int)number];
    }
    spoken_plain(number, text);
    return text;
}

static double mean_of(const result *from, const char *name, const char *contract)
{
    const size_t index = columns_find_named(&from->columns, name, NULL, contract);
    return index == COLUMN_NONE ? (double)NAN : result_told(from, index).mean;
}

static void day_words(date day, char text[40])
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
    const date_parts parts = date_to_parts(day);
    snprintf(text, 40, "%d %s %d", parts.day, months[parts.month - 1], parts.year);
}

static void round_words(double number, char text[48])
{
    spoken_plain(floor(number + 0.5), text);
}

/** "about 174 start, because ...". */
static void starts_line(const draft_answers *answers, const result *from, FILE *out)
{
    char a[48], b[48], c[48];
    const double planned = answers->families_per_year * answers->years, referrals_planned = planned / DRAFT_STARTS_PER_REFERRAL;
    const double starts = mean_of(from, "starts", NULL), referrals = mean_of(from, "referrals", NULL), waiting = mean_of(from, "entered_care_while_waiting", NULL);
    const double use = mean_of(from, "therapist_use", NULL);
    spoken_plain(answers->families_per_year, a);
    round_words(planned, b);
    round_words(starts, c);
    fprintf(out, "  %s a year planned, %s in all; about %s %s in %s %s", a, b, c, floor(starts + 0.5) == 1 ? "start" : "starts", number_word(answers->years, a),
            answers->years == 1 ? "year" : "years");
    if (starts > 0.97 * planned) {
        fputs(".\n", out);
        return;
    }
    const char *gap = ", because";
    if (referrals < 0.97 * referrals_planned) {
        round_words(referrals, a);
        round_words(referrals_planned, b);
        fprintf(out, "%s %s families are referred where the plan takes %s (such programmes bring about two thirds of plan in their first year and nine tenths later)", gap, a, b);
        gap = ", and";
    }
    if (starts < 0.97 * DRAFT_STARTS_PER_REFERRAL * referrals) {
        round_words(100 * starts / referrals, a);
        round_words(waiting, b);
        fprintf(out, "%s %s of 100 referred start where %.0f are planned (in %s a child enters care while the family waits", gap, a, 100 * DRAFT_STARTS_PER_REFERRAL, b);
        round_words(100 * use, c);
        fprintf(out, "; the therapists' places are in use for %s of 100 days)", c);
    }
    fputs(".\n", out);
}

/** What one family brings at most, and all. */
static void payment_line(const draft_answers *answers, const result *from, FILE *out)
{
    char price[48], most[48], paid[48], limit[48], futures[FUTURES_TEXT_SIZE];
    spoken_plain(answers->price_gbp, price);
    round_words(draft_largest_payment(answers) / (answers->families_per_year * answers->years), most);
    round_words(mean_of(from, "outcomes_payments_paid_gbp", "outcomes"), paid);
    fprintf(out, "  £%s for %s", price, draft_unit_words[answers->paid_by]);
    if (answers->paid_by != DRAFT_PAID_FEE && answers->paid_by != DRAFT_PAID_MILESTONES) {
        fprintf(out, ", in %g months after the start", answers->window_months);
    }
    if (answers->not_paid_share > 0 && answers->paid_by != DRAFT_PAID_MILESTONES && answers->paid_by != DRAFT_PAID_FEE) {
        fprintf(out, answers->paid_by == DRAFT_PAID_SAVED ? ", against a baseline of %.10g of 100" : ", less %.10g of 100", 100 * answers->not_paid_share);
    }
    fprintf(out, ": at most £%s a family; about £%s is paid in all", most, paid);
    if (answers->limit_gbp > 0) {
        spoken_plain(answers->limit_gbp, limit);
        futures_words(futures, mean_of(from, "cap_reached", "outcomes"), from->replicates, (size_t)from->scenario->run.worlds);
        fprintf(out, ", of at most £%s: the limit binds in %s", limit, futures);
    }
    fputs(".\n", out);
}

static void parties_lines(const draft_answers *answers, FILE *out)
{
    char starts[40], closes[40], last[40], money[48];
    day_words(answers->starts, starts);
    day_words(draft_closing(answers), closes);
    day_words(draft_last_claimable(answers), last);
    spoken_plain(answers->commitment_gbp, money);
    fprintf(out, "  Referrals from %s to %s; the last day that counts is %s.\n", starts, closes, last);
    fprintf(out, "  Children of %.10g to %.10g years, %.10g of 100 of them in care already; %.10g of 100 others enter care within a year without therapy.\n", answers->age_from,
            answers->age_until, 100 * answers->in_care_share, 100 * answers->entry_share);
    fprintf(out, "  %s pays", answers->council);
    if (answers->other_payer) {
        fprintf(out, ", and %s %.10g of 100 pounds", answers->other_payer, 100 * answers->other_share);
    }
    fprintf(out, "; an investor puts in £%s.\n", money);
}

/** Stops a simulation that takes too long, or when the program is asked to end. */
static bool goes_on(void *context, size_t done, size_t total)
{
    const double *began = context;
    (void)done;
    (void)total;
    return !interrupt_came() && stopwatch_now() - *began < SECONDS_MAX;
}

void new_meaning_write(const draft_answers *answers, scenario *loaded, FILE *out)
{
    double began = stopwatch_now();
    result *from = NULL;
    loaded->run.worlds = WORLDS;
    const run_options how = {.progress = goes_on, .context = &began};
    fputs("\nWhat this will mean:\n", out);
    if (run_scenario(loaded, &how, &from) == RUN_DONE) {
        starts_line(answers, from, out);
        payment_line(answers, from, out);
    }
    parties_lines(answers, out);
    result_free(from);
}
