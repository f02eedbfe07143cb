/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Files of one shape and any size, made to cost a reader more than they are worth.
 */
#ifndef MDS_TESTS_RESOURCES_SHAPES_H
#define MDS_TESTS_RESOURCES_SHAPES_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct shape {
    const char *name;
    const char *file; /**< its name decides which reader gets it */
    /** What goes into the file, or into the parts of an archive. */
    void (*text)(mds_strbuf *out, size_t n);
    bool (*archive)(mds_strbuf *out, size_t n);
    /** Before the file's name on the command line, ended by NULL. */
    const char *const *command;
    size_t small; /**< n whose instructions are counted, and those of 4 n and 16 n */
    size_t large; /**< n whose memory is measured */
} shape;

extern const shape shapes[];
extern const size_t shape_count;

/** Writes the file; false when it cannot be made. */
bool shape_write(const shape *at, size_t n, const char *path);

#endif
