/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the readers of files about vulnerabilities share.
 */
#ifndef MDS_IMPORTERS_VULN_H
#define MDS_IMPORTERS_VULN_H

#include "base/json.h"
#include <mdsrisk/import_vulnerabilities.h>

enum { VULN_PLACE = 64, VULN_FEW = 5 };

/** A file while it is read. */
typedef struct vuln {
    mds_vulnerabilities *all;
    mds_arena *arena;
    mds_diags *diags;
    const char *text; /* behind no mark; n bytes */
    size_t n;
    const char *file;
    uint32_t index; /* of the file */
    mds_vulnerability_file about;
    mds_status status; /* the first failure */
    int64_t when;      /* of the document, MDS_TIME_NONE */
    size_t bad_vectors, other_scores, untimed;
} vuln;

/** What a document begins with, by its root's members. */
typedef struct vuln_marks {
    char bom_format[16], spec_version[16], spdx_version[24], data_type[24], context[96];
    bool has_graph, has_document, csaf_tree, has_statements, has_kev, has_vulnerabilities;
} vuln_marks;

void mds_vuln__fail(vuln *v, mds_status status);
/** The file breaks a rule of its format: "vuln.reason.<reason>"; fails. */
void mds_vuln__refuse(vuln *v, const char *where, const char *reason);
/** A copy of a text of the file, in one line and of bounded length; "" and noted without memory. */
const char *mds_vuln__keep(vuln *v, const char *text);
/** The same of a member of an object; "" when it is no string. */
const char *mds_vuln__member(vuln *v, const mds_json *object, const char *name);
/** A time as RFC 3339 or a day alone writes it, without a zone as UTC; MDS_TIME_NONE. */
int64_t mds_vuln__time(const char *text);

/** Room for one more, zeroed; NULL and noted without memory. Counts it. */
mds_component *mds_vuln__new_component(vuln *v);
mds_component *mds_vuln__new_device(vuln *v);
mds_vex *mds_vuln__new_statement(vuln *v);
/** A statement of this file that says nothing yet. */
mds_vex mds_vuln__no_statement(const vuln *v);
mds_cve *mds_vuln__new_record(vuln *v);
mds_kev *mds_vuln__new_exploited(vuln *v);
mds_epss *mds_vuln__new_score(vuln *v);
/** A product of which nothing is known. */
mds_product mds_vuln__no_product(void);
mds_rating mds_vuln__no_rating(void);
/** A rating as a file gives it; a vector that cannot be read is said. */
mds_rating mds_vuln__rating(vuln *v, const char *where, const char *vector,
                            mds_cvss_version version, double stated);
/** The better founded of two: with a vector before a bare score, a newer version before an older
 *  one, the higher score of two alike. */
mds_rating mds_vuln__prefer(mds_rating a, mds_rating b);
/** Fills purl or cpe by what the text is; others are left. */
void mds_vuln__identify(const char **purl, const char **cpe, const char *text);

/** The readers, one a kind of file. */
void mds_vuln__read_cyclonedx(vuln *v);
void mds_vuln__read_cyclonedx_xml(vuln *v);
void mds_vuln__read_spdx(vuln *v);
void mds_vuln__read_spdx_3(vuln *v);
void mds_vuln__read_tags(vuln *v);
void mds_vuln__read_openvex(vuln *v);
void mds_vuln__read_csaf(vuln *v);
void mds_vuln__read_cve(vuln *v);
void mds_vuln__read_kev(vuln *v);
void mds_vuln__read_epss(vuln *v);
/** A state of CycloneDX's analysis. */
mds_vex_state mds_vuln__cyclonedx_state(const char *word);
/** The version of CVSS that a method of CycloneDX names: "CVSSv31". */
mds_cvss_version mds_vuln__cyclonedx_method(const char *word);
/** Reads each part of the document. */
void mds_vuln__each(vuln *v, mds_json_part_fn take, void *payload);

#endif
