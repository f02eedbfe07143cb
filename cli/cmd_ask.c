/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/num.h"
#include <mdsrisk/ask_report.h>
#include <mdsrisk/export_questions.h>
#include <mdsrisk/export_table.h>
#include <string.h>

enum { SHOWN = 10, SHOWN_WORTHS = 5, DEFAULT_TOP = 25 };

typedef struct ask_options {
    const char *top;
} ask_options;

static const option_spec option_top = {
    "--top", 0, offsetof(ask_options, top), "cli.value.count", "cli.option.top", .own = true};

typedef struct ask_tables {
    const mds_table *questions, *systems, *looks, *extras;
} ask_tables;

static void print_line(const run *r, const char *key, const char *a, const char *b, const char *c)
{
    print_paragraph(r, 0, "", key, a, b, c, NULL);
}

static const char *number(char out[24], size_t value)
{
    (void)snprintf(out, 24, "%zu", value);
    return out;
}

/* How many good answers it takes; the later half says nothing more where it is the same number. */
static void print_settled(const run *r, const mds_ask *ask)
{
    char count[24];

    if (ask->judged_after == MDS_ASK_NEVER) {
        print_line(r, "cli.ask.judged_never", NULL, NULL, NULL);
        return;
    }
    if (ask->judged_after > 0) {
        print_line(r, "cli.ask.judged", number(count, ask->judged_after), NULL, NULL);
    }
    if (ask->acceptable_after == MDS_ASK_NEVER) {
        print_line(r, "cli.ask.acceptable_never", NULL, NULL, NULL);
    } else if (ask->acceptable_after > 0) {
        print_line(r, "cli.ask.acceptable", number(count, ask->acceptable_after), NULL, NULL);
    } else {
        print_line(r, "cli.ask.acceptable_now", NULL, NULL, NULL);
    }
}

static void print_question(const run *r, const mds_ask *ask, const mds_table *table, size_t i)
{
    char lead[64];

    (void)snprintf(lead, sizeof lead, "%2zu. %s  ", i + 1, cell_text(r, table, i, "question"));
    printf("\n");
    print_wrapped(0, lead, cell_text(r, table, i, "question_title"));
    print_paragraph(r, 4, "", "cli.ask.item", cell_text(r, table, i, "ask_kind"),
                    cell_text(r, table, i, "ask_good"), cell_text(r, table, i, "rrf_after"), NULL);
    if (ask->items[i].kind == MDS_ASK_QUALIFIED) {
        print_paragraph(r, 4, "", "cli.ask.item_no", cell_text(r, table, i, "ask_rise"), NULL);
    }
    if (ask->items[i].scenario != MDS_NO_ORDINAL) {
        print_paragraph(r, 4, "", "cli.ask.item_risk", cell_text(r, table, i, "ask_risk"),
                        cell_text(r, table, i, "ask_risk_now"),
                        cell_text(r, table, i, "ask_risk_after"), NULL);
    }
}

/* What no form asks: for the hospital's own look, or for the letter. */
static void print_worths(const run *r, const mds_table *table, const char *heading,
                         const char *line)
{
    if (table->row_count == 0) {
        return;
    }
    printf("\n");
    print_line(r, heading, NULL, NULL, NULL);
    for (size_t i = 0; i < table->row_count && i < SHOWN_WORTHS; i++) {
        print_paragraph(r, 2, "- ", line, cell_text(r, table, i, "fact_title"),
                        cell_text(r, table, i, "rrf_after"), NULL);
    }
}

/* Systems whose edition or support is open: what is asked about each. */
static void print_systems(const run *r, const mds_table *table)
{
    if (table->row_count > 0) {
        print_line(r, "cli.ask.systems", NULL, NULL, NULL);
    }
    for (size_t i = 0; i < table->row_count && i < SHOWN; i++) {
        print_wrapped(2, "- ", cell_text(r, table, i, "ask_why"));
    }
}

static mds_status print_questions(run *r, const mds_ask *ask, const ask_tables *tables)
{
    const char *signal = "";
    const char *first = "";
    char counts[2][24];
    const mds_status status = mds_ask_heads(&signal, &first, r->arena, ask, r->opt.lang);

    if (status != MDS_OK) {
        return status;
    }
    print_missing(r, stdout);
    print_wrapped(0, "", signal);
    if (first[0] != '\0') {
        print_line(r, "cli.ask.first", first, NULL, NULL);
    }
    print_systems(r, tables->systems);
    print_line(r, "cli.ask.counts", number(counts[0], ask->count), number(counts[1], ask->idle),
               NULL);
    print_settled(r, ask);
    for (size_t i = 0; i < tables->questions->row_count && i < SHOWN; i++) {
        print_question(r, ask, tables->questions, i);
    }
    if (ask->count > SHOWN) {
        printf("\n");
        print_line(r, "cli.ask.more", number(counts[0], ask->count - SHOWN), NULL, NULL);
    }
    print_worths(r, tables->looks, "cli.ask.looks", "cli.ask.look");
    print_worths(r, tables->extras, "cli.ask.extras", "cli.ask.extra");
    return MDS_OK;
}

static bool is_letter(const char *path)
{
    const size_t n = strlen(path);
    return n >= 4 && strcmp(path + n - 4, ".txt") == 0;
}

/* JSON holds all tables by their ids, a page those that have rows. */
static mds_status write_tables(run *r, const ask_tables *tables, mds_export_format format)
{
    const mds_table *const all[] = {tables->questions, tables->systems, tables->looks,
                                    tables->extras};
    const mds_table *list[sizeof all / sizeof *all];
    const mds_head head[] = {{"model", r->catalog->model},
                             {"catalog", r->catalog->sha256},
                             {"policy", r->policy->sha256}};
    mds_document document = {.kind = "questions",
                             .lang = r->opt.lang,
                             .title = tables->questions->title,
                             .as_of = r->as_of,
                             .head = head,
                             .head_count = sizeof head / sizeof *head,
                             .tables = list};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (format == MDS_EXPORT_JSON || i == 0 || all[i]->row_count > 0) {
            list[document.table_count++] = all[i];
        }
    }
    return write_document(r, &document, format, r->opt.output);
}

static mds_status write_letter(run *r, const mds_ask *ask, size_t top)
{
    const char *text = NULL;
    const mds_status status = mds_ask_letter(&text, r->arena, ask, top, r->opt.lang);
    return status == MDS_OK ? write_text(r, text) : status;
}

/* For Word: it goes to the manufacturer, and comes back answered. */
static mds_status write_letter_paper(run *r, const mds_ask *ask, size_t top,
                                     mds_export_format format)
{
    const mds_paper *paper = NULL;
    const mds_status status = mds_ask_letter_paper(&paper, r->arena, ask, top, r->opt.lang);
    return status == MDS_OK ? mds_export_paper(paper, format, r->opt.output, r->diags) : status;
}

static mds_status write_worksheet(run *r, const mds_ask *ask, size_t top, mds_export_format format)
{
    const mds_facts *facts = ask->assessment->facts;
    const mds_table *table = NULL;
    const char *words = NULL;
    mds_status status = mds_ask_worksheet(&table, r->arena, ask, top, r->opt.lang);

    if (status == MDS_OK) {
        status = mds_ask_choices(&words, r->arena, ask, top, r->opt.lang);
    }
    if (status != MDS_OK) {
        return status;
    }
    const mds_worksheet worksheet = {
        .table = table,
        .words = words,
        .catalog = r->catalog,
        .title = facts->disclosure_count > 0 ? facts->disclosures[0]->device[MDS_DEVICE_MODEL] : "",
        .lang = r->opt.lang,
        .as_of = r->as_of};
    return mds_export_questions(&worksheet, format, r->opt.output, r->diags);
}

static mds_exit write_output(run *r, const mds_ask *ask, const ask_tables *tables, size_t top)
{
    const char *path = r->opt.output;
    char count[24];

    if (path == NULL) {
        if (!r->opt.quiet) {
            printf("\n%s\n", say(r, "cli.ask.no_output"));
        }
        return EXIT_DONE;
    }
    const mds_export_format format = mds_export_format_of(path);
    const bool tabled = format == MDS_EXPORT_JSON || mds_export_is_document(format);
    const mds_status status = is_letter(path)             ? write_letter(r, ask, top)
                              : format == MDS_EXPORT_DOCX ? write_letter_paper(r, ask, top, format)
                              : tabled                    ? write_tables(r, tables, format)
                                                          : write_worksheet(r, ask, top, format);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (!r->opt.quiet) {
        (void)snprintf(count, sizeof count, "%zu", tables->questions->row_count);
        printf("\n");
        print_line(r, "cli.ask.written", path, count, NULL);
    }
    return EXIT_DONE;
}

static mds_exit read_top(const run *r, size_t *out)
{
    const ask_options *own = r->own;
    const char *text = own->top;
    uint64_t count = DEFAULT_TOP;

    if (text != NULL && strcmp(text, "all") == 0) {
        *out = SIZE_MAX;
        return EXIT_DONE;
    }
    if (text != NULL &&
        (!mds_num_parse_uint(&count, (mds_sv){text, strlen(text)}, 100000) || count == 0)) {
        return usage_error(r, "cli.error.value", "--top", text, "1 .. 100000, all", NULL);
    }
    *out = (size_t)count;
    return EXIT_DONE;
}

static mds_exit ask_main(run *r)
{
    const mds_risk_assessment *assessment = NULL;
    const mds_ask *ask = NULL;
    ask_tables tables = {NULL, NULL, NULL, NULL};
    size_t top = 0;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    if (r->opt.output != NULL && !is_letter(r->opt.output) &&
        mds_export_format_of(r->opt.output) == MDS_EXPORT_FORMAT__COUNT) {
        return usage_error(r, "cli.error.ending", r->opt.output,
                           ".xlsx, .csv, .txt, .json, .html, .md, .docx", NULL);
    }
    mds_exit code = read_top(r, &top);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = assess_device(r, r->args, r->arg_count, &assessment);
    if (status == MDS_OK) {
        status = mds_ask_rank(&ask, r->arena, assessment);
    }
    if (status == MDS_OK) {
        status = mds_ask_table(&tables.questions, r->arena, ask, top, r->opt.lang);
    }
    if (status == MDS_OK) {
        status = mds_ask_systems(&tables.systems, r->arena, ask, r->opt.lang);
    }
    if (status == MDS_OK) {
        status = mds_ask_looks(&tables.looks, r->arena, ask, r->opt.lang);
    }
    if (status == MDS_OK) {
        status = mds_ask_extras(&tables.extras, r->arena, ask, r->opt.lang);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        status = print_questions(r, ask, &tables);
    }
    return status == MDS_OK ? write_output(r, ask, &tables, top) : exit_of(r, status);
}

static const option_spec *const ask_option_list[] = {&option_output,  &option_top,
                                                     &option_context, &option_records,
                                                     &option_life,    &option_vulnerability,
                                                     &option_as_of,   &option_policy,
                                                     &option_sheet,   &option_catalog,
                                                     &option_lang,    &option_quiet,
                                                     &option_help,    NULL};

const command cmd_ask = {"ask",
                         "cli.ask.usage",
                         "cli.ask.summary",
                         "cli.ask.help",
                         ask_option_list,
                         ask_main,
                         .own_size = sizeof(ask_options)};
