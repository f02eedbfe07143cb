/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worksheet (ECMA-376 part 1, 18.3), streamed: rows, cells, hidden columns, merged ranges. */
#include "xlsx.h"

#include "base/date.h"
#include "base/num.h"
#include "place_list.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* The highest number that a row may have: more than any program writes. */
enum { MOST_ROWS = 9999999 };

typedef enum cell_type {
    TYPE_NUMBER,
    TYPE_SHARED,  /* t="s" */
    TYPE_STRING,  /* t="str": text that a formula gave */
    TYPE_INLINE,  /* t="inlineStr" */
    TYPE_BOOLEAN, /* t="b" */
    TYPE_ERROR,   /* t="e": "#REF!" */
    TYPE_DATE     /* t="d": ISO 8601 */
} cell_type;

typedef struct cell {
    uint32_t row, column;
    cell_type type;
    uint32_t style;
    bool struck;               /* a part of its rich text is struck through */
    bool formula, value;       /* whether there was an <f>, a <v> or <is> */
    const mds_xlsx_runs *runs; /* of its rich text, where they look different */
} cell;

typedef struct reader {
    mds_xlsx *book;
    mds_grid_sheet *sheet;
    mds_xml *xml;
    mds_strbuf text;
    size_t unknown_count;  /* formulas without a stored result */
    const char *unknown;   /* where the first one is */
    mds_place_list struck; /* text that is struck through and left out */
} reader;

static const char *where(const reader *r, const cell *c)
{
    return mds_grid__where(r->book->grid->arena, r->book->grid, r->sheet, c->row, c->column);
}

static bool is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static uint32_t number_attribute(mds_xml *xml, const char *name, uint32_t otherwise)
{
    const char *value = mds_xml_attribute(xml, name);
    uint64_t number = 0;

    if (value == NULL ||
        !mds_num_parse_uint(&number, (mds_sv){value, strlen(value)}, UINT32_MAX - 1)) {
        return otherwise;
    }
    return (uint32_t)number;
}

static cell_type type_of(const char *name)
{
    static const struct {
        const char *name;
        cell_type type;
    } types[] = {{"s", TYPE_SHARED},  {"str", TYPE_STRING}, {"inlineStr", TYPE_INLINE},
                 {"b", TYPE_BOOLEAN}, {"e", TYPE_ERROR},    {"d", TYPE_DATE}};

    for (size_t i = 0; name != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i].name, name) == 0) {
            return types[i].type;
        }
    }
    return TYPE_NUMBER;
}

/* The text of a shared string by the index in r->text. */
static mds_status shared_text(const char **out, bool *struck, const reader *r, cell *c)
{
    const mds_xlsx *book = r->book;
    uint64_t index = 0;

    if (mds_num_parse_uint(&index, (mds_sv){r->text.p, r->text.n}, MDS_LIMIT_STRINGS) &&
        index < book->string_count) {
        *out = book->strings[index].text;
        *struck = book->strings[index].struck;
        c->runs = book->strings[index].runs;
        return MDS_OK;
    }
    mds_diag_add(book->grid->diags, MDS_D_SHARED_STRING_MISSING, book->grid->file, where(r, c),
                 r->text.p, NULL);
    *out = "";
    return MDS_OK;
}

/* A number as a person sees it: a day where the format says so, else without the digits that
 * binary fractions leave behind ("1.1000000000000001"). */
static mds_status number_text(const char **text, const char *raw, const reader *r, const cell *c)
{
    const mds_xlsx *book = r->book;
    const bool date = c->style < book->style_count && book->styles[c->style].date;
    char shown[MDS_NUM_SIZE]; /* longer than a date */
    double number = 0;
    mds_day day = MDS_DAY_NONE;

    *text = raw;
    if (!mds_num_parse(&number, (mds_sv){raw, strlen(raw)})) {
        return MDS_OK;
    }
    if (date && mds_date_from_serial(&day, number, book->grid->epoch_1904)) {
        mds_date_format(shown, day);
    } else if (strlen(raw) > 15) {
        mds_num_significant(shown, number, 15);
    } else {
        return MDS_OK;
    }
    *text = mds_arena_strndup(book->grid->arena, shown, strlen(shown));
    return *text != NULL
               ? MDS_OK
               : mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
}

/* Takes off the blanks and line ends that some programs write around a value that is no text. */
static void trim_value(mds_strbuf *text)
{
    const size_t begin = strspn(text->p, " \t\r\n");
    size_t end = text->n;

    while (end > begin && strchr(" \t\r\n", text->p[end - 1]) != NULL) {
        end--;
    }
    if (end - begin < text->n) {
        memmove(text->p, text->p + begin, end - begin);
        text->n = end - begin;
        text->p[text->n] = '\0';
    }
}

/* Gives the cell that was added last what its format and its runs look like. */
static mds_status keep_looks(const reader *r, const cell *c)
{
    mds_grid *grid = r->book->grid;
    mds_grid_cell *last = grid->scratch_count > 0 ? &grid->scratch[grid->scratch_count - 1] : NULL;
    mds_status status = MDS_OK;
    uint32_t begin = 0;

    if (last == NULL || last->column != c->column) {
        return MDS_OK;
    }
    if (c->style < r->book->style_count) {
        last->align = r->book->styles[c->style].align;
        last->look = r->book->styles[c->style].look;
    }
    for (size_t i = 0; c->runs != NULL && i < c->runs->count && status == MDS_OK; i++) {
        const mds_grid_run run = {c->row, c->column, begin, c->runs->ends[i], c->runs->looks[i]};
        status = mds_grid__add_run(grid, &run);
        begin = run.end;
    }
    return status;
}

static mds_status keep_cell(reader *r, cell *c)
{
    const bool crossed = c->style < r->book->style_count && r->book->styles[c->style].struck;
    bool struck = crossed || c->struck;
    const char *raw = NULL;
    const char *text = NULL;
    mds_status status = MDS_OK;

    if (r->text.status == MDS_ENOMEM) {
        return mds_grid__out_of_memory(r->book->grid->arena, r->book->grid->file,
                                       r->book->grid->diags);
    }
    if (c->type != TYPE_STRING && c->type != TYPE_INLINE) {
        trim_value(&r->text);
    }
    if (c->formula) {
        status = mds_grid__add_formula(r->book->grid, c->row, c->column);
        if (status != MDS_OK) {
            return status;
        }
    }
    if (!c->value || (c->formula && c->type == TYPE_NUMBER && r->text.n == 0)) {
        if (c->formula && r->unknown_count++ == 0) {
            r->unknown = where(r, c);
        }
        return MDS_OK;
    }
    if (c->type == TYPE_SHARED) {
        bool partly = false;
        status = shared_text(&raw, &partly, r, c);
        struck = struck || partly;
    } else if (c->type == TYPE_BOOLEAN) {
        raw = is_true(r->text.p) ? "TRUE" : "FALSE";
    } else if (mds_grid__leaves_out(r->book->grid, c->row, c->column, r->text.p)) {
        return MDS_OK;
    } else {
        const char *place = r->text.status == MDS_ELIMIT ? where(r, c) : NULL;
        status = mds_xlsx__keep(&raw, r->book, &r->text, place);
    }
    text = raw;
    if (status == MDS_OK && c->type == TYPE_NUMBER) {
        status = number_text(&text, raw, r, c);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (struck) {
        mds_place_list__add(&r->struck, where(r, c));
    }
    status = crossed ? MDS_OK : mds_grid__add_cell(r->book->grid, c->column, c->row, text, raw);
    return status == MDS_OK && !crossed ? keep_looks(r, c) : status;
}

/* The row being read. */
typedef struct row_state {
    uint32_t number;
    uint32_t next; /* the column after the cell before */
    bool hidden;
} row_state;

/* Where a cell is: behind the one before when it does not say. One that names another row than
 * the one that it is written in belongs to that row. */
static mds_status place_cell(reader *r, cell *c, row_state *row)
{
    const char *place = mds_xml_attribute(r->xml, "r");
    uint32_t its_row = 0;
    mds_status status = MDS_OK;

    c->column = row->next;
    if (place != NULL &&
        (!mds_grid__parse_reference(&its_row, &c->column, (mds_sv){place, strlen(place)}) ||
         its_row > MOST_ROWS)) {
        return mds_xlsx__malformed(r->book, r->sheet->name, "a cell has no place");
    }
    if (its_row != 0 && its_row != row->number) {
        status = mds_grid__end_row(r->book->grid, row->number, row->hidden);
        row->number = its_row;
    }
    c->row = row->number;
    row->next = c->column + 1;
    return status;
}

/* <c> */
static mds_status read_cell(reader *r, row_state *row)
{
    cell c = {.type = type_of(mds_xml_attribute(r->xml, "t"))};
    mds_status status = place_cell(r, &c, row);

    if (status != MDS_OK) {
        return status;
    }
    c.style = number_attribute(r->xml, "s", 0);
    mds_strbuf_clear(&r->text);
    for (;;) {
        const mds_xml_event event = mds_xml_next(r->xml);
        if (event == MDS_XML_END) {
            return keep_cell(r, &c);
        }
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            return mds_xml_status(r->xml);
        }
        if (event != MDS_XML_START) {
            continue;
        }
        const char *name = mds_xml_name(r->xml);
        if (strcmp(name, "v") == 0) {
            c.value = true;
            status = mds_xlsx__element_text(&r->text, r->xml);
        } else if (strcmp(name, "is") == 0) {
            c.value = true;
            mds_xlsx_runs runs;
            status = mds_xlsx__rich_text(&r->text, &c.struck, &runs, r->xml);
            if (status == MDS_OK && !mds_xlsx__keep_runs(&c.runs, r->book, &runs)) {
                status = mds_grid__out_of_memory(r->book->grid->arena, r->book->grid->file,
                                                 r->book->grid->diags);
            }
        } else {
            c.formula = c.formula || strcmp(name, "f") == 0;
            status = mds_xml_skip(r->xml) == MDS_XML_ERROR ? mds_xml_status(r->xml) : MDS_OK;
        }
        if (status != MDS_OK) {
            return status;
        }
    }
}

/* A width in characters, to pixels of the usual font; 0 when there is none. */
static double pixels_of(mds_xml *xml, const char *name)
{
    const char *value = mds_xml_attribute(xml, name);
    double width = 0;

    return value != NULL && mds_num_parse(&width, (mds_sv){value, strlen(value)}) && width >= 0 &&
                   width < 1000
               ? width * 7
               : 0;
}

/* A height in points that the current element gives; 0 when it gives none. */
static double points_of(mds_xml *xml, const char *name)
{
    const char *value = mds_xml_attribute(xml, name);
    double points = 0;

    return value != NULL && mds_num_parse(&points, (mds_sv){value, strlen(value)}) ? points : 0;
}

/* A row of a height of its own, by which shapes over it are placed. */
static mds_status keep_height(reader *r, uint32_t row)
{
    mds_xlsx *book = r->book;
    const double points = points_of(r->xml, "ht");

    if (points <= 0 || book->height_count >= MDS_LIMIT_ROWS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(book->grid->arena, &book->heights, &book->height_capacity,
                           book->height_count, sizeof *book->heights)) {
        return mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
    }
    book->heights[book->height_count++] = (mds_xlsx_height){row, points};
    return MDS_OK;
}

/* <sheetFormatPr defaultColWidth="9.14" defaultRowHeight="15"/> */
static void read_usual(reader *r)
{
    const double pixels = pixels_of(r->xml, "defaultColWidth");
    const double points = points_of(r->xml, "defaultRowHeight");

    r->sheet->usual_width = pixels > 0 ? pixels : r->sheet->usual_width;
    r->book->usual_height = points > 0 ? points : r->book->usual_height;
}

/* <control shapeId="1025" r:id="rId4"> */
static mds_status name_control(reader *r)
{
    mds_xlsx *book = r->book;
    const uint32_t shape = number_attribute(r->xml, "shapeId", 0);
    const char *id = mds_xml_attribute(r->xml, "id");

    if (id == NULL || book->control_count >= MDS_XLSX_CONTROLS) {
        return MDS_OK;
    }
    const char *copy = mds_arena_strndup(book->grid->arena, id, strlen(id));
    if (copy == NULL ||
        !mds_array_reserve(book->grid->arena, &book->controls, &book->control_capacity,
                           book->control_count, sizeof *book->controls)) {
        return mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
    }
    book->controls[book->control_count++] = (mds_xlsx_control){shape, copy};
    return MDS_OK;
}

/* <row>: \p last is the number of the row before. */
static mds_status read_row(reader *r, uint32_t *last)
{
    row_state row = {.number = number_attribute(r->xml, "r", *last + 1),
                     .hidden = is_true(mds_xml_attribute(r->xml, "hidden"))};

    if (row.number == 0 || row.number > MOST_ROWS) {
        return mds_xlsx__malformed(r->book, r->sheet->name, "a row has no place");
    }
    *last = row.number;
    const mds_status kept = keep_height(r, row.number);
    if (kept != MDS_OK) {
        return kept;
    }
    for (;;) {
        const mds_xml_event event = mds_xml_next(r->xml);
        if (event == MDS_XML_END) {
            return mds_grid__end_row(r->book->grid, row.number, row.hidden);
        }
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            return mds_xml_status(r->xml);
        }
        if (event == MDS_XML_START) {
            mds_status status;
            if (strcmp(mds_xml_name(r->xml), "c") == 0) {
                status = read_cell(r, &row);
            } else {
                status = mds_xml_skip(r->xml) == MDS_XML_ERROR ? mds_xml_status(r->xml) : MDS_OK;
            }
            if (status != MDS_OK) {
                return status;
            }
        }
    }
}

static mds_status add_range(reader *r, mds_grid_range **ranges, size_t *capacity, size_t *count,
                            mds_grid_range range)
{
    mds_grid *grid = r->book->grid;

    if (!mds_array_reserve(grid->arena, ranges, capacity, *count, sizeof **ranges)) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    (*ranges)[(*count)++] = range;
    return MDS_OK;
}

/* <mergeCell ref="A1:E1"/>; one that cannot be read is passed over: its cells still count. */
static mds_status read_merge(reader *r)
{
    const char *ref = mds_xml_attribute(r->xml, "ref");
    mds_grid_range range;

    if (ref == NULL || !mds_grid__parse_range(&range, (mds_sv){ref, strlen(ref)})) {
        return MDS_OK;
    }
    return mds_grid__add_merge(r->book->grid, range);
}

/* The places of a list of ranges, "G9 G10:G12", each with what it offers. */
static mds_status add_offers(const reader *r, const char *places, const char *list)
{
    mds_status status = MDS_OK;

    while (*places != '\0' && status == MDS_OK) {
        const size_t n = strcspn(places, " \t\r\n");
        mds_grid_range range;
        if (mds_grid__parse_range(&range, (mds_sv){places, n})) {
            status = mds_grid__add_offer(r->book->grid, range, list);
        }
        places += n + strspn(places + n, " \t\r\n");
    }
    return status;
}

/* The text of the current element. */
static mds_status keep_text(const char **out, reader *r)
{
    mds_strbuf_clear(&r->text);
    const mds_status status = mds_xlsx__element_text(&r->text, r->xml);

    return status == MDS_OK ? mds_xlsx__keep(out, r->book, &r->text, r->sheet->name) : status;
}

/* <dataValidation type="list" sqref="G9"><formula1>..</formula1></dataValidation>, or in an
 * extension with the places in an element of their own. */
static mds_status read_validation(reader *r)
{
    const char *type = mds_xml_attribute(r->xml, "type");
    const bool list = type != NULL && strcmp(type, "list") == 0;
    const char *sqref = mds_xml_attribute(r->xml, "sqref");
    const char *places = NULL;
    const char *offers = NULL;
    mds_status status = MDS_OK;

    if (sqref != NULL) {
        places = mds_arena_strndup(r->book->grid->arena, sqref, strlen(sqref));
        if (places == NULL) {
            return mds_grid__out_of_memory(r->book->grid->arena, r->book->grid->file,
                                           r->book->grid->diags);
        }
    }
    while (status == MDS_OK) {
        const mds_xml_event event = mds_xml_next(r->xml);
        if (event == MDS_XML_END) {
            return list && places != NULL && offers != NULL ? add_offers(r, places, offers)
                                                            : MDS_OK;
        }
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            return mds_xml_status(r->xml);
        }
        if (event != MDS_XML_START) {
            continue;
        }
        if (strcmp(mds_xml_name(r->xml), "formula1") == 0) {
            status = keep_text(&offers, r);
        } else if (strcmp(mds_xml_name(r->xml), "sqref") == 0) {
            status = keep_text(&places, r);
        } else {
            status = mds_xml_skip(r->xml) == MDS_XML_ERROR ? mds_xml_status(r->xml) : MDS_OK;
        }
    }
    return status;
}

static mds_status add_width(reader *r, uint32_t first, uint32_t last, double pixels)
{
    mds_grid *grid = r->book->grid;

    if (pixels <= 0 || r->sheet->width_count >= MDS_LIMIT_COLUMNS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &r->sheet->widths, &r->sheet->width_capacity,
                           r->sheet->width_count, sizeof *r->sheet->widths)) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    r->sheet->widths[r->sheet->width_count++] = (mds_grid_width){first, last, pixels};
    return MDS_OK;
}

/* <col min="9" max="1022" hidden="1"/> counts from 1. */
static mds_status read_column(reader *r)
{
    const bool hidden = is_true(mds_xml_attribute(r->xml, "hidden"));
    const uint32_t first = number_attribute(r->xml, "min", 0);
    const uint32_t last = number_attribute(r->xml, "max", 0);
    if (first == 0 || last < first) {
        return MDS_OK;
    }
    if (!hidden || r->sheet->hidden_count >= MDS_LIMIT_COLUMNS) {
        return add_width(r, first - 1, last - 1, pixels_of(r->xml, "width"));
    }
    const mds_grid_range range = {.first_column = first - 1, .last_column = last - 1};
    return add_range(r, &r->sheet->hidden_columns, &r->sheet->hidden_capacity,
                     &r->sheet->hidden_count, range);
}

mds_status mds_xlsx__read_sheet(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    reader r = {.book = book, .xml = xml};
    uint32_t last_row = 0;
    mds_status status = MDS_OK;
    mds_xml_event event;

    r.sheet = &book->grid->sheets[book->grid->sheet_count - 1];
    r.sheet->usual_width = 64;
    book->usual_height = 15;
    book->control_count = book->height_count = 0;
    mds_strbuf_init(&r.text, MDS_LIMIT_CELL_BYTES);
    mds_place_list__init(&r.struck, book->grid, MDS_D_FORM_STRUCK);
    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event != MDS_XML_START) {
            continue;
        }
        const char *name = mds_xml_name(xml);
        if (strcmp(name, "row") == 0) {
            status = read_row(&r, &last_row);
        } else if (strcmp(name, "mergeCell") == 0) {
            status = read_merge(&r);
        } else if (strcmp(name, "col") == 0) {
            status = read_column(&r);
        } else if (strcmp(name, "sheetFormatPr") == 0) {
            read_usual(&r);
        } else if (strcmp(name, "control") == 0) {
            r.sheet->drawn = true;
            status = name_control(&r);
        } else if (strcmp(name, "drawing") == 0 || strcmp(name, "legacyDrawing") == 0 ||
                   strcmp(name, "controls") == 0) {
            r.sheet->drawn = true;
        } else if (strcmp(name, "dataValidation") == 0) {
            status = read_validation(&r);
        }
    }
    if (status == MDS_OK && mds_xml_status(xml) == MDS_OK) {
        status = mds_grid__finish_sheet(book->grid);
    }
    if (r.unknown_count > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", r.unknown_count);
        mds_diag_add(book->grid->diags, MDS_D_FORMULA_NO_VALUE, book->grid->file, r.unknown, count,
                     NULL);
    }
    const mds_status listed = mds_place_list__finish(&r.struck);
    mds_strbuf_finish(&r.text);
    return status == MDS_OK ? listed : status;
}
