/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Session: what one assessment needs besides its forms, and the usual way from files to a
 * register. docs/inside/embedding.md shows a whole program.
 *
 * The struct only gathers what the functions of the other headers take one by one, so that its
 * members may be passed to them. A session belongs to one thread; several threads use one each.
 */
#ifndef MDSRISK_SESSION_H
#define MDSRISK_SESSION_H

#include <mdsrisk/hits.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/register.h>
#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a session is opened. Begin with MDS_SESSION_OPTIONS_INIT. */
typedef struct mds_session_options {
    const char *as_of;              /**< day of the assessment, "2026-11-28"; must be set, because
                                         the library reads no clock */
    mds_lang language;              /**< of the register and the messages */
    const char *policy;             /**< id; NULL: "default" */
    const char *catalog;            /**< folder with files that replace compiled-in ones, or NULL */
    size_t memory;                  /**< bytes for the session; 0: MDS_LIMIT_ARENA_BYTES */
    const mds_allocator *allocator; /**< NULL: malloc; copied */
} mds_session_options;

/** English, compiled-in catalog, default policy and limits. */
#define MDS_SESSION_OPTIONS_INIT                                                                   \
    {                                                                                              \
        NULL, MDS_LANG_EN, NULL, NULL, 0, NULL                                                     \
    }

typedef struct mds_session {
    mds_arena *arena;           /**< owns every result of the session */
    const mds_catalog *catalog; /**< NULL only when memory was short */
    mds_catalog *loaded;        /**< private */
    const mds_policy *policy;   /**< NULL when opening failed */
    mds_diags *diags;           /**< what was found so far */
    mds_lang language;
    int32_t as_of;     /**< days since 1970-01-01 */
    const char *sheet; /**< the sheet that is read of workbooks with several forms; NULL */
} mds_session;

/** Opens a session in the caller's memory; mds_session_finish() must follow whatever is returned.
 *  MDS_EINVAL when the day is missing or no date; MDS_ENOTFOUND when the catalog lacks the policy;
 *  otherwise as mds_catalog_load(). When the folder's catalog cannot be used, the diagnostics say
 *  why and session->catalog is the compiled-in one, which has the words for them. */
MDS_NODISCARD MDS_API mds_status mds_session_init(mds_session *session,
                                                  const mds_session_options *options);

/** Refreshes the ends of systems by a life-cycle file, as mds_import_life(): session->catalog is
 *  another one behind it, which lives as long as the session. \p path is a file, or
 *  "Windows 10 22H2=file" where the file does not name its system. Before the forms are assessed.
 */
MDS_NODISCARD MDS_API mds_status mds_session_read_life(mds_session *session, const char *path);

/** Frees the session and all of its results. NULL is allowed. */
MDS_API void mds_session_finish(mds_session *session);

/** Reads the form at \p path: as mds_source_open(), then as mds_import_form_sheet(). */
MDS_NODISCARD MDS_API mds_status mds_session_read_form(const mds_disclosure **out,
                                                       mds_session *session, const char *path);

/** Reads forms about one device into an array of \p count. A file that only answers some questions
 *  of the form before it (mds_disclosure_supplements()) goes into that form, and its own place in
 *  the array holds what is left of it. */
MDS_NODISCARD MDS_API mds_status mds_session_read_forms(const mds_disclosure *const **out,
                                                        mds_session *session,
                                                        const char *const *paths, size_t count);

/** Reads the deployment at \p path and the records of compensating controls at \p records; each
 *  may be NULL, and without a path the policy's defaults hold. */
MDS_NODISCARD MDS_API mds_status mds_session_read_deployment(const mds_deployment **out,
                                                             mds_session *session, const char *path,
                                                             const char *records);

/** Adds what the file at \p path says of components and vulnerabilities to \p all, as
 *  mds_import_vulnerabilities(). */
MDS_NODISCARD MDS_API mds_status mds_session_read_vulnerabilities(mds_session *session,
                                                                  mds_vulnerabilities *all,
                                                                  const char *path);

/** The vulnerabilities of the device that the forms are about, behind the last file; \p all must
 *  outlive the result. What a reader must know of them is a diagnostic. */
MDS_NODISCARD MDS_API mds_status mds_session_match_vulnerabilities(
    const mds_hits **out, mds_session *session, mds_vulnerabilities *all,
    const mds_disclosure *const *forms, size_t count);

/** The deployment whose risks are raised by them, for mds_session_assess(). */
MDS_NODISCARD MDS_API mds_status
mds_session_raise_by_vulnerabilities(const mds_deployment **out, mds_session *session,
                                     const mds_hits *hits, const mds_deployment *deployment);

/** Assesses one device from its forms: facts, the checks of each form and of all together, and
 *  the risks. */
MDS_NODISCARD MDS_API mds_status mds_session_assess(const mds_risk_assessment **out,
                                                    mds_session *session,
                                                    const mds_disclosure *const *forms,
                                                    size_t count, const mds_deployment *deployment);

/** The register in the session's language, with all diagnostics so far. */
MDS_NODISCARD MDS_API mds_status mds_session_register(const mds_register **out,
                                                      mds_session *session,
                                                      const mds_risk_assessment *assessment);

/** Message of diagnostic number \p i < mds_diags_count(session->diags) with its file and place, as
 *  "form.xlsx:Sheet1!C24: text"; the session owns it, and it is "" when memory is short. */
MDS_API const char *mds_session_message(mds_session *session, size_t i);

#ifdef __cplusplus
}
#endif
#endif
