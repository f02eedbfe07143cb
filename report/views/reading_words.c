/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form was laid out, in sentences. */
#include "reading_words.h"

#include <stdio.h>
#include <string.h>

/* Sentences about one block. */
enum { SENTENCES = 6 };

static const char *heading_of(const mds_form_block *block, mds_form_role role, const char *column)
{
    for (size_t i = 0; i < block->column_count; i++) {
        if (block->columns[i].role == role && strcmp(block->columns[i].name, column) == 0) {
            return block->columns[i].heading;
        }
    }
    return "";
}

const char *mds_reading__stands(mds_reading *r, const mds_answer *answer, const mds_form_row *row)
{
    const mds_form_reading *reading = r->disclosure->reading;
    const mds_form_block *block = row != NULL ? &reading->blocks[row->block] : NULL;
    mds_strbuf list;

    if (block == NULL || (block->shape != MDS_SHAPE_MARKS && block->shape != MDS_SHAPE_WORDS)) {
        return answer->response;
    }
    mds_strbuf_init(&list, MDS_READING_TEXT);
    for (size_t i = 0; i < row->cell_count; i++) {
        const mds_form_cell *cell = &row->cells[i];
        if (cell->role != MDS_ROLE_ANSWER) {
            continue;
        }
        const char *heading = heading_of(block, MDS_ROLE_ANSWER, cell->column);
        mds_strbuf_puts(&list, list.n > 0 ? " | " : "");
        mds_strbuf_puts(&list, heading);
        mds_strbuf_puts(&list, heading[0] != '\0' ? ": " : "");
        mds_strbuf_puts(&list, cell->text);
    }
    const char *text = mds_reg__copy(&r->reg, &list);
    mds_reg__drop(&r->reg, &list);
    return text;
}

/* A heading without the ends of its lines. */
static const char *one_line(mds_reading *r, const char *text)
{
    char *line = mds_arena_strndup(r->reg.arena, text, strlen(text));

    if (line == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return "";
    }
    for (char *p = line; *p != '\0'; p++) {
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
    }
    return line;
}

/* "column C (“Response”)" */
static void append_column(mds_reading *r, mds_strbuf *out, const mds_form_block *block,
                          const mds_form_column *column)
{
    const char *kind = block->lies                     ? "reading.column.lies"
                       : r->disclosure->reading->pages ? "reading.column.pages"
                       : column->name[0] >= '0' && column->name[0] <= '9'
                           ? "reading.column.table"
                           : "reading.column.workbook";

    mds_reg__append(&r->reg, out, kind, column->name, NULL);
    if (column->heading[0] != '\0') {
        mds_reg__append(&r->reg, out, "reading.column.headed", one_line(r, column->heading), NULL);
    }
}

/* "Ids are in column A; questions in column B, ...": each role with its columns. */
static const char *columns_of(mds_reading *r, const mds_form_block *block)
{
    mds_strbuf list;
    mds_strbuf names;

    mds_strbuf_init(&list, MDS_READING_TEXT);
    mds_strbuf_init(&names, MDS_READING_TEXT);
    for (int role = MDS_ROLE_ID; role < MDS_ROLE__COUNT; role++) {
        mds_strbuf_clear(&names);
        for (size_t i = 0; i < block->column_count; i++) {
            if ((int)block->columns[i].role == role) {
                mds_strbuf_puts(&names, names.n > 0 ? mds_reg__text(&r->reg, "reading.and") : "");
                append_column(r, &names, block, &block->columns[i]);
            }
        }
        if (names.n > 0) {
            mds_strbuf_puts(&list, list.n > 0 ? mds_reg__text(&r->reg, "reading.next") : "");
            mds_reg__append(
                &r->reg, &list, "reading.columns",
                mds_reg__named(&r->reg, "reading.role", mds_form_role_name((mds_form_role)role)),
                names.p, NULL);
        }
    }
    mds_strbuf_puts(&list, mds_reg__text(&r->reg, "reading.stop"));
    mds_strbuf_inherit(&list, &names);
    const char *text = mds_reg__copy(&r->reg, &list);
    mds_strbuf_finish(&names);
    mds_reg__drop(&r->reg, &list);
    return text;
}

/* "○ (120 times) means chosen; × (80 times) means not chosen." */
static const char *signs_of(mds_reading *r, const mds_form_block *block)
{
    mds_strbuf list;
    char count[24];

    mds_strbuf_init(&list, MDS_READING_TEXT);
    for (size_t i = 0; i < block->sign_count; i++) {
        const mds_form_sign *sign = &block->signs[i];
        (void)snprintf(count, sizeof count, "%zu", sign->count);
        mds_strbuf_puts(&list, i > 0 ? mds_reg__text(&r->reg, "reading.next") : "");
        mds_reg__append(
            &r->reg, &list, "reading.sign", sign->sign, count,
            mds_reg__named(&r->reg, "reading.sense", mds_choice_sense_name(sign->sense)), NULL);
    }
    mds_strbuf_puts(&list, mds_reg__text(&r->reg, "reading.stop"));
    const char *text = mds_reg__copy(&r->reg, &list);
    mds_reg__drop(&r->reg, &list);
    return text;
}

static void say(mds_reading *r, const char **list, const char *text)
{
    list[r->out->layout_count++] = text;
}

static void say_block(mds_reading *r, const char **list, const mds_form_block *block)
{
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", block->questions);
    say(r, list,
        block->sheet[0] != '\0'
            ? mds_reg__format(&r->reg, "reading.sheet", block->sheet, count, NULL)
            : mds_reg__format(&r->reg, "reading.table", count, NULL));
    if (block->hidden) {
        say(r, list, mds_reg__text(&r->reg, "reading.hidden_sheet"));
    }
    if (block->lies) {
        say(r, list, mds_reg__text(&r->reg, "reading.lies"));
    }
    say(r, list, columns_of(r, block));
    say(r, list,
        block->answers ? mds_reg__named(&r->reg, "reading.shape", mds_shape_name(block->shape))
                       : mds_reg__text(&r->reg, "reading.no_answers"));
    if (block->side != MDS_SIDE_UNKNOWN) {
        say(r, list, mds_reg__named(&r->reg, "reading.side", mds_choice_side_name(block->side)));
    }
    if (block->sign_count > 0) {
        say(r, list, signs_of(r, block));
    }
}

void mds_reading__layout(mds_reading *r)
{
    const mds_form_reading *reading = r->disclosure->reading;
    const size_t blocks = reading != NULL ? reading->block_count : 0;
    const char **list = mds_arena_alloc(r->reg.arena, blocks * SENTENCES + 1, sizeof *list);

    if (list == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return;
    }
    r->out->layout = list;
    if (reading == NULL) {
        say(r, list, mds_reg__text(&r->reg, "reading.stated"));
    }
    for (size_t i = 0; i < blocks; i++) {
        say_block(r, list, &reading->blocks[i]);
    }
}
