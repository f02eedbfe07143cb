/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SARIF 2.1.0 (OASIS): risks of a register as results, findings about files as results or, beside
 * risks, as what the tool said. A message is plain text in which brackets would be links and braces
 * placeholders: both are escaped. */
#include "exchange.h"

#include <mdsrisk/version.h>
#include <string.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static void put_message(mds_exchange *x, const char *text)
{
    mds_strbuf out;
    const char *copy = "";

    mds_strbuf_init(&out, MDS_EXPORT_LIMIT);
    for (const char *p = mds_exchange__line(x, text); *p != '\0'; p++) {
        if (strchr("[]\\", *p) != NULL) {
            mds_strbuf_putc(&out, '\\');
        } else if (strchr("{}", *p) != NULL) {
            mds_strbuf_putc(&out, *p);
        }
        mds_strbuf_putc(&out, *p);
    }
    const mds_status status = mds_export__hand_out(&copy, x->arena, &out);
    x->status = x->status == MDS_OK ? status : x->status;
    mds_jsonw_name(&x->w, "message");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "text", status == MDS_OK ? copy : "");
    mds_jsonw_object_end(&x->w);
}

static void put_text(mds_exchange *x, const char *name, const char *text)
{
    const char *line = mds_exchange__line(x, text);

    if (line[0] != '\0') {
        mds_jsonw_member_string(&x->w, name, line);
    }
}

/* A file and a place in it; a cell has no line or column. Nothing where there is no file. */
static void put_place(mds_exchange *x, const char *file, const char *where, const char *kind)
{
    if (file[0] == '\0' && where[0] == '\0') {
        return;
    }
    mds_exchange__array(x, "locations");
    mds_jsonw_object(&x->w);
    if (file[0] != '\0') {
        mds_jsonw_name(&x->w, "physicalLocation");
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        mds_jsonw_name(&x->w, "artifactLocation");
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "uri", mds_exchange__href(x, file));
        mds_jsonw_object_end(&x->w);
        mds_jsonw_object_end(&x->w);
    }
    if (where[0] != '\0') {
        mds_exchange__array(x, "logicalLocations");
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        put_text(x, "fullyQualifiedName", where);
        mds_jsonw_member_string(&x->w, "kind", kind);
        mds_jsonw_object_end(&x->w);
        mds_jsonw_array_end(&x->w);
    }
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

static const char *level_of(mds_severity severity)
{
    static const char *const names[] = {[MDS_SEVERITY_NOTE] = "note",
                                        [MDS_SEVERITY_WARNING] = "warning",
                                        [MDS_SEVERITY_ERROR] = "error"};

    return names[severity];
}

/* What is wrong, and the way out. */
static void put_said(mds_exchange *x, const mds_diag *diag)
{
    const char *text = mds_diag_message(x->arena, x->catalog, diag, x->in->lang);
    const char *hint = mds_diag_hint(x->arena, x->catalog, diag, x->in->lang);

    put_message(x, mds_exchange__format(x, "exchange.finding", text, hint, NULL));
    mds_jsonw_member_string(&x->w, "level", level_of(diag->severity));
    put_place(x, diag->file, diag->where, "cell");
}

static void put_result(mds_exchange *x, const mds_diag *diag)
{
    char code[12];

    mds_diag_code_name(diag->code, code);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "ruleId", code);
    put_said(x, diag);
    mds_jsonw_object_end(&x->w);
}

static void put_notification(mds_exchange *x, const mds_diag *diag)
{
    char code[12];

    mds_diag_code_name(diag->code, code);
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "descriptor");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "id", code);
    mds_jsonw_object_end(&x->w);
    put_said(x, diag);
    mds_jsonw_object_end(&x->w);
}

/* Opens the document and its one run as far as the rules. */
static void begin(mds_exchange *x)
{
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "$schema", SCHEMA);
    mds_jsonw_member_string(&x->w, "version", x->edition);
    mds_exchange__array(x, "runs");
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "automationDetails");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "guid", MDS_EXCHANGE_UNNAMED);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_member_string(&x->w, "language", x->in->lang == MDS_LANG_JA ? "ja" : "en");
    mds_jsonw_name(&x->w, "tool");
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "driver");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", "mdsrisk");
    mds_jsonw_member_string(&x->w, "version", mds_version());
    mds_exchange__array(x, "rules");
}

static void end_rules(mds_exchange *x)
{
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void end(mds_exchange *x)
{
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_rule(mds_exchange *x, const mds_scenario *scenario)
{
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "id", scenario->id);
    mds_jsonw_name(&x->w, "shortDescription");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "text", mds_exchange__in(x, &scenario->title));
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

/* An acceptance of the hospital that fits; one that does not is under review. */
static void put_suppression(mds_exchange *x, size_t row)
{
    const mds_carried_risk *carried = mds_exchange__carried(x, row);

    if (carried == NULL || carried->entry->decision != MDS_DECISION_ACCEPT) {
        return;
    }
    mds_exchange__array(x, "suppressions");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "kind", "external");
    mds_jsonw_member_string(&x->w, "status", carried->flags == 0 ? "accepted" : "underReview");
    put_text(x, "justification", carried->entry->cells[MDS_ENTRY_REASON].text);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

static void put_properties(mds_exchange *x, size_t row)
{
    static const char *const columns[] = {"risk_id",   "rank",   "decision", "owner",
                                          "due",       "ticket", "changed",  "responsible",
                                          "frequency", "remark"};
    const mds_risk *risk = mds_exchange__risk(x, row);

    mds_jsonw_name(&x->w, "properties");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_number(&x->w, "times_tolerable", risk->at[MDS_STAGE_R2].rrf);
    mds_jsonw_member_number(&x->w, "share", risk->at[MDS_STAGE_R2].share);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        put_text(x, columns[i], mds_exchange__cell(x, row, columns[i]));
    }
    mds_jsonw_object_end(&x->w);
}

/* The verdict is the device's: a risk is a warning where it alone uses up all that is tolerable. */
static void put_risk(mds_exchange *x, size_t row)
{
    const mds_risk *risk = mds_exchange__risk(x, row);
    const mds_scenario *scenario = &x->catalog->scenarios[risk->scenario];
    const mds_facts *facts = x->in->reg->assessment->facts;
    const char *file = facts->disclosure_count > 0 ? facts->disclosures[0]->file : "";
    const bool alone = mds_model_printed(risk->at[MDS_STAGE_R2].rrf) > 1.0;

    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "ruleId", scenario->id);
    mds_jsonw_member_uint(&x->w, "ruleIndex", row);
    mds_jsonw_member_string(&x->w, "level", alone ? "warning" : "note");
    put_message(x, mds_exchange__format(x, "exchange.risk_result",
                                        mds_exchange__cell(x, row, "scenario"),
                                        mds_exchange__cell(x, row, "rrf"),
                                        mds_exchange__cell(x, row, "share"), NULL));
    put_place(x, file, x->in->reg->device_label, "device");
    mds_jsonw_name(&x->w, "partialFingerprints");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "risk/v1",
                            mds_exchange__uuid(x, "risk", mds_exchange__cell(x, row, "risk_id")));
    mds_jsonw_object_end(&x->w);
    mds_jsonw_member_number(&x->w, "rank", 100.0 * risk->at[MDS_STAGE_R2].share);
    put_suppression(x, row);
    put_properties(x, row);
    mds_jsonw_object_end(&x->w);
}

static void put_invocation(mds_exchange *x)
{
    mds_exchange__array(x, "invocations");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_bool(&x->w, "executionSuccessful", true);
    mds_exchange__array(x, "toolExecutionNotifications");
    for (size_t i = 0; i < mds_diags_count(x->in->diags); i++) {
        put_notification(x, mds_diags_at(x->in->diags, i));
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

void mds_sarif__register(mds_exchange *x)
{
    const size_t count = x->in->reg->assessment->ranked_count;

    begin(x);
    for (size_t row = 0; row < count; row++) {
        put_rule(x, &x->catalog->scenarios[mds_exchange__risk(x, row)->scenario]);
    }
    end_rules(x);
    put_invocation(x);
    mds_exchange__array(x, "results");
    for (size_t row = 0; row < count; row++) {
        put_risk(x, row);
    }
    mds_jsonw_array_end(&x->w);
    end(x);
}

static bool is_first_of_code(const mds_diags *diags, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (mds_diags_at(diags, k)->code == mds_diags_at(diags, i)->code) {
            return false;
        }
    }
    return true;
}

void mds_sarif__findings(mds_exchange *x)
{
    const mds_diags *diags = x->in->diags;
    char code[12];

    begin(x);
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (is_first_of_code(diags, i)) {
            mds_diag_code_name(mds_diags_at(diags, i)->code, code);
            mds_jsonw_inline_next(&x->w);
            mds_jsonw_object(&x->w);
            mds_jsonw_member_string(&x->w, "id", code);
            mds_jsonw_object_end(&x->w);
        }
    }
    end_rules(x);
    mds_exchange__array(x, "results");
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        put_result(x, mds_diags_at(diags, i));
    }
    mds_jsonw_array_end(&x->w);
    end(x);
}
