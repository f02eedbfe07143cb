/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assesses the form that is named first, and writes its register to the file named second.
 * Valid C and valid C++. */
#include <mdsrisk/mdsrisk.h>
#include <stdio.h>

static mds_status assess(mds_session *session, const char *form, const char *target)
{
    const mds_disclosure *const *forms = NULL;
    const mds_deployment *deployment = NULL;
    const mds_risk_assessment *assessment = NULL;
    const mds_register *reg = NULL;

    mds_status status = mds_session_read_forms(&forms, session, &form, 1);
    if (status == MDS_OK) {
        status = mds_session_read_deployment(&deployment, session, NULL, NULL);
    }
    if (status == MDS_OK) {
        status = mds_session_assess(&assessment, session, forms, 1, deployment);
    }
    if (status == MDS_OK) {
        status = mds_session_register(&reg, session, assessment);
    }
    if (status == MDS_OK) {
        printf("%s: %s\n", reg->device_label, mds_verdict_name(assessment->verdict));
        status = mds_export_register(reg, mds_export_format_of(target), target, session->diags);
    }
    return status;
}

int main(int argc, char **argv)
{
    mds_session_options options = MDS_SESSION_OPTIONS_INIT;
    mds_session session;

    if (argc != 3) {
        fprintf(stderr, "usage: %s FORM REGISTER.xlsx|.csv|.json\n", argv[0]);
        return 3;
    }
    options.as_of = "2026-11-28";
    mds_status status = mds_session_init(&session, &options);
    if (status == MDS_OK) {
        status = assess(&session, argv[1], argv[2]);
    }
    for (size_t i = 0; session.catalog != NULL && i < mds_diags_count(session.diags); i++) {
        if (mds_diags_at(session.diags, i)->severity == MDS_SEVERITY_ERROR) {
            fprintf(stderr, "%s\n", mds_session_message(&session, i));
        }
    }
    mds_session_finish(&session);
    return status == MDS_OK ? 0 : 2;
}
