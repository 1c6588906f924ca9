#include "report/headline_json.h"

#include "summarise/headline.h"

static void number_json(members *made, json_value *into, const headline_number *of)
{
    member_text(made, into, "party", headline_party_words[of->for_whom]);
    member_text(made, into, "metric", of->metric);
    member_text(made, into, "title", of->title + (of->title[0] == ' ' ? 2 : 0));
    member_text(made, into, "basis", of->basis);
    member_text(made, into, "unit", of->unit);
    member_text(made, into, "statistic", of->median ? "p50" : "mean");
    member_number(made, into, "value", of->number);
    member_number(made, into, "se", of->error);
    member_number(made, into, "p5", of->low);
    member_number(made, into, "p95", of->high);
    member_number(made, into, "step", of->step);
    member_number(made, into, "undefined", (double)of->undefined);
    member_text(made, into, "text", of->text);
    member_text(made, into, "range", of->range);
}

static void part_json(members *made, json_value *into, const headline_part *of)
{
    member_text(made, into, "verdict", verdict_words[of->says]);
    member_number(made, into, "chance_of_gain", of->chance);
    member_number(made, into, "chance_of_gain_se", of->chance_error);
    json_value *sentences = member_array(made, into, "sentences");
    for (size_t i = 0; i < HEADLINE_SENTENCES && of->sentence[i][0]; i++) {
        member_text(made, sentences, NULL, of->sentence[i]);
    }
    if (of->risks[0]) {
        member_text(made, sentences, NULL, of->risks);
    }
    json_value *numbers = member_array(made, into, "numbers");
    for (size_t i = 0; i < of->numbers; i++) {
        number_json(made, member_object(made, numbers, NULL), &of->number[i]);
    }
}

void headline_json(members *made, json_value *root, const result *from)
{
    headline says;
    if (!headline_make(from, &says)) {
        made->failed = true;
        return;
    }
    json_value *all = member_object(made, root, "headline");
    json_value *thresholds = member_object(made, all, "thresholds");
    member_number(made, thresholds, "likely", 0.5);
    member_number(made, thresholds, "sure", VERDICT_SURE);
    member_number(made, thresholds, "standard_errors", VERDICT_ERRORS);
    if (says.has_programme) {
        part_json(made, member_object(made, all, "programme"), &says.programme);
    }
    json_value *contracts = member_object(made, all, "contracts");
    for (size_t i = 0; i < says.count; i++) {
        part_json(made, member_object(made, contracts, from->scenario->contracts.items[i].name), &says.items[i]);
    }
    headline_free(&says);
}
