/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that are alike, assessed once. */
#ifndef MDS_CLI_FLEET_CLASS_H
#define MDS_CLI_FLEET_CLASS_H

#include "fleet.h"

/** A class as it is stored. */
typedef struct fleet_class {
    const char *key;
    const char *forms; /* SHA-256 of each, parted by blanks */
    const char *context, *zone;
    const char *finding; /* key of what is on it, "" for nothing */
    int32_t day;         /* of which it is assessed */
} fleet_class;

enum { MOST_CLASS_FORMS = 8 };

/** What a class is assessed from, in the run's arena. */
typedef struct class_parts {
    const mds_disclosure *forms[MOST_CLASS_FORMS];
    size_t form_count;
    const char *path;         /* of the first form */
    const char *context_path; /* "" for the defaults */
    mds_deployment *deployment;
} class_parts;

/** Reads what is stored of a class. */
MDS_NODISCARD mds_status load_class(run *r, store *s, const fleet_class *at, class_parts *out);

/** What results are kept under, besides the class and the day. */
typedef struct fleet_basis {
    const char *catalog; /* by basis_catalog() */
    const char *policy, *model;
} fleet_basis;

/** The catalog, the program and the life-cycle data of this run; NULL without memory. */
const char *basis_catalog(run *r);

/** Assesses the class and stores the result within the change that was begun. A class that cannot
 *  be assessed has a result that says why. Anything but MDS_OK ends the run. */
MDS_NODISCARD mds_status assess_class(run *r, store *s, const fleet_basis *basis,
                                      const fleet_class *at);

#endif
