/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Measures that many devices share: one firewall for the forty devices of a VLAN.
 */
#ifndef MDSRISK_FLEET_SHARE_H
#define MDSRISK_FLEET_SHARE_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Devices of one network that are alike. */
typedef struct mds_share_member {
    uint32_t network;     /**< from 0 */
    uint32_t units;       /**< how many devices */
    bool apart;           /**< it is not known what they share: each has measures of its own */
    const uint32_t *sets; /**< the minimal sets of measures that are enough, of mds_treat(): a bit a
                               kind of compensating control, by ordinal */
    size_t set_count;     /**< 0: no measures are enough */
    const double *costs;  /**< of each kind for one device, 0 or more */
} mds_share_member;

/** The cheapest measures of a network. */
typedef struct mds_share_plan {
    uint32_t shared;  /**< kinds that are put in place once for the network, bits */
    double cost;      /**< of these and of what the devices need besides */
    double alone;     /**< if each device was treated as if it were alone */
    uint32_t devices; /**< that the measures are enough for */
    uint32_t left;    /**< for which none are */
} mds_share_plan;

/** Finds for each network the measures of least cost after which each device has one of its sets. A
 *  shared kind (mds_compensating.shared) costs once, the most that a device of the network gives;
 *  any other once a device. Every choice of shared kinds is tried, and given them the devices do
 *  not depend on each other: the result is the minimum, for any number of devices. \p plans has \p
 *  network_count members, \p chosen one a member: the index of its set, MDS_NO_ORDINAL without
 *  any. MDS_EINVAL for a network that is none; MDS_ELIMIT for more than 32 kinds. */
MDS_NODISCARD MDS_API mds_status mds_fleet_share(mds_share_plan *plans, size_t network_count,
                                                 uint32_t *chosen, const mds_catalog *catalog,
                                                 const mds_share_member *members, size_t count);

#ifdef __cplusplus
}
#endif
#endif
