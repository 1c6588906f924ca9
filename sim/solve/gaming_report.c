#include <string.h>

#include "report/member.h"
#include "report/statistics.h"
#include "report/tables.h"
#include "solve/gaming.h"

static const char *const way_keys[GAMING_COUNT] = {
    [GAMING_NONE] = "as_it_is", [GAMING_SELECT] = "select_low_risk", [GAMING_DELAY] = "delay_entries", [GAMING_WIDEN] = "widen_threshold"};

static void way_words(const gaming *self, gaming_way way, char text[96])
{
    const gaming_measures *by = &self->measures;
    if (way == GAMING_SELECT) {
        snprintf(text, 96, "turn away the riskiest %.0f %%", 100 * by->select_share);
    } else if (way == GAMING_DELAY) {
        snprintf(text, 96, "put off %.0f %% of entries by %.0f days", 100 * by->delay_share, by->delay_days);
    } else if (way == GAMING_WIDEN) {
        snprintf(text, 96, "%.0f %% below the threshold (ratio %.2g)", 100 * by->widen_share, by->widen_ratio);
    } else {
        snprintf(text, 96, "as it is");
    }
}

static void number(FILE *out, const char *unit, double of)
{
    char text[48];
    plain_number(text, unit, of);
    fprintf(out, " %*s", 11 + (strstr(text, "£") != NULL), text);
}

static void line_write(const gaming *self, gaming_way way, const gaming_line *of, FILE *out)
{
    char words[96];
    way_words(self, way, words);
    fprintf(out, "  %-40.40s", words);
    number(out, "GBP", of->paid_per_family.value);
    number(out, "GBP", of->gained_per_family.value);
    number(out, "GBP", of->gained_per_family.se);
    number(out, "days", of->averted_safely.value);
    number(out, "days", of->lost_safely.value);
    number(out, "days", of->lost_safely.se);
    number(out, "entries", of->put_off.value);
    number(out, "days", of->unsafe_days.value);
    fputc('\n', out);
}

void gaming_write(const gaming *self, FILE *out)
{
    fputs("What each contract would pay for if it were gamed. Means; \"se\" is the standard error of the change against the scenario as it is, by the same random\n"
          "numbers. Days averted are in the contract's sites, by the same luck with and without the programme, less days by which entries to care were put off.\n",
          out);
    for (size_t c = 0; c < self->contracts; c++) {
        const contract_row *row = &self->scenario->contracts.items[c];
        fprintf(out, "\n%-42s %11s %11s %11s %11s %11s %11s %11s %11s\n", row->name, "paid by", "more than", "se", "days safely", "fewer than", "se", "entries",
                "unsafe");
        fprintf(out, "%-42s %11s %11s %11s %11s %11s %11s %11s %11s\n", "", "family", "as it is", "", "averted", "as it is", "", "put off", "days");
        for (gaming_way way = 0; way < GAMING_COUNT; way++) {
            line_write(self, way, &self->lines[c * GAMING_COUNT + (size_t)way], out);
        }
    }
}

static void estimate(members *made, json_value *into, const char *key, metric_nature nature, const goal_estimate *of)
{
    json_value *one = member_object(made, into, key);
    member_number(made, one, mean_word(nature), of->value);
    member_number(made, one, "se", of->se);
}

bool gaming_json_write(const gaming *self, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-gaming/1");
    json_value *all = member_object(&made, root, "contracts");
    for (size_t c = 0; c < self->contracts; c++) {
        json_value *contract = member_object(&made, all, self->scenario->contracts.items[c].name);
        for (gaming_way way = 0; way < GAMING_COUNT; way++) {
            const gaming_line *of = &self->lines[c * GAMING_COUNT + (size_t)way];
            json_value *one = member_object(&made, contract, way_keys[way]);
            estimate(&made, one, "payment_per_family_gbp", NATURE_RATIO, &of->paid_per_family);
            estimate(&made, one, "payment_per_family_gained_gbp", NATURE_RATIO, &of->gained_per_family);
            estimate(&made, one, "days_averted_safely", NATURE_AMOUNT, &of->averted_safely);
            estimate(&made, one, "days_averted_safely_lost", NATURE_AMOUNT, &of->lost_safely);
            estimate(&made, one, "entries_put_off", NATURE_AMOUNT, &of->put_off);
            estimate(&made, one, "unsafe_days", NATURE_AMOUNT, &of->unsafe_days);
        }
    }
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}
