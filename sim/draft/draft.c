#include "draft/draft.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "draft/template.h"
#include "load/words.h"

#define ANSWERED "your answer"
#define DAYS_PER_MONTH (DAYS_PER_YEAR / 12)
#define CLAIMS_AFTER_CLOSING_MONTHS 1

const char *const draft_therapies[] = { "fft", "mst", NULL };
const char *const draft_units[] = { "day", "week", "saved", "milestones", "fee", NULL };

const char *const draft_unit_words[] = { "a day out of care", "a whole week out of care", "a day saved", "a family, over all milestones", "a family started" };

/** The part of a ladder's price for the start and for being out of care on a day. */
static const struct {
    const char *name, *title;
    int day; /* 0: the start */
    double part;
} ladder[] = {
    { "start", "First session", 0, 0.1 },
    { "six_months", "Not in care six months after the start", 182, 0.3 },
    { "one_year", "Not in care a year after the start", 365, 0.3 },
    { "two_years", "Not in care two years after the start", 730, 0.3 },
};

#define RUNGS (sizeof ladder / sizeof ladder[0])

double draft_caseload(int therapy)
{
    static const double families[] = { 8, 4 };
    return families[therapy];
}

static double window_days(const draft_answers *answers)
{
    return floor(answers->window_months * DAYS_PER_MONTH + 0.5);
}

double draft_largest_payment(const draft_answers *answers)
{
    const double units[] = { window_days(answers) * (1 - answers->not_paid_share), floor(window_days(answers) / 7) * (1 - answers->not_paid_share),
                             window_days(answers) * answers->not_paid_share, 1, 1 };
    return answers->families_per_year * answers->years * answers->price_gbp * units[answers->paid_by];
}

void draft_name(const char *words, char name[], size_t size)
{
    size_t length = 0;
    for (; *words && length + 1 < size; words++) {
        const unsigned char c = (unsigned char)*words;
        if (isalnum(c) || c >= 0x80) {
            name[length++] = (char)tolower(c);
        } else if (length > 0 && name[length - 1] != '_') {
            name[length++] = '_';
        }
    }
    while (length > 0 && (name[length - 1] == '_' || (*words && ((unsigned char)*words & 0xC0u) == 0x80u && (unsigned char)name[length - 1] >= 0x80))) {
        const bool first = ((unsigned char)name[--length] & 0xC0u) == 0xC0u; /* of a character that was cut */
        if (first) {
            break;
        }
    }
    while (length > 0 && name[length - 1] == '_') {
        length--;
    }
    name[length] = '\0';
}

bool draft_name_is_free(const char *name)
{
    return name[0] && !is_remark(name);
}

/** The object at the end of a path of keys below `root`, made where it is not there; NULL when memory ran out. Ends in NULL. */
static json_value *into(json_value *root, ...)
{
    va_list keys;
    va_start(keys, root);
    json_value *at = root;
    for (const char *key = va_arg(keys, const char *); at && key; key = va_arg(keys, const char *)) {
        json_value *inner = json_find(at, key);
        at = inner ? inner : json_add_object(at, key);
    }
    va_end(keys);
    return at;
}

static void set_text(json_value *object, const char *key, const char *text)
{
    json_remove(object, key);
    json_add_string(object, key, text);
}

static void set_number(json_value *object, const char *key, double number)
{
    json_remove(object, key);
    json_add_number(object, key, number);
}

/** A number with where it came from. */
static void set_answer(json_value *object, const char *key, double number, const char *note)
{
    json_remove(object, key);
    json_value *value = json_add_object(object, key);
    json_add_number(value, "value", number);
    json_add_string(value, "note", note);
}

static void set_date(json_value *object, const char *key, date day)
{
    char text[DATE_TEXT_SIZE];
    date_write(day, text);
    set_text(object, key, text);
}

/** An object in the place of what stood there. */
static json_value *set_object(json_value *object, const char *key)
{
    json_remove(object, key);
    return json_add_object(object, key);
}

date draft_closing(const draft_answers *answers)
{
    return date_add_months(answers->starts, (int)floor(answers->years * 12 + 0.5)) - 1;
}

/* The window of who starts on the last day. */
date draft_last_claimable(const draft_answers *answers)
{
    const double months = answers->paid_by == DRAFT_PAID_MILESTONES ? fmax(answers->window_months, 24) : answers->window_months;
    return date_month_end(date_add_months(draft_closing(answers), (int)ceil(months) + CLAIMS_AFTER_CLOSING_MONTHS));
}

static void set_intake(json_value *site, const char *cohort, double referrals_per_year)
{
    json_value *intake = into(site, "cohorts", cohort, "intake", (char *)NULL);
    set_answer(intake, "per_year", referrals_per_year, "families who start by your answer, at 0.67 starts a referral");
}

static void set_site(json_value *root, const draft_answers *answers, const char *council)
{
    json_value *sites = json_find(root, "sites");
    json_value *site = json_find(sites, "county");
    const double referrals = answers->families_per_year / DRAFT_STARTS_PER_REFERRAL;
    set_text(site, "title", answers->council);
    set_text(site, "council", council);
    set_text(site, "therapy", draft_therapies[answers->therapy]);
    set_date(site, "starts", answers->starts);
    set_date(site, "closes", draft_closing(answers));
    set_number(site, "therapists", answers->therapists);
    set_number(site, "caseload", draft_caseload(answers->therapy));
    set_text(site, "note", "Dates, therapists and volume: " ANSWERED ". Caseload: 8 families for FFT, 4 for MST.");
    set_intake(site, "edge_of_care", referrals * (1 - answers->in_care_share));
    set_intake(site, "in_care", referrals * answers->in_care_share);
    if (answers->in_care_share <= 0) {
        json_remove(json_find(site, "cohorts"), "in_care");
    }
}

static void set_people(json_value *root, const draft_answers *answers)
{
    json_value *age = into(root, "people", "age_years", (char *)NULL);
    set_number(age, "min", answers->age_from);
    set_number(age, "mode", answers->age_from + 0.6 * (answers->age_until - answers->age_from));
    set_number(age, "max", answers->age_until);
    set_text(age, "note", "from and until: " ANSWERED "; the most frequent age is assumed");
    json_value *share_by = into(root, "transitions", "entry", "share_by", (char *)NULL);
    set_answer(share_by, "share", answers->entry_share, ANSWERED ": of children at the edge of care who enter it within a year without therapy");
}

static json_value *add_term(json_value *terms, const char *name, const char *title, const char *unit, double price)
{
    json_value *term = json_add_object(terms, name);
    json_add_string(term, "title", title);
    json_add_string(json_add_object(term, "unit"), "kind", unit);
    set_answer(term, "price_gbp", price, ANSWERED);
    return term;
}

static void set_window(json_value *term, double length_days)
{
    json_value *window = json_add_object(term, "window");
    json_add_string(window, "from", "start");
    json_add_number(window, "length_days", length_days);
}

static void add_ladder(json_value *terms, const draft_answers *answers)
{
    for (size_t i = 0; i < RUNGS; i++) {
        const char *unit = ladder[i].day ? "still_out" : "milestone_start";
        json_value *term = add_term(terms, ladder[i].name, ladder[i].title, unit, floor(answers->price_gbp * ladder[i].part + 0.5));
        set_window(term, ladder[i].day ? ladder[i].day : 1);
    }
}

static void set_terms(json_value *contract, const draft_answers *answers)
{
    static const char *const titles[] = { "Days out of care", "Whole weeks out of care", "Days saved against the baseline", "", "Families started" };
    static const char *const kinds[] = { "per_day", "per_block", "per_day", "", "milestone_start" };
    json_value *terms = set_object(contract, "terms");
    if (answers->paid_by == DRAFT_PAID_MILESTONES) {
        add_ladder(terms, answers);
        return;
    }
    json_value *term = add_term(terms, "outcomes", titles[answers->paid_by], kinds[answers->paid_by], answers->price_gbp);
    set_window(term, answers->paid_by == DRAFT_PAID_FEE ? 1 : window_days(answers));
    if (answers->paid_by == DRAFT_PAID_WEEK) {
        json_add_number(json_find(term, "unit"), "days", 7);
    }
    if (answers->paid_by == DRAFT_PAID_SAVED) {
        json_value *baseline = json_add_object(term, "baseline");
        json_add_string(baseline, "kind", "written");
        set_answer(baseline, "share", answers->not_paid_share, ANSWERED);
    } else if (answers->not_paid_share > 0) {
        set_answer(term, "deadweight", answers->not_paid_share, ANSWERED);
    }
}

static void set_payers(json_value *contract, const draft_answers *answers, const char *council)
{
    json_value *payers = set_object(contract, "payers");
    json_add_number(json_add_object(payers, council), "rank", 1);
    if (answers->other_payer) {
        char name[DRAFT_NAME_BYTES];
        draft_name(answers->other_payer, name, sizeof name);
        json_value *other = json_add_object(payers, name);
        json_add_number(other, "rank", 2);
        set_answer(other, "share", answers->other_share, ANSWERED);
    }
}

static void set_contract(json_value *root, const draft_answers *answers, const char *council)
{
    json_value *contracts = json_find(root, "contracts");
    json_value *contract = json_copy(json_find(contracts, "per_day_saved"));
    json_remove(contracts, "per_day_saved");
    json_add_value(contracts, "outcomes", contract);
    set_text(contract, "title", answers->title);
    set_date(contract, "starts", answers->starts);
    set_date(contract, "last_claimable", draft_last_claimable(answers));
    set_terms(contract, answers);
    set_payers(contract, answers, council);
    json_remove(contract, "limit_gbp");
    if (answers->limit_gbp > 0) {
        set_answer(contract, "limit_gbp", answers->limit_gbp, ANSWERED);
    }
    set_answer(into(contract, "capital", (char *)NULL), "commitment_gbp", answers->commitment_gbp, ANSWERED);
}

/** The draft; where memory runs out on the way, without what it lacked for. */
static json_value *make(const draft_answers *answers)
{
    char name[DRAFT_NAME_BYTES];
    char council[DRAFT_NAME_BYTES];
    json_value *root = json_parse(draft_template);
    if (!root) {
        return NULL;
    }
    draft_name(answers->title, name, sizeof name);
    draft_name(answers->council, council, sizeof council);
    set_text(root, "name", name);
    set_text(root, "title", answers->title);
    set_text(root, "note",
             "A first draft. What was answered says so; all else is the typical programme of an English county, with the source and mark of each number "
             "(P published, C calculated, A assumed): replace what you know better.");
    set_date(root, "starts", answers->starts);
    set_date(into(root, "appraisal", (char *)NULL), "base_date", answers->starts);
    set_people(root, answers);
    set_site(root, answers, council);
    set_contract(root, answers, council);
    return root;
}

/** Whether two drafts are there and the same. */
static bool are_same(const json_value *a, const json_value *b)
{
    char *text_a = json_text(a);
    char *text_b = json_text(b);
    const bool same = a && b && text_a && text_b && strcmp(text_a, text_b) == 0;
    free(text_a);
    free(text_b);
    return same;
}

json_value *draft_make(const draft_answers *answers)
{
    json_value *draft = make(answers);
    json_value *again = draft ? make(answers) : NULL; /* what memory lacked for once is missing in one of them */
    const bool whole = are_same(draft, again);
    json_free(again);
    if (!whole) {
        json_free(draft);
        draft = NULL;
    }
    return draft;
}
