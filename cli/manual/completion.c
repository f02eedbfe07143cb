/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manual.h"

#include <string.h>

/* What may follow an option. */
typedef enum value_kind {
    VALUE_NONE,
    VALUE_FREE,
    VALUE_FILE,
    VALUE_FOLDER,
    VALUE_LANG,
    VALUE_FORMAT
} value_kind;

static value_kind kind_of(const option_spec *spec)
{
    if (spec->value == NULL) {
        return VALUE_NONE;
    }
    if (strcmp(spec->value, "cli.value.file") == 0) {
        return VALUE_FILE;
    }
    if (strcmp(spec->value, "cli.value.folder") == 0) {
        return VALUE_FOLDER;
    }
    if (strcmp(spec->value, "cli.value.format") == 0) {
        return VALUE_FORMAT;
    }
    return strcmp(spec->value, "cli.value.lang") == 0 ? VALUE_LANG : VALUE_FREE;
}

/* Text between single quotes of a shell. */
static void put_quoted(mds_strbuf *out, const char *text)
{
    mds_strbuf_putc(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            mds_strbuf_puts(out, "'\\''");
        } else {
            mds_strbuf_putc(out, *text);
        }
    }
    mds_strbuf_putc(out, '\'');
}

/* The names that --format of \p cmd takes: of others' formats, and behind --batch of ours. */
static void put_formats(mds_strbuf *out, const command *cmd)
{
    const char *between = "";
    bool batch = false;

    for (const option_spec *const *o = cmd->option_list; *o != NULL; o++) {
        batch = batch || strcmp((*o)->name, "--batch") == 0;
    }
    for (size_t i = 0; mds_exchange_format_at(i) != NULL; i++) {
        if (writes_exchange(cmd, mds_exchange_format_at(i))) {
            mds_strbuf_printf(out, "%s%s", between, mds_exchange_format_at(i)->name);
            between = " ";
        }
    }
    for (int f = 0; batch && f < MDS_EXPORT_FORMAT__COUNT; f++) {
        mds_strbuf_printf(out, "%s%s", between, mds_export_ending((mds_export_format)f) + 1);
        between = " ";
    }
}

static void put_command_names(mds_strbuf *out)
{
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(out, "%s%s", at == all_commands ? "" : " ", (*at)->name);
    }
}

/* Whether an earlier option of any command has the same name. */
static bool is_repeated(const command *const *cmd, const option_spec *spec)
{
    for (const command *const *at = all_commands; at != cmd; at++) {
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            if (strcmp((*o)->name, spec->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* "--output|-o|--records)", all options of \p kind, as a pattern of bash. */
static void put_bash_values(mds_strbuf *out, value_kind kind, const char *action)
{
    const char *between = "";

    mds_strbuf_puts(out, "    ");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            if (kind_of(*o) != kind || is_repeated(at, *o)) {
                continue;
            }
            mds_strbuf_printf(out, "%s%s", between, (*o)->name);
            between = "|";
            if ((*o)->letter != 0) {
                mds_strbuf_printf(out, "|-%c", (*o)->letter);
            }
        }
    }
    mds_strbuf_printf(out, ")\n        %s\n        return ;;\n", action);
}

/* Each command writes formats of its own. */
static void put_bash_formats(mds_strbuf *out)
{
    mds_strbuf_puts(out, "    --format)\n        case ${COMP_WORDS[1]} in\n");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            if (kind_of(*o) == VALUE_FORMAT) {
                mds_strbuf_printf(out, "          %s) options='", (*at)->name);
                put_formats(out, *at);
                mds_strbuf_puts(out, "' ;;\n");
            }
        }
    }
    mds_strbuf_puts(out, "        esac\n"
                         "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
                         "        return ;;\n");
}

void mds_manual__bash(mds_strbuf *out)
{
    mds_strbuf_puts(out, "# Completion of mdsrisk for bash; made from the tables of the command.\n"
                         "_mdsrisk()\n{\n"
                         "  local cur=${COMP_WORDS[COMP_CWORD]} options=\n"
                         "  COMPREPLY=()\n"
                         "  if [[ $COMP_CWORD -eq 1 || ${COMP_WORDS[1]} == help ]]; then\n"
                         "    mapfile -t COMPREPLY < <(compgen -W '");
    put_command_names(out);
    mds_strbuf_puts(out, "' -- \"$cur\")\n    return\n  fi\n"
                         "  case ${COMP_WORDS[COMP_CWORD-1]} in\n");
    put_bash_values(out, VALUE_LANG, "mapfile -t COMPREPLY < <(compgen -W 'en ja' -- \"$cur\")");
    put_bash_values(out, VALUE_FOLDER, "mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")");
    put_bash_values(out, VALUE_FILE, "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")");
    put_bash_formats(out);
    put_bash_values(out, VALUE_FREE, ":");
    mds_strbuf_puts(out, "  esac\n  case ${COMP_WORDS[1]} in\n");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(out, "    %s) options='", (*at)->name);
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            mds_strbuf_printf(out, "%s%s", o == (*at)->option_list ? "" : " ", (*o)->name);
        }
        mds_strbuf_puts(out, "' ;;\n");
    }
    mds_strbuf_puts(out, "  esac\n  if [[ $cur == -* ]]; then\n"
                         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
                         "  else\n"
                         "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
                         "  fi\n}\n"
                         "complete -o filenames -F _mdsrisk mdsrisk\n");
}

/* "'(-o --output)'{-o,--output}'[file to write]:FILE:_files'". Brackets, colons and backslashes of
 * the description are escaped by a backslash. */
static void put_zsh_option(mds_strbuf *out, const mds_catalog *catalog, const command *cmd,
                           const option_spec *spec)
{
    static const char *const actions[] = {
        "", ":value: ", ":file:_files", ":folder:_files -/", ":language:(en ja)", ":format:("};
    mds_strbuf item;

    mds_strbuf_init(&item, 1 << 12);
    mds_strbuf_putc(&item, '[');
    for (const char *p = mds_catalog_text(catalog, MDS_LANG_EN, spec->help); *p != '\0'; p++) {
        if (strchr("[]:\\", *p) != NULL) {
            mds_strbuf_putc(&item, '\\');
        }
        mds_strbuf_putc(&item, *p == '\n' ? ' ' : *p);
    }
    mds_strbuf_printf(&item, "]%s", actions[kind_of(spec)]);
    if (kind_of(spec) == VALUE_FORMAT) {
        put_formats(&item, cmd);
        mds_strbuf_putc(&item, ')');
    }
    mds_strbuf_puts(out, "        ");
    if (spec->letter != 0) {
        mds_strbuf_printf(out, "'(-%c %s)'{-%c,%s}", spec->letter, spec->name, spec->letter,
                          spec->name);
    } else {
        mds_strbuf_puts(out, spec->name);
    }
    put_quoted(out, item.p);
    mds_strbuf_puts(out, " \\\n");
    mds_strbuf_inherit(out, &item);
    mds_strbuf_finish(&item);
}

void mds_manual__zsh(mds_strbuf *out, const mds_catalog *catalog)
{
    mds_strbuf_puts(out, "#compdef mdsrisk\n"
                         "# Completion of mdsrisk for zsh; made from the tables of the command.\n"
                         "_mdsrisk_commands()\n{\n  local -a commands=(\n");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(out, "    %s:", (*at)->name);
        put_quoted(out, mds_catalog_text(catalog, MDS_LANG_EN, (*at)->summary));
        mds_strbuf_putc(out, '\n');
    }
    mds_strbuf_puts(out, "  )\n  _describe command commands\n}\n\n"
                         "_mdsrisk()\n{\n"
                         "  if (( CURRENT == 2 )); then\n    _mdsrisk_commands\n    return\n  fi\n"
                         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n"
                         "  case $command in\n");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(out, "    %s)\n      _arguments \\\n", (*at)->name);
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            put_zsh_option(out, catalog, *at, *o);
        }
        mds_strbuf_printf(out, "        '*:%s' ;;\n",
                          strcmp((*at)->name, "help") == 0 ? "command:_mdsrisk_commands"
                                                           : "file:_files");
    }
    mds_strbuf_puts(out, "  esac\n}\n\n_mdsrisk \"$@\"\n");
}

static void put_fish_option(mds_strbuf *out, const mds_catalog *catalog, const command *cmd,
                            const option_spec *spec)
{
    static const char *const values[] = {
        "",        " -x", " -r -F", " -x -a '(__fish_complete_directories)'", " -x -a 'en ja'",
        " -x -a '"};

    mds_strbuf_printf(out, "complete -c mdsrisk -n '__fish_seen_subcommand_from %s' -l %s",
                      cmd->name, spec->name + strlen("--"));
    if (spec->letter != 0) {
        mds_strbuf_printf(out, " -s %c", spec->letter);
    }
    mds_strbuf_puts(out, values[kind_of(spec)]);
    if (kind_of(spec) == VALUE_FORMAT) {
        put_formats(out, cmd);
        mds_strbuf_putc(out, '\'');
    }
    mds_strbuf_puts(out, " -d ");
    put_quoted(out, mds_catalog_text(catalog, MDS_LANG_EN, spec->help));
    mds_strbuf_putc(out, '\n');
}

void mds_manual__fish(mds_strbuf *out, const mds_catalog *catalog)
{
    mds_strbuf_puts(out,
                    "# Completion of mdsrisk for fish; made from the tables of the command.\n");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(out, "complete -c mdsrisk -n __fish_use_subcommand -f -a %s -d ",
                          (*at)->name);
        put_quoted(out, mds_catalog_text(catalog, MDS_LANG_EN, (*at)->summary));
        mds_strbuf_putc(out, '\n');
        for (const option_spec *const *o = (*at)->option_list; *o != NULL; o++) {
            put_fish_option(out, catalog, *at, *o);
        }
    }
}
