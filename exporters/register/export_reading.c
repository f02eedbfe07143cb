/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form was read, as a page or as a workbook. */
#include <mdsrisk/export_reading.h>

#include "html.h"
#include "reading_style.h"
#include "table_sheet.h"
#include <string.h>

/* Rows of the source that are shown above and below a doubtful one. */
enum { AROUND = 1 };

typedef struct page {
    mds_strbuf out;
    const mds_catalog *catalog;
    const mds_reading_report *report;
} page;

static const char *say(const page *p, const char *key)
{
    return mds_catalog_text(p->catalog, p->report->lang, key);
}

static void put_template(page *p, const char *element, const char *key, const char *argument)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_template(&text, say(p, key), &argument, 1);
    mds_html__element(&p->out, element, NULL, text.p);
    mds_strbuf_inherit(&p->out, &text);
    mds_strbuf_finish(&text);
}

static void put_list(page *p, const char *const *items, size_t count)
{
    mds_strbuf_puts(&p->out, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        mds_html__element(&p->out, "li", NULL, items[i]);
    }
    mds_strbuf_puts(&p->out, "</ul>\n");
}

static void put_head(page *p)
{
    const mds_reading_report *report = p->report;

    mds_strbuf_puts(&p->out, "<header>\n");
    mds_html__element(&p->out, "h1", NULL, report->title);
    mds_html__element(&p->out, "p", "device", report->device);
    mds_strbuf_puts(&p->out, "<p>");
    mds_html__text(&p->out, report->edition);
    mds_strbuf_puts(&p->out, "<br/>");
    mds_html__text(&p->out, report->file);
    mds_strbuf_puts(&p->out, " <span class=\"quiet\">SHA-256 ");
    mds_html__text(&p->out, report->sha256);
    mds_strbuf_puts(&p->out, "</span></p>\n<ul class=\"counts\">\n");
    for (size_t i = 0; i < report->count_count; i++) {
        mds_strbuf_puts(&p->out, "<li>");
        mds_html__text(&p->out, report->counts[i].answer);
        mds_strbuf_printf(&p->out, " <b>%zu</b></li>\n", report->counts[i].count);
    }
    mds_strbuf_puts(&p->out, "</ul>\n</header>\n");
}

static void put_layout(page *p)
{
    const mds_reading_report *report = p->report;

    mds_strbuf_puts(&p->out, "<section>\n");
    mds_html__element(&p->out, "h2", NULL, say(p, "reading.found"));
    put_list(p, report->layout, report->layout_count);
    if (report->message_count > 0) {
        mds_html__element(&p->out, "h3", NULL, say(p, "reading.messages"));
        put_list(p, report->messages, report->message_count);
    }
    mds_html__element(&p->out, "p", "quiet", say(p, "reading.order"));
    mds_strbuf_puts(&p->out, "</section>\n");
}

static const char *heading_of(const mds_form_block *block, const mds_form_cell *cell)
{
    for (size_t i = 0; i < block->column_count; i++) {
        if (strcmp(block->columns[i].name, cell->column) == 0) {
            return block->columns[i].heading;
        }
    }
    return "";
}

/* A row of the source: each cell with its column, the doubtful one's answer marked. */
static void put_source(page *p, const mds_form_row *row, bool own)
{
    const mds_form_block *block = &p->report->reading->blocks[row->block];
    char number[24];

    (void)snprintf(number, sizeof number, "%u", row->number);
    mds_strbuf_puts(&p->out, own ? "<tr class=\"own\">" : "<tr>");
    put_template(p, "th", block->lies ? "reading.lying_row" : "reading.row", number);
    mds_strbuf_puts(&p->out, "<td>");
    for (size_t i = 0; i < row->cell_count; i++) {
        const mds_form_cell *cell = &row->cells[i];
        const char *heading = cell->role == MDS_ROLE_ANSWER ? heading_of(block, cell) : "";
        mds_strbuf_puts(&p->out, cell->role == MDS_ROLE_ANSWER ? "<span class=\"cell answer\"><i>"
                                                               : "<span class=\"cell\"><i>");
        mds_html__text(&p->out, cell->column);
        mds_strbuf_puts(&p->out, heading[0] != '\0' ? " " : "");
        mds_html__text(&p->out, heading);
        mds_strbuf_puts(&p->out, "</i> ");
        mds_html__text(&p->out, cell->text);
        mds_strbuf_puts(&p->out, "</span> ");
    }
    mds_strbuf_puts(&p->out, "</td></tr>\n");
}

/* The rows of the form around the one that an item was read from. */
static void put_rows(page *p, const mds_form_row *row)
{
    const mds_form_reading *reading = p->report->reading;
    const size_t at = (size_t)(row - reading->rows);

    mds_strbuf_puts(&p->out, "<table class=\"source\">\n");
    for (size_t i = at >= AROUND ? at - AROUND : 0; i <= at + AROUND && i < reading->row_count;
         i++) {
        if (reading->rows[i].block == row->block) {
            put_source(p, &reading->rows[i], i == at);
        }
    }
    mds_strbuf_puts(&p->out, "</table>\n");
}

static void put_doubt(page *p, const mds_reading_item *item)
{
    mds_strbuf_puts(&p->out, "<article>\n<h3><span class=\"box\"></span> ");
    mds_html__text(&p->out, item->id);
    mds_strbuf_puts(&p->out, " <span class=\"read\">");
    mds_html__text(&p->out, item->answer);
    mds_strbuf_puts(&p->out, "</span> <span class=\"quiet\">");
    mds_html__text(&p->out, item->place);
    mds_strbuf_puts(&p->out, "</span></h3>\n");
    mds_html__element(&p->out, "p", NULL, item->question);
    mds_html__element(&p->out, "p", "why", item->why);
    if (item->row != NULL) {
        put_rows(p, item->row);
    }
    mds_strbuf_puts(&p->out, "</article>\n");
}

static void put_heading(page *p, mds_reading_care care)
{
    mds_strbuf_puts(&p->out, "<h2>");
    mds_html__text(&p->out, p->report->care_titles[care]);
    mds_strbuf_printf(&p->out, " <span class=\"quiet\">%zu</span></h2>\n",
                      p->report->care_counts[care]);
}

static void put_titles(page *p, const char *const *keys, size_t count)
{
    mds_strbuf_puts(&p->out, "<table>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(&p->out, "<th scope=\"col\">");
        mds_html__text(&p->out, say(p, keys[i]));
        mds_strbuf_puts(&p->out, "</th>");
    }
    mds_strbuf_puts(&p->out, "</tr></thead>\n<tbody>\n");
}

static void put_groups(page *p)
{
    static const char *const titles[] = {"column.reading_stands", "column.reading_answer",
                                         "column.reading_count", "column.reading_why"};
    const mds_reading_report *report = p->report;

    if (report->group_count == 0) {
        return;
    }
    mds_strbuf_puts(&p->out, "<section>\n");
    mds_html__element(&p->out, "h2", NULL, say(p, "reading.groups"));
    mds_html__element(&p->out, "p", "quiet", say(p, "reading.groups.how"));
    put_titles(p, titles, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < report->group_count; i++) {
        const mds_reading_group *group = &report->groups[i];
        mds_strbuf_puts(&p->out, "<tr>");
        mds_html__element(&p->out, "td", "stands", group->stands);
        mds_html__element(&p->out, "td", "read", group->answer);
        mds_strbuf_printf(&p->out, "<td class=\"n\">%zu</td>", group->count);
        mds_strbuf_puts(&p->out, "<td>");
        mds_html__text(&p->out, group->why);
        mds_strbuf_puts(&p->out, " <span class=\"quiet\">");
        mds_html__text(&p->out, group->first);
        mds_strbuf_puts(&p->out, "</span></td></tr>\n");
    }
    mds_strbuf_puts(&p->out, "</tbody></table>\n</section>\n");
}

static void put_item(page *p, const mds_reading_item *item)
{
    mds_strbuf_puts(&p->out, "<tr><th scope=\"row\">");
    mds_html__text(&p->out, item->id);
    mds_strbuf_puts(&p->out, "<br/><span class=\"quiet\">");
    mds_html__text(&p->out, item->place);
    mds_strbuf_puts(&p->out, "</span></th>");
    mds_html__element(&p->out, "td", "question", item->question);
    mds_html__element(&p->out, "td", "stands", item->stands);
    mds_html__element(&p->out, "td", "read", item->answer);
    mds_strbuf_puts(&p->out, "<td>");
    mds_html__text(&p->out, item->note);
    mds_strbuf_puts(&p->out, item->note[0] != '\0' ? "<br/>" : "");
    mds_strbuf_puts(&p->out, "<span class=\"quiet\">");
    mds_html__text(&p->out, item->why);
    mds_strbuf_puts(&p->out, "</span></td></tr>\n");
}

static void put_items(page *p, mds_reading_care care)
{
    static const char *const titles[] = {"column.reading_item", "column.reading_question",
                                         "column.reading_stands", "column.reading_answer",
                                         "column.reading_why"};
    const mds_reading_report *report = p->report;

    if (report->care_counts[care] == 0) {
        return;
    }
    mds_strbuf_puts(&p->out, "<section>\n");
    put_heading(p, care);
    if (care != MDS_CARE_DOUBTFUL) {
        put_titles(p, titles, sizeof titles / sizeof *titles);
    }
    for (size_t i = 0; i < report->item_count; i++) {
        if (report->items[i].care != care) {
            continue;
        }
        if (care == MDS_CARE_DOUBTFUL) {
            put_doubt(p, &report->items[i]);
        } else {
            put_item(p, &report->items[i]);
        }
    }
    mds_strbuf_puts(&p->out,
                    care != MDS_CARE_DOUBTFUL ? "</tbody></table>\n</section>\n" : "</section>\n");
}

static mds_status write_page(const mds_reading_report *report, const mds_catalog *catalog,
                             const char *path, mds_diags *diags)
{
    page p = {.catalog = catalog, .report = report};

    mds_strbuf_init(&p.out, MDS_EXPORT_LIMIT);
    mds_html__begin(&p.out, report->lang, report->title, reading_style, NULL);
    mds_strbuf_puts(&p.out, "<main>\n");
    put_head(&p);
    put_layout(&p);
    put_items(&p, MDS_CARE_DOUBTFUL);
    put_groups(&p);
    for (int care = MDS_CARE_OPEN; care < MDS_CARE__COUNT; care++) {
        put_items(&p, (mds_reading_care)care);
    }
    mds_html__element(&p.out, "p", "sign", say(&p, "reading.checked"));
    mds_strbuf_puts(&p.out, "</main>\n");
    mds_html__end(&p.out, NULL);
    return mds_export__write(&p.out, path, diags);
}

/* The two sheets of a workbook. */
typedef struct reading_book {
    const mds_reading_report *report;
    mds_table items, summary;
} reading_book;

static void fill(mds_book *book, const void *payload)
{
    const reading_book *from = payload;
    const mds_sheet_layout items = {.paper = MDS_BOOK_PAPER_A4,
                                    .pages_wide = 1,
                                    .frozen = 2,
                                    .repeated = 2,
                                    .most_lines = 12,
                                    .title_row = true};
    const mds_sheet_layout summary = {.paper = MDS_BOOK_PAPER_A4,
                                      .pages_wide = 1,
                                      .most_lines = 12,
                                      .title_row = true,
                                      .names = true};
    mds_sheets sheets;

    mds_sheets__begin(&sheets, book, NULL, from->report->title);
    mds_sheets__write(&sheets, &from->items, &items);
    mds_sheets__write(&sheets, &from->summary, &summary);
    mds_sheets__finish(&sheets);
}

static bool ends_in(const char *path, const char *ending)
{
    const size_t n = strlen(path);
    const size_t m = strlen(ending);

    return n > m && strcmp(path + n - m, ending) == 0;
}

bool mds_export_reading_takes(const char *path)
{
    return ends_in(path, ".html") || ends_in(path, ".xlsx");
}

mds_status mds_export_reading(const mds_reading_report *report, mds_arena *arena,
                              const mds_catalog *catalog, const char *path, mds_diags *diags)
{
    reading_book book = {.report = report};

    if (ends_in(path, ".html")) {
        return write_page(report, catalog, path, diags);
    }
    const mds_status status = mds_reading_table(&book.items, &book.summary, arena, catalog, report);
    return status == MDS_OK ? mds_book__write(path, report->lang, 0, fill, &book, diags) : status;
}
