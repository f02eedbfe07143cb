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
} fleet_class;

/** What results are kept under, besides the class and the day. */
typedef struct fleet_basis {
    const char *catalog; /* and the program's version */
    const char *policy, *model;
} fleet_basis;

/** Assesses the class and stores the result within the change that was begun. A class that cannot
 *  be assessed has a result that says why. Anything but MDS_OK ends the run. */
MDS_NODISCARD mds_status assess_class(run *r, store *s, const fleet_basis *basis,
                                      const fleet_class *at);

#endif
