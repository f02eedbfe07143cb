/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Formats of others (docs/use/exchange.md), asked for by name: an ending does not tell them apart.
 *
 * Ids are name-based UUIDs: the same input gives the same bytes, and a thing keeps its id from one
 * assessment to the next. Text of others is inert in them.
 */
#ifndef MDSRISK_EXPORT_EXCHANGE_H
#define MDSRISK_EXPORT_EXCHANGE_H

#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a format is made of. */
typedef enum mds_exchange_of {
    MDS_EXCHANGE_OF_FORM,     /**< one disclosure and the facts that follow from it */
    MDS_EXCHANGE_OF_REGISTER, /**< the register of one device */
    MDS_EXCHANGE_OF_CATALOG,  /**< the catalog alone */
    MDS_EXCHANGE_OF_FINDINGS, /**< what was said of files */
    MDS_EXCHANGE_OF__COUNT
} mds_exchange_of;

typedef struct mds_exchange_format {
    const char *name;  /**< "oscal-poam" */
    const char *title; /**< key of the text that says what it is */
    mds_exchange_of of;
    mds_export_format ending; /**< of its file */
} mds_exchange_format;

/** What is written; what the format is not made of may be NULL. */
typedef struct mds_exchange_input {
    mds_arena *arena; /**< for what is made on the way */
    const mds_catalog *catalog;
    mds_lang lang;
    int32_t as_of; /**< days since 1970-01-01: the date of the document */
    const mds_disclosure *form;
    const mds_facts *facts; /**< of \c form alone, the policy's defaults around it */
    const mds_register *reg;
    mds_diags *diags; /**< of the whole run; what cannot be written is added */
} mds_exchange_input;

/** Number \p i of the formats, NULL behind the last one. */
MDS_API const mds_exchange_format *mds_exchange_format_at(size_t i);
/** The format by that name, or NULL. */
MDS_API const mds_exchange_format *mds_exchange_format_find(const char *name);

/** \p input in \p format as text in its arena. MDS_EINVAL when it lacks what the format is made
 *  of; MDS_EUNSUPPORTED with a diagnostic when the deployment lacks it; MDS_ENOMEM, MDS_ELIMIT. The
 * bytes depend on \p input alone. */
MDS_NODISCARD MDS_API mds_status mds_export_exchange(const char **out,
                                                     const mds_exchange_format *format,
                                                     const mds_exchange_input *input);

#ifdef __cplusplus
}
#endif
#endif
