/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a document (ECMA-376 part 1, 17.3, 17.4, 17.5.2, 17.16): paragraphs, tables, content
 * controls, form fields. Tracked changes are read as if they were accepted. */
#include "docx.h"

#include "base/num.h"
#include "base/utf8.h"
#include "part_name.h"
#include <stdio.h>
#include <string.h>

static const char sign_off[] = "\xE2\x98\x90";
static const char sign_on[] = "\xE2\x98\x92";

enum { MOST_CONTROLS = 16, CHOICE_BYTES = 256, MOST_ENTRY = 64 };

/* A content control (17.5.2). */
typedef struct control {
    bool box, checked, holder; /* holder: it shows a text that asks for a choice */
    char empty[CHOICE_BYTES];  /* the entry of its list that stands for no choice */
} control;

/* A form field of the old kind (17.16): a check box or a list. */
typedef struct field {
    bool box, checked, list, chosen;
    uint32_t choice, entries;
    char all[MOST_ENTRY][CHOICE_BYTES];
} field;

typedef struct body {
    mds_document document;
    mds_docx_numbering numbering;
    mds_package *package;
    mds_xml *xml;
    /* What is open; depth of it, or 0. */
    uint32_t row_properties, cell_properties, run_properties, paragraph_properties;
    uint32_t control_properties, field_data, text;
    uint32_t muted; /* below this element text is no part of the document */
    bool row_removed, cell_waits, struck, hidden;
    uint16_t look, cell_look; /* of the run, of the cell */
    uint32_t cell_columns;
    bool cell_first, cell_rest; /* of cells that are merged down */
    uint32_t list, list_level;  /* of the paragraph; list 0: none */
    control controls[MOST_CONTROLS];
    size_t control_count;
    field field;
    bool in_field, field_muted;
    /* What is said at the end. */
    size_t changes, hidden_count, unchosen;
} body;

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* Whether a switch is on: no val, or one that is true. */
static bool is_on(mds_xml *xml)
{
    const char *value = mds_xml_attribute(xml, "val");

    return value == NULL ||
           (!is(value, "0") && !is(value, "false") && !is(value, "off") && !is(value, "none"));
}

static uint32_t number_attribute(mds_xml *xml, const char *name, uint32_t otherwise)
{
    const char *value = mds_xml_attribute(xml, name);
    uint64_t number = 0;

    return value != NULL && mds_num_parse_uint(&number, (mds_sv){value, strlen(value)}, INT32_MAX)
               ? (uint32_t)number
               : otherwise;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* A cell begins once it is known how far it goes. */
static void begin_waiting_cell(body *b)
{
    if (b->cell_waits) {
        b->cell_waits = false;
        mds_document__begin_cell(&b->document, b->cell_columns, b->cell_first ? 0 : 1,
                                 b->cell_rest);
        mds_document__fill(&b->document, b->cell_look);
    }
}

static void put(body *b, const char *text)
{
    if (b->muted == 0 && !b->field_muted) {
        mds_document__text(&b->document, text, strlen(text));
    }
}

static void put_run_text(body *b, const char *text)
{
    const control *c = b->control_count > 0 ? &b->controls[b->control_count - 1] : NULL;

    if (c != NULL && c->empty[0] != '\0' && is(text, c->empty)) {
        return;
    }
    if (b->hidden) {
        b->hidden_count++;
    } else if (b->struck && b->muted == 0) {
        mds_document__struck(&b->document);
    } else {
        mds_document__look(&b->document, b->look);
        put(b, text);
        mds_document__look(&b->document, 0);
    }
}

/* The number that Word shows in front of the paragraph. */
static void put_number(body *b)
{
    mds_strbuf number;

    if (b->list == 0 || b->muted > 0) {
        return;
    }
    mds_strbuf_init(&number, CHOICE_BYTES);
    mds_docx__number(&number, &b->numbering, b->list, b->list_level);
    put(b, number.p);
    mds_strbuf_finish(&number);
    b->list = 0;
}

/* <w:sym w:font="Wingdings" w:char="F0FE"/>: a sign of a font of signs keeps its code. */
static void put_symbol(body *b)
{
    const char *value = mds_xml_attribute(b->xml, "char");
    char text[MDS_UTF8_BYTES + 1];
    uint32_t code = 0;

    for (; value != NULL && *value != '\0' && code < 0x10000; value++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = strchr(digits, *value >= 'A' && *value <= 'F' ? *value | 0x20 : *value);
        if (digit == NULL) {
            return;
        }
        code = code * 16 + (uint32_t)(digit - digits);
    }
    text[mds_utf8_put(text, code < 0x100 ? code + 0xF000 : code)] = '\0';
    put_run_text(b, text);
}

static void copy_choice(char out[CHOICE_BYTES], const char *text)
{
    const size_t n = mds_utf8_head(text, CHOICE_BYTES - 1);

    memcpy(out, text, n);
    out[n] = '\0';
}

/* Within <w:sdtPr>. */
static void read_control(body *b, const char *name)
{
    if (b->control_count == 0) {
        return;
    }
    control *c = &b->controls[b->control_count - 1];

    if (is(name, "checkbox") || is(name, "checkBox")) {
        c->box = true;
    } else if (is(name, "checked")) {
        c->checked = is_on(b->xml);
    } else if (is(name, "showingPlcHdr")) {
        c->holder = is_on(b->xml);
    } else if (is(name, "listItem") && c->empty[0] == '\0') {
        const char *value = mds_xml_attribute(b->xml, "value");
        const bool empty = value == NULL || value[0] == '\0';
        const char *text = empty ? mds_xml_attribute(b->xml, "displayText") : NULL;
        copy_choice(c->empty, text != NULL ? text : "");
    }
}

/* <w:ffData> of a field. */
static void read_field(body *b, const char *name)
{
    field *f = &b->field;

    if (is(name, "checkBox")) {
        f->box = true;
    } else if (is(name, "ddList")) {
        f->list = true;
    } else if (is(name, "checked") || (is(name, "default") && f->box)) {
        f->checked = is_on(b->xml);
    } else if (is(name, "result") && f->list) {
        f->choice = number_attribute(b->xml, "val", 0);
        f->chosen = true;
    } else if (is(name, "listEntry")) {
        const char *text = mds_xml_attribute(b->xml, "val");
        if (f->entries < MOST_ENTRY && text != NULL) {
            copy_choice(f->all[f->entries], text);
        }
        f->entries++;
    }
}

/* The field's data are complete. A list that names no choice shows its first entry, whether
 * somebody chose it or not. */
static void end_field_data(body *b)
{
    const field *f = &b->field;

    begin_waiting_cell(b);
    if (f->box) {
        put(b, f->checked ? sign_on : sign_off);
        put(b, " ");
    } else if (f->list && f->chosen && f->choice < f->entries && f->choice < MOST_ENTRY) {
        put(b, f->all[f->choice]);
    } else if (f->list && f->entries > 0) {
        b->unchosen++;
    }
}

static void read_field_mark(body *b)
{
    const char *type = mds_xml_attribute(b->xml, "fldCharType");

    if (type == NULL) {
        return;
    }
    if (is(type, "begin")) {
        b->in_field = true;
        b->field.box = b->field.checked = b->field.list = b->field.chosen = false;
        b->field.choice = b->field.entries = 0;
    } else if (is(type, "separate")) {
        /* What a check box or a list shows is known already. */
        b->field_muted = b->in_field && (b->field.box || b->field.list);
    } else {
        b->in_field = b->field_muted = false;
    }
}

static void begin_control(body *b)
{
    if (b->control_count == MOST_CONTROLS) {
        memmove(b->controls, b->controls + 1, sizeof b->controls - sizeof b->controls[0]);
        b->control_count--;
    }
    b->controls[b->control_count++] = (control){0};
}

/* <w:sdtContent>: what a check box shows is its state, what a place holder shows is nothing. */
static void begin_control_content(body *b, uint32_t depth)
{
    const control *c = b->control_count > 0 ? &b->controls[b->control_count - 1] : NULL;

    if (c == NULL || b->muted > 0) {
        return;
    }
    if (c->box) {
        begin_waiting_cell(b);
        put(b, c->checked ? sign_on : sign_off);
    }
    if (c->box || c->holder) {
        b->muted = depth;
    }
}

static void read_paragraph_property(body *b, const char *name)
{
    if (is(name, "pStyle")) {
        const char *style = mds_xml_attribute(b->xml, "val");
        if (style == NULL ||
            !mds_docx__style_list(&b->numbering, style, &b->list, &b->list_level)) {
            b->list = 0;
        }
    } else if (is(name, "numId")) {
        b->list = number_attribute(b->xml, "val", 0);
    } else if (is(name, "ilvl")) {
        b->list_level = number_attribute(b->xml, "val", 0);
    }
}

/* Adds a colour, a kind of line or a fill to a look; none is as usual. */
static uint16_t mix_value(const body *b, uint16_t look, const char *name, const char *attribute)
{
    static const char *const usual[] = {"none", "auto", "nil", "clear", "000000", "FFFFFF"};
    const char *value = mds_xml_attribute(b->xml, attribute);

    return value == NULL || is_one_of(value, usual, sizeof usual / sizeof *usual)
               ? look
               : mds_look__mix(mds_look__mix(look, name), value);
}

/* What sets a run off: weight, lines, colours, a box or a fill. */
static void read_look(body *b, const char *name)
{
    static const char *const switches[] = {"b", "i", "outline", "shadow", "emboss"};
    static const char *const values[] = {"u", "highlight", "color", "bdr", "em", "rStyle"};

    if (is_one_of(name, switches, sizeof switches / sizeof *switches)) {
        b->look = is_on(b->xml) ? mds_look__mix(b->look, name) : b->look;
    } else if (is_one_of(name, values, sizeof values / sizeof *values)) {
        b->look = mix_value(b, b->look, name, "val");
    } else if (is(name, "shd")) {
        b->look = mix_value(b, b->look, name, "fill");
    }
}

static void read_run_property(body *b, const char *name)
{
    if (is(name, "strike") || is(name, "dstrike")) {
        b->struck = is_on(b->xml);
    } else if (is(name, "vanish")) {
        b->hidden = is_on(b->xml);
    } else if (is(name, "ins") || is(name, "del")) {
        b->changes++;
    } else {
        read_look(b, name);
    }
}

static void read_cell_property(body *b, const char *name)
{
    if (is(name, "gridSpan")) {
        b->cell_columns = number_attribute(b->xml, "val", 1);
    } else if (is(name, "vMerge")) {
        const char *value = mds_xml_attribute(b->xml, "val");
        b->cell_first = value != NULL && is(value, "restart");
        b->cell_rest = !b->cell_first;
    } else if (is(name, "shd")) {
        b->cell_look = mix_value(b, 0, name, "fill");
    } else if (is(name, "cellIns") || is(name, "cellDel") || is(name, "cellMerge")) {
        b->changes++;
    }
}

static void read_row_property(body *b, const char *name)
{
    if (is(name, "del")) {
        b->row_removed = true;
        b->changes++;
    } else if (is(name, "ins")) {
        b->changes++;
    } else if (is(name, "gridBefore")) {
        mds_document__skip_columns(&b->document, number_attribute(b->xml, "val", 0));
    }
}

/* Text that is not there, or not any more: removed, moved away, instructions of fields, the other
 * version of a drawing, the reading of kanji. Whether the element is passed over. */
static bool skip_absent(body *b, const char *name)
{
    static const char *const removed[] = {"del", "moveFrom"};
    static const char *const absent[] = {
        "rPrChange",    "pPrChange", "tcPrChange",     "trPrChange", "tblPrChange", "tblPrExChange",
        "instrText",    "delText",   "delInstrText",   "Fallback",   "rt",          "tblGrid",
        "sectPrChange", "docPart",   "numberingChange"};
    const bool change = is_one_of(name, removed, sizeof removed / sizeof *removed);

    if (change && (b->row_properties > 0 || b->run_properties > 0 || b->paragraph_properties > 0)) {
        return false;
    }
    b->changes += change;
    return change || is_one_of(name, absent, sizeof absent / sizeof *absent);
}

/* A start tag that says something about what is around it; whether it did. */
static bool read_property(body *b, const char *name)
{
    if (b->control_properties > 0) {
        read_control(b, name);
    } else if (b->field_data > 0) {
        read_field(b, name);
    } else if (b->run_properties > 0) {
        read_run_property(b, name);
    } else if (b->paragraph_properties > 0) {
        read_paragraph_property(b, name);
    } else if (b->cell_properties > 0) {
        read_cell_property(b, name);
    } else if (b->row_properties > 0) {
        read_row_property(b, name);
    } else {
        return false;
    }
    return true;
}

/* An element whose children say something about what is around it; NULL when it is none. */
static uint32_t *properties(body *b, const char *name)
{
    const struct {
        const char *name;
        uint32_t *depth;
    } kinds[] = {{"tcPr", &b->cell_properties},
                 {"trPr", &b->row_properties},
                 {"rPr", &b->run_properties},
                 {"pPr", &b->paragraph_properties},
                 {"sdtPr", &b->control_properties},
                 {"ffData", &b->field_data},
                 {"t", &b->text}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (is(name, kinds[i].name)) {
            return kinds[i].depth;
        }
    }
    return NULL;
}

/* Tables, rows, cells, paragraphs, runs. */
static bool begin_structure(body *b, const char *name)
{
    if (is(name, "tbl")) {
        begin_waiting_cell(b);
        mds_document__begin_table(&b->document);
    } else if (is(name, "tr")) {
        mds_document__begin_row(&b->document);
        b->row_removed = false;
    } else if (is(name, "tc")) {
        b->cell_waits = true;
        b->cell_look = 0;
        b->cell_columns = 1;
        b->cell_first = b->cell_rest = false;
    } else if (is(name, "p")) {
        begin_waiting_cell(b);
        b->list = b->list_level = 0;
    } else if (is(name, "r")) {
        b->struck = b->hidden = false;
        b->look = 0;
    } else {
        return false;
    }
    return true;
}

/* What is in a run beside text. */
static void read_sign(body *b, const char *name)
{
    static const char *const shapes[] = {"wsp",     "oval",    "roundrect",
                                         "control", "inkpart", "commentReference"};

    if (is(name, "tab") || is(name, "ptab")) {
        put_run_text(b, "\t");
    } else if (is(name, "br") || is(name, "cr")) {
        mds_document__end_line(&b->document);
    } else if (is(name, "noBreakHyphen")) {
        put_run_text(b, "-");
    } else if (is(name, "sym")) {
        put_symbol(b);
    } else if (is(name, "fldChar")) {
        read_field_mark(b);
    } else if (is(name, "ins") || is(name, "moveTo")) {
        b->changes++;
    } else if (is_one_of(name, shapes, sizeof shapes / sizeof *shapes)) {
        b->document.drawn = true;
    }
}

static void begin_element(body *b, const char *name)
{
    const uint32_t depth = mds_xml_depth(b->xml);
    uint32_t *inside = properties(b, name);

    if (inside != NULL && *inside == 0 && b->control_properties == 0) {
        *inside = depth;
    } else if (!read_property(b, name) && !begin_structure(b, name)) {
        if (is(name, "sdt")) {
            begin_control(b);
        } else if (is(name, "sdtContent")) {
            begin_control_content(b, depth);
        } else {
            read_sign(b, name);
        }
    }
}

/* Forgets what ends at that depth. */
static void end_element(body *b, const char *name)
{
    const uint32_t depth = mds_xml_depth(b->xml);
    uint32_t *inside = properties(b, name);

    if (b->muted == depth) {
        b->muted = 0;
    }
    if (inside != NULL && *inside == depth) {
        *inside = 0;
        if (inside == &b->paragraph_properties) {
            put_number(b);
        } else if (inside == &b->field_data) {
            end_field_data(b);
        }
    } else if (is(name, "p")) {
        mds_document__end_line(&b->document);
    } else if (is(name, "tc")) {
        begin_waiting_cell(b);
        mds_document__end_cell(&b->document);
    } else if (is(name, "tr") && b->row_removed) {
        mds_document__drop_row(&b->document);
        b->row_removed = false;
    } else if (is(name, "tr")) {
        mds_document__end_row(&b->document);
    } else if (is(name, "tbl")) {
        mds_document__end_table(&b->document);
    } else if (is(name, "sdt") && b->control_count > 0) {
        b->control_count--;
    }
}

static mds_status read_body(void *payload, mds_xml *xml)
{
    body *b = payload;
    mds_xml_event event;

    b->xml = xml;
    while (b->document.status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_TEXT) {
            if (b->text > 0) {
                put_run_text(b, mds_xml_text(xml));
            }
        } else if (event == MDS_XML_END) {
            end_element(b, mds_xml_name(xml));
        } else if (skip_absent(b, mds_xml_name(xml))) {
            (void)mds_xml_skip(xml);
        } else {
            begin_element(b, mds_xml_name(xml));
        }
    }
    return b->document.status;
}

static void say_count(const body *b, mds_diag_code code, size_t count)
{
    const mds_grid *grid = b->document.grid;
    char text[24];

    if (count > 0) {
        (void)snprintf(text, sizeof text, "%zu", count);
        mds_diag_add(grid->diags, code, grid->file, NULL, text, NULL);
    }
}

/* A part that a document may lack, in the folder of the document itself. */
static mds_status read_beside(body *b, const char *folder, const char *name, mds_part_fn read,
                              void *payload)
{
    mds_grid *grid = b->document.grid;
    const char *part = mds_arena_printf(grid->arena, "%s%s", folder, name);
    const mds_status status = part != NULL
                                  ? mds_package__read_xml(b->package, part, read, payload)
                                  : mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);

    return status == MDS_ENOTFOUND ? MDS_OK : status;
}

static mds_status read_parts(body *b, const char *main_part)
{
    mds_grid *grid = b->document.grid;
    const char *folder = mds_part__folder(grid->arena, main_part);

    if (folder == NULL) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    mds_status status =
        read_beside(b, folder, "numbering.xml", mds_docx__read_numbering, &b->numbering);
    if (status == MDS_OK) {
        status = read_beside(b, folder, "styles.xml", mds_docx__read_styles, &b->numbering);
    }
    if (status == MDS_OK) {
        status = mds_package__read_xml(b->package, main_part, read_body, b);
    }
    if (status == MDS_ENOTFOUND) {
        mds_diag_add(grid->diags, MDS_D_XLSX_PART_MISSING, grid->file, NULL, main_part, NULL);
        status = MDS_EFORMAT;
    }
    return status == MDS_OK ? mds_document__end(&b->document) : status;
}

mds_status mds_docx__read(mds_grid *grid, mds_package *package, const char *main_part)
{
    body *b = mds_arena_alloc(grid->arena, 1, sizeof *b);

    if (b == NULL) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    b->package = package;
    b->numbering.arena = grid->arena;
    mds_document__begin(&b->document, grid);
    const mds_status status = read_parts(b, main_part);
    mds_document__free(&b->document);
    if (status == MDS_OK) {
        say_count(b, MDS_D_DOCX_CHANGES, b->changes);
        say_count(b, MDS_D_DOCX_HIDDEN, b->hidden_count);
        say_count(b, MDS_D_DOCX_LIST_UNCHOSEN, b->unchosen);
    }
    return status;
}
