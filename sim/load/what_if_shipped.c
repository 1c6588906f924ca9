#include "load/what_if_shipped.h"

#include <string.h>

#include "base/text.h"

/* The set that is built in. Names are the scenario's own ("*"), or words that every scenario shares; what a scenario lacks is passed over. */

static const char referrals_60[] = "{\"times\": {\"/sites/*/cohorts/*/first_year_volume\": 0.6, \"/sites/*/cohorts/*/later_volume\": 0.6}}";
static const char half_entry[] = "{\"times\": {\"/cohorts/*/ratio\": 0.5}}";
static const char no_effect[] = "{\"times\": {\"/therapies/*/effect_multiplier\": 0}}";
static const char contract_effect[] =
    "{\"take\": {\"/therapies/*/adherence\": \"contract\", \"/therapies/*/completion_share\": \"contract\", \"/therapies/*/effects\": \"contract\"}}";
static const char cost_20[] = "{\"times\": {\"/contracts/*/delivery/set_up_gbp\": 1.2, \"/contracts/*/delivery/fixed_gbp_per_month\": 1.2,"
                              "\"/contracts/*/delivery/per_start_gbp\": 1.2, \"/contracts/*/delivery/per_completion_gbp\": 1.2,"
                              "\"/contracts/*/delivery/therapist_gbp_per_year\": 1.2, \"/contracts/*/delivery/supervisor_gbp_per_year\": 1.2,"
                              "\"/contracts/*/delivery/licence_gbp_per_year\": 1.2, \"/contracts/*/delivery/training_gbp_per_therapist\": 1.2,"
                              "\"/contracts/*/delivery/remote_start_gbp\": 1.2, \"/contracts/*/delivery/after_delivery_gbp_per_month\": 1.2,"
                              "\"/sites/*/psychology_fund/gbp_per_use\": 1.2}}";
static const char price_20[] = "{\"times\": {\"/contracts/*/terms/*/price_gbp\": 0.8}}";
static const char late_6_months[] = "{\"plus\": {\"/contracts/*/claims/paid_after_days\": 183}}";
static const char homes_20[] = "{\"times\": {\"/states/childrens_home/day_cost_gbp\": 1.2, \"/states/childrens_home/extreme_price/median_gbp_per_week\": 1.2,"
                               "\"/states/childrens_home/extreme_price/limit_gbp_per_week\": 1.2, \"/states/residential/day_cost_gbp\": 1.2,"
                               "\"/states/residential/extreme_price/median_gbp_per_week\": 1.2, \"/states/residential/extreme_price/limit_gbp_per_week\": 1.2}}";

static const char *text_at(const json_value *object, const char *key)
{
    const json_value *found = json_get(object, key);
    return json_string(json_type_of(found) == JSON_OBJECT ? json_get(found, "value") : found);
}

/** Whose council a site is: by default that of its own name. */
static const char *council_of(const json_value *site)
{
    const char *council = text_at(site, "council");
    return council ? council : json_key(site);
}

/** Whether a contract runs in a site. */
static bool runs_in(const json_value *contract, const char *site)
{
    const json_value *sites = json_get(contract, "sites");
    for (const json_value *item = json_first(sites); item; item = json_next(item)) {
        if (json_string(item) && strcmp(json_string(item), site) == 0) {
            return true;
        }
    }
    return json_count(sites) == 0;
}

static size_t sites_of_payer(const json_value *scenario, const json_value *contract, const char *payer, json_value *list)
{
    size_t count = 0;
    for (const json_value *site = json_first(json_get(scenario, "sites")); site; site = json_next(site)) {
        if (json_type_of(site) == JSON_OBJECT && runs_in(contract, json_key(site)) && strcmp(council_of(site), payer) == 0) {
            count++;
            if (list) {
                json_add_string(list, NULL, json_key(site));
            }
        }
    }
    return count;
}

static void set_null(json_value *set, const char *contract, const char *below, const char *key)
{
    text_buffer pointer = { 0 };
    text_add(&pointer, "/contracts/%s%s/%s", contract, below, key);
    json_add_null(set, pointer.bytes ? pointer.bytes : "");
    text_free(&pointer);
}

/** What stands in the object is taken away, but for `kept` (which may be NULL). */
static void clear(json_value *set, const char *contract, const char *below, const json_value *object, const char *kept)
{
    for (const json_value *item = json_first(object); item; item = json_next(item)) {
        if (!kept || strcmp(json_key(item), kept) != 0) {
            set_null(set, contract, below, json_key(item));
        }
    }
}

/** Councils pay what their sites' families cost; nobody else pays. */
static void let_councils_pay(json_value *set, const json_value *scenario, const json_value *contract)
{
    const json_value *payers = json_get(contract, "payers");
    const bool several = json_count(json_get(scenario, "sites")) > 1;
    for (const json_value *payer = json_first(payers); payer; payer = json_next(payer)) {
        text_buffer below = { 0 };
        if (json_type_of(payer) != JSON_OBJECT) {
            continue;
        }
        if (sites_of_payer(scenario, contract, json_key(payer), NULL) == 0) {
            set_null(set, json_key(contract), "/payers", json_key(payer));
            continue;
        }
        text_add(&below, "/payers/%s", json_key(payer));
        clear(set, json_key(contract), below.bytes ? below.bytes : "", payer, "rank");
        text_free(&below);
        text_add(&below, "/contracts/%s/payers/%s/sites", json_key(contract), json_key(payer));
        if (several) {
            sites_of_payer(scenario, contract, json_key(payer), json_add_array(set, below.bytes ? below.bytes : ""));
        }
        text_free(&below);
    }
}

static bool a_council_pays(const json_value *scenario, const json_value *contract)
{
    for (const json_value *payer = json_first(json_get(contract, "payers")); payer; payer = json_next(payer)) {
        if (json_type_of(payer) == JSON_OBJECT && sites_of_payer(scenario, contract, json_key(payer), NULL) > 0) {
            return true;
        }
    }
    return false;
}

/** In place of a contract its councils pay what delivery costs, month by month: no outcomes, no limit, no investor, no intermediary, no margin, no top-up. */
static void make_own_team(json_value *set, const json_value *scenario, const json_value *contract)
{
    static const char *const gone[] = { "capital", "limit_gbp", "limit_gbp_per_year", "limits_from", "per_child_limit", "variations", "early_end", "claims",
                                        "top_up_admin_gbp_per_year" };
    static const char *const unpaid[] = { "intermediary_gbp_per_year", "provider_margin_share" };
    const char *name = json_key(contract);
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        if (json_get(contract, gone[i])) {
            set_null(set, name, "", gone[i]);
        }
    }
    for (size_t i = 0; i < sizeof unpaid / sizeof unpaid[0]; i++) {
        if (json_get(json_get(contract, "delivery"), unpaid[i])) {
            set_null(set, name, "/delivery", unpaid[i]);
        }
    }
    clear(set, name, "/terms", json_get(contract, "terms"), NULL);
    let_councils_pay(set, scenario, contract);
    text_buffer pointer = { 0 };
    text_add(&pointer, "/contracts/%s", name);
    json_add_value(set, pointer.bytes ? pointer.bytes : "",
                   json_parse("{\"terms\": {\"own_team\": {\"title\": \"What the council's own team costs\", \"unit\": {\"kind\": \"actual_cost\"}, \"price_gbp\": 1}},"
                              "\"claims\": {\"period_months\": 1, \"certified_after_days\": 0, \"paid_after_days\": 0}}"));
    text_free(&pointer);
}

static json_value *own_team(const json_value *scenario)
{
    json_value *made = json_new_object();
    json_value *set = json_add_object(made, "set");
    for (const json_value *contract = json_first(json_get(scenario, "contracts")); contract; contract = json_next(contract)) {
        if (json_type_of(contract) == JSON_OBJECT && a_council_pays(scenario, contract)) {
            make_own_team(set, scenario, contract);
        }
    }
    if (json_get(scenario, "published")) {
        json_add_null(set, "/published");
    }
    return made;
}

const what_if_shipped what_ifs_shipped[] = {
    { "referrals_60", "Referrals at 60 % of what is assumed", "what-if referrals_60", referrals_60, NULL, "no site has a volume of referrals" },
    { "half_entry", "Entry to care half as frequent", "what-if half_entry", half_entry, NULL, "there is no cohort" },
    { "no_effect", "Therapy does nothing", "what-if no_effect", no_effect, NULL, "there is no therapy" },
    { "contract_effect", "Therapy as strong as the contract assumes", "what-if contract_effect", contract_effect, NULL,
      "no account of what the contract takes for granted stands beside it (a view named \"contract\")" },
    { "cost_20", "Delivery costs 20 % more", "what-if cost_20", cost_20, NULL, "no contract has a cost of delivery" },
    { "price_20", "Outcomes are paid 20 % less", "what-if price_20", price_20, NULL, "there is no contract" },
    { "late_6_months", "Paid six months later", "what-if late_6_months", late_6_months, NULL, "there is no contract" },
    { "homes_20", "Children's homes cost 20 % more", "what-if homes_20", homes_20, NULL, "no state is named \"childrens_home\" or \"residential\"" },
    { "own_team", "The council's own team instead", "what-if own_team", NULL, own_team, "no council pays a contract" },
};

const size_t what_ifs_shipped_count = sizeof what_ifs_shipped / sizeof what_ifs_shipped[0];
