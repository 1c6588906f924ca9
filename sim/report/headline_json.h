#ifndef EDGECARE_REPORT_HEADLINE_JSON_H
#define EDGECARE_REPORT_HEADLINE_JSON_H

#include "report/member.h"
#include "summarise/result.h"

/** Adds "headline" to `root`: by contract the verdict with its thresholds, the sentences and the numbers that decide, each with its range, error and step. */
void headline_json(members *made, json_value *root, const result *from);

#endif
