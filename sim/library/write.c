#include <errno.h>

#include "library/handles.h"
#include "load/schema.h"
#include "report/result_json.h"

/** Hands on what was written, so that a full disk is told here. */
static edgecare_status finished(bool written, FILE *out)
{
    return written && fflush(out) == 0 ? EDGECARE_FINE : EDGECARE_NOT_WRITTEN;
}

edgecare_status edgecare_write_schema(FILE *out)
{
    errno = ENOMEM;
    return finished(schema_write(out), out);
}

edgecare_status edgecare_result_write_json(const edgecare_result *self, FILE *out)
{
    const edgecare_scenario *from = self->scenario;
    const result_origin origin = {edgecare_version(), from->command, from->command_count, NULL};
    return finished(result_json_write(self->inner, &origin, out), out);
}
