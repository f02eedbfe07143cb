/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the use case "assess". */
#ifndef MDS_PAGE_ASSESS_H
#define MDS_PAGE_ASSESS_H

#include "page.h"

typedef struct page_assessment {
    const mds_disclosure *const *forms;
    size_t form_count;
    const mds_risk_assessment *now;
} page_assessment;

/* Verdict, number, how sure, and the sentence that says so. */
MDS_NODISCARD mds_status mds_page__put_verdict(mds_page *page, const char *name,
                                               const mds_risk_assessment *as);

/* What was read of each form, answer by answer, with what a good answer to a doubtful one brings.
 */
MDS_NODISCARD mds_status mds_page__put_forms(mds_page *page, const page_assessment *a);

/* The kinds of compensating control with the request's `added` ones in place and verified: the
 * verdict then, what each switch does from there, and the fewest that are enough. */
MDS_NODISCARD mds_status mds_page__put_controls(mds_page *page, const page_assessment *a);

#endif
