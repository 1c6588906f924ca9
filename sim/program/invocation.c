#include "program/invocation.h"

#include <errno.h>
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
