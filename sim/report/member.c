#include "report/member.h"

#include <math.h>

#include "base/date.h"

json_value *member_object(members *self, json_value *into, const char *key)
{
    json_value *added = json_add_object(into, key);
    self->failed |= added == NULL;
    return added;
}

json_value *member_array(members *self, json_value *into, const char *key)
{
    json_value *added = json_add_array(into, key);
    self->failed |= added == NULL;
    return added;
}

void member_number(members *self, json_value *into, const char *key, double number)
{
    self->failed |= json_add_number(into, key, number) == NULL;
}

void member_boolean(members *self, json_value *into, const char *key, bool truth)
{
    self->failed |= json_add_boolean(into, key, truth) == NULL;
}

void member_text(members *self, json_value *into, const char *key, const char *text)
{
    self->failed |= json_add_string(into, key, text) == NULL;
}

void member_date(members *self, json_value *into, const char *key, double day)
{
    if (isnan(day)) {
        self->failed |= json_add_null(into, key) == NULL;
        return;
    }
    char text[DATE_TEXT_SIZE];
    date_write((date)lround(day), text);
    member_text(self, into, key, text);
}

void member_numbers(members *self, json_value *into, const char *key, const double number[], size_t count)
{
    json_value *array = member_array(self, into, key);
    for (size_t i = 0; i < count; i++) {
        member_number(self, array, NULL, number[i]);
    }
}
