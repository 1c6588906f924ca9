#include "measure/accounts.h"

#include <math.h>

#define NEAR 1e-6 /* a limit is reached where less than so much is left of it, in units or pounds */

static const term_kind *unit_of(const term_row *row)
{
    return (const term_kind *)(const void *)row->unit.kind;
}

static bool has_limit(const term_row *row)
{
    return row->per_child_limit_units.value >= 0.0 || row->per_child_limit_gbp.value >= 0.0;
}

/** Whether a child's account is kept over the versions of a term: `versions` of them are by child. */
static bool asks_account(const term_row *row, size_t versions)
{
    const bool knows_child = unit_of(row)->once || (row->baseline.kind && row->baseline_floor == FLOOR_CHILD);
    return has_limit(row) || (versions > 1 && knows_child);
}

size_t account_group(const contract_row *contract, const bool done[], size_t first, size_t group[], bool *accounts)
{
    const size_t origin = first - contract->terms.items[first].origin_back;
    const bool whole = contract->per_child_limit_gbp.value >= 0.0;
    size_t count = 0;
    *accounts = false;
    group[0] = first;
    if (!unit_of(&contract->terms.items[first])->units) {
        return 1;
    }
    for (size_t o = whole ? 0 : origin; o < (whole ? contract->terms.count : origin + 1); o++) {
        for (size_t t = o; t < contract->terms.count; t++) {
            const term_row *row = &contract->terms.items[t];
            if (!done[t] && term_is_of(row, t, o) && unit_of(row)->units) {
                group[count++] = t;
            }
        }
    }
    for (size_t g = 0; g < count; g++) {
        *accounts = *accounts || whole || asks_account(&contract->terms.items[group[g]], count);
    }
    if (*accounts) {
        return count;
    }
    group[0] = first;
    return 1;
}

/** What a child has brought. */
typedef struct {
    double units[TERMS_MAX], gbp[TERMS_MAX]; /* payable, by the row of the term itself */
    bool once[TERMS_MAX];                    /* its milestone has come */
    double contract_gbp;
} child_account;

/** Lots of one part that bring the same, day after day. */
typedef struct {
    unit_run run;        /* as it is summed: units achieved, pence of a kind that is priced; 0 on window days that do not count */
    double units;        /* achieved, a lot */
    double lots, share;
    double brings, gbp;  /* payable, a lot: with a baseline less what is expected without it */
} account_piece;

static bool is_saving(const child_part *part)
{
    return part->term->setting.baseline != NULL;
}

/** The day of a part's next lot; INT32_MAX: there is none left. */
static int32_t next_day(child_part *part)
{
    while (part->at < part->count && part->runs[part->at].from + part->runs[part->at].every > part->runs[part->at].until) {
        part->at++;
    }
    if (is_saving(part)) {
        return part->next < part->window.until ? part->next : INT32_MAX;
    }
    return part->at < part->count ? part->runs[part->at].from + part->runs[part->at].every - 1 : INT32_MAX;
}

/** The day on which a part's next lot falls due. */
static int32_t next_due(child_part *part)
{
    const int32_t day = next_day(part);
    return day == INT32_MAX ? day : day_max(day, part->term->sums.known);
}

/** The first day after `day` on which a unit may fetch something else. */
static int32_t same_until(const child_part *part, int32_t day)
{
    const unit_sums *sums = &part->term->sums;
    const int32_t due = day_max(day, sums->known);
    const int32_t price_until = day < sums->known ? sums->known : sums->periods->end[sums->periods->step_of[due - sums->periods->first]];
    return day_min(price_until, taper_same_until(&part->term->setting.taper, day, part->day_zero));
}

/** Takes the next lots off a part: those of days before `until` that bring the same. */
static account_piece next_piece(child_part *part, int32_t until)
{
    const term_setting *term = &part->term->setting;
    const unit_sums *sums = &part->term->sums;
    const int32_t day = next_day(part);
    const size_t due = sums->periods->step_of[day_max(day, sums->known) - sums->periods->first];
    unit_run *run = part->at < part->count ? &part->runs[part->at] : NULL;
    const bool counts = run && (!is_saving(part) || run->from <= day);
    account_piece piece = { .run = counts ? *run : (unit_run){ day, run ? run->from : part->window.until, 1, 0.0 }, .share = taper_share(&term->taper, day - part->day_zero) };
    piece.run.until = day_min(day_min(piece.run.until, until), same_until(part, day));
    piece.run.until = is_saving(part) ? day_min(piece.run.until, part->window.until) : piece.run.until;
    piece.lots = units_lots(&piece.run);
    piece.units = piece.run.units / (term->kind->priced ? PENCE_PER_GBP : 1.0);
    piece.brings = is_saving(part) ? piece.units - (1.0 - part->term->expected[due]) : term->payable_share * piece.units;
    piece.gbp = piece.brings * piece.share * part->term->price[due];
    part->next = piece.run.until;
    if (counts) {
        run->from += (int32_t)piece.lots * run->every;
    }
    return piece;
}

/** The part of `lots` until `sum` reaches `limit`. */
static double lots_within(double lots, double a_lot, double sum, double limit)
{
    if (sum >= limit) {
        return 0.0;
    }
    return a_lot > 0.0 ? fmin(lots, (limit - sum) / a_lot) : lots;
}

static void account_move(double *sum, double amount, double limit)
{
    *sum += amount;
    *sum = limit - *sum < NEAR ? limit : *sum;
}

/** Adds the first `lots` lots of a piece; of the last one a fraction. */
static void add_piece(child_part *part, const account_piece *piece, double lots, size_t slot)
{
    const unit_sums *sums = &part->term->sums;
    const double whole = floor(lots);
    const int32_t crossing = piece->run.from + (int32_t)whole * piece->run.every;
    const unit_run runs[] = { { piece->run.from, crossing, piece->run.every, piece->run.units },
                              { crossing + piece->run.every - 1, crossing + piece->run.every, 1, piece->run.units * (lots - whole) } };
    for (size_t i = 0; i < (lots > whole ? 2 : 1); i++) {
        units_add(sums, slot, &runs[i], &part->term->setting.taper, piece->share);
        if (is_saving(part)) {
            days_add(sums, sums->window[slot], (day_run){ runs[i].from, runs[i].until }, i == 0 ? 1.0 : lots - whole);
        }
    }
    part->achieved += lots * piece->units;
    part->window_days += is_saving(part) ? lots : 0.0;
}

static void add_within_limits(const term_pass *pass, child_account *account, child_part *part, const account_piece *piece, size_t slot)
{
    const term_setting *term = &part->term->setting;
    const size_t origin = part->term->origin;
    double lots = lots_within(piece->lots, piece->brings, account->units[origin], term->limit_units);
    lots = fmin(lots, lots_within(piece->lots, piece->gbp, account->gbp[origin], term->limit_gbp));
    lots = fmin(lots, lots_within(piece->lots, piece->gbp, account->contract_gbp, pass->child_limit_gbp));
    if (lots <= 0.0 || account->once[origin]) {
        return;
    }
    account_move(&account->units[origin], lots * piece->brings, term->limit_units);
    account_move(&account->gbp[origin], lots * piece->gbp, term->limit_gbp);
    account_move(&account->contract_gbp, lots * piece->gbp, pass->child_limit_gbp);
    account->once[origin] = term->kind->once;
    add_piece(part, piece, lots, slot);
}

/** The part whose next lot falls due first, the earlier of equals; `count`: none is left. */
static size_t first_due(child_part parts[], size_t count)
{
    size_t chosen = count;
    int32_t first = INT32_MAX;
    for (size_t i = 0; i < count; i++) {
        const int32_t due = next_due(&parts[i]);
        chosen = due < first ? i : chosen;
        first = day_min(first, due);
    }
    return chosen;
}

/** The first day whose lots of a part come after another part's next. */
static int32_t alone_until(child_part parts[], size_t count, size_t chosen)
{
    int32_t until = INT32_MAX;
    for (size_t i = 0; i < count; i++) {
        const int32_t due = i == chosen ? INT32_MAX : next_due(&parts[i]);
        until = day_min(until, due < INT32_MAX && i > chosen ? due + 1 : due);
    }
    return until;
}

void accounts_add(const term_pass *pass, child_part parts[], size_t count, size_t slot)
{
    child_account account = { .contract_gbp = 0.0 };
    for (size_t chosen = first_due(parts, count); chosen < count; chosen = first_due(parts, count)) {
        const account_piece piece = next_piece(&parts[chosen], alone_until(parts, count, chosen));
        add_within_limits(pass, &account, &parts[chosen], &piece, slot);
    }
}
