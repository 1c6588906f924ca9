#ifndef EDGECARE_REPORT_STATS_JSON_H
#define EDGECARE_REPORT_STATS_JSON_H

#include "report/member.h"
#include "summarise/layout.h"
#include "summarise/result.h"

/** Adds under `key` what is told of a metric. */
void told_json(members *made, json_value *into, const char *key, const told *of);

/** Adds under `key` what is told of the metric that column `index` leads. */
void stats_json(members *made, json_value *into, const char *key, const result *from, size_t index);

/** Adds every metric of a place to `into`, by its full name. */
void place_metrics_json(members *made, json_value *into, const result *from, const place *at);

#endif
