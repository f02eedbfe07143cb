/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/strbuf.h"
#include <mdsrisk/export_table.h>
#include <mdsrisk/guideline_report.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20 };

static const char *const says_keys[MDS_ITEM_SAYS__COUNT] = {
    [MDS_ITEM_GIVEN] = "guideline.says.given",
    [MDS_ITEM_NOT_GIVEN] = "guideline.says.not_given",
    [MDS_ITEM_APPLIES] = "guideline.says.applies",
    [MDS_ITEM_ABSENT] = "guideline.says.absent",
    [MDS_ITEM_NA] = "guideline.says.na",
    [MDS_ITEM_NA_STATED] = "guideline.says.na_stated",
    [MDS_ITEM_LACKED] = "guideline.says.lacked",
    [MDS_ITEM_NOT_ASKED] = "guideline.says.not_asked",
    [MDS_ITEM_UNKNOWN] = "guideline.says.unknown",
    [MDS_ITEM_SILENT] = NULL,
};

/* What a person must look at; the rest is in the file. */
static bool is_left(mds_clause_state state)
{
    return state != MDS_CLAUSE_TECHNICAL && state != MDS_CLAUSE_NOT_APPLICABLE;
}

static void print_counts(const run *r, const mds_guideline_view *view)
{
    char count[24];
    char key[48];

    (void)snprintf(count, sizeof count, "%zu", view->row_count);
    print_text(r, stdout, "cli.guideline.clauses", count, NULL);
    printf("\n");
    for (int i = 0; i < MDS_CLAUSE_STATE__COUNT; i++) {
        if (view->state_count[i] > 0) {
            (void)snprintf(key, sizeof key, "guideline.state.%s",
                           mds_clause_state_name((mds_clause_state)i));
            printf("%4zu  %s\n", view->state_count[i], say(r, key));
        }
    }
}

static const char *id_of(const mds_guideline_view *view, const mds_guideline_item *item)
{
    return view->catalog->forms[view->forms[item->form].form].questions[item->question].id;
}

static const char *name_of(const run *r, const mds_guideline_view *view,
                           const mds_guideline_item *item)
{
    return mds_question_name(r->arena, &view->catalog->forms[view->forms[item->form].form],
                             item->question, r->opt.lang);
}

/* Whether an item before number \p i says the same under the same id, in another form. */
static bool is_repeated(const mds_guideline_view *view, const mds_guideline_row *row, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (row->items[k].says == row->items[i].says &&
            strcmp(id_of(view, &row->items[k]), id_of(view, &row->items[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* "Yes: 4.3 / No: 4.3.1" */
static void print_items(const run *r, const mds_guideline_view *view, const mds_guideline_row *row)
{
    mds_strbuf line;

    mds_strbuf_init(&line, MOST_BYTES);
    for (int says = 0; says < MDS_ITEM_SILENT; says++) {
        bool begun = false;
        for (size_t i = 0; i < row->item_count; i++) {
            if (row->items[i].says != (mds_item_says)says || is_repeated(view, row, i)) {
                continue;
            }
            mds_strbuf_puts(&line, begun ? ", " : line.n > 0 ? " / " : "");
            mds_strbuf_puts(&line, begun ? "" : say(r, says_keys[says]));
            mds_strbuf_printf(&line, "%s%s", begun ? "" : " ", name_of(r, view, &row->items[i]));
            begun = true;
        }
    }
    print_wrapped(4, "", line.p);
    mds_strbuf_finish(&line);
}

static void print_clause(const run *r, const mds_guideline_view *view, const mds_table *clauses,
                         size_t row)
{
    const char *measure = cell_text(r, clauses, row, "clause_organisational");
    mds_strbuf lead;

    mds_strbuf_init(&lead, MOST_BYTES);
    mds_strbuf_printf(&lead, "%s  ", cell_text(r, clauses, row, "clause"));
    print_paragraph(r, 0, lead.p, "cli.guideline.clause",
                    cell_text(r, clauses, row, "clause_title"),
                    cell_text(r, clauses, row, "clause_state"), NULL);
    print_items(r, view, &view->rows[row]);
    if (measure[0] != '\0') {
        print_wrapped(4, "-> ", measure);
    }
    mds_strbuf_finish(&lead);
}

static void print_left(const run *r, const mds_guideline_view *view, const mds_table *clauses)
{
    bool any = false;

    for (size_t i = 0; i < view->row_count; i++) {
        if (!is_left(view->rows[i].state)) {
            continue;
        }
        if (!any) {
            printf("\n%s\n", say(r, "cli.guideline.left"));
        }
        any = true;
        print_clause(r, view, clauses, i);
    }
}

static void print_confirm(const run *r, const mds_guideline_view *view, const mds_table *clauses)
{
    mds_strbuf list;

    mds_strbuf_init(&list, MOST_BYTES);
    for (size_t i = 0; i < view->row_count; i++) {
        if (view->rows[i].state == MDS_CLAUSE_NOT_APPLICABLE) {
            mds_strbuf_puts(&list, list.n > 0 ? " / " : "");
            mds_strbuf_puts(&list, cell_text(r, clauses, i, "clause"));
        }
    }
    if (list.n > 0) {
        printf("\n");
        print_paragraph(r, 0, "", "cli.guideline.confirm", list.p, NULL);
    }
    mds_strbuf_finish(&list);
}

static void print_flags(const run *r, const mds_guideline_view *view, const mds_table *matrix)
{
    if (view->flag_count == 0) {
        return;
    }
    printf("\n%s\n", say(r, "cli.guideline.flags"));
    for (size_t i = 0; i < matrix->row_count; i++) {
        if (cell_text(r, matrix, i, "matrix_by_remark")[0] == '\0') {
            continue;
        }
        print_paragraph(
            r, 2, "", view->form_count > 1 ? "cli.guideline.flag_in" : "cli.guideline.flag",
            cell_text(r, matrix, i, "question"), cell_text(r, matrix, i, "remark"),
            cell_text(r, matrix, i, "matrix_by_remark"), cell_text(r, matrix, i, "file"), NULL);
    }
}

static void print_findings(const run *r, const mds_table *findings)
{
    if (findings->row_count == 0) {
        return;
    }
    printf("\n%s\n", say(r, "cli.guideline.findings"));
    for (size_t i = 0; i < findings->row_count; i++) {
        const char *path = cell_text(r, findings, i, "file");
        const char *slash = strrchr(path, '/');
        print_paragraph(r, 2, "", "cli.guideline.finding", slash != NULL ? slash + 1 : path,
                        cell_text(r, findings, i, "message"), NULL);
    }
}

static void print_view(const run *r, const mds_guideline_view *view,
                       const mds_guideline_report *report)
{
    print_missing(r, stdout);
    print_wrapped(0, "", report->title);
    print_counts(r, view);
    print_left(r, view, &report->tables[MDS_GUIDELINE_CLAUSES]);
    print_confirm(r, view, &report->tables[MDS_GUIDELINE_CLAUSES]);
    print_flags(r, view, &report->tables[MDS_GUIDELINE_RESPONSIBILITY]);
    print_findings(r, &report->tables[MDS_GUIDELINE_FINDINGS]);
    printf("\n");
    print_wrapped(0, "", say(r, "guideline.summary.answers_for_remark"));
}

/* A csv holds one table, the clauses. A workbook has no empty sheets. */
static mds_status write_view(run *r, const mds_guideline_report *report, mds_export_format format)
{
    const mds_table *tables[MDS_GUIDELINE_TABLE__COUNT];
    size_t count = 0;

    for (size_t i = 0; i < MDS_GUIDELINE_TABLE__COUNT; i++) {
        const mds_table *at = &report->tables[i];
        const bool fits = format == MDS_EXPORT_CSV    ? i == MDS_GUIDELINE_CLAUSES
                          : format == MDS_EXPORT_JSON ? true
                                                      : at->row_count > 0;
        if (fits) {
            tables[count++] = at;
        }
    }
    const mds_head head[] = {{"catalog", r->catalog->sha256}};
    const mds_document document = {.kind = "guideline",
                                   .lang = r->opt.lang,
                                   .title = report->title,
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = 1,
                                   .tables = tables,
                                   .table_count = count};
    return write_document(r, &document, format, r->opt.output);
}

static mds_exit guideline_main(run *r)
{
    const mds_disclosure *const *forms = NULL;
    const mds_guideline_view *view = NULL;
    const mds_guideline_report *report = NULL;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    mds_export_format format = MDS_EXPORT_XLSX;
    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = read_forms(r, r->args, r->arg_count, &forms);
    if (status == MDS_OK) {
        status =
            mds_guideline_view_build(&view, r->arena, r->catalog, forms, r->arg_count, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_guideline_report_build(&report, r->arena, view, r->diags, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        show_progress(r, r->opt.output);
        status = write_view(r, report, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_view(r, view, report);
        if (r->opt.output != NULL) {
            print_text(r, stdout, "cli.guideline.written", r->opt.output, NULL);
            printf("\n");
        }
    }
    return EXIT_DONE;
}

static const option_spec *const guideline_options[] = {
    &option_report, &option_as_of, &option_sheet, &option_catalog,
    &option_lang,   &option_quiet, &option_help,  NULL};

const command cmd_guideline = {"guideline",          "cli.guideline.usage", "cli.guideline.summary",
                               "cli.guideline.help", guideline_options,     guideline_main,
                               .own_size = 0};
