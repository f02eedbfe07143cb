/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library that is loaded when it is needed: linked, it would slow the start of every command. */
#ifndef MDS_CLI_STORE_LIBRARY_H
#define MDS_CLI_STORE_LIBRARY_H

#include <stddef.h>

/** A call by its name, and where its address goes in a struct. */
typedef struct library_call {
    const char *name;
    size_t offset;
} library_call;

/** Loads it and fills \p out with the calls; NULL when it is not there or lacks one of them. */
void *library_load(const char *name, void *out, const library_call *calls, size_t count);
/** NULL is allowed. */
void library_unload(void *library);

#endif
