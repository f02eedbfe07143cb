/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Files of one shape and any size, made to cost a reader more than they are worth.
 */
#ifndef MDS_TESTS_RESOURCES_SHAPES_H
#define MDS_TESTS_RESOURCES_SHAPES_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

/** What is around the content. */
typedef enum shape_wrap {
    SHAPE_TEXT,    /**< nothing */
    SHAPE_SHEET,   /**< it is within a worksheet */
    SHAPE_STRINGS, /**< within the strings of a workbook, whose first two are a question's */
    SHAPE_STYLES,  /**< the styles of a workbook */
    SHAPE_PART,    /**< one part of an archive */
    SHAPE_ZIP      /**< a zip of n forms */
} shape_wrap;

enum { SHAPE_PARTS = 2 };

typedef struct shape {
    const char *name;
    const char *file; /**< its name decides which reader gets it */
    shape_wrap wrap;
    const char *part; /**< of SHAPE_PART: its name */
    /** Text, and a piece that is n times behind it; "#" in it is the number of the time. */
    struct {
        const char *before, *piece;
    } parts[SHAPE_PARTS];
    const char *after;
    /** Before the file's name on the command line, ended by NULL. */
    const char *const *command;
    size_t small; /**< n whose instructions are counted, and those of 4 n and 16 n */
    size_t large; /**< n whose memory is measured */
} shape;

#define CELL(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ANSWERED "<row r=\"1\">" CELL("A1", "AUDT-1") CELL("B1", "Yes") "</row>"

extern const shape shapes[];
extern const size_t shape_count;

/** Writes the file; false when it cannot be made. */
bool shape_write(const shape *at, size_t n, const char *path);

#endif
