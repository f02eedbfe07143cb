/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The parts of an Office Open XML text document (ECMA-376 part 1, WordprocessingML).
 */
#ifndef MDS_IMPORTERS_DOCX_H
#define MDS_IMPORTERS_DOCX_H

#include "document.h"
#include "package.h"

/* Reads a document into \p grid; \p main_part: as the package names it. */
MDS_NODISCARD mds_status mds_docx__read(mds_grid *grid, mds_package *package,
                                        const char *main_part);

/* Levels of a list. */
enum { MDS_DOCX_LEVELS = 9 };

/* How a level of a list numbers its paragraphs. */
typedef struct mds_docx_level {
    const char *text;   /* "%1.%2" */
    const char *format; /* "decimal" */
    uint32_t start;
} mds_docx_level;

/* A list (w:num), or a definition of lists (w:abstractNum). */
typedef struct mds_docx_list {
    uint32_t id;
    size_t definition;                      /* of a list */
    mds_docx_level levels[MDS_DOCX_LEVELS]; /* of a list only where it begins anew */
    uint32_t counters[MDS_DOCX_LEVELS];     /* of a definition */
    bool begun[MDS_DOCX_LEVELS]; /* of a definition: counted; of a list: it begins anew */
} mds_docx_list;

/* A style that numbers its paragraphs. */
typedef struct mds_docx_style {
    const char *id;
    uint32_t list, level;
} mds_docx_style;

typedef struct mds_docx_numbering {
    mds_arena *arena;
    mds_docx_list *definitions, *lists;
    size_t definition_count, definition_capacity, list_count, list_capacity;
    mds_docx_style *styles;
    size_t style_count, style_capacity;
} mds_docx_numbering;

/* Readers of one part each; their payload is the mds_docx_numbering. */
mds_status mds_docx__read_numbering(void *payload, mds_xml *xml);
mds_status mds_docx__read_styles(void *payload, mds_xml *xml);
/* The list and level that a style gives its paragraphs; false when it gives none. */
bool mds_docx__style_list(const mds_docx_numbering *numbering, const char *style, uint32_t *list,
                          uint32_t *level);
/* Counts a paragraph of a list and appends its number, "3.", and a blank. */
void mds_docx__number(mds_strbuf *out, mds_docx_numbering *numbering, uint32_t list,
                      uint32_t level);

#endif
