/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manual.h"

#include <mdsrisk/version.h>
#include <string.h>

typedef struct page {
    mds_strbuf *out;
    const mds_catalog *catalog;
    mds_lang lang;
} page;

static const char *say_on(const page *p, const char *key)
{
    return mds_catalog_text(p->catalog, p->lang, key);
}

/* scdoc takes * and _ for emphasis anywhere, and more signs at the beginning of a line. */
static void put_line(const page *p, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const bool special =
            strchr("\\*_", text[i]) != NULL || (i == 0 && strchr("-+#|[]:`", text[i]) != NULL);
        if (special) {
            mds_strbuf_putc(p->out, '\\');
        }
        mds_strbuf_putc(p->out, text[i]);
    }
}

static void put_text(const page *p, const char *text)
{
    put_line(p, text, strlen(text));
}

static void put_heading(const page *p, const char *key)
{
    mds_strbuf_printf(p->out, "# %s\n\n", say_on(p, key));
}

static const char *end_of_line(const char *text)
{
    return text + strcspn(text, "\n");
}

/* Japanese is joined without a blank, which it does not have between words. */
static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Lines of the help: those that begin with a blank keep their shape, the others are a paragraph. */
static void put_help(const page *p, const char *text)
{
    while (*text != '\0') {
        const bool literal = *text == ' ';
        mds_strbuf_puts(p->out, literal ? "```\n" : "");
        while (*text != '\0' && *text != '\n' && (*text == ' ') == literal) {
            const char *end = end_of_line(text);
            const size_t n = (size_t)(end - text);
            const char next = *end == '\n' ? end[1] : '\0';
            if (literal) {
                mds_strbuf_append(p->out, text, n);
            } else {
                put_line(p, text, n);
            }
            const bool joined = !literal && next != '\0' && !is_ascii(end[-1]) && !is_ascii(next);
            mds_strbuf_puts(p->out, joined ? "" : "\n");
            text = *end == '\n' ? end + 1 : end;
        }
        mds_strbuf_puts(p->out, literal ? "```\n\n" : "\n");
        text += strspn(text, "\n");
    }
}

/* "  mdsrisk assess FORM ...": one line a way of calling. */
static void put_usage(const page *p, const char *text)
{
    while (*text != '\0') {
        text += strspn(text, " \n");
        const char *end = end_of_line(text);
        put_line(p, text, (size_t)(end - text));
        mds_strbuf_puts(p->out, *end != '\0' ? " ++\n" : "\n\n");
        text = end;
    }
}

static void put_option(const page *p, const option_spec *spec)
{
    if (spec->letter != 0) {
        mds_strbuf_printf(p->out, "*-%c*, ", spec->letter);
    }
    mds_strbuf_printf(p->out, "*%s*", spec->name);
    if (spec->value != NULL) {
        mds_strbuf_puts(p->out, " ");
        put_text(p, say_on(p, spec->value));
    }
    mds_strbuf_puts(p->out, "\n\t");
    put_text(p, say_on(p, spec->help));
    mds_strbuf_puts(p->out, "\n\n");
}

static void put_name(const page *p, const char *name, const char *summary)
{
    mds_strbuf_printf(p->out, "%s(1) \"\" \"mdsrisk %s\"\n\n", name, mds_version());
    put_heading(p, "cli.man.name");
    mds_strbuf_printf(p->out, "%s - ", name);
    put_text(p, summary);
    mds_strbuf_puts(p->out, "\n\n");
    put_heading(p, "cli.man.synopsis");
}

static void put_exit_status(const page *p, const char *codes)
{
    put_heading(p, "cli.man.exit_status");
    put_help(p, say_on(p, codes));
}

/* The formats of others that the command writes. */
static void put_formats(const page *p, const command *cmd)
{
    bool any = false;

    for (size_t i = 0; mds_exchange_format_at(i) != NULL; i++) {
        const mds_exchange_format *format = mds_exchange_format_at(i);
        if (!writes_exchange(cmd, format)) {
            continue;
        }
        if (!any) {
            put_heading(p, "cli.man.formats");
            any = true;
        }
        mds_strbuf_printf(p->out, "*%s*\n\t", format->name);
        put_text(p, say_on(p, format->title));
        mds_strbuf_puts(p->out, "\n\n");
    }
}

static void put_command_page(const page *p, const command *cmd)
{
    char name[64];

    (void)snprintf(name, sizeof name, "mdsrisk-%s", cmd->name);
    put_name(p, name, say_on(p, cmd->summary));
    put_usage(p, say_on(p, cmd->usage));
    put_heading(p, "cli.man.description");
    put_help(p, say_on(p, cmd->help));
    if (*cmd->option_list != NULL) {
        put_heading(p, "cli.man.options");
        for (const option_spec *const *at = cmd->option_list; *at != NULL; at++) {
            put_option(p, *at);
        }
    }
    put_formats(p, cmd);
    put_exit_status(p, exit_codes_of(cmd));
    put_heading(p, "cli.man.see_also");
    mds_strbuf_puts(p->out, "*mdsrisk*(1)\n");
}

static void put_environment(const page *p)
{
    static const struct {
        const char *name;
        const char *key;
    } variables[] = {{"MDS_CATALOG_PATH", "cli.man.env.catalog"},
                     {"LC_ALL", "cli.man.env.locale"},
                     {"SOURCE_DATE_EPOCH", "cli.man.env.date"},
                     {"NO_COLOR", "cli.man.env.color"}};

    put_heading(p, "cli.man.environment");
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        mds_strbuf_puts(p->out, "*");
        put_text(p, variables[i].name);
        mds_strbuf_puts(p->out, "*\n\t");
        put_text(p, say_on(p, variables[i].key));
        mds_strbuf_puts(p->out, "\n\n");
    }
}

static void put_main_page(const page *p)
{
    put_name(p, "mdsrisk", say_on(p, "cli.man.summary"));
    mds_strbuf_puts(p->out, "*mdsrisk* ");
    put_text(p, say_on(p, "cli.help.synopsis"));
    mds_strbuf_puts(p->out, "\n\n");
    put_heading(p, "cli.man.description");
    put_help(p, say_on(p, "cli.help.what"));
    put_help(p, say_on(p, "cli.help.more"));
    put_heading(p, "cli.man.commands");
    for (const command *const *at = all_commands; *at != NULL; at++) {
        mds_strbuf_printf(p->out, "*mdsrisk-%s*(1)\n\t", (*at)->name);
        put_text(p, say_on(p, (*at)->summary));
        mds_strbuf_puts(p->out, "\n\n");
    }
    put_exit_status(p, "cli.help.exit_codes_risk");
    put_environment(p);
}

void mds_manual__page(mds_strbuf *out, const mds_catalog *catalog, mds_lang lang,
                      const command *cmd)
{
    const page p = {out, catalog, lang};

    if (cmd == NULL) {
        put_main_page(&p);
    } else {
        put_command_page(&p, cmd);
    }
}
