/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Version of the library. CMake reads it from here, so that it is written once.
 *
 * Before 1.0 a new minor version may change the interface; result structs may grow at their end.
 */
#ifndef MDSRISK_VERSION_H
#define MDSRISK_VERSION_H

#include <mdsrisk/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Version of the headers that a program was compiled with. */
#define MDS_VERSION "0.1.0"
#define MDS_VERSION_MAJOR 0
#define MDS_VERSION_MINOR 1
#define MDS_VERSION_PATCH 0

/** Version of the library that a program runs with, "0.1.0". */
MDS_API const char *mds_version(void);

#ifdef __cplusplus
}
#endif
#endif
