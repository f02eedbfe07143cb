/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment as a form to fill in: what moves the numbers first, lists to choose from, and facts
 * by their titles. Empty answers mean the policy's defaults, which are beside them. */
#include "blank_sheet.h"
#include "engine/deployment_members.h"
#include "export_records.h"

#include <stdio.h>
#include <string.h>

enum { COL_LABEL, COL_ANSWER, COL_NOTE, COL_FIELD };
enum { NOTE_WIDTH = 70 };
enum { KEY_BYTES = 96, FACT_ROWS = 60, QUESTIONS_SHOWN = 4 };

typedef struct form {
    mds_blank blank;
    const mds_records_form *of;
    mds_value_source from;
    size_t row;
} form;

static const char *text(const form *f, const char *key)
{
    return key[0] != '\0' ? mds_catalog_text(f->of->catalog, f->of->lang, key) : "";
}

/* Cells take what a list offers, or a day; another text may stay and is named when it is read. The
 * list of a set of values is in its own column of the sheet of lists. */
static void offer(form *f, size_t first, size_t last, size_t column,
                  const mds_deployment_member *member)
{
    char formula[KEY_BYTES];
    lxw_data_validation rule = {.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    if (member->type == MDS_MEMBER_DATE) {
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_datetime = (lxw_datetime){.year = 1990, .month = 1, .day = 1};
        rule.maximum_datetime = (lxw_datetime){.year = 2199, .month = 12, .day = 31};
    } else if (mds_member_has_values(member)) {
        const char letter = (char)('A' + (int)member->values);
        (void)snprintf(formula, sizeof formula, "=Lists!$%c$1:$%c$%zu", letter, letter,
                       mds_value_set_size(&f->from, member->values));
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = formula;
    } else {
        return;
    }
    mds_book__note(f->blank.book, worksheet_data_validation_range(
                                      f->blank.sheet, (lxw_row_t)first, (lxw_col_t)column,
                                      (lxw_row_t)last, (lxw_col_t)column, &rule));
}

static lxw_format *answer_format(const form *f, const mds_deployment_member *member)
{
    return member->type == MDS_MEMBER_DATE ? f->blank.date : f->blank.answer;
}

static void write_field(form *f, const char *path, const char *label, const char *note,
                        const mds_deployment_member *member)
{
    mds_blank__put(&f->blank, f->row, COL_LABEL, label, f->blank.label);
    mds_blank__put(&f->blank, f->row, COL_ANSWER, "", answer_format(f, member));
    mds_blank__put(&f->blank, f->row, COL_NOTE, note, f->blank.note);
    mds_blank__put(&f->blank, f->row, COL_FIELD, path, f->blank.path);
    mds_blank__height(&f->blank, f->row, note, NOTE_WIDTH);
    offer(f, f->row, f->row, COL_ANSWER, member);
    f->row++;
}

/* What a member means, and for a choice "When empty: Clinical network": the policy's default. */
static void write_member(form *f, const mds_deployment_member *member)
{
    const mds_deployment defaults = mds_deployment_default(f->from.policy);
    uint32_t ordinal = 0;
    mds_strbuf note;

    mds_strbuf_init(&note, 1 << 14);
    mds_strbuf_puts(&note, text(f, member->note));
    if (member->type == MDS_MEMBER_CHOICE) {
        memcpy(&ordinal, (const char *)&defaults + member->offset, sizeof ordinal);
        const char *args[] = {mds_value_title(&f->from, member->values, ordinal, f->of->lang)};
        mds_strbuf_template(&note, text(f, "context.when_empty"), args, 1);
    }
    write_field(f, member->name, text(f, member->label), note.p, member);
    mds_book__check(f->blank.book, &note);
    mds_strbuf_finish(&note);
}

static void write_object(form *f, const mds_deployment_member *group)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);
    char path[KEY_BYTES];

    for (size_t i = 0; i < count; i++) {
        (void)snprintf(path, sizeof path, "%s.%s", group->name, members[i].name);
        write_field(f, path, text(f, members[i].label), i == 0 ? text(f, group->note) : "",
                    &members[i]);
    }
}

static void write_section(form *f, const char *key)
{
    for (size_t c = COL_LABEL; c <= COL_FIELD; c++) {
        mds_blank__put(&f->blank, f->row, c, c == COL_LABEL ? text(f, key) : "", f->blank.title);
    }
    f->row++;
}

/* The members of the file itself that a section asks for; lists have rows and sheets of their own.
 */
static void write_members(form *f, mds_form_section section, const char *title)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_TOP, &count);

    write_section(f, title);
    for (size_t i = 0; i < count; i++) {
        const mds_deployment_member *member = &members[i];
        if (member->section != section || member->type == MDS_MEMBER_HEAD) {
            continue;
        }
        if (member->type != MDS_MEMBER_GROUP) {
            write_member(f, member);
        } else if (mds_deployment_list_of(member->group)->entry_size == 0) {
            write_object(f, member);
        }
    }
}

/* A row for each member of each entry that a list may have, named after what the entry is for. */
static void write_list(form *f, const char *list, mds_deployment_group group, const char *title)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group, &count);
    const mds_value_set names = members->values;
    char path[KEY_BYTES];

    write_section(f, title);
    for (size_t k = 0; k < mds_value_set_size(&f->from, names); k++) {
        const char *args[] = {mds_value_title(&f->from, names, k, f->of->lang)};
        for (size_t m = 1; m < count; m++) {
            const char *label = members[m].label;
            mds_strbuf named;
            mds_strbuf_init(&named, 1 << 12);
            (void)snprintf(path, sizeof path, "%s.%s.%s", list, mds_value_id(&f->from, names, k),
                           members[m].name);
            mds_strbuf_template(&named, label[0] != '\0' ? text(f, label) : "{1}", args, 1);
            write_field(f, path, named.p, "", &members[m]);
            mds_book__check(f->blank.book, &named);
            mds_strbuf_finish(&named);
        }
    }
}

static void write_fields(form *f)
{
    static const double widths[] = {40, 44, NOTE_WIDTH, 44};
    static const char *const headings[] = {"context.column.label", "context.column.answer",
                                           "context.column.note", "context.column.field"};

    f->blank.sheet = mds_book__sheet(f->blank.book, text(f, "context.sheet"));
    if (f->blank.sheet == NULL) {
        return;
    }
    for (size_t c = 0; c < 4; c++) {
        mds_book__note(f->blank.book, worksheet_set_column(f->blank.sheet, (lxw_col_t)c,
                                                           (lxw_col_t)c, widths[c], NULL));
        mds_blank__put(&f->blank, 0, c, text(f, headings[c]), f->blank.heading);
    }
    f->row = 1;
    write_members(f, MDS_SECTION_FIRST, "context.section.first");
    write_members(f, MDS_SECTION_ASSET, "context.section.device");
    write_members(f, MDS_SECTION_MORE, "context.section.more");
    write_list(f, "treatment_costs", MDS_MEMBERS_COST, "context.section.costs");
    write_list(f, "documents", MDS_MEMBERS_DOCUMENT, "context.section.documents");
    worksheet_freeze_panes(f->blank.sheet, 1, 1);
    mds_blank__page(&f->blank);
}

static void write_facts(form *f)
{
    static const double widths[] = {70, 14, 28, 24, 12, 44};
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_VERIFIED, &count);

    f->blank.sheet = mds_book__sheet(f->blank.book, text(f, "context.sheet_facts"));
    if (f->blank.sheet == NULL) {
        return;
    }
    for (size_t c = 0; c < count && c < sizeof widths / sizeof widths[0]; c++) {
        mds_book__note(f->blank.book, worksheet_set_column(f->blank.sheet, (lxw_col_t)c,
                                                           (lxw_col_t)c, widths[c], NULL));
        mds_blank__put(&f->blank, 0, c, text(f, members[c].label), f->blank.heading);
        for (size_t r = 1; r <= FACT_ROWS; r++) {
            mds_blank__put(&f->blank, r, c, "", answer_format(f, &members[c]));
        }
        offer(f, 1, FACT_ROWS, c, &members[c]);
    }
    worksheet_freeze_panes(f->blank.sheet, 1, 1);
    mds_blank__page(&f->blank);
}

/* The questions of the first form of the language that ask about a fact: "SAHD-4, CSUP-2". */
static void append_questions(const form *f, mds_strbuf *out, uint32_t fact)
{
    const mds_catalog *catalog = f->of->catalog;
    size_t shown = 0;

    for (size_t i = 0; i < catalog->form_count && shown == 0; i++) {
        const mds_crosswalk *crosswalk = &catalog->crosswalks[i];
        if ((catalog->forms[i].name_ja[0] != '\0') != (f->of->lang == MDS_LANG_JA)) {
            continue;
        }
        for (size_t r = 0; r < crosswalk->row_count && shown < QUESTIONS_SHOWN; r++) {
            if (crosswalk->rows[r].fact == fact) {
                const char *id = catalog->forms[i].questions[crosswalk->rows[r].question].id;
                mds_strbuf_printf(out, "%s%s", shown++ > 0 ? ", " : " [", id);
            }
        }
    }
    mds_strbuf_puts(out, shown > 0 ? "]" : "");
}

/* "Locks an account after wrong passwords [PAUT-4] (account-lockout)" */
static void list_fact(form *f, size_t row)
{
    const mds_fact *fact = &f->of->catalog->facts[row];
    mds_strbuf line;

    mds_strbuf_init(&line, 1 << 12);
    mds_strbuf_puts(&line, fact->title.in[f->of->lang]);
    append_questions(f, &line, (uint32_t)row);
    mds_strbuf_printf(&line, " (%s)", fact->id);
    mds_blank__put(&f->blank, row, MDS_VALUES_FACT, line.p, NULL);
    mds_book__check(f->blank.book, &line);
    mds_strbuf_finish(&line);
}

static void list_values(form *f, mds_value_set set)
{
    for (size_t i = 0; i < mds_value_set_size(&f->from, set); i++) {
        if (set == MDS_VALUES_FACT) {
            list_fact(f, i);
        } else {
            mds_blank__put(&f->blank, i, (size_t)set,
                           mds_value_title(&f->from, set, i, f->of->lang), NULL);
        }
    }
}

/* The lists are on a hidden sheet: a list within a rule holds 255 characters. */
static void write_lists(form *f)
{
    f->blank.sheet = mds_book__sheet(f->blank.book, "Lists");
    if (f->blank.sheet == NULL) {
        return;
    }
    for (int set = 0; set < MDS_VALUES__COUNT; set++) {
        list_values(f, (mds_value_set)set);
    }
    worksheet_hide(f->blank.sheet);
}

typedef struct payload {
    const mds_records_form *of;
    const mds_policy *policy;
} payload;

static void fill(mds_book *book, const void *data)
{
    const payload *p = data;
    form f = {.of = p->of, .from = {p->of->catalog, p->policy}};

    if (!mds_blank__init(&f.blank, book)) {
        return;
    }
    write_fields(&f);
    write_facts(&f);
    mds_records__fill(book, p->of);
    write_lists(&f);
}

mds_status mds_export_deployment_form(const char *path, const mds_catalog *catalog,
                                      const mds_policy *policy, int32_t as_of, mds_lang lang,
                                      mds_diags *diags)
{
    const mds_deployment none = mds_deployment_default(policy);
    const mds_records_form of = {
        .catalog = catalog, .deployment = &none, .as_of = as_of, .lang = lang};
    const payload data = {.of = &of, .policy = policy};

    return mds_book__write(path, lang, as_of, fill, &data, diags);
}
