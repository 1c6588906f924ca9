#include "program/explain_words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "load/explain.h"
#include "load/search.h"
#include "program/command.h"
#include "program/invocation.h"
#include "summarise/metrics.h"

#define HITS_MAX 1024
#define TOLD_MAX 6  /* in full */
#define NAMED_MAX 12
#define VOCABULARY_MAX 8192
#define WORDS_MAX 16
#define TEXT_BYTES 256

/** What people say for what is called otherwise here, blanks for hyphens; "ours" are words that are found. */
static const struct {
    const char *said, *ours;
} plain_words[] = {
    {"attrition", "completion"}, {"bond", "capital"}, {"break even", "payback"}, {"bring home", "in care"},
    {"budget saving", "cashable saving"}, {"cashable saving", "cashable saving"}, {"saving", "saving"}, {"how many children", "children started"},
    {"cherry picking", "select low risk"}, {"confidence", "worlds"},
    {"confidence interval", "worlds"}, {"cost per day", "day cost"}, {"county", "council"},
    {"covid", "shocks"}, {"deadline", "last claimable"}, {"decay", "half life"}, {"drop out", "dropout"},
    {"effect size", "hazard ratio"}, {"effectiveness", "hazard ratio"}, {"end date", "closes"},
    {"ethnicity", "groups"}, {"fade", "half life"}, {"fade out", "half life"},
    {"family therapy", "therapies"}, {"fft", "therapies"}, {"fidelity", "adherence"}, {"foster", "day cost"},
    {"foster care", "day cost"}, {"gender", "groups"}, {"government", "other payers"},
    {"incentive", "gaming"}, {"inflation", "deflator"}, {"life chances fund", "other payers"},
    {"loan", "tranches"}, {"local authority", "council"}, {"lockdown", "shocks"},
    {"maximum payment", "limit gbp"}, {"monte carlo", "worlds"}, {"mst", "therapies"},
    {"payment by results", "terms"}, {"payment cap", "limit gbp"}, {"pbr", "terms"},
    {"perverse incentive", "gaming"}, {"placement cost", "day cost"}, {"profit", "surplus"},
    {"profit cap", "irr cap"}, {"quality", "adherence"}, {"random", "seed"}, {"rate card", "price gbp"},
    {"real terms", "deflator"}, {"residential", "day cost"}, {"residential care", "day cost"},
    {"return home", "in care"}, {"reunification", "in care"}, {"risk factor", "bands"}, {"roi", "moic"},
    {"sib", "capital"}, {"simulations", "worlds"}, {"social impact bond", "capital"},
    {"social worker", "therapist"}, {"staff", "therapists"}, {"start date", "starts"},
    {"success rate", "completion"}, {"tariff", "price gbp"}, {"trial", "hazard ratio"},
    {"unit cost", "day cost"}, {"unitcost", "day cost"}, {"value for money", "benefit cost"},
    {"vfm", "benefit cost"}, {"waiting list", "wait"}, {"waiting time", "wait"}, {"workload", "caseload"},
};

/** What was found: a setting, or a metric. */
typedef struct {
    search_hit setting;
    const metric *metric; /* NULL: a setting */
} hit;

/** What a search found. */
typedef struct {
    hit *items; /* owned */
    size_t count;
} hit_list;

/** Adds metrics, whose title and doc are both what is said of them. */
static void add_metrics(hit_list *list, const char *const words[], size_t count)
{
    for (size_t i = 0; i < metric_count && list->count < HITS_MAX; i++) {
        char said[1024];
        snprintf(said, sizeof said, "%s %s", metric_table[i].title, metric_table[i].doc);
        const int rank = search_rank(words, count, metric_table[i].name, said);
        if (rank > 0) {
            list->items[list->count++] = (hit){.setting.rank = rank, .metric = &metric_table[i]};
        }
    }
}

static bool find(const char *const words[], size_t count, hit_list *list)
{
    search_hit *rows = calloc(HITS_MAX, sizeof *rows);
    list->items = calloc(HITS_MAX, sizeof *list->items);
    if (rows && list->items) {
        const size_t found = search_settings(words, count, rows, HITS_MAX / 2);
        for (size_t i = 0; i < found && i < HITS_MAX / 2; i++) {
            list->items[list->count++].setting = rows[i];
        }
        add_metrics(list, words, count);
    }
    const bool fine = rows && list->items;
    free(rows);
    return fine;
}

static void tell(const hit *one, FILE *out)
{
    if (one->metric) {
        const metric *of = one->metric;
        fprintf(out, "metric %s\n  %s: %s\n  unit: %s; told of:", of->name, of->title, of->doc, of->unit);
        const char *gap = " ";
        for (unsigned level = LEVEL_PROGRAMME; level <= LEVEL_PROVIDER; level *= 2) {
            if (of->levels & level) {
                fprintf(out, "%s%s", gap, level_words((metric_level)level));
                gap = ", ";
            }
        }
        fputs("\n\n", out);
        return;
    }
    explain_briefly(one->setting.pointer, one->setting.row, out);
    fputs("  more: ", out);
    invocation_write(out, "explain", one->setting.pointer);
    fputs("\n\n", out);
}

/** The best first; of those that fit as well settings before metrics, and what lies higher in the file before what lies deeper. */
static int compare_hits(const void *left, const void *right)
{
    const hit *a = left, *b = right;
    if (a->setting.rank != b->setting.rank) {
        return b->setting.rank - a->setting.rank;
    }
    if (!a->metric != !b->metric) {
        return a->metric ? 1 : -1;
    }
    if (a->metric) {
        return (a->metric > b->metric) - (a->metric < b->metric); /* the order of the table */
    }
    const size_t first = strlen(a->setting.pointer), second = strlen(b->setting.pointer);
    return first != second ? (first > second) - (first < second) : strcmp(a->setting.pointer, b->setting.pointer);
}

/** Tells the best in full, and names some of the others. */
static void tell_all(const hit_list *list, FILE *out)
{
    qsort(list->items, list->count, sizeof *list->items, compare_hits);
    for (size_t i = 0; i < list->count && i < TOLD_MAX + NAMED_MAX; i++) {
        const hit *one = &list->items[i];
        if (i < TOLD_MAX) {
            tell(one, out);
        } else {
            fprintf(out, "%s%s", i == TOLD_MAX ? "Also: " : ", ", one->metric ? one->metric->name : one->setting.pointer);
        }
    }
    if (list->count > TOLD_MAX + NAMED_MAX) {
        fprintf(out, " and %zu more", list->count - TOLD_MAX - NAMED_MAX);
    }
    fputs(list->count > TOLD_MAX ? "\n" : "", out);
}

/** The words of all names, to find the one that was meant. */
typedef struct {
    char *text; /* owned: the names one after another, cut at "_" */
    const char *words[VOCABULARY_MAX];
    size_t count;
} vocabulary;

static void add_name(text_buffer *all, const char *name)
{
    text_add(all, "%s_", name);
}

static bool learn(vocabulary *self)
{
    static const char *const anything[] = {""};
    text_buffer all = {0};
    search_hit *rows = calloc(HITS_MAX, sizeof *rows);
    const size_t found = rows ? search_settings(anything, 1, rows, HITS_MAX) : 0;
    for (size_t i = 0; i < found && i < HITS_MAX; i++) {
        add_name(&all, rows[i].row->key);
    }
    for (size_t i = 0; i < metric_count; i++) {
        add_name(&all, metric_table[i].name);
    }
    free(rows);
    if (all.out_of_memory || !all.bytes) {
        text_free(&all);
        return false;
    }
    self->text = all.bytes;
    for (char *rest = self->text, *word = strsep(&rest, "_"); word && self->count < VOCABULARY_MAX; word = strsep(&rest, "_")) {
        if (strlen(word) > 2) {
            self->words[self->count++] = word;
        }
    }
    return true;
}

/** Says that nothing was found, and which word may have been meant. */
static int say_nothing(const char *const words[], size_t count)
{
    vocabulary *known = calloc(1, sizeof *known);
    if (!known || !learn(known)) {
        free(known);
        return say_errno("explain");
    }
    fputs("edgecare: no setting and no metric speaks of \"", stderr);
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "%s%s", i ? " " : "", words[i]);
    }
    fputs("\"", stderr);
    const char *gap = "; did you mean";
    for (size_t i = 0; i < count; i++) {
        const char *near = text_nearest(words[i], known->words, known->count);
        if (near && strcmp(near, words[i]) != 0) {
            fprintf(stderr, "%s \"%s\"", gap, near);
            gap = ",";
        }
    }
    fputs(gap[0] == ',' ? "?\n" : "\n", stderr);
    free(known->text);
    free(known);
    return EXIT_BAD_INPUT;
}

/** Words with blanks between them, also for hyphens. */
static void join(const char *const words[], size_t count, char text[TEXT_BYTES])
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count && length < TEXT_BYTES; i++) {
        length += (size_t)snprintf(text + length, TEXT_BYTES - length, "%s%s", i ? " " : "", words[i]);
    }
    for (char *at = strchr(text, '-'); at; at = strchr(at, '-')) {
        *at = ' ';
    }
}

/** What stands here for words that are not ours; NULL. */
static const char *ours_for(const char *said)
{
    for (size_t i = 0; i < sizeof plain_words / sizeof plain_words[0]; i++) {
        const size_t length = strlen(plain_words[i].said);
        const bool plural = strncasecmp(said, plain_words[i].said, length) == 0 && (strcmp(said + length, "s") == 0 || strcmp(said + length, "S") == 0);
        if (plural || strcasecmp(said, plain_words[i].said) == 0) {
            return plain_words[i].ours;
        }
    }
    return NULL;
}

/** Takes out words that carry nothing: "number of children" is "children". How many are left. */
static size_t take_out_small(const char *const words[], size_t count, const char *left[WORDS_MAX])
{
    static const char *const small[] = {"a", "an", "the", "of", "in", "for", "to", "per", "by", "on", "how", "many", "much", "what", "is", "number", "rate", "total"};
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < WORDS_MAX; i++) {
        bool carries = true;
        for (size_t j = 0; j < sizeof small / sizeof small[0]; j++) {
            carries = carries && strcasecmp(words[i], small[j]) != 0;
        }
        if (carries) {
            left[kept++] = words[i];
        }
    }
    return kept;
}

/** Searches for the words; where they are not ours, for what they mean; where nothing is found, for those that carry a meaning. */
static bool search_for(const char *const words[], size_t count, hit_list *list, FILE *out)
{
    char said[TEXT_BYTES], text[TEXT_BYTES];
    const char *left[WORDS_MAX];
    join(words, count, said);
    const char *ours = ours_for(said);
    if (ours) {
        size_t known = 0;
        snprintf(text, sizeof text, "%s", ours);
        for (char *rest = text, *word = strsep(&rest, " "); word && known < WORDS_MAX; word = strsep(&rest, " ")) {
            left[known++] = word;
        }
        fprintf(out, "For \"%s\" see \"%s\":\n\n", said, ours);
        return find(left, known, list);
    }
    bool fine = find(words, count, list);
    const size_t kept = fine && list->count == 0 ? take_out_small(words, count, left) : 0;
    if (kept > 0 && kept < count) {
        free(list->items);
        *list = (hit_list){0};
        fine = find(left, kept, list);
    }
    return fine;
}

int explain_words(const char *const words[], size_t count, FILE *out)
{
    hit_list list = {0};
    if (count == 1 && (strcasecmp(words[0], "distributions") == 0 || strcasecmp(words[0], "distribution") == 0)) {
        explain_distributions(out);
        return EXIT_FINE;
    }
    const bool fine = search_for(words, count, &list, out);
    const bool found = list.count > 0;
    if (fine && found) {
        tell_all(&list, out);
    }
    free(list.items);
    return !fine ? say_errno("explain") : found ? EXIT_FINE : say_nothing(words, count);
}
