#include "report/build.h"

#include <math.h>

#include "base/date.h"

json_value *build_object(build *self, json_value *into, const char *key)
{
    json_value *added = json_add_object(into, key);
    self->failed |= added == NULL;
    return added;
}

json_value *build_array(build *self, json_value *into, const char *key)
{
    json_value *added = json_add_array(into, key);
    self->failed |= added == NULL;
    return added;
}

void build_number(build *self, json_value *into, const char *key, double number)
{
    self->failed |= json_add_number(into, key, number) == NULL;
}

void build_text(build *self, json_value *into, const char *key, const char *text)
{
    self->failed |= json_add_string(into, key, text) == NULL;
}

void build_date(build *self, json_value *into, const char *key, double day)
{
    if (isnan(day)) {
        self->failed |= json_add_null(into, key) == NULL;
        return;
    }
    char text[DATE_TEXT_SIZE];
    date_write((date)lround(day), text);
    build_text(self, into, key, text);
}

void build_numbers(build *self, json_value *into, const char *key, const double number[], size_t count)
{
    json_value *array = build_array(self, into, key);
    for (size_t i = 0; i < count; i++) {
        build_number(self, array, NULL, number[i]);
    }
}
