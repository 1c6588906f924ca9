/* Damages shipped scenarios, portfolios, answers to `new` and goals of `solve`, and holds the program against what must be true of any input.
 * Usage: mutation PROGRAM CASES [FIRST]; each case follows from its number. Its file is kept, and its name said, where something is wrong. */

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "mutation/damage.h"
#include "mutation/hold.h"
#include "mutation/inside.h"

#define CPU_SECONDS 20
#define WALL_SECONDS 240 /* on a machine that does other work; what waits for nothing waits for good */
#define WORDS_MAX 16
#define PORTFOLIO "portfolios/case.json" /* beside whose folder the members are */
#define SOURCES_MAX 64

typedef struct {
    const char *program;
    char folder[64];
    char *sources[SOURCES_MAX]; /* names of shipped scenarios, owned */
    size_t source_count;
    size_t number; /* of the case */
    char how[200];
    size_t faults, accepted, refused;
    bool of_run; /* lint refused a setting of /run, which options of the run put right */
} bench;

static void wrong(bench *self, const char *what, const char *shown)
{
    self->faults++;
    fprintf(stderr, "case %zu (%s): %s\n%.3000s\n", self->number, self->how, what, shown ? shown : "");
}

static char *text_of(const char *path)
{
    FILE *in = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;
    if (!in) {
        return strdup("");
    }
    if (getdelim(&text, &room, '\0', in) < 0) {
        free(text);
        text = strdup("");
    }
    fclose(in);
    return text;
}

static void write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    if (!out || fputs(text, out) < 0 || fclose(out) != 0) {
        perror(path);
        exit(1);
    }
}

static void become(const bench *self, const char *const words[], const char *input)
{
    const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS + 1 };
    const int in = open(input, O_RDONLY), out = open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    setrlimit(RLIMIT_CPU, &cpu);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    char *own[WORDS_MAX + 1] = { NULL };
    for (size_t i = 0; words[i] && i < WORDS_MAX; i++) {
        own[i] = strdup(words[i]);
    }
    execv(self->program, own);
    _exit(127);
}

/** How a child ended; one that neither ends nor computes is killed. */
static int wait_for(pid_t child)
{
    int status = 0;
    const struct timespec pause = { .tv_nsec = 2000000 };
    const time_t latest = time(NULL) + WALL_SECONDS;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (time(NULL) > latest) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return status;
        }
        nanosleep(&pause, NULL);
    }
    return status;
}

/** Runs the program in the folder, with what it says in "said"; its exit code, or -1 where a signal or the time limit ended it. */
static int ends(bench *self, const char *const words[], const char *input)
{
    const pid_t child = fork();
    if (child == 0) {
        become(self, words, input);
    }
    const int status = wait_for(child);
    char *said = text_of("said");
    const bool reported = strstr(said, "Sanitizer") || strstr(said, "runtime error:") || strstr(said, "Assertion");
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (reported || code < 0 || code > 2) {
        wrong(self, reported ? "a sanitizer's report" : WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL) ? "hangs" : "ended badly", said);
    }
    free(said);
    return reported ? -1 : code;
}

/** Says what is wrong with what the program said, where `hold` sees something. */
static void check_said(bench *self, const char *broken, const char *said)
{
    if (broken) {
        wrong(self, broken, said);
    }
}

static void check_refusal(bench *self)
{
    char *said = text_of("said");
    check_said(self, hold_refusal(said), said);
    free(said);
}

static void check_result(bench *self, const char *path)
{
    char where[100];
    char *text = text_of(path);
    const char *broken = hold_result(text, where);
    check_said(self, broken, where[0] ? where : text);
    free(text);
}

/** What lint says of a file, told where it is refused. -1 where it ended badly, which is told. */
static int lint(bench *self, const char *name)
{
    const char *const words[] = { "edgecare", "lint", name, NULL };
    const int blessed = ends(self, words, "/dev/null");
    self->refused += blessed != 0;
    char *said = text_of("said");
    self->of_run = said && strstr(said, ": /run/");
    free(said);
    if (blessed == 2) {
        check_refusal(self);
    } else if (blessed == 1) {
        wrong(self, "lint failed", NULL);
    }
    return blessed;
}

/** Whether what runs is what lint blessed. */
static void check_blessing(bench *self, int blessed, int ran)
{
    if (ran >= 0 && blessed >= 0 && (ran == 0) != (blessed == 0) && !(ran == 0 && self->of_run)) {
        char *said = text_of("said");
        wrong(self, ran == 0 ? "runs without lint's blessing" : "does not run with lint's blessing", said);
        free(said);
    }
}

/** A scenario file: what lint says, run does; what runs keeps its books. */
static void try_scenario(bench *self, const char *name)
{
    const char *const run[] = { "edgecare", "run", name, "--worlds", "2", "--histories", "1", "--threads", "1", "-q", "--json", "out.json", NULL };
    unlink("out.json");
    const int blessed = lint(self, name), ran = ends(self, run, "/dev/null");
    check_blessing(self, blessed, ran);
    if (ran == 0) {
        self->accepted++;
        check_result(self, "out.json");
        const char *broken = inside_broken(name, NULL);
        if (broken) {
            wrong(self, "the books", broken);
        }
    } else if (access("out.json", F_OK) == 0) {
        wrong(self, "refused, and a result is there", NULL);
    }
}

static char *damaged_file(bench *self, const char *from, const char *to, dice *luck)
{
    char *text = text_of(from);
    char *made = damage_json(text, luck, self->how);
    write_text(to, made ? made : "");
    free(text);
    return made;
}

static void try_portfolio(bench *self, dice *luck)
{
    const char *const words[] = { "edgecare", "portfolio", PORTFOLIO, "--worlds", "2", "--histories", "1", "--threads", "1", "-q", "--json", "out.json", NULL };
    unlink("out.json");
    free(damaged_file(self, EDGECARE_SOURCE "/scenarios/portfolios/norfolk-suffolk-pfp.json", PORTFOLIO, luck));
    const int blessed = lint(self, PORTFOLIO), ran = ends(self, words, "/dev/null");
    check_blessing(self, blessed, ran);
    if (ran == 0) {
        self->accepted++;
        check_result(self, "out.json");
    }
}

static void try_answers(bench *self, dice *luck)
{
    const char *const words[] = { "edgecare", "new", "drafted.json", NULL };
    char *answers = damage_answers(luck);
    snprintf(self->how, sizeof self->how, "answers");
    unlink("drafted.json");
    write_text("answers", answers);
    free(answers);
    if (ends(self, words, "answers") == 0) {
        try_scenario(self, "drafted.json");
    } else {
        char *said = text_of("said");
        self->refused++;
        check_said(self, hold_answers_refusal(said), said);
        free(said);
        if (access("drafted.json", F_OK) == 0) {
            wrong(self, "refused, and a draft is there", NULL);
        }
    }
}

static void try_goal(bench *self, dice *luck)
{
    char *goal = damage_goal(luck);
    const char *const words[] = { "edgecare", "solve", "typical-edge-of-care.json", "--worlds", "2", "--histories", "1", "--threads", "1", "--vary",
                                  "/contracts/per_day_saved/limit_gbp=1000000..9000000", "--until", goal, NULL };
    snprintf(self->how, sizeof self->how, "goal %s", goal);
    const int code = ends(self, words, "/dev/null");
    char *said = text_of("said");
    self->refused += code != 0;
    self->accepted += code == 0;
    check_said(self, code == 2 ? hold_goal_refusal(said, goal) : NULL, said);
    free(said);
    free(goal);
}

static void try_case(bench *self, size_t number)
{
    dice luck = { .state = number };
    const size_t chosen = dice_below(&luck, 20);
    self->number = number;
    if (chosen == 0) {
        try_portfolio(self, &luck);
    } else if (chosen == 1) {
        try_answers(self, &luck);
    } else if (chosen == 2) {
        try_goal(self, &luck);
    } else {
        free(damaged_file(self, self->sources[dice_below(&luck, self->source_count)], "case.json", &luck));
        try_scenario(self, "case.json");
    }
}

static int is_scenario(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/** A folder that sees the shipped scenarios, in which the cases are. */
static void make_folder(bench *self)
{
    struct dirent **names = NULL;
    const int count = scandir(EDGECARE_SOURCE "/scenarios", &names, is_scenario, alphasort);
    strcpy(self->folder, "/tmp/edgecare-mutation-XXXXXX");
    if (count <= 0 || !mkdtemp(self->folder) || chdir(self->folder) != 0 || mkdir("portfolios", 0700) != 0) {
        perror(self->folder);
        exit(1);
    }
    for (int i = 0; i < count && self->source_count < SOURCES_MAX; i++) {
        char path[512];
        snprintf(path, sizeof path, EDGECARE_SOURCE "/scenarios/%s", names[i]->d_name);
        if (symlink(path, names[i]->d_name) == 0) {
            self->sources[self->source_count++] = strdup(names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
}

int main(int count, char *words[])
{
    if (count < 3) {
        fprintf(stderr, "Usage: mutation PROGRAM CASES [FIRST]\n");
        return 2;
    }
    static bench self;
    char program[4096];
    self.program = realpath(words[1], program);
    make_folder(&self);
    const size_t cases = strtoul(words[2], NULL, 10), first = count > 3 ? strtoul(words[3], NULL, 10) : 1;
    for (size_t i = 0; i < cases; i++) {
        const size_t before = self.faults;
        unlink(PORTFOLIO);
        try_case(&self, first + i);
        if (self.faults > before) {
            char kept[32];
            snprintf(kept, sizeof kept, "kept-%zu.json", first + i);
            rename(access(PORTFOLIO, F_OK) == 0 ? PORTFOLIO : "case.json", kept);
            fprintf(stderr, "  kept: %s/%s\n", self.folder, kept);
        }
    }
    printf("%zu cases: %zu accepted, %zu refused, %zu wrong\n", cases, self.accepted, self.refused, self.faults);
    for (size_t i = 0; i < self.source_count; i++) {
        unlink(self.sources[i]);
        free(self.sources[i]);
    }
    static const char *const left[] = { PORTFOLIO, "case.json", "said", "out.json", "answers", "drafted.json", "drafted.json.answers" };
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        unlink(left[i]);
    }
    rmdir("portfolios");
    rmdir(self.folder); /* unless cases are kept */
    return self.faults > 0 || self.accepted == 0 || self.refused == 0;
}
