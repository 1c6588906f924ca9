#include "advise/idle.h"

#include "base/mask.h"
#include "json/value.h"
#include "records/team.h"
#include "terms/term.h"

/* One row a setting: whether another leaves it nothing to act on, and what is said then. */

typedef struct {
    const char *key; /* below the rows' own place */
    bool idle;
    const char *why;
} idle_row;

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void warn(checker *self, const pointer_text *place, const idle_row rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const pointer_text at = pointer_to("%.400s/%s", place->text, rows[i].key);
        if (rows[i].idle && json_at(document_value(self->doc), at.text)) {
            check_warning(self, &at, "this changes nothing: %s", rows[i].why);
        }
    }
}

static bool is_fixed_at(quantity number, double value)
{
    return number.draw < 0 && number.value >= value && number.value <= value;
}

static bool is_given(quantity number)
{
    return number.draw >= 0 || number.value >= 0;
}

static void capital_idle(checker *self, const contract_row *contract)
{
    const pointer_text place = pointer_to("/contracts/%s/capital", contract->name);
    static const char none[] = "there is no capital; give \"commitment_gbp\" or \"tranches\"";
    const bool without = !capital_is_written(&contract->capital);
    const idle_row rows[] = { { "investor", without, none }, { "npv_rate_per_year", without, none }, { "draw", without, none } };
    warn(self, &place, rows, COUNT(rows));
}

static void payers_idle(checker *self, const contract_row *contract)
{
    for (size_t p = 0; p < contract->payers.count; p++) {
        const payer_row *payer = &contract->payers.items[p];
        const pointer_text place = pointer_to("/contracts/%s/payers/%s", contract->name, payer->name);
        const bool unlimited = !is_given(payer->limit_gbp) && !is_given(payer->limit_gbp_per_year), offers = payer->when_capped == CAPPED_OTHERS;
        const idle_row rows[] = {
            { "when_capped", unlimited, "the payer has no limit" },
            { "when_capped", !unlimited && offers && contract->payers.count == 1, "there is no other payer" },
        };
        warn(self, &place, rows, COUNT(rows));
    }
}

static void term_idle(checker *self, const contract_row *contract, const term_row *term)
{
    const pointer_text place = pointer_to("/contracts/%s/terms/%s", contract->name, term->name);
    const term_kind *unit = (const term_kind *)(const void *)term->unit.kind;
    const bool no_bands = term->success_rates.count == 0;
    const bool asks_other = unit && unit->period_units && row_of_key(&unit->base.parameters, "units");
    const idle_row rows[] = {
        { "index/from", is_fixed_at(term->index_per_year, 0), "the price does not grow (\"per_year\" is 0)" },
        { "success/between", no_bands, "there are no \"rates\"" },
        { "success/over", no_bands, "there are no \"rates\"" },
        { "by", no_bands && !asks_other, "the term has no bands of success and is no bonus" },
    };
    warn(self, &place, rows, COUNT(rows));
}

static void ending_idle(checker *self, const contract_row *contract)
{
    const pointer_text place = pointer_to("/contracts/%s/early_end", contract->name);
    static const char never[] = "nothing ends the contract early; give a \"trigger\"";
    const bool none = contract->early_end.trigger == END_NEVER;
    const idle_row rows[] = {
        { "below", none, never }, { "after_months", none, never }, { "notice_days", none, never }, { "payment", none, never }, { "cost_plus_share", none, never },
    };
    warn(self, &place, rows, COUNT(rows));
}

/** What is paid for somebody who is nowhere. */
static void delivery_idle(checker *self, const contract_row *contract)
{
    const pointer_text place = pointer_to("/contracts/%s/delivery", contract->name);
    bool therapists = false, supervisors = false, remote = false;
    for (size_t t = 0; t < self->subject->team_count; t++) {
        size_t site = 0;
        const team_row *team = team_numbered(self->subject, t, &site);
        const bool here = mask_has(contract->site_mask, site);
        therapists = therapists || (here && (team->therapists > 0 || team->hires.count > 0));
        supervisors = supervisors || (here && team_is_supervised(team));
    }
    for (size_t t = 0; t < self->subject->therapies.count; t++) {
        remote = remote || self->subject->therapies.items[t].remote.count > 0;
    }
    static const char nobody[] = "no team of the contract's sites has therapists";
    const delivery_settings *cost = &contract->delivery;
    const idle_row rows[] = {
        { "therapist_gbp_per_year", !therapists && !is_fixed_at(cost->therapist_gbp_per_year, 0), nobody },
        { "training_gbp_per_therapist", !therapists && !is_fixed_at(cost->training_gbp_per_therapist, 0), nobody },
        { "supervisor_gbp_per_year", !supervisors && !is_fixed_at(cost->supervisor_gbp_per_year, 0), "no team of the contract's sites has supervisors" },
        { "remote_start_gbp", !remote && !is_fixed_at(cost->remote_start_gbp, 0), "no course is remote" },
        { "intermediary", is_fixed_at(cost->intermediary_gbp_per_year, 0), "it is paid nothing (\"intermediary_gbp_per_year\" is 0)" },
    };
    warn(self, &place, rows, COUNT(rows));
}

static void support_idle(checker *self, const site_row *site)
{
    const pointer_text place = pointer_to("/sites/%s", site->name);
    if (site->support_from == DATE_NONE || site->closes == DATE_NONE) {
        return;
    }
    const bool ones = is_fixed_at(site->support_referral_ratio, 1) && is_fixed_at(site->support_completion_ratio, 1);
    const idle_row rows[] = {
        { "targeted_support", ones, "both its ratios are 1" },
        { "targeted_support/from", !ones && site->support_from > site->closes, "the site has closed by then" },
    };
    warn(self, &place, rows, COUNT(rows));
}

static void volume_idle(checker *self, const site_row *site, const site_cohort_row *cohort)
{
    const pointer_text place = pointer_to("/sites/%s/cohorts/%s", site->name, cohort->name);
    const date opens = cohort->opens == DATE_NONE ? site->starts : cohort->opens, closes = cohort->closes == DATE_NONE ? site->closes : cohort->closes;
    if (opens == DATE_NONE || closes == DATE_NONE) {
        return;
    }
    const idle_row rows[] = { { "later_volume", closes < date_add_months(opens, 12), "its referrals end within their first 12 months" } };
    warn(self, &place, rows, COUNT(rows));
}

static void staff_idle(checker *self, const site_row *site, const team_row *team)
{
    const pointer_text place = team_pointer(self, site, team);
    const bool nobody = team->therapists == 0 && team->hires.count == 0, supervised = team_is_supervised(team);
    const bool nobody_leaves = is_fixed_at(team->turnover_per_year, 0), nobody_joins = nobody_leaves && team->hires.count == 0 && team->hiring_above == 0;
    static const char none[] = "the team has no therapists: there is always room", unsupervised[] = "the team has no supervisors: supervision is never short";
    const idle_row rows[] = {
        { "caseload", nobody && team->caseload > 1, none },
        { "vacancy_days", nobody_leaves, "nobody leaves (\"turnover_per_year\" is 0)" },
        { "ramp_days", nobody_joins, "nobody joins after service has begun" },
        { "supervision_ratio", !supervised, unsupervised },
        { "unsupervised_effect", !supervised, unsupervised },
    };
    warn(self, &place, rows, COUNT(rows));
}

static void gaming_idle(checker *self)
{
    const pointer_text place = pointer_to("/gaming");
    const gaming_settings *gaming = &self->subject->gaming;
    const idle_row rows[] = {
        { "delay_entries/share", gaming->delay_days == 0 && !is_fixed_at(gaming->delay_share, 0), "entries are put off by 0 \"days\"" },
        { "delay_entries/days", gaming->delay_days > 0 && is_fixed_at(gaming->delay_share, 0), "no entry is put off (\"share\" is 0)" },
        { "widen_threshold/share", is_fixed_at(gaming->widen_ratio, 1) && !is_fixed_at(gaming->widen_share, 0), "those families are like the others (\"ratio\" is 1)" },
        { "widen_threshold/ratio", !is_fixed_at(gaming->widen_ratio, 1) && is_fixed_at(gaming->widen_share, 0), "no family is taken on so (\"share\" is 0)" },
    };
    warn(self, &place, rows, COUNT(rows));
}

static void contract_idle(checker *self, const contract_row *contract)
{
    capital_idle(self, contract);
    payers_idle(self, contract);
    ending_idle(self, contract);
    delivery_idle(self, contract);
    for (size_t t = 0; t < contract->terms.count; t++) {
        if (contract->terms.items[t].origin_back == 0) { /* versions repeat what their term says */
            term_idle(self, contract, &contract->terms.items[t]);
        }
    }
}

static void site_idle(checker *self, const site_row *site)
{
    support_idle(self, site);
    for (size_t c = 0; c < site->cohorts.count; c++) {
        volume_idle(self, site, &site->cohorts.items[c]);
    }
    for (size_t t = 0; t < site->teams.count; t++) {
        if (site->teams.items[t].lead == site->team_from + t) { /* a shared team, with its first row */
            staff_idle(self, site, &site->teams.items[t]);
        }
    }
}

void advise_idle(checker *self)
{
    for (size_t c = 0; c < self->subject->contracts.count; c++) {
        contract_idle(self, &self->subject->contracts.items[c]);
    }
    for (size_t s = 0; s < self->subject->sites.count; s++) {
        site_idle(self, &self->subject->sites.items[s]);
    }
    gaming_idle(self);
}
