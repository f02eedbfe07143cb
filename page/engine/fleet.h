/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the use cases of the fleet. */
#ifndef MDS_PAGE_FLEET_H
#define MDS_PAGE_FLEET_H

#include "page.h"

/* The device of forms in a deployment as one line of a list: without forms, or when it cannot be
 * assessed, the reason among \p said stands there. \p file is what the line names. */
MDS_NODISCARD mds_status mds_page__put_line(mds_page *page, const char *file,
                                            const mds_disclosure *const *forms, size_t count,
                                            const mds_deployment *deployment,
                                            const mds_diags *said);

/* Writes tables to the files that the request's `outputs` name, \p of put into \p title. */
MDS_NODISCARD mds_status mds_page__write_listing(mds_page *page, const char *kind,
                                                 const char *title, const char *of,
                                                 const mds_table *const *tables, size_t count);

/* A session of its own beside the page's: an arena and messages; false when memory is short.
 * mds_page__end_apart() must follow. */
bool mds_page__begin_apart(mds_page *out, const mds_page *page);
void mds_page__end_apart(mds_page *apart, mds_page *page);

#endif
