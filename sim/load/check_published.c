#include "load/check.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

static void check_interval(checker *self, const figure_row *figure)
{
    const bool given = figure->low != 0 || figure->high != 0;
    if (!given || isnan(figure->value)) {
        return;
    }
    if (!(figure->low <= figure->value && figure->value <= figure->high)) {
        const pointer_text at = pointer_to("/published/%s/value", figure->name);
        check_fault(self, &at, "%.12g is outside \"low\" .. \"high\", %.12g .. %.12g", figure->value, figure->low, figure->high);
    }
}

static void check_as_of(checker *self, const figure_row *figure)
{
    const pointer_text at = pointer_to("/published/%s/as_of_latest", figure->name);
    if (figure->as_of_latest == DATE_NONE) {
        return;
    }
    if (figure->as_of == DATE_NONE) {
        check_fault(self, &at, "the earliest date, \"as_of\", is missing");
    } else if (figure->as_of_latest < figure->as_of) {
        check_fault(self, &at, "%s comes before \"as_of\", %s", words_of_date(figure->as_of_latest).text, words_of_date(figure->as_of).text);
    }
}

static void check_reason(checker *self, const figure_row *figure)
{
    if (figure->expect == EXPECT_DIFFERS && !figure->reason) {
        const pointer_text at = pointer_to("/published/%s/expect", figure->name);
        check_fault(self, &at, "say why in \"reason\"");
    }
}

static void check_reading(checker *self, const figure_row *figure, const reading_row *reading)
{
    const directory sites = sites_of(self->subject), contracts = contracts_of(self->subject);
    const pointer_text site = pointer_to("/published/%s/readings/%s/site", figure->name, reading->name);
    const pointer_text contract = pointer_to("/published/%s/readings/%s/contract", figure->name, reading->name);
    resolve_name(self, &sites, reading->site, &site, false);
    resolve_name(self, &contracts, reading->contract, &contract, false);
    if (reading->contract && contracts.entries->count == 0) {
        check_fault(self, &contract, "there is no contract \"%s\"; there are none", reading->contract);
    }
}

/** A return that a cap holds down, and what it would be without. */
static const char *const capped_returns[][2] = {
    { "investor_irr_per_year", "investor_irr_before_cap_per_year" },
    { "investor_moic", "investor_moic_before_cap" },
    { "investor_moic_on_commitment", NULL },
    { "investor_npv_gbp", NULL },
    { "distributed_gbp", NULL },
};

/** A return that a cap makes what it is fits by the cap alone and checks nothing: it is read before the cap, or called fitted. */
static void check_capped(checker *self, const figure_row *figure, const reading_row *reading)
{
    const directory contracts = contracts_of(self->subject);
    const int32_t index = reading->contract ? directory_find(&contracts, reading->contract) : INDEX_NONE;
    const pointer_text at = pointer_to("/published/%s/readings/%s/metric", figure->name, reading->name);
    if (figure->role != ROLE_CHECK || figure->expect != EXPECT_FITS || index == INDEX_NONE || !reading->metric ||
        !capital_has_return_cap(&self->subject->contracts.items[index].capital)) {
        return;
    }
    for (size_t i = 0; i < sizeof capped_returns / sizeof capped_returns[0]; i++) {
        const char *instead = capped_returns[i][1];
        if (strcmp(reading->metric, capped_returns[i][0]) == 0) {
            check_fault(self, &at, "\"irr_cap_per_year\" of \"%s\" holds this down, so the figure counts as fitted: %s%s%swrite the role \"fitted\"",
                        reading->contract, instead ? "read \"" : "", instead ? instead : "", instead ? "\", or " : "");
        }
    }
}

/** A figure that cannot hold with another names one that is there, not itself, and says why. */
static void check_inconsistent(checker *self, const figure_row *figure)
{
    const directory figures = { "published figure", &self->subject->published.any, sizeof(figure_row) };
    const pointer_text at = pointer_to("/published/%s/inconsistent_with", figure->name);
    if (!figure->inconsistent_with) {
        return;
    }
    if (resolve_name(self, &figures, figure->inconsistent_with, &at, false) == INDEX_NONE) {
        return;
    }
    if (strcmp(figure->inconsistent_with, figure->name) == 0) {
        check_fault(self, &at, "a figure cannot be inconsistent with itself; name another");
    } else if (!figure->reason) {
        check_fault(self, &at, "say why in \"reason\"");
    }
}

/** The figure of its series that stands before it in the file; NULL: it is the first. */
static const figure_row *series_before(const checker *self, size_t index)
{
    const figure_row *figure = &self->subject->published.items[index];
    for (size_t i = index; i > 0; i--) {
        const figure_row *earlier = &self->subject->published.items[i - 1];
        if (earlier->series && strcmp(earlier->series, figure->series) == 0) {
            return earlier;
        }
    }
    return NULL;
}

/** Figures of a series have exact dates, one after the other, and are taken alike. */
static void check_series(checker *self, size_t index)
{
    const figure_row *figure = &self->subject->published.items[index];
    const figure_row *before = figure->series ? series_before(self, index) : NULL;
    const pointer_text at = pointer_to("/published/%s/series", figure->name);
    if (figure->series && (figure->as_of == DATE_NONE || figure->as_of_latest != DATE_NONE)) {
        check_fault(self, &at, "a figure of a series has one exact date, \"as_of\", and no \"as_of_latest\"");
    } else if (before && before->as_of != DATE_NONE && figure->as_of <= before->as_of) {
        check_fault(self, &at, "figures of a series stand in the order of their dates, each later than the one before; %s is of %s", before->name,
                    words_of_date(before->as_of).text);
    } else if (before && (figure->role != before->role || figure->expect != before->expect)) {
        check_fault(self, &at, "\"role\" and \"expect\" are not those of %s, which is of the same series", before->name);
    }
}

void resolve_comparators(checker *self)
{
    const directory contracts = contracts_of(self->subject);
    for (size_t i = 0; i < self->subject->appraisal.comparator.count; i++) {
        comparator_row *with = &self->subject->appraisal.comparator.items[i];
        const pointer_text at = pointer_to("/appraisal/comparator/%s", with->name);
        const pointer_text contract = pointer_to("/appraisal/comparator/%s/contract", with->name);
        const bool numbered = with->cost_per_family_gbp.draw >= 0 || with->cost_per_family_gbp.value >= 0;
        with->contract_index = resolve_name(self, &contracts, with->contract, &contract, false);
        if (with->contract && contracts.entries->count == 0) {
            check_fault(self, &contract, "there is no contract \"%s\"; there are none", with->contract);
        }
        if (numbered == (with->contract != NULL)) {
            check_fault(self, &at, numbered ? "its cost is a number or that of a contract, not both" : "give its \"cost_per_family_gbp\", or a \"contract\" of this file");
        }
    }
}

void resolve_views(checker *self)
{
    for (size_t i = 0; i < self->subject->views.count; i++) {
        view_row *view = &self->subject->views.items[i];
        const pointer_text at = pointer_to("/views/%s/scenario", view->name);
        const char *file = document_place(self->doc, at.text).file;
        const char *slash = view->scenario && view->scenario[0] != '/' && file ? strrchr(file, '/') : NULL;
        text_buffer path = { 0 };
        text_add(&path, "%.*s%s", slash ? (int)(slash - file) + 1 : 0, file ? file : "", view->scenario ? view->scenario : "");
        view->path = path.out_of_memory ? NULL : arena_text(&self->subject->memory, path.bytes);
        self->out_of_memory |= view->path == NULL;
        text_free(&path);
    }
}

void check_published(checker *self)
{
    for (size_t i = 0; i < self->subject->published.count; i++) {
        const figure_row *figure = &self->subject->published.items[i];
        check_interval(self, figure);
        check_as_of(self, figure);
        check_reason(self, figure);
        check_inconsistent(self, figure);
        check_series(self, i);
        for (size_t j = 0; j < figure->readings.count; j++) {
            check_reading(self, figure, &figure->readings.items[j]);
            check_capped(self, figure, &figure->readings.items[j]);
        }
    }
}
