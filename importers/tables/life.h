/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the readers of life-cycle files share: the platforms that they refresh.
 */
#ifndef MDS_IMPORTERS_LIFE_H
#define MDS_IMPORTERS_LIFE_H

#include "base/date.h"
#include "base/json.h"
#include "base/map.h"
#include <mdsrisk/import_life.h>

enum { LIFE_PLACE = 48 };
/* Of the ends of a platform none in particular. */
#define LIFE_ANY_END UINT32_MAX

/** An end of a platform that endoflife.date names. */
typedef struct life_cycle {
    uint32_t platform, end;
    uint32_t next; /* that has the same name; MDS_NO_ORDINAL */
} life_cycle;

typedef struct life {
    mds_arena *arena;
    const mds_catalog *base;
    mds_platform *platforms; /* those of the catalog, then the new ones */
    bool *touched;           /* by this file */
    size_t count, capacity;
    mds_map *names;       /* squeezed names of the catalog's platforms */
    mds_map *added;       /* and of the new ones */
    mds_map *cycle_names; /* of the first of that name */
    life_cycle *cycles;
    const char *file;
    const char *system; /* as the user names it, or NULL */
    mds_diags *diags;
    mds_status status;                   /* the first failure */
    size_t taken, differing, made, idle; /* days; of them other than before; systems; no day */
    size_t unmatched;
    mds_strbuf unmatched_names; /* the first of them */
} life;

/** Remembers the first failure. */
void mds_life__fail(life *l, mds_status status);
/** The file breaks a rule of its format: "life.reason.<reason>". */
void mds_life__refuse(life *l, const char *where, const char *reason);
/** A copy of a string in the arena; "" and noted without memory. */
const char *mds_life__keep(life *l, const char *text);
/** The platform that is called so; MDS_NO_ORDINAL. */
uint32_t mds_life__called(life *l, const char *name);
/** A day on which the updates of a platform end: \p end is which of its ends, or LIFE_ANY_END. */
void mds_life__day(life *l, uint32_t platform, uint32_t end, mds_day day, const char *where);
/** A platform has ended, or is still mended, on a day that the file does not give. */
void mds_life__undated(life *l, uint32_t platform, bool ended, const char *where);
/** A new platform under \p name, found in forms by each of \p words; MDS_NO_ORDINAL when none is
 *  left or there are too many. */
uint32_t mds_life__add(life *l, const char *name, const char *const *words, size_t count);
/** Something that belongs to no platform. */
void mds_life__unmatched(life *l, const char *name);
/** A point in time as the standards write it, "2025-11-26T10:00:00.000+03:37", in seconds of UTC.
 */
bool mds_life__instant(int64_t *out, const char *text);
mds_day mds_life__day_of(int64_t instant);

void mds_life__read_cle(life *l, const mds_json *root);
void mds_life__read_openeox(life *l, const mds_json *root);
/** Whether it is JSON of endoflife.date. */
bool mds_life__is_endoflife(const mds_json *root);
void mds_life__read_endoflife(life *l, const mds_json *root);

#endif
