#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "solve/solve_report.h"

/* A gnuplot script that needs no other file. What is told of the zone stands in blocks of data. */

/** Colours that those who see few of them can tell apart. Source: Okabe and Ito, Color universal design (2008). */
static const char *const colours[ZONE_SIDES_MAX] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000"};

/** Writes a line end, or another character that a text in single quotes cannot hold, between two parts of such a text. */
static void between_quotes(FILE *out, char character)
{
    fprintf(out, "'.\"\\%03o\".'", (unsigned char)character);
}

/** A text in single quotes, into which gnuplot does not look (in double quotes it runs what stands between backticks), broken at blanks into lines of at most about `width`
 *  letters, and where it says so. */
static void quoted(FILE *out, const char *text, size_t width)
{
    size_t line = 0;
    fputc('\'', out);
    for (const char *c = text; *c; c++) {
        if (*c == '\n' || (*c == ' ' && line >= width)) {
            between_quotes(out, '\n');
            line = 0;
            continue;
        }
        if (*c == '\'' || (unsigned char)*c < 0x20 || *c == 0x7f) {
            between_quotes(out, *c);
        } else {
            fputc(*c, out);
        }
        line++;
    }
    fputc('\'', out);
}

/** A text to be shown: nothing in it steers, in a picture no more than on a terminal; line ends are meant. */
static void label(FILE *out, const char *text, size_t width)
{
    char *shown = NULL;
    size_t size = 0;
    FILE *into = open_memstream(&shown, &size);
    if (into) {
        utf8_write_visible(text, strlen(text), 1, into);
        fclose(into);
    }
    quoted(out, shown ? shown : "", width);
    free(shown);
}

/** How far a cell is on the good side of a side's tightest limit, in shares of the largest distance on the grid. */
static double side_margin(const zone *found, size_t side, size_t cell, const double largest[])
{
    double least = INFINITY;
    for (size_t i = 0; i < found->limit_count; i++) {
        const double margin = goal_margin(&found->goals[i], found->estimates[cell * found->limit_count + i].value);
        const double scaled = isnan(margin) ? -1 : largest[i] > 0 ? margin / largest[i] : 0;
        least = found->limits[i].side == side && scaled < least ? scaled : least;
    }
    return least;
}

static void largest_margins(const zone *found, double largest[ZONE_LIMITS_MAX])
{
    for (size_t i = 0; i < found->limit_count; i++) {
        largest[i] = 0;
        for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
            const double margin = fabs(goal_margin(&found->goals[i], found->estimates[cell * found->limit_count + i].value));
            largest[i] = margin > largest[i] ? margin : largest[i]; /* NaN is not larger */
        }
    }
}

static void side_block(const zone *found, size_t side, const double largest[], FILE *out)
{
    fprintf(out, "$side_%zu << END\n", side + 1);
    for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
        if (cell > 0 && cell % found->columns == 0) {
            fputc('\n', out);
        }
        fprintf(out, "%.10g %.10g %.6g %d\n", found->at[cell * ZONE_LEVERS], found->at[cell * ZONE_LEVERS + 1], side_margin(found, side, cell, largest),
                zone_holds(found, cell, side));
    }
    fputs("END\n", out);
}

/** Whether a side's boundary runs through the grid. */
static bool has_edge(const zone *found, size_t side)
{
    size_t holding = 0;
    for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
        holding += zone_holds(found, cell, side);
    }
    return holding > 0 && holding < found->columns * found->rows && found->columns > 1 && found->rows > 1;
}

static void edges(const zone *found, FILE *out)
{
    fputs("\n# Boundaries: where a side's tightest limit is just met\nset contour base\nset cntrparam levels discrete 0\nunset surface\nset view map\n", out);
    for (size_t i = 0; i < found->side_count; i++) {
        if (has_edge(found, i)) {
            fprintf(out, "set table $edge_%zu\nsplot $side_%zu using 1:2:3\nunset table\n", i + 1, i + 1);
        }
    }
    fputs("unset contour\nset surface\n\n", out);
}

static void axis(const zone *found, const char *name, size_t which, FILE *out)
{
    const lever *of = &found->levers[which];
    char title[512];
    snprintf(title, sizeof title, "%s%s%s%s\n%s", of->title, of->unit ? " (" : "", of->unit ? of->unit : "", of->unit ? ")" : "", of->pointer);
    fprintf(out, "set %slabel ", name);
    label(out, title, 70);
    fputs(" noenhanced\n", out);
}

/** How an axis is numbered; to be said after the boundaries are worked out, whose tables it would be used for too. */
static void axis_format(const zone *found, const char *name, size_t which, FILE *out)
{
    const lever *of = &found->levers[which];
    const bool money = of->unit && strncmp(of->unit, "GBP", 3) == 0;
    fprintf(out, "set format %s \"%s\"\n", name, money ? fmax(fabs(of->low), fabs(of->high)) >= 1e4 ? "£%.1s%c" : "£%g" : "%.7g");
}

static void head(const zone *found, const char *image, FILE *out)
{
    const size_t length = strlen(image);
    const bool png = length > 4 && strcmp(image + length - 4, ".png") == 0;
    fputs("# Draws the zone of agreement: gnuplot THIS_FILE\n", out);
    fputs(png ? "set terminal pngcairo size 1000,760 font \"Sans,13\"\n" : "set terminal svg size 1000,760 font \"Sans,15\" background \"white\"\n", out);
    fputs("set output ", out);
    fputs(image[0] == '|' || image[0] == '~' ? "'./'." : "", out); /* gnuplot would open a pipe, or look for a home folder */
    quoted(out, image, SIZE_MAX);
    fprintf(out, "\nset title \"%s\"\n", found->agreed ? "Zone of agreement" : "Zone of agreement: empty");
    axis(found, "x", 0, out);
    axis(found, "y", 1, out);
    fputs("set key below noenhanced\nset tics out nomirror\nset grid lc rgb \"#DDDDDD\"\n\n", out);
}

/** Half the distance between neighbours on an axis. */
static double half_step(double low, double high, size_t count)
{
    return count > 1 ? (high - low) / (double)(count - 1) / 2 : 0.5;
}

static void drawing(const zone *found, FILE *out)
{
    const size_t last = (found->columns * found->rows - 1) * ZONE_LEVERS;
    axis_format(found, "x", 0, out);
    axis_format(found, "y", 1, out);
    fprintf(out, "dx = %.10g\ndy = %.10g\n", half_step(found->at[0], found->at[last], found->columns), half_step(found->at[1], found->at[last + 1], found->rows));
    fprintf(out, "set xrange [%.10g - dx : %.10g + dx]\nset yrange [%.10g - dy : %.10g + dy]\nplot \\\n", found->at[0], found->at[last], found->at[1],
            found->at[last + 1]);
    for (size_t i = 0; i < found->side_count; i++) {
        fprintf(out, "  $side_%zu using 1:($4 == 1 ? $2 : NaN):(dx):(dy) with boxxyerror fill transparent solid 0.25 noborder lc rgb \"%s\" title ", i + 1, colours[i]);
        label(out, found->sides[i], SIZE_MAX);
        fputs(" noenhanced, \\\n", out);
    }
    for (size_t i = 0; i < found->side_count; i++) {
        if (has_edge(found, i)) {
            fprintf(out, "  $edge_%zu using 1:2 with lines lw 3 lc rgb \"%s\" notitle, \\\n", i + 1, colours[i]);
        }
    }
    fputs("  $all using 1:($3 == 1 ? $2 : NaN) with points pt 7 ps 0.6 lc rgb \"#222222\" title \"all sides' limits hold\"\n", out);
}

void zone_plot_write(const zone *found, const char *image, FILE *out)
{
    double largest[ZONE_LIMITS_MAX];
    largest_margins(found, largest);
    head(found, image, out);
    for (size_t i = 0; i < found->side_count; i++) {
        fprintf(out, "# Side %zu: across, up, margin of the tightest limit, 1 where all of its limits hold\n", i + 1);
        side_block(found, i, largest, out);
    }
    fputs("# across, up, 1 where all sides' limits hold\n$all << END\n", out);
    for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
        fprintf(out, "%.10g %.10g %d\n", found->at[cell * ZONE_LEVERS], found->at[cell * ZONE_LEVERS + 1], found->holds[cell] == (1u << found->side_count) - 1);
    }
    fputs("END\n", out);
    edges(found, out);
    drawing(found, out);
}
