#include "report/cells.h"

#include "report/tables.h"

void cell_text(FILE *out, const char *text, int width, bool right)
{
    int length = 0;
    for (const char *c = text; *c; c++) {
        length += ((unsigned char)*c & 0xc0u) != 0x80u;
    }
    const int gap = width > length ? width - length : 0;
    fprintf(out, "%*s%s%*s", right ? gap : 0, "", text, right ? 0 : gap, "");
}

void cell_number(FILE *out, const char *unit, double number)
{
    char text[48];
    plain_number(text, unit, number);
    cell_text(out, text, CELL_NUMBER_WIDTH, true);
}
