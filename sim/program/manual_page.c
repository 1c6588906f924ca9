#include "program/manual.h"

#include <ctype.h>
#include <string.h>

#include "program/options.h"

/** Text that groff is not to read as a request, an escape or a soft hyphen. */
static void put(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\') {
            fputs("\\e", out);
        } else if (text[i] == '-') {
            fputs("\\-", out);
        } else if (i == 0 && (text[i] == '.' || text[i] == '\'')) {
            fprintf(out, "\\&%c", text[i]);
        } else {
            fputc(text[i], out);
        }
    }
}

/** A doc text of argp, whose parts before and after the options are apart by a vertical tab: a paragraph each. */
static void put_doc(FILE *out, const char *doc)
{
    const char *part = strchr(doc, '\v');
    put(out, doc, part ? (size_t)(part - doc) : strlen(doc));
    fputc('\n', out);
    if (part) {
        fputs(".PP\n", out);
        put(out, part + 1, strlen(part + 1));
        fputc('\n', out);
    }
}

static void put_option(FILE *out, const struct argp_option *option)
{
    fputs(".TP\n", out);
    if (option->key > 0 && option->key < 128 && isprint(option->key)) {
        fprintf(out, "\\fB\\-%c\\fR, ", option->key);
    }
    fputs("\\fB\\-\\-", out);
    put(out, option->name, strlen(option->name));
    fputs("\\fR", out);
    if (option->arg) {
        fputs("=\\fI", out);
        put(out, option->arg, strlen(option->arg));
        fputs("\\fR", out);
    }
    fputc('\n', out);
    if (option->doc) {
        put(out, option->doc, strlen(option->doc));
        fputc('\n', out);
    }
}

static void put_command(FILE *out, const command *self)
{
    const option_list options = options_of(self);
    fprintf(out, ".SS \"edgecare %s %s\"\n", self->name, self->arguments->args_doc ? self->arguments->args_doc : "");
    if (self->arguments->doc) {
        put_doc(out, self->arguments->doc);
    }
    for (size_t i = 0; i < options.count; i++) {
        put_option(out, options.items[i]);
    }
}

void manual_page_write(FILE *out)
{
    fputs(".TH EDGECARE 1 \"\" \"edgecare " EDGECARE_VERSION "\" \"User Commands\"\n"
          ".SH NAME\nedgecare \\- project what an outcomes contract for children at the edge of care pays, costs and is worth\n"
          ".SH SYNOPSIS\n.B edgecare\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n"
          ".SH DESCRIPTION\n"
          "edgecare simulates cohorts of referred families with and without family therapy, settles any number of outcomes contracts on the same simulated "
          "families, and tells each party's result with its uncertainty. Scenarios are files in JSON or YAML.\n"
          ".SH COMMANDS\n",
          out);
    for (size_t i = 0; i < command_count; i++) {
        put_command(out, command_table[i]);
    }
    fputs(".SH \"EXIT STATUS\"\n.TP\n0\nfine\n.TP\n1\na run or an output failed, or a check lies outside its band\n.TP\n2\na file or an option is wrong\n"
          ".SH EXAMPLES\n.TP\nA first run:\n\\fBedgecare run scenarios/typical\\-edge\\-of\\-care.json\\fR\n"
          ".TP\nWith another limit:\n\\fBedgecare run scenarios/typical\\-edge\\-of\\-care.json \\-\\-set /contracts/per_day_saved/limit_gbp=4500000\\fR\n"
          ".TP\nWhat a setting means:\n\\fBedgecare explain /people/start_share\\fR\n",
          out);
}
