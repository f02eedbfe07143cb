/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Addresses of networks as tables write them.
 */
#ifndef MDS_BASE_ADDRESS_H
#define MDS_BASE_ADDRESS_H

#include "base/strbuf.h"

/** Whether all of \p text is an IPv4 address, "10.20.30.4"; its number. */
bool mds_address_ip4(uint32_t *out, mds_sv text);
/** Whether all of \p text is a subnet, "10.20.30.0/24"; its first address and the bits of its
 *  prefix. Bits of the address behind the prefix do not count. */
bool mds_address_net4(uint32_t *net, uint8_t *bits, mds_sv text);
/** Whether all of \p text is a MAC address: twelve hexadecimal digits, alone or in groups of two or
 *  four parted by one of ":", "-", "." and " ". */
bool mds_address_is_mac(mds_sv text);
/** Whether an address lies in a subnet. */
bool mds_address_within(uint32_t address, uint32_t net, uint8_t bits);
/** The next address of a list in one cell, which blanks, commas, semicolons, bars and brackets
 *  part; false at the end. \p rest is moved behind it. */
bool mds_address_next(mds_sv *out, mds_sv *rest);

#endif
