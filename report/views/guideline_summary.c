/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet of the guideline view: what it is about, how much is left to whom, what is not
 * known, and how to read it. */
#include "base/date.h"
#include "guideline_parts.h"

#include <stdio.h>

enum { COL_ITEM, COL_VALUE, COL_REMARK, COLUMN_COUNT };
enum { LIST_LIMIT = 1 << 16 };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 34, true},
    [COL_VALUE] = {"value", 50, true},
    [COL_REMARK] = {"remark", 80, true},
};

static void heading(mds_table_builder *b, const char *key)
{
    if (mds_table__row(b)) {
        mds_table__marked(b, COL_ITEM, mds_reg__text(b->r, key), MDS_MARK_HEADING);
    }
}

static bool line(mds_table_builder *b, const char *item, const char *value, const char *remark)
{
    if (!mds_table__row(b)) {
        return false;
    }
    mds_table__text(b, COL_ITEM, item);
    mds_table__text(b, COL_VALUE, value);
    mds_table__text(b, COL_REMARK, remark);
    return true;
}

static void count(mds_table_builder *b, const char *item, size_t n, const char *remark)
{
    if (line(b, item, "", remark)) {
        mds_table__number(b, COL_VALUE, (double)n, MDS_NUMBER_INTEGER);
    }
}

static bool is_first(const mds_guideline_view *view, size_t row, size_t item)
{
    const mds_guideline_item *at = &view->rows[row].items[item];
    for (size_t i = 0; i < row; i++) {
        for (size_t k = 0; k < view->rows[i].item_count; k++) {
            const mds_guideline_item *other = &view->rows[i].items[k];
            if (other->form == at->form && other->question == at->question) {
                return false;
            }
        }
    }
    return true;
}

/* Every no, once: version 7.0 has each of them assessed, treated and explained. */
static void put_to_explain(mds_guideline_words *w, mds_table_builder *b)
{
    mds_reg *r = &w->r;
    mds_strbuf items;
    size_t n = 0;
    mds_strbuf_init(&items, LIST_LIMIT);
    for (size_t i = 0; i < w->view->row_count; i++) {
        for (size_t k = 0; k < w->view->rows[i].item_count; k++) {
            const mds_guideline_item *at = &w->view->rows[i].items[k];
            if (at->says == MDS_ITEM_NOT_GIVEN && is_first(w->view, i, k)) {
                mds_strbuf_puts(&items, n++ > 0 ? ", " : "");
                mds_strbuf_puts(
                    &items, mds_words__item(r, mds_guideline__edition(w, at->form), at->question));
            }
        }
    }
    count(b, mds_reg__text(r, "guideline.summary.explain"), n,
          mds_reg__format(r, "guideline.summary.explain_remark", n > 0 ? items.p : "-", NULL));
    mds_reg__drop(r, &items);
    line(b, mds_reg__text(r, "guideline.summary.updates"), "",
         mds_reg__text(r, "guideline.summary.updates_remark"));
}

static void put_result(mds_guideline_words *w, mds_table_builder *b)
{
    mds_reg *r = &w->r;
    heading(b, "guideline.summary.result");
    for (int i = 0; i < MDS_CLAUSE_STATE__COUNT; i++) {
        const char *name = mds_clause_state_name((mds_clause_state)i);
        const char *item = mds_reg__named(r, "guideline.state", name);
        count(b, item, w->view->state_count[i], mds_reg__named(r, "guideline.means", name));
    }
    size_t flagged = 0;
    for (size_t i = 0; i < w->view->flag_count; i++) {
        const mds_guideline_flag *at = &w->view->flags[i];
        flagged += i == 0 || at->form != at[-1].form || at->question != at[-1].question;
    }
    count(b, mds_reg__text(r, "guideline.summary.flags"), flagged,
          mds_reg__text(r, "guideline.summary.flags_remark"));
    count(b, mds_reg__text(r, "guideline.summary.findings"), mds_diags_count(w->view->findings),
          mds_reg__text(r, "guideline.summary.findings_remark"));
    put_to_explain(w, b);
}

/* How a form's answers reach the clauses. */
static const char *way_of(mds_guideline_words *w, const mds_guideline_form *form)
{
    mds_reg *r = &w->r;
    if (form->form == MDS_NO_ORDINAL) {
        return mds_reg__text(r, "guideline.way.none");
    }
    const mds_form *edition = &r->catalog->forms[form->form];
    const char *guideline = mds_reg__in(r, &r->catalog->guidelines[edition->guideline].title);
    if (form->derived == NULL) {
        return mds_reg__format(r, "guideline.way.own", guideline, NULL);
    }
    char number[24];
    (void)snprintf(number, sizeof number, "%zu",
                   form->derived->state_count[MDS_TRANSLATED_ENTAILED]);
    return mds_reg__format(r, "guideline.way.derived", mds_reg__in(r, &edition->title), guideline,
                           number, NULL);
}

static void put_forms(mds_guideline_words *w, mds_table_builder *b)
{
    static const char *const keys[] = {"device.manufacturer", "device.model", "device.version"};
    static const mds_device_field fields[] = {MDS_DEVICE_MANUFACTURER, MDS_DEVICE_MODEL,
                                              MDS_DEVICE_VERSION};
    mds_reg *r = &w->r;
    heading(b, "summary.device");
    for (size_t i = 0; i < w->view->form_count; i++) {
        const mds_guideline_form *form = &w->view->forms[i];
        const mds_disclosure *d = form->disclosure;
        line(b, mds_reg__text(r, "summary.file"), mds_words__file(d->file),
             mds_reg__format(r, "sha256", d->sha256, NULL));
        line(b, mds_reg__text(r, "summary.edition"),
             mds_reg__in(r, &r->catalog->forms[d->form].title), way_of(w, form));
        for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
            if (d->device[fields[f]][0] != '\0') {
                line(b, mds_reg__text(r, keys[f]), d->device[fields[f]], "");
            }
        }
        if (d->document_day != MDS_DAY_NONE &&
            line(b, mds_reg__text(r, "device.document_date"), "", "")) {
            mds_table__date(b, COL_VALUE, d->document_day);
        }
    }
}

static bool is_edition(const mds_guideline_words *w, uint32_t form)
{
    for (size_t i = 0; i < w->view->form_count; i++) {
        if (w->view->forms[i].disclosure->form == form || w->view->forms[i].form == form) {
            return true;
        }
    }
    return false;
}

/* Guidelines that a form names, and later ones, where its clauses may have gone. */
static bool is_guideline(const mds_guideline_words *w, uint32_t guideline)
{
    const mds_catalog *catalog = w->view->catalog;
    for (size_t i = 0; i < w->view->form_count; i++) {
        const uint32_t form = w->view->forms[i].form;
        if (form != MDS_NO_ORDINAL && catalog->forms[form].guideline == guideline) {
            return true;
        }
    }
    return guideline > w->view->guideline;
}

/* What the catalog lacks of the editions at hand, so that silence is not taken for an answer. */
static void put_unknown(mds_guideline_words *w, mds_table_builder *b)
{
    mds_reg *r = &w->r;
    heading(b, "guideline.summary.not_known");
    for (uint32_t i = 0; i < r->catalog->form_count; i++) {
        const mds_form *form = &r->catalog->forms[i];
        if (is_edition(w, i) && mds_reg__in(r, &form->not_known)[0] != '\0') {
            line(b, mds_words__edition(r, i), mds_reg__in(r, &form->title),
                 mds_reg__in(r, &form->not_known));
        }
    }
    for (uint32_t i = 0; i < r->catalog->guideline_count; i++) {
        const mds_guideline *guideline = &r->catalog->guidelines[i];
        if (is_guideline(w, i) && mds_reg__in(r, &guideline->not_known)[0] != '\0') {
            line(b, mds_clauses__version(r, i), mds_reg__in(r, &guideline->title),
                 mds_reg__in(r, &guideline->not_known));
        }
    }
}

void mds_guideline__summary(mds_guideline_words *w, mds_table *out)
{
    mds_reg *r = &w->r;
    mds_table_builder b;
    mds_table__init(&b, r, "summary", columns, COLUMN_COUNT);
    heading(&b, "guideline.summary.reading");
    line(&b, mds_reg__text(r, "guideline.summary.answers_for"), "",
         mds_reg__text(r, "guideline.summary.answers_for_remark"));
    line(&b, mds_reg__text(r, "guideline.summary.aid"), "",
         mds_reg__text(r, "guideline.summary.aid_remark"));
    line(&b, mds_reg__text(r, "guideline.summary.later"), "",
         mds_reg__text(r, "guideline.summary.later_remark"));
    put_result(w, &b);
    put_forms(w, &b);
    put_unknown(w, &b);
    heading(&b, "summary.basis");
    line(&b, mds_reg__text(r, "summary.catalog"),
         mds_reg__format(r, "catalog.name", r->catalog->id, r->catalog->version, NULL),
         mds_reg__format(r, "sha256", r->catalog->sha256, NULL));
    mds_table__drop_idle_headings(&b);
    mds_table__finish(&b, out);
}
