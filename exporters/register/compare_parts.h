/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_EXPORT_COMPARE_INTERNAL_H
#define MDS_EXPORT_COMPARE_INTERNAL_H

#include "export_internal.h"
#include <mdsrisk/compare_report.h>
#include <mdsrisk/export_compare.h>

mds_status mds_export__compare_xlsx(const mds_compare_report *report, const char *path,
                                    mds_diags *diags);

#endif
