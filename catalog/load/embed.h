/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What catalog/CMakeLists.txt generates. */
#ifndef MDS_CATALOG_EMBED_H
#define MDS_CATALOG_EMBED_H

#include <stddef.h>

typedef struct mds_embedded {
    const char *name;
    const unsigned char *begin, *end;
    const char *sha256;
} mds_embedded;

extern const mds_embedded mds_embedded__files[];
extern const size_t mds_embedded__count;

#endif
