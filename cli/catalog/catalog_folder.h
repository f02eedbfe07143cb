/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go into a catalog's folder together: all of them, checked, or none. */
#ifndef MDS_CLI_CATALOG_FOLDER_H
#define MDS_CLI_CATALOG_FOLDER_H

#include "base/hold.h"
#include "run.h"

enum { FOLDER_FILES = 64 };

typedef struct folder_file {
    const char *name; /* "forms/jp-mds-5.0.json" */
    const char *kind; /* "form"; NULL: not of the catalog */
    const char *text; /* NULL: written into the staging folder already */
    bool extended;    /* made of what was there: need not be ours */
} folder_file;

/* The files on their way: a folder within the catalog's own, until they are moved. */
typedef struct folder {
    const char *dir, *staging;
    folder_file files[FOLDER_FILES];
    size_t count;
    bool made;     /* the folder was not there before */
    mds_hold hold; /* while there is a staging folder */
} folder;

/** Opens the folder, which need not be there yet. Close it with folder_close(). */
mds_status folder_open(run *r, folder *out, const char *dir);
/** Adds a file that is to be written. */
void folder_add(folder *out, const char *name, const char *kind, const char *text, bool extended);
/** The text of a catalog's file: as it stands in the folder, else as it is compiled in; NULL when
 *  there is none or it cannot be read, which *status says. */
const char *folder_read(run *r, const char *dir, const char *name, size_t *n, mds_status *status);
/** Where a file may be written before the others are moved. NULL when memory is short. */
const char *folder_path(run *r, const folder *from, const char *name);
/** Adds what the manifest lacks, loads and checks the catalog as it would be, and moves the files
 *  into place. On failure the folder is as it was. */
mds_status folder_commit(run *r, folder *from);
/** Removes what is left. */
void folder_close(run *r, folder *from);

#endif
