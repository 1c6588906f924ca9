#include "report/screen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/cells.h"
#include "report/luck.h"

/* From above: title, contracts (sentences, or a line each), the table (a pair of columns a contract; the programme's; or, of rivals, the lowest and the highest), what the table
 * needs said, and where the rest is. */

#define LINE_SIZE 480
#define SENTENCES_MOST 2 /* contracts that are told in sentences */
#define LINES_MOST 12    /* contracts that are told in a line each */
#define ACCOUNTS_MOST 3
#define NARROW 80        /* columns of what need not be wider */
#define PARTY_WIDTH 11
#define TITLE_WIDTH 30
#define NUMBER_WIDTH 8
#define RANGE_WIDTH 19
#define MARK_WIDTH 2

static void line_cut(FILE *out, const char *text, size_t width)
{
    char cut[LINE_SIZE];
    figure_cut(cut, sizeof cut, text, width);
    fprintf(out, "%s\n", cut);
}

static const contract_row *contract_of(const headline *self, size_t contract)
{
    return &self->of->scenario->contracts.items[contract];
}

static void contract_heading(const headline *self, size_t contract, FILE *out)
{
    const contract_row *row = contract_of(self, contract);
    char text[LINE_SIZE];
    snprintf(text, sizeof text, "%.100s%s%.300s", row->name, row->title ? ": " : "", row->title ? row->title : "");
    line_cut(out, text, 80);
}

static void contract_sentences(const headline *self, FILE *out)
{
    for (size_t i = 0; i < self->count; i++) {
        contract_heading(self, i, out);
        for (size_t s = 0; s < HEADLINE_SENTENCES; s++) {
            fputs("  ", out);
            line_cut(out, self->items[i].sentence[s], SCREEN_COLUMNS - 2);
        }
    }
}

static const char *text_of(const headline_part *self, const char *name)
{
    const headline_number *found = headline_find(self, name);
    return found ? found->text : "-";
}

/** A chance as futures of 100, short: "<1", ">99". */
static void chance_cell(char text[FIGURE_TEXT_SIZE], double chance)
{
    figure_chance(text, chance);
    if (strchr(text, ' ')) {
        strcpy(text, chance < 0.5 ? "<1" : ">99");
    }
}

static void contract_line(const headline *self, size_t contract, FILE *out)
{
    const headline_part *part = &self->items[contract];
    char name[LINE_SIZE], chance[FIGURE_TEXT_SIZE], loses[FIGURE_TEXT_SIZE];
    figure_cut(name, sizeof name, contract_of(self, contract)->name, 24);
    chance_cell(chance, part->chance);
    chance_cell(loses, part->loses);
    cell_text(out, name, 25, false);
    cell_text(out, text_of(part, "outcomes_payments_paid_gbp"), 8, true);
    cell_text(out, text_of(part, "non_additional_payment_gbp"), 8, true);
    cell_text(out, text_of(part, "commissioner_net_gbp"), 10, true);
    cell_text(out, chance, 9, true);
    cell_text(out, part->has_investor ? text_of(part, "investor_moic") : "-", 12, true);
    cell_text(out, loses, 8, true);
    fputc('\n', out);
}

static void contract_lines(const headline *self, FILE *out)
{
    fputs("                           Payers   of it Councils,     gain Investor:    loses\n"
          "Contract                      pay  anyway   on mean   of 100  times back  of 100\n", out);
    for (size_t i = 0; i < self->count && i < LINES_MOST; i++) {
        contract_line(self, i, out);
    }
    if (self->count > LINES_MOST) {
        fprintf(out, "and %zu more contracts: --tables\n", self->count - LINES_MOST);
    }
}

/** Party and title of a row; the party only where it is another than in the row before. */
static void row_begin(const headline_number *of, const headline_number *before, FILE *out)
{
    static const char *const words[HEADLINE_PARTIES] = {"Council", "Provider", "Investor", "Government", "Children"};
    char title[LINE_SIZE];
    snprintf(title, sizeof title, "%s%s", of->title, strcmp(of->basis, "real") == 0 ? ", real" : "");
    cell_text(out, before && before->for_whom == of->for_whom ? "" : words[of->for_whom], PARTY_WIDTH, false);
    cell_text(out, title, TITLE_WIDTH, false);
}

static void cell_pair(const headline_number *of, FILE *out)
{
    cell_text(out, of ? of->text : "-", NUMBER_WIDTH, true);
    cell_text(out, of ? of->range : "no investor", RANGE_WIDTH, true);
    cell_text(out, of && of->difference ? LUCK_MARK : "", MARK_WIDTH, false);
}

/** The numbers of parts beside each other; rows are those of the part with the most. */
static void pairs_table(const headline *self, const headline_part *const parts[], size_t count, FILE *out)
{
    const headline_part *most = parts[0];
    cell_text(out, "", PARTY_WIDTH + TITLE_WIDTH, false);
    for (size_t i = 0; i < count; i++) {
        char name[LINE_SIZE] = "nine in ten";
        if (count > 1) {
            figure_cut(name, sizeof name, contract_of(self, parts[i]->contract)->name, RANGE_WIDTH - 1);
        }
        cell_text(out, "mean", NUMBER_WIDTH, true);
        cell_text(out, name, RANGE_WIDTH, true);
        cell_text(out, "", MARK_WIDTH, false);
        most = parts[i]->numbers > most->numbers ? parts[i] : most;
    }
    fputc('\n', out);
    for (size_t r = 0; r < most->numbers; r++) {
        const headline_number *row = &most->number[r];
        row_begin(row, r ? row - 1 : NULL, out);
        for (size_t i = 0; i < count; i++) {
            cell_pair(headline_find(parts[i], row->metric), out);
        }
        fputc('\n', out);
    }
}

/** The contract whose number is the lowest (`sign` 1) or the highest (-1); COLUMN_NONE where none has one. */
static size_t extreme_of(const headline *self, const char *name, double sign)
{
    size_t best = COLUMN_NONE;
    for (size_t i = 0; i < self->count; i++) {
        const headline_number *one = headline_find(&self->items[i], name), *now = best == COLUMN_NONE ? NULL : headline_find(&self->items[best], name);
        if (one && isfinite(one->number) && (!now || sign * one->number < sign * now->number)) {
            best = i;
        }
    }
    return best;
}

static void extreme_cell(const headline *self, const char *name, double sign, FILE *out)
{
    const size_t at = extreme_of(self, name, sign);
    char by[LINE_SIZE];
    figure_cut(by, sizeof by, at == COLUMN_NONE ? "" : contract_of(self, at)->name, 19);
    cell_text(out, at == COLUMN_NONE ? "-" : text_of(&self->items[at], name), NUMBER_WIDTH, true);
    fputs("  ", out);
    cell_text(out, by, 20, false);
}

/** Whether a number says the same of all contracts. */
static bool is_alike(const headline *self, const char *name)
{
    bool alike = true;
    for (size_t i = 1; i < self->count; i++) {
        alike = alike && strcmp(text_of(&self->items[i], name), text_of(&self->items[0], name)) == 0;
    }
    return alike;
}

/** Of rivals: between which contracts each number lies. */
static void extremes_table(const headline *self, FILE *out)
{
    const headline_part *most = &self->items[0];
    for (size_t i = 1; i < self->count; i++) {
        most = self->items[i].numbers > most->numbers ? &self->items[i] : most;
    }
    cell_text(out, "Means over futures", PARTY_WIDTH + TITLE_WIDTH, false);
    fputs("  lowest  by                   highest  by\n", out);
    for (size_t r = 0; r < most->numbers; r++) {
        const headline_number *row = &most->number[r];
        row_begin(row, r ? row - 1 : NULL, out);
        if (is_alike(self, row->metric)) {
            cell_text(out, row->text, NUMBER_WIDTH, true);
            fputs("  all", out);
        } else {
            extreme_cell(self, row->metric, 1, out);
            extreme_cell(self, row->metric, -1, out);
        }
        fputc('\n', out);
    }
}

/** A line that says of which contract it is where there are several. */
static void named_line(const headline *self, size_t contract, const char *words, FILE *out)
{
    char line[LINE_SIZE], name[LINE_SIZE];
    figure_cut(name, sizeof name, contract_of(self, contract)->name, 24);
    snprintf(line, sizeof line, "%.100s%s%.300s", self->count > 1 ? name : "", self->count > 1 ? ": " : "", words);
    line_cut(out, line, SCREEN_COLUMNS);
}

/** The table; under it what may go wrong, where contracts are few. */
static void table_of(const headline *self, FILE *out)
{
    const headline_part *parts[SENTENCES_MOST] = {&self->programme, NULL};
    const bool few = self->count > 0 && self->count <= SENTENCES_MOST;
    if (!few && self->count > 0 && !self->has_programme) {
        extremes_table(self, out);
        return;
    }
    for (size_t i = 0; few && i < self->count; i++) {
        parts[i] = &self->items[i];
    }
    pairs_table(self, parts, few ? self->count : 1, out);
    for (size_t i = 0; few && i < self->count; i++) {
        if (self->items[i].risks[0]) {
            named_line(self, i, self->items[i].risks, out);
        }
    }
}

/** In how many futures there is no rate of return or payback, which is never averaged in. */
static void undefined_note(const headline *self, FILE *out)
{
    for (size_t i = 0; self->count <= SENTENCES_MOST && i < self->count; i++) {
        const headline_number *rate = headline_find(&self->items[i], "investor_irr_per_year");
        if (rate && rate->undefined > 0) {
            char chance[FIGURE_TEXT_SIZE], line[LINE_SIZE];
            figure_chance(chance, (double)rate->undefined / (double)rate->futures);
            snprintf(line, sizeof line, "No rate of return in %s of 100 futures (--party investor says why).", chance);
            named_line(self, i, line, out);
        }
    }
}

static void notes_of_scenario(const headline *self, FILE *out)
{
    const scenario *s = self->of->scenario;
    if (has_rivals(s)) {
        fputs("Rivals, each told as if it stood alone; nothing is summed over them.\n"
              "How sure it is that one beats another: edgecare compare, on the same futures.\n", out);
    }
    if (s->reporting.as_of != DATE_NONE) {
        char day[DATE_TEXT_SIZE];
        date_write(s->reporting.as_of, day);
        fprintf(out, "As known on %s: what is not known yet does not count yet.\n", day);
    }
    if (s->mixtures.count > 0) {
        fputs("Rival views in the evidence: what each would come to, see --party research.\n", out);
    }
    if (s->run.worlds < 2) {
        fputs("One world has no standard error: nothing is sure, and nothing is called.\n", out);
    } else if (self->of->replicates < FUTURES_FEW) {
        fprintf(out, "Fewer than %d futures: words and numbers may turn with another seed.\n", FUTURES_FEW);
    }
}

static void notes_of_accounts(const account_list *all, FILE *out)
{
    if (all->items[0].absurd > 0) {
        fputs("This account takes absurd inputs to be true (edgecare verify says which).\n", out);
    }
    for (size_t i = 0; !has_rivals(all->items[0].of->scenario) && all->count > 1 && i < all->count && i <= ACCOUNTS_MOST; i++) {
        const account_numbers of = account_numbers_of(&all->items[i], COLUMN_NONE);
        char worth[32], line[LINE_SIZE];
        short_pounds(worth, of.value_gbp);
        snprintf(line, sizeof line, "Worth to government by %.200s%s: %s.", i == 0 ? "this account" : all->items[i].title, all->items[i].absurd > 0 ? " (absurd inputs)" : "", worth);
        line_cut(out, line, SCREEN_COLUMNS);
    }
}

/** How many days averted a family make what is paid worth it, which hangs on no account. */
static void notes_of_break_even(const headline *self, const account_list *all, FILE *out)
{
    for (size_t i = 0; self->count <= SENTENCES_MOST && i < self->count; i++) {
        const account_numbers of = account_numbers_of(&all->items[0], i);
        char line[LINE_SIZE], day[32];
        short_pounds(day, of.value_of_day_gbp);
        if (isfinite(of.break_even_days)) {
            snprintf(line, sizeof line, "Payers gain from %.0f days of care averted a family, at %s a day; it is %.0f here.", of.break_even_days, day, of.days_per_family);
            named_line(self, i, line, out);
        }
    }
}

/** What is left out where lines run short: each says something else than the numbers do. */
static char *notes_of(const headline *self, const account_list *all)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out) {
        notes_of_scenario(self, out);
        notes_of_accounts(all, out);
        notes_of_break_even(self, all, out);
        undefined_note(self, out);
        fclose(out);
    }
    return text;
}

static void foot(const headline *self, FILE *out)
{
    const scenario *s = self->of->scenario;
    fprintf(out, "Ranges hold nine in ten futures; pounds nominal, real: present value of %lld.\n", (long long)s->appraisal.price_year);
    fprintf(out, "* %s\n", luck_words(s));
    fprintf(out, "%zu futures: %lld worlds x %lld histories, seed %lld, scenario %s.\n", self->of->replicates, (long long)s->run.worlds, (long long)s->run.histories,
            (long long)s->run.seed, s->hash_text);
    fputs("More: --years by budget year, --party council (or provider, investor,\n"
          "government, research), --tables all of it; --json, --csv and --draws as files.\n", out);
}

#define FOOT_LINES 5

static size_t lines_in(const char *text)
{
    size_t lines = 0;
    for (const char *c = text; *c; c++) {
        lines += *c == '\n';
    }
    return lines;
}

/** Writes the first `most` lines of a text, without the blanks at their ends. */
static void lines_write(const char *text, size_t most, FILE *out)
{
    for (; *text && most > 0; most--) {
        const size_t whole = strcspn(text, "\n");
        size_t length = whole;
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        fprintf(out, "%.*s\n", (int)length, text);
        text += whole + (text[whole] == '\n');
    }
}

/** What stands above the notes. */
static char *body_of(const headline *self)
{
    const scenario *s = self->of->scenario;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out) {
        line_cut(out, s->title ? s->title : s->name, NARROW);
        if (self->count > SENTENCES_MOST) {
            contract_lines(self, out);
        } else {
            contract_sentences(self, out);
        }
        fputc('\n', out);
        table_of(self, out);
        fclose(out);
    }
    return text;
}

bool screen_write(const account_list *accounts, FILE *out)
{
    headline says;
    if (!headline_make(accounts->items[0].of, &says)) {
        return false;
    }
    char *body = body_of(&says), *notes = notes_of(&says, accounts);
    const bool fine = body && notes;
    if (fine) {
        const size_t used = lines_in(body) + FOOT_LINES;
        lines_write(body, SCREEN_LINES, out);
        lines_write(notes, used < SCREEN_LINES ? SCREEN_LINES - used : 0, out);
        foot(&says, out);
    }
    free(body);
    free(notes);
    headline_free(&says);
    return fine;
}
