/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_BASE_UUID_H
#define MDS_BASE_UUID_H

enum { MDS_UUID_SIZE = 37 };

/** The name-based UUID, version 5 (RFC 9562, 5.5), of \p name in the namespace of URLs: the same
 *  name gives the same UUID everywhere, and who knows the name can work it out. */
void mds_uuid_of_name(char out[MDS_UUID_SIZE], const char *name);

#endif
