#ifndef EDGECARE_LOAD_ROWS_H
#define EDGECARE_LOAD_ROWS_H

#include "records/setting.h"

/* Every setting of a scenario file is a row. From the rows come reading, the checks of type and range, `edgecare explain`, the JSON Schema and the
 * scenario reference. The settings of a struct stand in the file of its group: rows_top.c, rows_career.c, rows_people.c ... */

/** Begins a row: key, type and the field of `struct_` that it fills. */
#define ROW(key_, type_, struct_, field_) .key = (key_), .type = SETTING_##type_, .offset = offsetof(struct_, field_)

/** Begins a row for a nested object whose settings fill the same struct. */
#define ROW_NEST(key_, rows_) .key = (key_), .type = SETTING_OBJECT, .offset = 0, .rows = &(rows_)

extern const settings scenario_rows; /* rows_top.c: the whole file */

extern const settings state_rows;      /* rows_career.c: state_row */
extern const settings transition_rows; /* transition_row */
extern const settings shock_rows;      /* shock_row */

extern const settings people_rows; /* rows_people.c: people_settings */
extern const settings cohort_rows; /* cohort_row */

extern const settings gaming_rows; /* rows_gaming.c: gaming_settings */

extern const settings therapy_rows; /* rows_therapy.c: therapy_row */

extern const settings site_rows; /* rows_site.c: site_row */

extern const settings team_rows;   /* rows_team.c: team_row */
extern const settings shared_team_rows; /* team_row, of a team that serves several sites */
extern const settings hire_rows;   /* hire_row */
extern const settings remote_rows; /* rows_remote.c: remote_row */

extern const settings contract_rows; /* rows_contract.c: contract_row */
extern const settings term_rows;     /* rows_term.c: term_row */
extern const settings variation_rows; /* rows_variation.c: variation_row */
extern const settings payer_rows;    /* rows_payer.c: payer_row */
extern const settings early_end_rows; /* rows_early_end.c: early_end_settings */
extern const settings delivery_rows; /* rows_delivery.c: delivery_settings */
extern const settings capital_rows;  /* rows_capital.c: capital_settings */
extern const settings tranche_rows;  /* rows_tranche.c: tranche_row */

extern const settings appraisal_rows; /* rows_appraisal.c: appraisal_settings */

extern const settings input_rows; /* rows_input.c: input_row */

extern const settings mixture_rows; /* rows_mixture.c: mixture_row */

extern const settings figure_rows, view_rows; /* rows_published.c: figure_row */
extern const settings source_rows; /* source_row */

extern const settings what_if_rows; /* rows_what_if.c: what_if_row */

#endif
