#include "load/schema.h"

#include "baselines/baseline.h"
#include "distributions/distribution.h"
#include "effects/effect.h"
#include "hazards/hazard.h"
#include "intake/intake.h"
#include "load/rows.h"
#include "load/schema_build.h"
#include "load/words.h"
#include "terms/term.h"
#include "tranches/tranche.h"

static void build_remark_definition(builder *self, json_value *definitions)
{
    json_value *remark = build_object(self, definitions, "remark");
    build_text(self, remark, "description", "A remark in words; it changes no result.");
    build_text(self, remark, "type", "string");
}

static void build_dirichlet(builder *self, json_value *definitions)
{
    json_value *schema = build_object(self, definitions, "dirichlet");
    build_text(self, schema, "description", "Uncertain shares: weights, the larger their sum the surer the shares.");
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    build_text(self, build_object(self, properties, DIST_KEY), "const", "dirichlet");
    json_value *alpha = build_object(self, properties, "alpha");
    build_text(self, alpha, "type", "object");
    build_number(self, alpha, "minProperties", 2);
    json_value *weight = build_object(self, alpha, "additionalProperties");
    build_text(self, weight, "type", "number");
    build_number(self, weight, "exclusiveMinimum", 0);
    build_remarks(self, properties);
    build_words(self, schema, "required", (const char *const[]){ DIST_KEY, "alpha", NULL });
    build_boolean(self, schema, "additionalProperties", false);
}

/** A number that differs between the views of a mixture. */
static void build_by_mixture(builder *self, json_value *definitions)
{
    json_value *schema = build_object(self, definitions, "by_mixture");
    build_text(self, schema, "description", "One number for each component of a mixture; each world takes that of its component.");
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    json_value *by = build_object(self, properties, BY_KEY);
    build_text(self, by, "type", "string");
    build_text(self, by, "description", "Which mixture.");
    json_value *components = build_object(self, properties, COMPONENTS_KEY);
    build_text(self, components, "type", "object");
    json_value *forms = build_array(self, build_object(self, components, "additionalProperties"), "anyOf");
    build_text(self, build_object(self, forms, NULL), "type", "number");
    json_value *wrapped = build_object(self, forms, NULL);
    build_text(self, wrapped, "type", "object");
    build_words(self, wrapped, "required", (const char *const[]){ "value", NULL });
    build_reference(self, build_object(self, forms, NULL), "uncertain");
    build_reference(self, build_object(self, forms, NULL), "by_mixture");
    build_reference(self, build_object(self, forms, NULL), "of_input");
    build_remarks(self, properties);
    build_words(self, schema, "required", (const char *const[]){ BY_KEY, COMPONENTS_KEY, NULL });
    build_boolean(self, schema, "additionalProperties", false);
}

/** A number made of one that stands under "inputs". */
static void build_of_input(builder *self, json_value *definitions)
{
    json_value *schema = build_object(self, definitions, "of_input");
    build_text(self, schema, "description", "A number made of an input, which is drawn once a world for all that is made of it: times x the input + plus.");
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    build_text(self, build_object(self, properties, OF_KEY), "type", "string");
    build_text(self, build_object(self, properties, TIMES_KEY), "type", "number");
    build_text(self, build_object(self, properties, PLUS_KEY), "type", "number");
    build_text(self, build_object(self, properties, "unit"), "type", "string");
    build_remarks(self, properties);
    build_words(self, schema, "required", (const char *const[]){ OF_KEY, NULL });
    build_boolean(self, schema, "additionalProperties", false);
}

/** A whole scenario; "$schema" is where editors find this. */
static void build_scenario(builder *self, json_value *definitions)
{
    json_value *schema = build_object(self, definitions, "scenario");
    build_text(self, schema, "description", scenario_rows.doc);
    json_value *properties = build_rows(self, schema, &scenario_rows);
    build_text(self, build_object(self, properties, "$schema"), "type", "string");
}

/** A file that changes another: it may leave anything out, so only the names of its top settings are told. */
static void build_patch(builder *self, json_value *definitions)
{
    json_value *schema = build_object(self, definitions, "patch");
    build_text(self, schema, "description", "Changes to the scenario file that it extends (RFC 7396).");
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    build_text(self, build_object(self, properties, "$schema"), "type", "string");
    build_text(self, build_object(self, properties, "extends"), "type", "string");
    for (size_t i = 0; i < scenario_rows.count; i++) {
        build_text(self, build_object(self, properties, scenario_rows.rows[i].key), "description", scenario_rows.rows[i].doc);
    }
    build_remarks(self, properties);
    build_boolean(self, schema, "additionalProperties", false);
}

static void build_definitions(builder *self, json_value *root)
{
    const kind_family *const families[] = { &hazard_family, &effect_family, &intake_family, &term_family, &baseline_family, &tranche_family };
    json_value *definitions = build_object(self, root, "$defs");
    build_scenario(self, definitions);
    build_patch(self, definitions);
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        build_family(self, definitions, families[i]->title, families[i], &(build_form){ .key = KIND_KEY });
    }
    build_family(self, definitions, "uncertain", &distribution_family, &(build_form){ .key = DIST_KEY, .plain = true });
    build_family(self, definitions, "spread", &distribution_family, &(build_form){ .key = SPREAD_KEY, .plain = true, .between = true });
    build_dirichlet(self, definitions);
    build_by_mixture(self, definitions);
    build_of_input(self, definitions);
    build_remark_definition(self, definitions);
}

json_value *schema_make(void)
{
    json_value *root = json_new_object();
    builder self = { .failed = !root };
    build_text(&self, root, "$schema", "https://json-schema.org/draft/2020-12/schema");
    build_text(&self, root, "title", "edgecare scenario");
    json_value *patched = build_array(&self, build_object(&self, root, "if"), "required");
    build_text(&self, patched, NULL, "extends");
    build_reference(&self, build_object(&self, root, "then"), "patch");
    build_reference(&self, build_object(&self, root, "else"), "scenario");
    build_definitions(&self, root);
    if (!self.failed) {
        return root;
    }
    json_free(root);
    return NULL;
}

bool schema_write(FILE *out)
{
    json_value *schema = schema_make();
    const bool written = schema && json_write(schema, out);
    json_free(schema);
    return written;
}
