/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a form that are outside its questions: "Manufacturer | ...", "Date: ...". */
#include "recognise.h"

#include "base/utf8.h"
#include "day.h"
#include "sign.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* A label is short; a day may be spread over this many cells, "2023 | year | 7 | month | 21 | day".
 */
enum { LABEL_BYTES = 64, DAY_CELLS = 8, FIELD_BYTES = 4096 };

/* The field whose label a key is, with or without a colon; MDS_DEVICE_FIELD__COUNT: none. */
static mds_device_field field_of(const mds_form *form, const char *key)
{
    size_t n = strlen(key);
    char label[LABEL_BYTES];

    while (n > 0 && (key[n - 1] == ':' || key[n - 1] == ' ')) {
        n--;
    }
    if (n == 0 || n >= sizeof label) {
        return MDS_DEVICE_FIELD__COUNT;
    }
    memcpy(label, key, n);
    label[n] = '\0';
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        if (mds_words__have(&form->header_labels[f], label)) {
            return (mds_device_field)f;
        }
    }
    return MDS_DEVICE_FIELD__COUNT;
}

/* The key of the first \p n bytes, "" when they are too long for a label. */
static const char *label_key(mds_arena *scratch, const char *text, size_t n)
{
    const char *head = n < LABEL_BYTES ? mds_arena_strndup(scratch, text, n) : "";

    return head != NULL ? mds_utf8_key(scratch, head) : NULL;
}

/* Where a label in the same cell as its value ends: at a colon or a line's end; 0: nowhere. */
static size_t label_end(const char *text)
{
    for (const char *p = text; *p != '\0' && p - text < LABEL_BYTES;) {
        const mds_sign sign = mds_sign__at(p);
        if (sign.kind == MDS_SIGN_COLON || *p == '\n') {
            return (size_t)(p - text);
        }
        p += sign.length;
    }
    return 0;
}

/* What stands for a value that nobody has filled in: a line, a hint, a black bar. */
static bool is_filler(const mds_recogniser *r, const char *key)
{
    if (mds_words__at(r->catalog, MDS_WORDS_HINT_BEGINS, key) > 0 ||
        mds_words__have(&r->form->words[MDS_WORD_PLACEHOLDER], key)) {
        return true;
    }
    while (*key != '\0') {
        const size_t n = mds_words__at(r->catalog, MDS_WORDS_BLANK_VALUES, key);
        if (n == 0) {
            return false;
        }
        key += n;
    }
    return true;
}

/* Whether a text may be a field's value: no label of another field, no filler. */
static bool is_value(const mds_recogniser *r, mds_sv text, bool *enough)
{
    const char *copy = text.n < FIELD_BYTES ? mds_arena_strndup(r->scratch, text.p, text.n) : NULL;
    const char *key = copy != NULL ? mds_utf8_key(r->scratch, copy) : NULL;

    if (key == NULL) {
        *enough = text.n >= FIELD_BYTES;
        return false;
    }
    if (key[0] == '\0' || is_filler(r, key) || field_of(r->form, key) != MDS_DEVICE_FIELD__COUNT) {
        return false;
    }
    /* "Date: 2018-01-15" beside another label is that label's own cell. */
    const size_t end = label_end(copy);
    const char *label = end > 0 ? label_key(r->scratch, copy, end) : "";
    *enough = label != NULL;
    return label != NULL && field_of(r->form, label) == MDS_DEVICE_FIELD__COUNT;
}

static mds_sv cell_text(const mds_grid_cell *cell)
{
    return mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
}

/* The value in the cells to the right of the label at \p i; a label there ends the search. */
static bool value_right(mds_header_field *out, const mds_recogniser *r, const mds_grid_row *row,
                        size_t i)
{
    bool enough = true;

    for (size_t k = i + 1; k < row->count && enough; k++) {
        const mds_grid_cell *cell = &row->cells[k];
        const mds_sv text = cell_text(cell);
        if (cell->merge > 0 && cell->merge == row->cells[i].merge) {
            continue;
        }
        if (is_value(r, text, &enough)) {
            out->text = text;
            out->cell = cell;
            return true;
        }
        const char *key = label_key(r->scratch, text.p, text.n);
        if (key == NULL || field_of(r->form, key) != MDS_DEVICE_FIELD__COUNT) {
            break;
        }
    }
    return enough;
}

static bool is_question(const mds_recogniser *r, const mds_grid_sheet *sheet, size_t row)
{
    for (size_t i = 0; i < r->layouts.count; i++) {
        const mds_layout *layout = &r->layouts.at[i];
        if (layout->sheet == sheet && layout->questions[row] != MDS_NO_ORDINAL) {
            return true;
        }
    }
    return false;
}

/* Whether another label is in the row: labels side by side are the headings of a table. */
static bool has_labels_beside(const mds_recogniser *r, const mds_grid_row *row, size_t i)
{
    for (size_t k = 0; k < row->count; k++) {
        const mds_grid_cell *cell = &row->cells[k];
        const char *key =
            k != i && !cell->spread ? label_key(r->scratch, cell->text, strlen(cell->text)) : "";
        if (key != NULL && field_of(r->form, key) != MDS_DEVICE_FIELD__COUNT) {
            return true;
        }
    }
    return false;
}

/* The value below the label, where the labels are the headings of a table. */
static bool value_below(mds_header_field *out, const mds_recogniser *r, const mds_grid_sheet *sheet,
                        size_t row, const mds_grid_cell *label)
{
    bool enough = true;

    for (size_t k = row + 1; k < sheet->row_count && !is_question(r, sheet, k); k++) {
        const mds_grid_cell *cell = mds_grid__at(&sheet->rows[k], label->column);
        if (sheet->rows[k].number > sheet->rows[row].number + 2 || cell == NULL) {
            break;
        }
        if (cell->spread && cell->merge == label->merge) {
            continue;
        }
        if (is_value(r, cell_text(cell), &enough)) {
            out->text = cell_text(cell);
            out->cell = cell;
        }
        break;
    }
    return enough;
}

/* A day in several cells: joins what is to the right of the label. */
static bool join_day(mds_header_field *value, const mds_recogniser *r, const mds_grid_row *row)
{
    mds_strbuf buf;
    int32_t day = 0;
    size_t cells = 0;

    mds_strbuf_init(&buf, FIELD_BYTES);
    for (size_t i = 0; i < row->count && cells < DAY_CELLS; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        if (cell->column >= value->cell->column && !(cell->spread && cell != value->cell)) {
            mds_strbuf_puts(&buf, cell->text);
            cells++;
        }
        if (cells > 1 && mds_day__read(&day, r->scratch, r->catalog, buf.p, r->grid->epoch_1904)) {
            break;
        }
    }
    const char *joined = mds_strbuf_copy(&buf, r->scratch);
    mds_strbuf_finish(&buf);
    if (joined != NULL && cells > 1 &&
        mds_day__read(&day, r->scratch, r->catalog, joined, r->grid->epoch_1904)) {
        value->text = (mds_sv){joined, strlen(joined)};
    }
    return joined != NULL;
}

static mds_status keep_value(mds_recogniser *r, mds_header_field value, const mds_grid_row *row)
{
    mds_disclosure *disclosure = r->disclosure;
    const mds_device_field field = value.field;
    int32_t day = 0;

    if (field == MDS_DEVICE_DOCUMENT_DATE) {
        const char *text = mds_arena_strndup(r->scratch, value.text.p, value.text.n);
        if (text == NULL) {
            return mds_recognise__no_memory(r);
        }
        if (!mds_day__read(&day, r->scratch, r->catalog, text, r->grid->epoch_1904) &&
            !join_day(&value, r, row)) {
            return mds_recognise__no_memory(r);
        }
        text = mds_arena_strndup(r->scratch, value.text.p, value.text.n);
        if (text == NULL) {
            return mds_recognise__no_memory(r);
        }
        if (mds_day__read(&day, r->scratch, r->catalog, text, r->grid->epoch_1904)) {
            disclosure->document_day = day;
        }
    }
    disclosure->device[field] = mds_arena_strndup(r->arena, value.text.p, value.text.n);
    if (disclosure->device[field] == NULL) {
        disclosure->device[field] = "";
        return mds_recognise__no_memory(r);
    }
    return MDS_OK;
}

/* Where another label begins behind a value in its cell, "Manufacturer: A  Date: B"; NULL when none
 * does. False when the arena is exhausted. */
static bool next_label(const char **out, const mds_recogniser *r, const char *text)
{
    bool blank = false;

    *out = NULL;
    for (const char *p = text; *p != '\0' && p - text < FIELD_BYTES;) {
        const mds_sign sign = mds_sign__at(p);
        const size_t end = blank && sign.kind != MDS_SIGN_BLANK ? label_end(p) : 0;
        const char *label = end > 0 ? label_key(r->scratch, p, end) : "";
        if (label == NULL) {
            return false;
        }
        if (label[0] != '\0' && field_of(r->form, label) != MDS_DEVICE_FIELD__COUNT) {
            *out = p;
            return true;
        }
        blank = sign.kind == MDS_SIGN_BLANK || sign.kind == MDS_SIGN_COMMA;
        p += sign.length;
    }
    return true;
}

/* The field that a text begins with, behind another one in its cell. */
static bool read_part(mds_header_field *out, const mds_recogniser *r, const mds_grid_cell *cell,
                      const char *text)
{
    const size_t end = label_end(text);
    const char *behind = text + end + mds_sign__at(text + end).length;
    const char *label = label_key(r->scratch, text, end);
    bool enough = label != NULL;

    *out = (mds_header_field){.field = MDS_DEVICE_FIELD__COUNT, .text = {"", 0}};
    if (!enough || !next_label(&out->next, r, behind)) {
        return false;
    }
    out->field = field_of(r->form, label);
    const size_t size = out->next != NULL ? (size_t)(out->next - behind) : strlen(behind);
    const mds_sv value = mds_words__trim((mds_sv){behind, size});
    if (is_value(r, value, &enough)) {
        out->text = value;
        out->cell = cell;
    }
    return enough;
}

bool mds_header__read(mds_header_field *out, const mds_recogniser *r, const mds_grid_sheet *sheet,
                      size_t row, size_t i)
{
    const mds_grid_cell *cell = &sheet->rows[row].cells[i];
    const size_t end = label_end(cell->text);
    const char *whole = label_key(r->scratch, cell->text, strlen(cell->text));
    const char *head = end > 0 ? label_key(r->scratch, cell->text, end) : "";
    bool enough = true;

    *out = (mds_header_field){.field = MDS_DEVICE_FIELD__COUNT, .text = {"", 0}};
    if (whole == NULL || head == NULL) {
        return false;
    }
    out->field = field_of(r->form, whole);
    if (out->field != MDS_DEVICE_FIELD__COUNT) {
        out->apart = true;
        enough = value_right(out, r, &sheet->rows[row], i);
        return enough && out->text.n == 0 && end == 0 && has_labels_beside(r, &sheet->rows[row], i)
                   ? value_below(out, r, sheet, row, cell)
                   : enough;
    }
    out->field = field_of(r->form, head);
    if (out->field != MDS_DEVICE_FIELD__COUNT) {
        const char *behind = cell->text + end + mds_sign__at(cell->text + end).length;
        if (!next_label(&out->next, r, behind)) {
            return false;
        }
        const size_t size = out->next != NULL ? (size_t)(out->next - behind) : strlen(behind);
        const mds_sv text = mds_words__trim((mds_sv){behind, size});
        if (is_value(r, text, &enough)) {
            out->text = text;
            out->cell = cell;
        }
    }
    return enough;
}

/* Whether the form has any field outside its questions. */
static bool has_labels(const mds_form *form)
{
    size_t count = 0;

    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        count += form->header_labels[f].count;
    }
    return count > 0;
}

static mds_status read_row(mds_recogniser *r, const mds_grid_sheet *sheet, size_t row)
{
    for (size_t i = 0; i < sheet->rows[row].count; i++) {
        mds_header_field value;
        if (sheet->rows[row].cells[i].spread) {
            continue;
        }
        if (!mds_header__read(&value, r, sheet, row, i)) {
            return mds_recognise__no_memory(r);
        }
        for (;;) {
            const char *next = value.next;
            if (value.field != MDS_DEVICE_FIELD__COUNT && value.text.n > 0 &&
                r->disclosure->device[value.field][0] == '\0') {
                const mds_status status = keep_value(r, value, &sheet->rows[row]);
                if (status != MDS_OK) {
                    return status;
                }
            }
            if (next == NULL) {
                break;
            }
            if (!read_part(&value, r, &sheet->rows[row].cells[i], next)) {
                return mds_recognise__no_memory(r);
            }
        }
    }
    return MDS_OK;
}

static bool has_questions(const mds_recogniser *r, const mds_grid_sheet *sheet)
{
    for (size_t i = 0; i < r->layouts.count; i++) {
        if (r->layouts.at[i].sheet == sheet) {
            return true;
        }
    }
    return false;
}

/* A model, and where it is. */
typedef struct named_model {
    const char *text, *key; /* NULL: none */
    const char *where;
} named_model;

/* The first model that a sheet names. */
static mds_status find_model(named_model *out, mds_recogniser *r, const mds_grid_sheet *sheet)
{
    for (size_t row = 0; row < sheet->row_count; row++) {
        const mds_grid_row *cells = &sheet->rows[row];
        for (size_t i = 0; i < cells->count && !is_question(r, sheet, row); i++) {
            mds_header_field value;
            if (cells->cells[i].spread) {
                continue;
            }
            if (!mds_header__read(&value, r, sheet, row, i)) {
                return mds_recognise__no_memory(r);
            }
            if (value.field == MDS_DEVICE_MODEL && value.text.n > 0) {
                out->text = mds_arena_strndup(r->scratch, value.text.p, value.text.n);
                out->key = out->text != NULL ? mds_utf8_key(r->scratch, out->text) : NULL;
                out->where = mds_grid__where(r->arena, r->grid, sheet, cells->number,
                                             cells->cells[i].column);
                return out->key != NULL && out->where != NULL ? MDS_OK
                                                              : mds_recognise__no_memory(r);
            }
        }
    }
    return MDS_OK;
}

/* "pacs" goes on in "pacs (server)", and "mk-700" does not in "mk-7000". */
static bool goes_on(const char *name, const char *longer)
{
    const size_t n = strlen(name);
    const char next = strncmp(name, longer, n) == 0 ? longer[n] : 'a';

    return !((next >= 'a' && next <= 'z') || (next >= '0' && next <= '9'));
}

/* Sheets of one form that name different models may be forms of several devices. */
static mds_status compare_models(mds_recogniser *r)
{
    named_model first = {NULL, NULL, NULL};

    for (size_t s = 0; s < r->grid->sheet_count; s++) {
        named_model here = {NULL, NULL, NULL};
        const mds_grid_sheet *sheet = &r->grid->sheets[s];
        const mds_status status = has_questions(r, sheet) ? find_model(&here, r, sheet) : MDS_OK;
        if (status != MDS_OK) {
            return status;
        }
        if (first.key == NULL) {
            first = here;
        } else if (here.key != NULL && !goes_on(first.key, here.key) &&
                   !goes_on(here.key, first.key)) {
            mds_diag_add(r->grid->diags, MDS_D_FORM_OTHER_DEVICE, r->grid->file, here.where,
                         here.text, first.text, first.where, NULL);
            return MDS_OK;
        }
    }
    return MDS_OK;
}

mds_status mds_recognise__header(mds_recogniser *r)
{
    for (size_t s = 0; s < r->grid->sheet_count && has_labels(r->form); s++) {
        const mds_grid_sheet *sheet = &r->grid->sheets[s];
        const size_t rows = mds_layouts__own(&r->layouts, s) ? sheet->row_count : 0;
        for (size_t row = 0; row < rows; row++) {
            const mds_status status = is_question(r, sheet, row) ? MDS_OK : read_row(r, sheet, row);
            if (status != MDS_OK) {
                return status;
            }
        }
    }
    return r->grid->sheet_count > 1 && has_labels(r->form) ? compare_models(r) : MDS_OK;
}
