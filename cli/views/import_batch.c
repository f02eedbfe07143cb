/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_batch.h"

#include "base/strbuf.h"
#include "form_items.h"
#include <mdsrisk/batch_report.h>
#include <mdsrisk/export_table.h>
#include <string.h>

enum { TITLE_LIMIT = 1 << 16 };

static void print_number(char out[24], size_t number)
{
    (void)snprintf(out, 24, "%zu", number);
}

static void print_item(const run *r, const mds_batch_item *item)
{
    char answered[24], questions[24], unclear[24];

    printf("%s\n", shown_text(r, item->file));
    if (item->read) {
        print_number(answered, item->answered);
        print_number(questions, item->questions);
        print_number(unclear, item->unclear);
        print_paragraph(r, 4, "", "batch.columns", item->edition, answered, questions, unclear,
                        item->manufacturer[0] != '\0' ? item->manufacturer : "-",
                        item->model[0] != '\0' ? item->model : "-", NULL);
    }
    if (item->problem[0] != '\0') {
        print_paragraph(r, 4, "", "batch.problem", item->code, item->problem, NULL);
        if (!item->read) {
            print_wrapped(4, "", item->way_out);
        }
    }
}

static void print_list(const run *r, const form_items *b)
{
    char files[24], read[24], rejected[24];

    for (size_t i = 0; i < b->count && !r->opt.quiet; i++) {
        print_item(r, &b->at[i]);
    }
    print_number(files, b->count);
    print_number(read, b->read_count);
    print_number(rejected, b->count - b->read_count);
    print_text(r, stdout, "batch.total", files, read, rejected, NULL);
    (void)fputc('\n', stdout);
}

static mds_status write_list(run *r, const form_items *b, const char *path,
                             mds_export_format format)
{
    const mds_table *const *tables = NULL;
    const char *args[] = {path};
    mds_strbuf title;
    mds_status status =
        mds_batch_tables(&tables, r->arena, r->catalog, b->at, b->count, r->opt.lang);

    mds_strbuf_init(&title, TITLE_LIMIT);
    mds_strbuf_template(&title, say(r, "batch.title"), args, 1);
    if (status == MDS_OK) {
        const mds_head head[] = {{"catalog", r->catalog->sha256}};
        const mds_document document = {.kind = "batch",
                                       .lang = r->opt.lang,
                                       .title = title.p,
                                       .as_of = r->as_of,
                                       .head = head,
                                       .head_count = 1,
                                       .tables = tables,
                                       .table_count = MDS_BATCH_TABLE__COUNT};
        status = write_document(r, &document, format, r->opt.output);
    }
    mds_strbuf_finish(&title);
    return status;
}

mds_exit import_batch(run *r, const char *path)
{
    form_items b = {.at = NULL};
    mds_export_format format = MDS_EXPORT_XLSX;

    mds_exit code = read_format(
        r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_CSV) | TAKES(MDS_EXPORT_JSON),
        &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = read_form_items(r, path, &b, NULL, NULL);
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_list(r, &b, path, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_list(r, &b);
    if (b.read_count == 0) {
        char files[24];
        print_number(files, b.count);
        mds_diag_add(r->diags, MDS_D_BATCH_NO_FORM, path, NULL, files, NULL);
        return exit_of(r, MDS_EFORMAT);
    }
    return EXIT_DONE;
}
