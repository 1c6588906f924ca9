#include "load/check.h"

#include <math.h>
#include <stdio.h>

#include "records/ledger.h"

#define SHARE_TOLERANCE 1e-9

/** What payers bear together: those of a term at a site for a period that ends on a day. */
typedef struct {
    const contract_row *contract;
    size_t term;
    size_t site;
    date day; /* DATE_NONE: whenever */
} burden_place;

typedef struct {
    double shares;     /* sum of the fixed ones */
    size_t remainders; /* payers without a share */
    size_t uncertain;
    uint32_t payers;   /* bits of those who pay */
} burden;

static bool pays_here(const payer_row *payer, const burden_place *place)
{
    const bool begun = payer->from == DATE_NONE || place->day == DATE_NONE || payer->from <= place->day;
    const bool ended = payer->until != DATE_NONE && place->day != DATE_NONE && payer->until < place->day;
    return mask_has(payer->term_mask, place->term) && mask_has(payer->site_mask, place->site) && begun && !ended;
}

static burden burden_of(const burden_place *place)
{
    burden sum = { 0 };
    for (size_t i = 0; i < place->contract->payers.count && i < PAYERS_MAX; i++) {
        const payer_row *payer = &place->contract->payers.items[i];
        if (!pays_here(payer, place)) {
            continue;
        }
        sum.payers |= UINT32_C(1) << i;
        if (payer->share.draw >= 0) {
            sum.uncertain++;
        } else if (payer->share.value < 0) {
            sum.remainders++;
        } else {
            sum.shares += payer->share.value;
        }
    }
    return sum;
}

#define PLACE_BYTES 200

/** "", or the site and date where that is not all of the contract: " at the site "suffolk" from 2021-04-01". */
typedef struct {
    char text[PLACE_BYTES];
} place_words;

static bool any_sites(const contract_row *contract)
{
    for (size_t i = 0; i < contract->payers.count; i++) {
        if (contract->payers.items[i].sites.count > 0) {
            return true;
        }
    }
    return false;
}

static place_words words_of_place(const scenario *subject, const burden_place *place)
{
    place_words words = { "" };
    int length = 0;
    if (any_sites(place->contract) && place->site < subject->sites.count) {
        const char *site = subject->sites.items[place->site].name;
        length = snprintf(words.text, sizeof words.text, " at the site \"%.100s\"", site ? site : "");
    }
    if (place->day != DATE_NONE && place->day != place->contract->starts) {
        snprintf(words.text + length, sizeof words.text - (size_t)length, " from %s", words_of_date(place->day).text);
    }
    return words;
}

static void check_burden(checker *self, const burden_place *place, const burden *sum)
{
    const pointer_text at = pointer_to("/contracts/%s/payers", place->contract->name);
    const directory terms = terms_of(place->contract);
    const char *term = directory_name(&terms, place->term);
    const place_words where = words_of_place(self->subject, place);
    if (sum->payers == 0) {
        check_fault(self, &at, "nobody pays for the term \"%s\"%s", term, where.text);
    } else if (sum->remainders > 1) {
        check_fault(self, &at, "%zu payers of the term \"%s\"%s have no share; only one can bear the remainder", sum->remainders, term, where.text);
    } else if (sum->shares > 1 + SHARE_TOLERANCE) {
        check_fault(self, &at, "the shares of the payers of the term \"%s\"%s add up to %.12g, more than 1", term, where.text, sum->shares);
    } else if (sum->remainders == 0 && sum->uncertain > 0) {
        check_fault(self, &at, "a payer of the term \"%s\"%s has an uncertain share; another must have none and bear the remainder", term, where.text);
    } else if (sum->remainders == 0 && fabs(sum->shares - 1) > SHARE_TOLERANCE) {
        check_fault(self, &at, "the shares of the payers of the term \"%s\"%s add up to %.12g; leave one payer without a share to bear the remainder", term,
                    where.text, sum->shares);
    }
}

static bool all_known(const directory *known, const name_list *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (!names->items[i] || directory_find(known, names->items[i]) == INDEX_NONE) {
            return false;
        }
    }
    return true;
}

/** Whether all terms and sites that payers name exist; where not, that is the fault to mend first. */
static bool names_are_known(const scenario *subject, const contract_row *contract)
{
    const directory terms = terms_of(contract), sites = sites_of(subject);
    for (size_t i = 0; i < contract->payers.count; i++) {
        const payer_row *payer = &contract->payers.items[i];
        if (!all_known(&terms, &payer->terms) || !all_known(&sites, &payer->sites)) {
            return false;
        }
    }
    return contract->payers.count > 0;
}

/** Days on which payers of a contract begin or have just ended, the contract's start first. */
typedef struct {
    date day[2 * PAYERS_MAX + 1];
    size_t count;
} changes;

static void changes_add(changes *all, const contract_row *contract, date day)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->day[i] == day) {
            return;
        }
    }
    if (day > contract->starts && day <= contract->last_claimable) {
        all->day[all->count++] = day;
    }
}

static changes changes_of(const contract_row *contract)
{
    changes all = { .day = { contract->starts }, .count = 1 };
    for (size_t i = 0; i < contract->payers.count && i < PAYERS_MAX; i++) {
        const payer_row *payer = &contract->payers.items[i];
        if (payer->from != DATE_NONE) {
            changes_add(&all, contract, payer->from);
        }
        if (payer->until != DATE_NONE) {
            changes_add(&all, contract, payer->until + 1);
        }
    }
    return all;
}

/** Terms, sites and dates with the same payers have the same fault: it is told of the first of them. */
typedef struct {
    uint32_t payers[64];
    size_t count;
} told;

static bool is_new(told *before, uint32_t payers)
{
    for (size_t i = 0; i < before->count; i++) {
        if (before->payers[i] == payers) {
            return false;
        }
    }
    if (before->count < 64) {
        before->payers[before->count++] = payers;
    }
    return true;
}

static void check_burdens(checker *self, const contract_row *contract)
{
    const changes dates = changes_of(contract);
    told before = { .count = 0 };
    for (size_t d = 0; d < dates.count; d++) {
        for (size_t t = 0; t < contract->terms.count && t < TERMS_MAX; t++) {
            for (size_t s = 0; s < self->subject->sites.count && s < SITES_MAX; s++) {
                const burden_place place = { contract, t, s, dates.day[d] };
                const uint32_t sites = contract->site_mask & contract->terms.items[t].site_mask;
                const burden sum = burden_of(&place);
                if (mask_has(sites, s) && is_new(&before, sum.payers)) {
                    check_burden(self, &place, &sum);
                }
            }
        }
    }
}

static void check_payer_dates(checker *self, const contract_row *contract)
{
    for (size_t i = 0; i < contract->payers.count; i++) {
        const payer_row *payer = &contract->payers.items[i];
        const pointer_text at = pointer_to("/contracts/%s/payers/%s/until", contract->name, payer->name);
        if (payer->from != DATE_NONE && payer->until != DATE_NONE && payer->until < payer->from) {
            check_fault(self, &at, "%s comes before \"from\", %s", words_of_date(payer->until).text, words_of_date(payer->from).text);
        }
    }
}

static bool pays_for_own_children(const scenario *subject, const contract_row *contract, const payer_row *payer)
{
    for (size_t i = 0; i < subject->sites.count && i < 32; i++) {
        const site_row *site = &subject->sites.items[i];
        if (mask_has(contract->site_mask, i) && payer->council_index != INDEX_NONE && site->council_index == payer->council_index) {
            return true;
        }
    }
    return false;
}

/** Warns where no payer is a council of the contract's sites: then no council bears a payment, most often by a slip in a name. */
static void check_councils(checker *self, const contract_row *contract)
{
    for (size_t i = 0; i < contract->payers.count; i++) {
        if (pays_for_own_children(self->subject, contract, &contract->payers.items[i])) {
            return;
        }
    }
    const pointer_text at = pointer_to("/contracts/%s/payers", contract->name);
    if (contract->payers.count > 0 && contract->site_mask != 0 && self->subject->councils.count > 0) {
        check_warning(self, &at, "no payer is the council of one of the contract's sites (there is \"%s\"): the councils' net will hold no payments",
                      self->subject->councils.items[0]);
    }
}

void check_payers(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        const contract_row *contract = &self->subject->contracts.items[i];
        check_payer_dates(self, contract);
        if (names_are_known(self->subject, contract)) {
            check_burdens(self, contract);
        }
        check_councils(self, contract);
    }
}
