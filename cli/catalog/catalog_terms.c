/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog terms: both languages side by side. */
#include "catalog_view.h"

#include <mdsrisk/export_table.h>
#include <mdsrisk/terms.h>

static void print_glossary(const run *r, const mds_table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        printf("%s = %s\n", cell_text(r, table, i, "term_en"), cell_text(r, table, i, "term_ja"));
        print_paragraph(r, 4, "", "cli.catalog.term", cell_text(r, table, i, "term_source"),
                        cell_text(r, table, i, "term_certainty"), NULL);
        if (cell_text(r, table, i, "term_note")[0] != '\0') {
            print_wrapped(4, "", cell_text(r, table, i, "term_note"));
        }
    }
}

mds_exit catalog_terms(run *r)
{
    const mds_table *const *tables = NULL;
    mds_export_format format = MDS_EXPORT_JSON;

    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = mds_terms_build(&tables, r->arena, r->catalog, r->opt.lang);
    if (status == MDS_OK && r->opt.output != NULL) {
        const mds_head head[] = {{"catalog", r->catalog->sha256}};
        const mds_document document = {.kind = "terms",
                                       .lang = r->opt.lang,
                                       .title = say(r, "cli.catalog.terms"),
                                       .as_of = r->as_of,
                                       .head = head,
                                       .head_count = 1,
                                       .tables = tables,
                                       .table_count = MDS_TERMS_KIND__COUNT};
        status = write_document(r, &document, format, r->opt.output);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (r->opt.output == NULL) {
        print_glossary(r, tables[MDS_TERMS_GLOSSARY]);
    }
    return EXIT_DONE;
}
