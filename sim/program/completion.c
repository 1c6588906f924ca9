#include "program/manual.h"

#include <string.h>

#include "program/options.h"

/** Words of a command's options, apart by blanks; with `=` behind those that take a value. */
static void put_option_words(FILE *out, const command *self)
{
    const option_list options = options_of(self);
    fputs("--help", out);
    for (size_t i = 0; i < options.count; i++) {
        fprintf(out, " --%s%s", options.items[i]->name, options.items[i]->arg ? "=" : "");
    }
}

static void put_command_names(FILE *out)
{
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "%s%s", i ? " " : "", command_table[i]->name);
    }
}

void completion_bash_write(FILE *out)
{
    fputs("# Completion of edgecare for bash.\n"
          "_edgecare() {\n"
          "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= commands='",
          out);
    put_command_names(out);
    fputs("'\n"
          "  COMPREPLY=()\n"
          "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
          "    COMPREPLY=($(compgen -W \"$commands --help --version\" -- \"$word\"))\n"
          "    return\n"
          "  fi\n"
          "  case ${COMP_WORDS[1]} in\n",
          out);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "    %s) options='", command_table[i]->name);
        put_option_words(out, command_table[i]);
        fputs("' ;;\n", out);
    }
    fputs("  esac\n"
          "  if [[ $word == --* && $word != *=* ]]; then\n"
          "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n"
          "  else\n"
          "    [ \"$word\" = = ] && word=\n"
          "    compopt -o filenames 2>/dev/null\n"
          "    COMPREPLY=($(compgen -f -- \"${word#--*=}\"))\n"
          "  fi\n"
          "}\n"
          "complete -F _edgecare edgecare\n",
          out);
}

/** Text inside single quotes of a specification of _arguments: what ends or divides it is told apart by backslashes. */
static void put_zsh(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\''", out);
        } else {
            if (strchr("[]:\\", *text)) {
                fputc('\\', out);
            }
            fputc(*text, out);
        }
    }
}

static void put_zsh_option(FILE *out, const struct argp_option *option)
{
    fprintf(out, "        '*--%s%s[", option->name, option->arg ? "=" : "");
    put_zsh(out, option->doc ? option->doc : "");
    fputs("]", out);
    if (option->arg) {
        fputs(":", out);
        put_zsh(out, option->arg);
        fputs(option_takes_file(option) ? ":_files" : option_takes_folder(option) ? ":_files -/" : ":", out);
    }
    fputs("' \\\n", out);
}

void completion_zsh_write(FILE *out)
{
    fputs("#compdef edgecare\n# Completion of edgecare for zsh.\n_edgecare() {\n  local -a commands\n  commands=(\n", out);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "    '%s:", command_table[i]->name);
        put_zsh(out, command_table[i]->summary);
        fputs("'\n", out);
    }
    fputs("  )\n  if (( CURRENT == 2 )); then\n    _describe -t commands 'edgecare command' commands\n    return\n  fi\n  case ${words[2]} in\n", out);
    for (size_t i = 0; i < command_count; i++) {
        const option_list options = options_of(command_table[i]);
        fprintf(out, "    %s)\n      shift words\n      (( CURRENT-- ))\n      _arguments \\\n        '--help[Tell of the command]' \\\n", command_table[i]->name);
        for (size_t j = 0; j < options.count; j++) {
            put_zsh_option(out, options.items[j]);
        }
        fputs("        '*:file:_files'\n      ;;\n", out);
    }
    fputs("  esac\n}\n_edgecare \"$@\"\n", out);
}
