/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment as a form to fill in: what moves the numbers first, lists to choose from, and facts
 * by their titles. Empty answers mean the policy's defaults, which stand beside them. */
#include "blank_sheet.h"
#include "export_records.h"

#include <stdio.h>
#include <string.h>

enum { COL_LABEL, COL_ANSWER, COL_NOTE, COL_FIELD };
enum { NOTE_WIDTH = 70 };
enum { KEY_BYTES = 96, FACT_ROWS = 60, FACT_COLUMNS = 6, QUESTIONS_SHOWN = 4 };

typedef enum answer_kind {
    ANSWER_TEXT,
    ANSWER_DATE,
    ANSWER_PROFILE, /* the lists stand in the columns of the sheet of lists in this order */
    ANSWER_ZONE,
    ANSWER_VOLUME,
    ANSWER_COUNTRY,
    ANSWER_YES_NO,
    ANSWER_FACT,
    ANSWER_ASSURANCE,
    ANSWER__COUNT
} answer_kind;

typedef struct field {
    const char *path, *label, *note; /* keys of texts */
    answer_kind kind;
} field;

static const field first_fields[] = {
    {"name", "summary.place", "context.name", ANSWER_TEXT},
    {"clinical_profile", "summary.profile", "", ANSWER_PROFILE},
    {"network_zone", "summary.zone", "", ANSWER_ZONE},
    {"data_volume", "summary.data_volume", "", ANSWER_VOLUME},
    {"country", "summary.country", "", ANSWER_COUNTRY},
    {"end_of_life", "summary.end_of_life", "context.end_of_life", ANSWER_DATE},
    {"end_of_support", "summary.end_of_support", "context.end_of_support", ANSWER_DATE},
};
static const field more_fields[] = {
    {"network_zone_basis.by", "context.label.by", "context.network_zone_basis", ANSWER_TEXT},
    {"network_zone_basis.on", "context.label.on", "", ANSWER_DATE},
    {"network_zone_basis.evidence", "context.label.evidence", "", ANSWER_TEXT},
    {"designated_environment.designated", "context.label.designated",
     "context.designated_environment", ANSWER_YES_NO},
    {"designated_environment.document", "context.label.document", "", ANSWER_TEXT},
    {"hospital_rate_factor", "summary.rate_factor", "context.hospital_rate_factor", ANSWER_TEXT},
};

typedef struct form {
    mds_blank blank;
    const mds_records_form *of;
    const mds_policy *policy;
    size_t list_sizes[ANSWER__COUNT];
    size_t row;
} form;

static const char *text(const form *f, const char *key)
{
    return key[0] != '\0' ? mds_catalog_text(f->of->catalog, f->of->lang, key) : "";
}

/* Cells take what a list offers, or a day; another text may stay and is named when it is read. */
static void offer(form *f, size_t first, size_t last, size_t column, answer_kind kind)
{
    char formula[KEY_BYTES];
    lxw_data_validation rule = {.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    if (kind == ANSWER_TEXT) {
        return;
    }
    if (kind == ANSWER_DATE) {
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_datetime = (lxw_datetime){.year = 1990, .month = 1, .day = 1};
        rule.maximum_datetime = (lxw_datetime){.year = 2199, .month = 12, .day = 31};
    } else {
        const char letter = (char)('A' + (int)kind);
        (void)snprintf(formula, sizeof formula, "=Lists!$%c$1:$%c$%zu", letter, letter,
                       f->list_sizes[kind]);
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = formula;
    }
    mds_book__note(f->blank.book, worksheet_data_validation_range(
                                      f->blank.sheet, (lxw_row_t)first, (lxw_col_t)column,
                                      (lxw_row_t)last, (lxw_col_t)column, &rule));
}

static void write_field(form *f, const char *path, const char *label, const char *note,
                        answer_kind kind)
{
    mds_blank__put(&f->blank, f->row, COL_LABEL, label, f->blank.label);
    mds_blank__put(&f->blank, f->row, COL_ANSWER, "",
                   kind == ANSWER_DATE ? f->blank.date : f->blank.answer);
    mds_blank__put(&f->blank, f->row, COL_NOTE, note, f->blank.note);
    mds_blank__put(&f->blank, f->row, COL_FIELD, path, f->blank.path);
    mds_blank__height(&f->blank, f->row, note, NOTE_WIDTH);
    offer(f, f->row, f->row, COL_ANSWER, kind);
    f->row++;
}

/* "When empty: Clinical network": the policy's default. */
static const char *default_of(const form *f, answer_kind kind)
{
    const mds_policy *p = f->policy;
    const int lang = (int)f->of->lang;
    char key[KEY_BYTES];

    if (kind == ANSWER_PROFILE) {
        return p->profiles[p->default_profile].title.in[lang];
    }
    if (kind == ANSWER_ZONE) {
        return p->zones[p->default_zone].title.in[lang];
    }
    if (kind == ANSWER_VOLUME) {
        return p->data_volumes[p->default_data_volume].title.in[lang];
    }
    (void)snprintf(key, sizeof key, "country.%s", mds_country_name(p->default_country));
    return text(f, key);
}

static void write_listed(form *f, const field *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf note;
        mds_strbuf_init(&note, 1 << 14);
        mds_strbuf_puts(&note, text(f, list[i].note));
        if (list[i].kind >= ANSWER_PROFILE && list[i].kind <= ANSWER_COUNTRY) {
            const char *args[] = {default_of(f, list[i].kind)};
            mds_strbuf_template(&note, text(f, "context.when_empty"), args, 1);
        }
        write_field(f, list[i].path, text(f, list[i].label), note.p, list[i].kind);
        mds_book__check(f->blank.book, &note);
        mds_strbuf_finish(&note);
    }
}

static void write_section(form *f, const char *key)
{
    for (size_t c = COL_LABEL; c <= COL_FIELD; c++) {
        mds_blank__put(&f->blank, f->row, c, c == COL_LABEL ? text(f, key) : "", f->blank.title);
    }
    f->row++;
}

static void write_assets(form *f)
{
    char key[KEY_BYTES];

    for (int a = 0; a < MDS_ASSET__COUNT; a++) {
        const char *name = mds_asset_name((mds_asset_field)a);
        (void)snprintf(key, sizeof key, "asset.%s", name);
        write_field(f, name, text(f, key), "", ANSWER_TEXT);
    }
}

static void write_costs(form *f)
{
    static const char *const members[] = {"cost", "feasible", "reason"};
    char path[KEY_BYTES];
    char key[KEY_BYTES];

    for (size_t k = 0; k < f->of->catalog->compensating_count; k++) {
        const mds_compensating *kind = &f->of->catalog->compensating[k];
        for (size_t m = 0; m < sizeof members / sizeof members[0]; m++) {
            const char *args[] = {kind->title.in[f->of->lang]};
            mds_strbuf label;
            mds_strbuf_init(&label, 1 << 12);
            (void)snprintf(path, sizeof path, "treatment_costs.%s.%s", kind->id, members[m]);
            (void)snprintf(key, sizeof key, "context.label.%s", members[m]);
            mds_strbuf_template(&label, text(f, key), args, 1);
            write_field(f, path, label.p, "", m == 1 ? ANSWER_YES_NO : ANSWER_TEXT);
            mds_strbuf_finish(&label);
        }
    }
}

static void write_documents(form *f)
{
    char path[KEY_BYTES];

    for (size_t i = 0; i < f->of->catalog->document_count; i++) {
        const mds_life_document *document = &f->of->catalog->documents[i];
        (void)snprintf(path, sizeof path, "documents.%s.reference", document->id);
        write_field(f, path, document->title.in[f->of->lang], "", ANSWER_TEXT);
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
    write_section(f, "context.section.first");
    write_listed(f, first_fields, sizeof first_fields / sizeof first_fields[0]);
    write_section(f, "context.section.device");
    write_assets(f);
    write_section(f, "context.section.more");
    write_listed(f, more_fields, sizeof more_fields / sizeof more_fields[0]);
    write_section(f, "context.section.costs");
    write_costs(f);
    write_section(f, "context.section.documents");
    write_documents(f);
    worksheet_freeze_panes(f->blank.sheet, 1, 1);
    mds_blank__page(&f->blank);
}

static void write_facts(form *f)
{
    static const char *const headings[FACT_COLUMNS] = {
        "context.column.fact", "context.column.state", "context.column.assurance",
        "context.column.by",   "context.column.on",    "context.column.evidence"};
    static const answer_kind kinds[FACT_COLUMNS] = {ANSWER_FACT, ANSWER_YES_NO, ANSWER_ASSURANCE,
                                                    ANSWER_TEXT, ANSWER_DATE,   ANSWER_TEXT};
    static const double widths[FACT_COLUMNS] = {70, 14, 28, 24, 12, 44};

    f->blank.sheet = mds_book__sheet(f->blank.book, text(f, "context.sheet_facts"));
    if (f->blank.sheet == NULL) {
        return;
    }
    for (size_t c = 0; c < FACT_COLUMNS; c++) {
        mds_book__note(f->blank.book, worksheet_set_column(f->blank.sheet, (lxw_col_t)c,
                                                           (lxw_col_t)c, widths[c], NULL));
        mds_blank__put(&f->blank, 0, c, text(f, headings[c]), f->blank.heading);
        for (size_t r = 1; r <= FACT_ROWS; r++) {
            mds_blank__put(&f->blank, r, c, "",
                           kinds[c] == ANSWER_DATE ? f->blank.date : f->blank.answer);
        }
        offer(f, 1, FACT_ROWS, c, kinds[c]);
    }
    worksheet_freeze_panes(f->blank.sheet, 1, 1);
    mds_blank__page(&f->blank);
}

static void list_item(form *f, answer_kind kind, const char *value)
{
    mds_blank__put(&f->blank, f->list_sizes[kind]++, (size_t)kind, value, NULL);
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
static void list_facts(form *f)
{
    for (uint32_t i = 0; i < f->of->catalog->fact_count; i++) {
        const mds_fact *fact = &f->of->catalog->facts[i];
        mds_strbuf line;
        mds_strbuf_init(&line, 1 << 12);
        mds_strbuf_puts(&line, fact->title.in[f->of->lang]);
        append_questions(f, &line, i);
        mds_strbuf_printf(&line, " (%s)", fact->id);
        list_item(f, ANSWER_FACT, line.p);
        mds_book__check(f->blank.book, &line);
        mds_strbuf_finish(&line);
    }
}

static void list_words(form *f)
{
    char key[KEY_BYTES];

    for (int i = 0; i < MDS_COUNTRY__COUNT; i++) {
        (void)snprintf(key, sizeof key, "country.%s", mds_country_name((mds_country)i));
        list_item(f, ANSWER_COUNTRY, text(f, key));
    }
    list_item(f, ANSWER_YES_NO, text(f, "answer.yes"));
    list_item(f, ANSWER_YES_NO, text(f, "answer.no"));
    for (int i = 0; i < MDS_ASSURANCE__COUNT; i++) {
        (void)snprintf(key, sizeof key, "records.assurance.%s",
                       mds_assurance_name((mds_assurance)i));
        list_item(f, ANSWER_ASSURANCE, text(f, key));
    }
}

/* The lists stand on a hidden sheet: a list within a rule holds 255 characters. */
static void write_lists(form *f)
{
    const mds_policy *p = f->policy;
    const int lang = (int)f->of->lang;

    f->blank.sheet = mds_book__sheet(f->blank.book, "Lists");
    if (f->blank.sheet == NULL) {
        return;
    }
    for (size_t i = 0; i < p->profile_count; i++) {
        list_item(f, ANSWER_PROFILE, p->profiles[i].title.in[lang]);
    }
    for (size_t i = 0; i < p->zone_count; i++) {
        list_item(f, ANSWER_ZONE, p->zones[i].title.in[lang]);
    }
    for (size_t i = 0; i < p->data_volume_count; i++) {
        list_item(f, ANSWER_VOLUME, p->data_volumes[i].title.in[lang]);
    }
    list_words(f);
    list_facts(f);
    worksheet_hide(f->blank.sheet);
}

/* How long the lists are must be known before the cells that offer them. */
static void count_lists(form *f)
{
    f->list_sizes[ANSWER_PROFILE] = f->policy->profile_count;
    f->list_sizes[ANSWER_ZONE] = f->policy->zone_count;
    f->list_sizes[ANSWER_VOLUME] = f->policy->data_volume_count;
    f->list_sizes[ANSWER_COUNTRY] = MDS_COUNTRY__COUNT;
    f->list_sizes[ANSWER_YES_NO] = 2;
    f->list_sizes[ANSWER_ASSURANCE] = MDS_ASSURANCE__COUNT;
    f->list_sizes[ANSWER_FACT] = f->of->catalog->fact_count;
}

typedef struct payload {
    const mds_records_form *of;
    const mds_policy *policy;
} payload;

static void fill(mds_book *book, const void *data)
{
    const payload *p = data;
    form f = {.of = p->of, .policy = p->policy};

    if (!mds_blank__init(&f.blank, book)) {
        return;
    }
    count_lists(&f);
    write_fields(&f);
    write_facts(&f);
    mds_records__fill(book, p->of);
    memset(f.list_sizes, 0, sizeof f.list_sizes);
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
