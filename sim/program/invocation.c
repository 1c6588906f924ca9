#include "program/invocation.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/** A word as a shell reads it. */
static void shell_word(FILE *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+:,@";
    if (*word && word[strspn(word, plain)] == '\0') {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++) {
        fputs(*word == '\'' ? "'\\''" : (const char[]){*word, '\0'}, out);
    }
    fputc('\'', out);
}

void invocation_write(FILE *out, const char *words, const char *file)
{
    shell_word(out, program_invocation_name);
    fprintf(out, " %s", words);
    if (file) {
        fputs(file[0] == '-' && file[1] ? " ./" : " ", out);
        shell_word(out, file);
    }
}

char *invocation_in_help(int key, const char *text, void *input)
{
    static const char name[] = "edgecare ";
    (void)key;
    (void)input;
    char *named = NULL;
    size_t size = 0;
    const char *rest = text, *at = text ? strstr(text, name) : NULL;
    FILE *out = at ? open_memstream(&named, &size) : NULL;
    for (; out && at; at = strstr(rest, name)) {
        fwrite(rest, 1, (size_t)(at - rest), out);
        shell_word(out, program_invocation_name);
        fputc(' ', out);
        rest = at + strlen(name);
    }
    const bool written = out && fputs(rest, out) != EOF;
    const bool closed = out && fclose(out) == 0;
    if (written && closed) {
        return named;
    }
    free(named);
    return (char *)(uintptr_t)text; /* argp has no const */
}
